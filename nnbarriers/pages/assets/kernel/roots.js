// Kind `solution` of P1 and P3: the minimiser is a + bt on its support, where a, b and t² are rational.

/** The sign of p + qt, from squares. */
function surdSign(p, q, square) {
  const [first, second] = [p.sign, square.sign ? q.sign : 0];
  if (first * second >= 0) return first || second;
  return first * p.squared().compare(q.squared().times(square));
}

function readRoots(claim, witness, reader) {
  const { problem, outcome } = claim,
    parts = readVectors(witness, ["x", "root", "u", "push"]);
  const data = readRegression(witness.data, claim, reader, "T0.1"),
    n = data.columns.length;
  states("T0.1", claim, { rows: data.rows, columns: n });
  demand(!data.weighted, "T0.1", "there are weights of rows");
  const [lambda, eta] = [number(claim.lambda, "lambda"), number(claim.eta, "eta")],
    square = number(witness.square, "square", MOST_LONG);
  demand(
    problem === "P1" ? lambda.equals(ONE) && eta.sign >= 0 : lambda.sign > 0 && eta.sign === 0,
    "T0.1",
    "λ or η is none of the problem",
  );
  demand(outcome === "one" || claim.support === null, "T0.1", "there is a support though no point is feasible");
  const support = increasing(outcome === "one" ? integers(claim.support, "support") : [], n);
  demand(support !== null && square.sign >= 0, "T0.1", "the support does not increase, or t² is negative");
  const lengths = { x: support.length, root: support.length, u: data.rows, push: data.rows },
    { minor, modulus } = parts,
    rooted = square.sign > 0;
  const simple = problem === "P1" && outcome === "one" && support.length === 0;
  const used = outcome === "infeasible" ? ["u"] : simple ? ["x"] : rooted ? ["x", "root"] : ["x", "u"],
    may = rooted ? ["push"] : [];
  demand(
    vectorsFit(parts, lengths, used, may),
    "T0.1",
    "the witness has other vectors than it needs, or of other lengths",
  );
  demand(!simple || !rooted, "T0.1", "there is a root without a support");
  demand(
    outcome === "one" || (!rooted && minor.length === 0 && modulus === 2n),
    "T0.1",
    "there is a root, rows or a modulus without a minimiser",
  );
  const setting = { ...data, ...parts, problem, outcome, lambda, eta, square, support, simple };
  const longest = wordsOf(
      Object.keys(lengths)
        .map((key) => parts[key])
        .filter(Boolean),
    ),
    t = words(square.n) + words(square.d);
  spend(4 * n * data.rows * (8 + wordsOf(data.columns) * longest) + 2 * n * (8 + (longest + t) * (longest + t)));
  return setting;
}

function checkRoots(claim, witness, reader) {
  const setting = readRoots(claim, witness, reader),
    { problem, columns, y, eta, support } = setting;
  if (setting.outcome === "infeasible") {
    checkNoPoint(setting);
    return null;
  }
  if (setting.simple) {
    demand(y.squared().notAbove(eta.squared()), "T0.2", "0 is not feasible");
    checkMinor(setting.minor, [], Array(setting.rows).fill(true), setting.modulus);
    return "0 costs nothing, and all else costs more, whatever A is";
  }
  const on = support.map((j) => columns[j]),
    rooted = setting.square.sign > 0;
  const r = y.minus(sumOf(on, setting.x, setting.rows));
  const v = rooted ? zeros(setting.rows).minus(sumOf(on, setting.root, setting.rows)) : setting.u;
  checkLength(setting, r, v);
  const correlations = columns.map((column) => ({ p: column.dot(r), q: column.dot(v) }));
  const equal = checkCorrelations(setting, correlations);
  checkOnly(setting, correlations, equal);
  return problem === "P3" && y.values.every((value) => value === 0n)
    ? "0 costs nothing, and all else costs more, whatever A is"
    : null;
}

function sumOf(columns, x, rows) {
  const over = (columns.length ? columns[0].over : 1n) * x.over;
  return new Vector(
    range(rows).map((a) => columns.reduce((sum, column, i) => sum + column.values[a] * x.values[i], 0n)),
    over,
  );
}

/** T0.2. */
function checkLength({ problem, lambda, eta, square }, r, v) {
  const vv = v.squared(),
    length = r.squared().plus(square.times(vv)),
    factor = lambda.squared();
  if (problem === "P1") demand(length.equals(eta.squared()), "T0.2", "the residual is not as long as η");
  else {
    demand(factor.times(length).equals(square), "T0.2", "t is not λ times the length of the residual");
    demand(square.sign > 0 || factor.times(vv).below(ONE), "T0.2", "λ‖v‖₂ is not less than 1");
  }
}

/** T0.3; returns the columns with equality, off the support too. */
function checkCorrelations({ support, x, root, square }, correlations) {
  const rooted = square.sign > 0,
    place = new Map(support.map((j, i) => [j, i]));
  return range(correlations.length).filter((j) => {
    const { p, q } = correlations[j],
      i = place.get(j);
    if (i !== undefined) {
      const sign = surdSign(x.at(i), rooted ? root.at(i) : ZERO, square);
      demand(
        sign !== 0 && p.sign === 0 && q.equals(whole(sign)),
        "T0.3",
        "a correlation on the support is not t sign x_j",
      );
      return true;
    }
    const [above, below] = rooted
      ? [surdSign(p, q.minus(ONE), square), surdSign(p.negated(), q.plus(ONE).negated(), square)]
      : [q.compare(ONE), q.negated().compare(ONE)];
    demand((rooted || p.sign === 0) && above <= 0 && below <= 0, "T0.3", "a correlation off the support exceeds t");
    return above === 0 || below === 0;
  });
}

/** T0.4: a push and a minor. */
function checkOnly({ problem, columns, y, rows, square, support, push, minor, modulus }, correlations, equal) {
  let movable = equal;
  if (push !== null) {
    const along = columns.map((column) => column.dot(push).sign),
      inside = new Set(support);
    const signs = correlations.map(({ p, q }) => (square.sign > 0 ? surdSign(p, q, square) : q.sign));
    demand(
      support.every((j) => along[j] === 0),
      "T0.4",
      "the push moves the support",
    );
    demand(
      equal.every((j) => inside.has(j) || along[j] * signs[j] <= 0),
      "T0.4",
      "the push moves a column the wrong way",
    );
    demand(problem !== "P3" || push.dot(y).sign === 0, "T0.4", "the push moves y");
    movable = equal.filter((j) => along[j] === 0);
  }
  const vectors = movable.map((j) => columns[j].values);
  if (problem === "P3" && square.sign > 0) vectors.push(y.values);
  checkMinor(minor, vectors, Array(rows).fill(true), modulus);
}

/** T0.4 of P1 without a feasible point. */
function checkNoPoint({ columns, y, u, eta }) {
  const gain = u.dot(y);
  demand(
    columns.every((column) => column.dot(u).sign === 0),
    "T0.4",
    "u is not orthogonal to the columns",
  );
  demand(gain.sign > 0 && eta.squared().times(u.squared()).below(gain.squared()), "T0.4", "not ⟨u, y⟩ > η‖u‖₂");
}

// Kind `trust`, result T1, and `two-answers`, T3, of regressions: for all data within radii there is one minimiser, with the same support and signs.

/** The part of T1.1 that one problem has, whatever its answers are. */
function readRadii(claim, data, condition) {
  const n = data.columns.length,
    [thresholds, ridge] = ["thresholds", "ridge"].map((key) => numbers(claim[key], key));
  fields(claim.within, ["columns", "thresholds", "y"], "within");
  const columns = numbers(claim.within.columns, "within"),
    slack = numbers(claim.within.thresholds, "within"),
    right = number(claim.within.y, "within");
  demand(
    [thresholds, ridge, columns, slack].every((side) => side.length === n),
    condition,
    "lengths do not fit",
  );
  demand(
    [...ridge, ...columns, ...slack, right, ...thresholds].every((q) => q.sign >= 0) &&
      data.weights.values.every((v) => v >= 0n),
    condition,
    "a weight, a ridge or a radius is negative",
  );
  demand(
    slack.every((g, j) => g.notAbove(thresholds[j])),
    condition,
    "the radius of a threshold exceeds it",
  );
  return { thresholds, ridge, within: { columns, thresholds: slack, y: right } };
}

/** The part of T1.1 about support and signs. */
function readSupport(stated, signs, { thresholds }, condition) {
  const support = increasing(integers(stated, "support"), thresholds.length),
    said = integers(signs, "signs").map(Number);
  demand(support !== null, condition, "the support does not increase, or has no columns");
  const inside = new Set(support);
  demand(
    thresholds.every((l, j) => l.sign > 0 || inside.has(j)),
    condition,
    "a column without threshold is not in the support",
  );
  demand(
    said.length === support.length &&
      said.every((s, i) => (thresholds[support[i]].sign ? s === 1 || s === -1 : s === 0)),
    condition,
    "the signs are not of the support",
  );
  return { support, signs: said };
}

function readNear(witness, { support }, columns, condition) {
  const s = support.length,
    lengths = { x: s, width: s, inverse: s * s, combinations: (columns - s) * s },
    near = {};
  for (const key of Object.keys(lengths)) near[key] = block(witness[key], key);
  demand(
    Object.keys(lengths).every((key) => near[key].length === lengths[key]),
    condition,
    "lengths do not fit",
  );
  demand(
    near.width.values.every((w) => w > 0n),
    condition,
    "a width is not positive",
  );
  return near;
}

/** Row i of a matrix that is written row by row. */
const rowOf = (matrix, i, length) => new Vector(matrix.values.slice(i * length, (i + 1) * length), matrix.over);

function checkRegression(claim, witness, reader) {
  fields(
    claim,
    ["columns", "data_sha256", "problem", "ridge", "rows", "signs", "support", "thresholds", "within"],
    "claim",
  );
  fields(witness, ["combinations", "data", "inverse", "width", "x"], "witness");
  demand(claim.problem === "LASSO", "T1.1", "the problem is another");
  const data = readRegressionBlocks(witness.data, claim, reader, "T1.1"),
    n = data.columns.length;
  states("T1.1", claim, { rows: data.rows, columns: n });
  const radii = readRadii(claim, data, "T1.1"),
    told = readSupport(claim.support, claim.signs, radii, "T1.1");
  checkNear({ ...data, ...radii, ...told, near: readNear(witness, told, n, "T1.1") }, new Work());
  return trustsNothing({ ...data, ...radii, ...told })
    ? "nothing is said of the minimiser but that it is the only one, whatever A is"
    : null;
}

function trustsNothing({ y, weights, ridge, support, signs, within, columns }) {
  const counted = weights.values.map((v) => v > 0n),
    silent = y.values.every((v, a) => !counted[a] || (v === 0n && within.y.sign === 0));
  return (
    signs.every((s) => s === 0) &&
    support.every((j) => ridge[j].sign > 0) &&
    (silent || support.length === columns.length)
  );
}

/** T1.2 to T1.4. */
function checkNear(given, work) {
  const setting = { ...given, ...countedRegression(given, work) };
  const { support, signs, thresholds, columns, near } = setting,
    s = support.length;
  const shared = sharedTerms(setting);
  for (let i = 0; i < s; i++) {
    demand(
      sideOn(setting, shared, i).below(near.width.at(i)),
      "T1.2",
      `entry ${support[i]} may move farther than its width`,
    );
  }
  demand(
    signs.every((sign, i) => !sign || near.width.at(i).below(near.x.at(i).times(whole(sign)))),
    "T1.3",
    "x is not beyond its width",
  );
  const inside = new Set(support),
    off = range(columns.length).filter((j) => !inside.has(j));
  off.forEach((j, i) =>
    demand(sideOff(setting, shared, i, j).below(thresholds[j]), "T1.4", `column ${j} may enter the support`),
  );
}

/** What the sides of all inequalities share: residual, H, and the numbers with widths. */
function sharedTerms({ columns, y, rows, weights, ridge, thresholds, support, signs, within, near }) {
  const on = support.map((j) => columns[j]),
    pick = (side) => Vector.of(support.map((j) => side[j]));
  const norm = (vector) =>
    new Rational(
      vector.values.reduce((sum, v, a) => sum + magnitude(v) * weights.values[a], 0n),
      vector.over * weights.over,
    );
  const inner = (p, q) =>
    new Rational(
      p.values.reduce((sum, v, a) => sum + v * q.values[a] * weights.values[a], 0n),
      p.over * q.over * weights.over,
    );
  const epsilon = pick(within.columns),
    V = new Rational(
      weights.values.reduce((sum, v) => sum + v, 0n),
      weights.over,
    );
  const pull = Vector.of(
    support.map((j, i) => thresholds[j].times(whole(signs[i])).plus(ridge[j].times(near.x.at(i)))),
  );
  const residual = y.minus(sumOf(on, near.x, rows)),
    rho = within.y.plus(epsilon.dot(absolute(near.x)));
  const lengths = Vector.of(on.map((column, i) => norm(column).plus(V.times(epsilon.at(i)))));
  return {
    on,
    norm,
    inner,
    epsilon,
    V,
    pull,
    residual,
    rho,
    slack: pick(within.thresholds),
    omega: epsilon.dot(near.width),
    alpha: lengths.dot(near.width),
  };
}

/** The terms that both sides have, for the combination c of columns A_S, the vector p that belongs to it, and its κ. */
function movedTerms({ within, near, support, ridge }, shared, c, p, kappa, { rest, sign }) {
  const { on, norm, inner, epsilon, V, residual, rho, omega, alpha, slack } = shared,
    length = norm(p);
  const turns = support.map((_, l) =>
    epsilon.values[l] === 0n ? ZERO : epsilon.at(l).times(norm(blend(residual, c.at(l), p, near.x.at(l), sign))),
  );
  const rests = on.map((column, l) => rest(inner(p, column), c.at(l).times(ridge[support[l]]), l).size());
  const sizes = absolute(c);
  return total([
    ...turns,
    within.y.times(length),
    sizes.dot(slack),
    V.times(kappa).times(rho),
    ...rests.map((far, l) => far.times(near.width.at(l))),
    length.times(omega),
    kappa.times(alpha),
  ]);
}

/** f·r + sign·g·p. */
function blend(r, f, p, g, sign) {
  const [first, second] = [f.n * p.over * g.d, sign * g.n * r.over * f.d];
  return new Vector(
    r.values.map((v, a) => v * first + p.values[a] * second),
    r.over * f.d * p.over * g.d,
  );
}

/** The left side of T1.2. */
function sideOn(setting, shared, i) {
  const { support, rows } = setting,
    M = rowOf(setting.near.inverse, i, support.length),
    b = sumOf(shared.on, M, rows);
  const middle = shared.inner(b, shared.residual).minus(M.dot(shared.pull)).size();
  const kappa = absolute(M).dot(shared.epsilon);
  const rest = (along, ridged, l) => (l === i ? ONE : ZERO).minus(along.plus(ridged));
  return middle.plus(movedTerms(setting, shared, M, b, kappa, { rest, sign: -1n }));
}

/** The left side of T1.4, of column j, the i-th off the support. */
function sideOff(setting, shared, i, j) {
  const { support, rows, columns, within } = setting,
    N = rowOf(setting.near.combinations, i, support.length);
  const q = columns[j].minus(sumOf(shared.on, N, rows));
  const middle = shared.inner(q, shared.residual).plus(N.dot(shared.pull)).size();
  const kappa = within.columns[j].plus(absolute(N).dot(shared.epsilon));
  const rest = (along, ridged) => along.minus(ridged);
  const own = within.columns[j].times(shared.norm(shared.residual)).plus(within.thresholds[j]);
  return total([middle, own, movedTerms(setting, shared, N, q, kappa, { rest, sign: 1n })]);
}

// Kind `miss`, result M: a problem whose data are doubles has one minimiser, and an answer has a distance from it.

const MISS_DATA = ["cost", "lower", "matrix", "upper", "y"];

/** Whether a rational is a finite double: an odd part below 2^53 times a power of two in range. */
function isDouble(q) {
  if (q.n === 0n) return true;
  if (!isPowerOfTwo(q.d) || bits(q.d) > 1075) return false;
  let odd = magnitude(q.n),
    twos = 0;
  while ((odd & 1n) === 0n) {
    odd >>= 1n;
    twos++;
  }
  const lowest = twos - (bits(q.d) - 1);
  return bits(odd) <= 53 && lowest >= -1074 && bits(odd) + lowest <= 1024;
}

function readMiss(claim, witness, reader) {
  const { problem } = claim,
    program = problem === "LP";
  demand(["LP", "P1", "P2", "P3"].includes(problem), "M.1", "there is no such problem");
  states("M.1", claim, { data_sha256: reader.hashOf(Object.fromEntries(MISS_DATA.map((key) => [key, witness[key]]))) });
  const read = readMatrix(witness.matrix, "matrix"),
    y = numbers(witness.y, "y"),
    m = read.rows.length,
    n = read.columns;
  const [cost, lower, upper] = ["cost", "lower", "upper"].map((key) =>
    program ? list(witness[key], key) : witness[key],
  );
  demand(read.fits && y.length === m, "M.1", "the matrix has no row or column, or lengths do not fit");
  demand(
    [cost, lower, upper].every((side) => (side !== null) === program && (!program || side.length === n)),
    "M.1",
    "cost and bounds are there for LP alone, one a column",
  );
  const bounds = (side) => side && side.map((bound) => orNull(number)(bound, "a bound"));
  const setting = {
    problem,
    program,
    rows: read.rows,
    y,
    lower: bounds(lower),
    upper: bounds(upper),
    cost: cost && numbers(cost, "cost"),
  };
  Object.assign(setting, { lambda: number(claim.lambda, "lambda"), eta: number(claim.eta, "eta") });
  const { lambda, eta } = setting;
  demand(lambda.sign > 0 && eta.sign >= 0, "M.1", "not λ > 0 and η ≥ 0");
  demand(
    (["P2", "P3"].includes(problem) || lambda.equals(ONE)) && (problem === "P1" || eta.sign === 0),
    "M.1",
    "λ or η is there without belonging to the problem",
  );
  const data = [
    ...read.rows.flat(),
    ...y,
    lambda,
    eta,
    ...(program ? [...setting.cost, ...setting.lower, ...setting.upper] : []),
  ];
  demand(
    data.every((q) => q === null || isDouble(q)),
    "M.1",
    "some data are no doubles",
  );
  const long = (value, what) => numbers(value, what, MOST_LONG);
  const [x, u, answer] = [long(witness.x, "x"), long(witness.u, "u"), long(claim.answer, "answer")];
  demand(x.length === n && answer.length === n && u.length === m, "M.1", "lengths do not fit");
  const w = longestOf([...x, ...u, ...answer]);
  if (m * n * w > MOST_WORDS) refuse("an input of more than 10⁶ machine words");
  spend((answer.length + x.length) * (8 + w * w));
  return {
    ...setting,
    matrix: Matrix.of(read.rows),
    right: Vector.of(y),
    x: Vector.of(x),
    u: Vector.of(u),
    answer: Vector.of(answer),
    count: n,
  };
}

function checkMiss(claim, witness, reader) {
  fields(claim, ["answer", "data_sha256", "distance", "eta", "excess", "lambda", "problem", "violation"], "claim");
  fields(witness, [...MISS_DATA, "modulus", "push", "rows", "u", "x"], "witness");
  const setting = readMiss(claim, witness, reader),
    { x, answer, matrix, count } = setting;
  const columns = range(count).map((j) => matrix.column(j)),
    correlations = columns.map((column) => column.dot(setting.u));
  const residual = setting.right.minus(matrix.times(x));
  const free = setting.program
    ? checkProgramMinimiser(setting, correlations, residual)
    : checkNormMinimiser(setting, correlations, residual);
  const push = witness.push === null ? null : Vector.of(numbers(witness.push, "push", MOST_LONG));
  const movable = pushed(setting, columns, correlations, free, push);
  const rows = integers(witness.rows, "rows"),
    modulus = integer(witness.modulus, "modulus"),
    entries = movable.map((j) => setting.rows.map((row) => row[j]));
  checkRows(
    "M.5",
    rows,
    entries,
    matrix.rows.map(() => true),
    modulus,
  );
  const minor = minorOf(rows, entries).map((column) => Vector.of(column).values);
  demand(isUnit(minor, modulus), "M.6", "the minor is no unit modulo the modulus");
  states("M.7", claim, { distance: answer.minus(x).squared() }, MOST_LONG);
  states("M.8", claim, { excess: excessOf(setting), violation: violationOf(setting) }, MOST_LONG);
  return saysNothing(setting) ? "x is the only minimiser if it is admitted, whatever A is" : null;
}

/** M.2 and M.4 of a linear program; returns its free columns. */
function checkProgramMinimiser({ x, cost, lower, upper }, correlations, residual) {
  demand(
    residual.values.every((v) => v === 0n),
    "M.2",
    "Ax is not y",
  );
  const inside = (j) =>
    (lower[j] === null || lower[j].notAbove(x.at(j))) && (upper[j] === null || x.at(j).notAbove(upper[j]));
  const all = range(x.length),
    reduced = all.map((j) => cost[j].minus(correlations[j]));
  demand(all.every(inside), "M.2", "x is outside its bounds");
  demand(
    all.every((j) => atBound(reduced[j].sign, x.at(j), lower[j], upper[j])),
    "M.4",
    "x_j is not at the bound that its reduced cost asks for",
  );
  return all.filter((j) => reduced[j].sign === 0 && !isFixed(lower[j], upper[j]));
}

const isFixed = (l, h) => l !== null && h !== null && h.notAbove(l);
const atBound = (sign, x, l, h) => sign === 0 || (sign > 0 ? l !== null && x.equals(l) : h !== null && x.equals(h));

/** M.2 to M.4 of P1, P2, P3; returns the columns with |⟨A_j, u⟩| = λ. */
function checkNormMinimiser({ problem, x, u, lambda, eta }, correlations, residual) {
  const rr = residual.squared(),
    uu = u.squared(),
    all = range(x.length);
  if (problem === "P1") demand(rr.notAbove(eta.squared()), "M.2", "‖r‖₂ > η");
  demand(
    correlations.every((c) => c.size().notAbove(lambda)),
    "M.3",
    "a column's correlation with u exceeds λ",
  );
  if (problem === "P3") demand(uu.below(ONE), "M.3", "‖u‖₂ is not less than 1");
  const signed = (j) => lambda.times(whole(signOf(x.values[j])));
  demand(
    all.every((j) => x.values[j] === 0n || correlations[j].equals(signed(j))),
    "M.4",
    "a correlation on the support is not λ sign x_j",
  );
  if (problem === "P1") {
    const along = u.dot(residual);
    demand(along.sign >= 0 && eta.squared().times(uu).notAbove(along.squared()), "M.4", "not ⟨u, r⟩ ≥ η‖u‖₂");
  }
  if (problem === "P2")
    demand(
      range(u.length).every((i) => u.at(i).equals(residual.at(i).times(whole(2)))),
      "M.4",
      "u is not 2r",
    );
  if (problem === "P3") demand(rr.sign === 0, "M.4", "r is not 0");
  return all.filter((j) => correlations[j].size().equals(lambda));
}

/** The push's part of M.5; returns the free columns that it does not move. */
function pushed({ program, x, matrix }, columns, correlations, free, push) {
  if (push === null) return free;
  demand(
    !program && push.length === matrix.rows.length,
    "M.5",
    "a push has not an entry a row, or belongs to a program",
  );
  const along = columns.map((column) => column.dot(push));
  demand(
    range(x.length).every((j) => x.values[j] === 0n || along[j].sign === 0),
    "M.5",
    "the push moves the support",
  );
  demand(
    free.every((j) => along[j].sign * correlations[j].sign <= 0),
    "M.5",
    "the push moves a column the wrong way",
  );
  return free.filter((j) => along[j].sign === 0);
}

/** M.8: the objective at the answer less that at x, as q + √s. */
function excessOf({ problem, matrix, right, x, answer, lambda, cost }) {
  if (problem === "LP") return [Vector.of(cost).dot(answer.minus(x)), ZERO];
  const [far, near] = [answer, x].map((z) => right.minus(matrix.times(z)).squared());
  const norms = lambda.times(answer.size().minus(x.size()));
  if (problem === "P2") return [norms.plus(far).minus(near), ZERO];
  return [norms, problem === "P3" ? far : ZERO];
}

function violationOf({ problem, matrix, right, answer, eta, lower, upper }) {
  const residual = right.minus(matrix.times(answer));
  if (problem === "P2" || problem === "P3") return [ZERO, ZERO];
  if (eta.sign > 0) return eta.squared().below(residual.squared()) ? [eta.negated(), residual.squared()] : [ZERO, ZERO];
  const misses = range(residual.length).map((i) => residual.at(i).size());
  const beyond = (side, sign) =>
    (side || []).flatMap((bound, j) => (bound === null ? [] : [bound.minus(answer.at(j)).times(whole(sign))]));
  return [most([ZERO, ...misses, ...beyond(lower, 1), ...beyond(upper, -1)]), ZERO];
}

function saysNothing({ problem, x, right, lower, upper, cost }) {
  if (problem === "LP") return range(x.length).every((j) => settled(x.at(j), lower[j], upper[j], cost[j]));
  return x.values.every((v) => v === 0n) && (problem === "P1" || right.values.every((v) => v === 0n));
}

/** Whether bounds and cost alone determine an entry of the minimiser. */
function settled(x, l, h, c) {
  return isFixed(l, h) || (c.sign > 0 && l !== null && x.equals(l)) || (c.sign < 0 && h !== null && x.equals(h));
}

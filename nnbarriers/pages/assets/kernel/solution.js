// Kind `solution`, result T0: exact data of a linear program or a LASSO have one minimiser, several, or none.

const OUTCOMES = {
  LP: ["one", "several", "infeasible", "unbounded"],
  LASSO: ["one", "several"],
  P1: ["one", "infeasible"],
  P3: ["one"],
};

function checkSolution(claim, witness, reader) {
  if (!isObject(claim)) spoil("claim is no object");
  const problem = claim.problem;
  if (typeof problem !== "string" || !Object.hasOwn(OUTCOMES, problem)) spoil("there is no such problem");
  const keys = ["columns", "data_sha256", "outcome", "problem", "rows", "support"],
    program = problem === "LP",
    roots = problem === "P1" || problem === "P3";
  fields(claim, program ? keys : [...keys, ...(roots ? ["eta", "lambda"] : ["ridge", "thresholds"])], "claim");
  const parts = ["data", "modulus", "push", "rows", "u", "x"];
  fields(witness, roots ? [...parts, "root", "square"] : [...parts, "other"], "witness");
  if (!OUTCOMES[problem].includes(text(claim.outcome, "outcome"))) spoil("there is no such outcome");
  if (roots) return checkRoots(claim, witness, reader);
  const setting = program ? readSolvedProgram(claim, witness, reader) : readSolvedRegression(claim, witness, reader);
  return (program ? checkSolvedProgram : checkSolvedRegression)(setting);
}

const USED = {
  LP: { one: ["x", "u"], several: ["x", "u", "other"], infeasible: ["u"], unbounded: ["x", "other"] },
  LASSO: { one: ["x"], several: ["x", "other"] },
};

/** The vectors of a witness, each null where it is not used, and its minor. */
function readVectors(witness, keys) {
  const vectors = Object.fromEntries(
    keys.map((key) => [key, orNull((value) => block(value, key, MOST_LONG))(witness[key])]),
  );
  return { ...vectors, minor: integers(witness.rows, "rows"), modulus: integer(witness.modulus, "modulus") };
}

/** Whether just the vectors that are used, and perhaps those that may be, are there, of these lengths. */
function vectorsFit(vectors, lengths, used, may) {
  const there = (key) => (used.includes(key) || may.includes(key)) && vectors[key].length === lengths[key];
  return Object.keys(lengths).every((key) => (vectors[key] === null ? !used.includes(key) : there(key)));
}

/** The part of T0.1 about the witness. */
function checkParts(claim, parts, columns, rows) {
  const { problem, outcome } = claim,
    lengths = { x: columns, other: columns, u: rows, push: rows };
  const used = USED[problem][outcome],
    may = problem === "LASSO" && outcome === "one" ? ["push"] : [];
  demand(
    vectorsFit(parts, lengths, used, may),
    "T0.1",
    "the witness has other vectors than it needs, or of other lengths",
  );
  demand(
    outcome === "one" || (parts.minor.length === 0 && parts.modulus === 2n),
    "T0.1",
    "there are rows, or a modulus, without a minor",
  );
  demand(outcome === "one" || claim.support === null, "T0.1", "there is a support though there is not one minimiser");
  return { ...parts, outcome, claim };
}

function readSolvedProgram(claim, witness, reader) {
  const read = readVectors(witness, ["x", "other", "u", "push"]),
    program = readProgram(witness.data, claim, reader, "T0.1"),
    { columns, rows } = program;
  states("T0.1", claim, { rows, columns: columns.length });
  const parts = checkParts(claim, read, columns.length, rows),
    vectors = [parts.x, parts.u, parts.other].filter(Boolean);
  const entries = columns.reduce((sum, column) => sum + column.values.length, 0),
    own = wordsOf(columns),
    longest = wordsOf([...vectors, program.cost, program.right]);
  spend(3 * (entries + columns.length) * (8 + own * longest));
  return { ...program, ...parts };
}

function readSolvedRegression(claim, witness, reader) {
  const read = readVectors(witness, ["x", "other", "u", "push"]),
    data = readRegression(witness.data, claim, reader, "T0.1"),
    n = data.columns.length;
  states("T0.1", claim, { rows: data.rows, columns: n });
  const [thresholds, ridge] = ["thresholds", "ridge"].map((key) => numbers(claim[key], key));
  demand(thresholds.length === n && ridge.length === n, "T0.1", "lengths do not fit");
  demand(
    [...thresholds, ...ridge].every((q) => q.sign >= 0) && data.weights.values.every((v) => v >= 0n),
    "T0.1",
    "a threshold, a ridge or a weight is negative",
  );
  const parts = checkParts(claim, read, n, data.rows),
    vectors = [parts.x, parts.push, parts.other].filter(Boolean);
  spend(2 * n * data.rows * (8 + wordsOf(data.columns) * wordsOf([...vectors, data.weights])));
  return { ...data, thresholds, ridge, ...parts };
}

const within = (x, l, h) => (l === null || l.notAbove(x)) && (h === null || x.notAbove(h));

function checkSolvedProgram(setting) {
  const { columns, right, cost, lower, upper, x, u, other, outcome, rows } = setting,
    all = range(columns.length);
  const feasible = (z) =>
    equalVectors(combine(columns, z, rows), right) && all.every((j) => within(z.at(j), lower[j], upper[j]));
  const reduced = u && all.map((j) => cost.at(j).minus(columns[j].dot(u)));
  const minimal = (z) => all.every((j) => atBound(reduced[j].sign, z.at(j), lower[j], upper[j]));
  if (outcome !== "infeasible") demand(feasible(x), "T0.2", "x is not feasible");
  if (outcome === "one" || outcome === "several")
    demand(minimal(x), "T0.3", "x_j is not at the bound that its reduced cost asks for");
  if (outcome === "several")
    demand(!equalVectors(x, other) && feasible(other) && minimal(other), "T0.4", "the other is no second minimiser");
  if (outcome === "infeasible")
    demand(excludes(setting), "T0.4", "the dual vector does not show that no point is feasible");
  if (outcome === "unbounded") demand(descends(setting), "T0.4", "the ray does not descend for ever");
  if (outcome === "infeasible")
    return all.every((j) => isZero(lower[j]) && isZero(upper[j])) ? "0 is the only point between the bounds" : null;
  if (outcome !== "one") return null;
  const strictly = (j) =>
    (lower[j] === null || lower[j].below(x.at(j))) && (upper[j] === null || x.at(j).below(upper[j]));
  states("T0.4", setting.claim, { support: all.filter(strictly) });
  const movable = all.filter((j) => reduced[j].sign === 0 && !isFixed(lower[j], upper[j]));
  const dense = movable.map((j) => combine([columns[j]], new Vector([1n]), rows).values);
  checkMinor(setting.minor, dense, Array(rows).fill(true), setting.modulus);
  return all.every((j) => settled(x.at(j), lower[j], upper[j], cost.at(j)))
    ? "x is the only minimiser if it is feasible, whatever A is"
    : null;
}

const isZero = (bound) => bound !== null && bound.sign === 0;
const equalVectors = (a, b) => a.values.every((v, i) => v * b.over === b.values[i] * a.over);

/** Infeasible: ⟨u, b⟩ exceeds all that ⟨Aᵀu, z⟩ can be between the bounds. */
function excludes({ columns, right, lower, upper, u }) {
  const largest = columns.map((column, j) => {
    const slope = column.dot(u),
      end = slope.sign > 0 ? upper[j] : lower[j];
    return slope.sign === 0 ? ZERO : end === null ? null : slope.times(end);
  });
  return !largest.includes(null) && total(largest).below(u.dot(right));
}

/** Unbounded: a ray that stays feasible and costs less and less. */
function descends({ columns, cost, lower, upper, other, rows }) {
  const stays = range(columns.length).every(
    (j) => (lower[j] === null || other.values[j] >= 0n) && (upper[j] === null || other.values[j] <= 0n),
  );
  return stays && combine(columns, other, rows).values.every((v) => v === 0n) && cost.dot(other).sign < 0;
}

function checkSolvedRegression(setting) {
  const { columns, weights, thresholds, ridge, x, other, outcome, claim } = setting,
    all = range(columns.length);
  const c = correlationsAt(setting, x);
  const minimal = (z, at) =>
    all.every(
      (j) =>
        at[j].size().notAbove(thresholds[j]) &&
        (z.values[j] === 0n || at[j].equals(thresholds[j].times(whole(signOf(z.values[j]))))),
    );
  demand(minimal(x, c), "T0.3", "0 is no subgradient at x");
  if (outcome === "several") {
    demand(
      !equalVectors(x, other) && minimal(other, correlationsAt(setting, other)),
      "T0.4",
      "the other is no second minimiser",
    );
    const idle = all.filter((j) => thresholds[j].sign === 0 && ridge[j].sign === 0).length;
    return idle > weights.values.filter((v) => v > 0n).length
      ? "more columns are without penalty than rows count"
      : null;
  }
  states("T0.4", claim, { support: all.filter((j) => x.values[j] !== 0n) });
  const movable = heldBy(setting, c),
    counts = weights.values.map((v) => v > 0n);
  checkMinor(
    setting.minor,
    movable.map((j) => columns[j].values),
    counts,
    setting.modulus,
  );
  const silent = setting.y.values.every((v, a) => v === 0n || !counts[a]);
  return silent && all.every((j) => thresholds[j].plus(ridge[j]).sign > 0)
    ? "0 is the only minimiser whatever A is"
    : null;
}

/** c_j = A_jᵀV(y − Ax) − μ_j x_j. */
function correlationsAt({ columns, y, weights, ridge, rows }, x) {
  const fitted = new Vector(
    range(rows).map((a) =>
      columns.reduce((sum, column, j) => (x.values[j] === 0n ? sum : sum + column.values[a] * x.values[j]), 0n),
    ),
    y.over * x.over,
  );
  const residual = y.minus(fitted),
    weighted = new Vector(
      residual.values.map((v, a) => v * weights.values[a]),
      residual.over * weights.over,
    );
  return columns.map((column, j) => column.dot(weighted).minus(ridge[j].times(x.at(j))));
}

/** T0.4: the columns that may move, less those that a push holds. */
function heldBy({ columns, weights, thresholds, ridge, x, push }, c) {
  const equal = range(columns.length).filter((j) => c[j].size().equals(thresholds[j]) && ridge[j].sign === 0);
  if (push === null) return equal;
  const counted = new Vector(
      push.values.map((v, a) => (weights.values[a] === 0n ? 0n : v)),
      push.over,
    ),
    along = columns.map((column) => column.dot(counted));
  demand(
    range(columns.length).every((j) => along[j].sign === 0 || (x.values[j] === 0n && thresholds[j].sign !== 0)),
    "T0.4",
    "the push moves the support, or a column without threshold",
  );
  demand(
    equal.every((j) => along[j].sign * c[j].sign <= 0),
    "T0.4",
    "the push moves a column the wrong way",
  );
  return equal.filter((j) => along[j].sign === 0);
}

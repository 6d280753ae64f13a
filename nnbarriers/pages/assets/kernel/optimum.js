// Kinds `minimiser` (C0, D) and `separation` (C1, D): minimisers by duality, and two inputs whose minimisers are far apart.
// The cost of every admitted z is at least the value of a dual vector u; a minimiser's cost is at most that.

/** Levels of readings, and of the accuracy of data, go up to here. */
const DEEPEST = 10000n;
const PROBLEMS_OF = { C0: ["P1", "P2", "P3"], C1: ["P1", "P2", "P3"], D: ["LP"] };

function readProblem(claim, result, condition) {
  const { problem } = claim;
  demand(PROBLEMS_OF[result].includes(problem), condition, `the problem ${problem} is not one of ${result}`);
  const lambda = number(claim.lambda, "lambda"),
    eta = number(claim.eta, "eta");
  demand(lambda.sign > 0 && eta.sign >= 0, condition, "not λ > 0 and η ≥ 0");
  demand(["P2", "P3"].includes(problem) || lambda.equals(ONE), condition, `λ is not 1 for ${problem}`);
  demand(problem === "P1" || eta.sign === 0, condition, `η is not 0 for ${problem}`);
  return { problem, lambda, eta };
}

/** A matrix of rationals, with at least a row and a column, all rows of one length; null if it is none. */
function readMatrix(value, what) {
  const rows = list(value, what).map((row) => numbers(row, what));
  const fits = rows.length > 0 && rows[0].length > 0 && rows.every((row) => row.length === rows[0].length);
  return { rows, fits, columns: fits ? rows[0].length : 0 };
}

function readInput(input, x, condition) {
  const read = readMatrix(input.matrix, "matrix");
  const [y, u, solution] = [numbers(input.y, "y"), numbers(input.u, "u"), numbers(x, "x")];
  demand(read.fits, condition, "the matrix has no row or column, or rows of different lengths");
  demand(
    y.length === read.rows.length && u.length === read.rows.length && solution.length === read.columns,
    condition,
    "lengths do not fit",
  );
  const inverse =
    input.left_inverse === null
      ? null
      : list(input.left_inverse, "left_inverse").map((row) => numbers(row, "left_inverse"));
  const support = solution.filter((v) => v.sign).length;
  demand(
    !inverse || (inverse.length === support && inverse.every((row) => row.length === read.rows.length)),
    condition,
    "the left inverse has another shape",
  );
  checkInput([...read.rows.flat(), ...y, ...u, ...solution]);
  return {
    rows: read.rows,
    matrix: Matrix.of(read.rows),
    y: Vector.of(y),
    u: Vector.of(u),
    x: Vector.of(solution),
    entries: [...read.rows.flat(), ...y],
    inverse,
  };
}

/** Conditions MN.2 to MN.6. */
function checkMinimiser({ problem, lambda, eta }, input, unique) {
  const { matrix, y, u, x } = input,
    columns = x.length,
    uu = u.squared();
  const w = longest([matrix.rows.flat(), y.values, u.values, x.values].flat());
  spend(4 * matrix.rows.length * (columns + 2) * (8 + w * w));
  const correlations = range(columns)
    .map((j) => matrix.column(j).dot(u))
    .map((c) => (problem === "LP" ? c : c.size()));
  demand(
    correlations.every((c) => c.notAbove(lambda)),
    "MN.2",
    "a column's correlation with u exceeds λ",
  );
  demand(problem !== "P3" || uu.notAbove(ONE), "MN.2", "‖u‖₂ > 1");
  const residual = y.minus(matrix.times(x)),
    rr = residual.squared(),
    gain = u.dot(y);
  if (problem === "P1") demand(rr.notAbove(eta.squared()), "MN.3", "‖y − Ax‖₂ > η");
  if (problem === "LP") demand(rr.sign === 0 && x.values.every((v) => v >= 0n), "MN.3", "not Ax = y, x ≥ 0");
  const slack = gain.minus(lambda.times(x.size()));
  demand(reaches(problem, slack, { rr, uu, eta }), "MN.4", "the cost of x is more than the value of u");
  if (!unique) return;
  demand(
    correlations.every((c, j) => x.values[j] !== 0n || c.below(lambda)),
    "MN.5",
    "a column off the support has the correlation λ",
  );
  demand(problem !== "P3" || uu.below(ONE), "MN.5", "‖u‖₂ is not less than 1");
  const support = range(columns).filter((j) => x.values[j] !== 0n);
  demand(isLeftInverse(input.inverse, matrix, support), "MN.6", "BA_S is not 1");
}

const range = (n) => Array.from({ length: n }, (_, i) => i);

/** Whether what ⟨u, y⟩ exceeds λ‖x‖₁ by is enough for the rest of the cost and of the value; roots by their squares. */
function reaches(problem, slack, { rr, uu, eta }) {
  if (problem === "P1") return slack.sign >= 0 && eta.squared().times(uu).notAbove(slack.squared());
  if (problem === "P2") return rr.plus(uu.over(whole(4))).notAbove(slack);
  if (problem === "P3") return slack.sign >= 0 && rr.notAbove(slack.squared());
  return slack.sign >= 0;
}

function isLeftInverse(inverse, matrix, support) {
  const rows = inverse.map((row) => Vector.of(row)),
    columns = support.map((j) => matrix.column(j));
  return rows.every((row, i) => columns.every((column, l) => row.dot(column).equals(i === l ? ONE : ZERO)));
}

function checkOptimum(claim, witness, reader, result) {
  fields(claim, ["data_sha256", "eta", "lambda", "problem", "unique", "x"], "claim");
  fields(witness, ["left_inverse", "matrix", "u", "y"], "witness");
  const setting = readProblem(claim, result, "MN.1"),
    unique = truth(claim.unique, "unique");
  const input = readInput(witness, claim.x, "MN.1");
  states("MN.1", claim, { data_sha256: reader.hashOf({ matrix: witness.matrix, y: witness.y }) });
  demand(unique === (input.inverse !== null), "MN.1", "there is a left inverse just if the minimiser is unique");
  checkMinimiser(setting, input, unique);
  const zero = input.x.values.every((v) => v === 0n),
    silent = input.y.values.every((v) => v === 0n);
  return zero && (setting.problem === "P1" || silent) ? "0 costs nothing, so it is a minimiser whatever A is" : null;
}

function checkSeparation(claim, witness, reader, result) {
  fields(claim, ["accuracy", "data_sha256", "distance", "eta", "lambda", "level", "norm", "problem", "ratio"], "claim");
  for (const input of list(witness, "witness")) fields(input, ["left_inverse", "matrix", "u", "x", "y"], "an input");
  const setting = readProblem(claim, result, "MN.1");
  demand(witness.length === 2, "SP.1", "there are not two inputs");
  states("SP.1", claim, { data_sha256: reader.hash(witness) });
  const [first, second] = witness.map((input) => readInput(input, input.x, "MN.1"));
  demand(
    first.rows.length === second.rows.length && first.x.length === second.x.length,
    "SP.1",
    "the inputs have different numbers of evaluations",
  );
  for (const input of [first, second]) {
    demand(input.inverse !== null, "SP.1", "an input has no left inverse");
    checkMinimiser(setting, input, true);
  }
  const gap = most(first.entries.map((entry, i) => entry.minus(second.entries[i]).size()));
  const level = integer(claim.level, "level");
  demand(level >= 0n && level <= DEEPEST, "SP.2", "the level is not from 0 to 10⁴");
  const apart = powerOfTwo(-Number(level));
  demand(gap.notAbove(apart), "SP.2", "an entry differs by more than 2⁻ᵐ");
  const norm = text(claim.norm, "norm"),
    difference = first.x.minus(second.x);
  const distance = lengthIn(norm, difference),
    squares = norm === "2";
  states("SP.3", claim, { distance });
  demand(distance.sign > 0, "SP.3", "the minimisers are the same");
  const accuracy = number(claim.accuracy, "accuracy"),
    twice = accuracy.plus(accuracy);
  demand(accuracy.sign > 0 && apart.below(accuracy), "SP.4", "2⁻ᵐ is not below the accuracy");
  demand((squares ? twice.squared() : twice).below(distance), "SP.4", "twice the accuracy is not below the distance");
  states("SP.5", claim, { ratio: distance.over(squares ? gap.squared() : gap) });
  return null;
}

/** The norm of a vector; its square for norm 2. */
function lengthIn(norm, vector) {
  if (norm === "1") return vector.size();
  if (norm === "2") return vector.squared();
  if (norm !== "inf") spoil(`there is no norm ${norm}`);
  return most(range(vector.length).map((i) => vector.at(i).size()));
}

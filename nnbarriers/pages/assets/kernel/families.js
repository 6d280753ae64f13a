// The families of B, C and D: their inputs from the parameters, and how far an output is from the solutions.
// A family knows {kind, count, evaluation(k, input), entriesFit(input), outputs, judge(output, branch, α), accuracyFits(α)}.
// judge says 1 if an output is surely within α of the solutions, −1 if it surely is not, 0 where that is not decided.

const MOST_NUMBERS = 10n ** 6n;
const COSTS = ["sup", "wrong-count", "sum-absolute", "sum-square", "mean-absolute", "mean-square", "mean-fourth-power"];

function readFamily(value) {
  const name = isObject(value) ? value.name : null;
  if (name === "B") return familyB(value);
  if (["C:P1", "C:P2", "C:P3"].includes(name)) return familyC(value, name.slice(2));
  if (name === "D") return familyD(value);
  return refuse("a family that this kernel does not know");
}

/** B: predictions of minimisers among networks. The limit has the points x^j, a member n has δ_n = ε(r)4^−n beside them. */
function familyB(value) {
  fields(value, ["name", "a", "widths", "r", "eps", "cost"], "the family");
  const a = number(value.a, "a"),
    eps = number(value.eps, "eps"),
    r = integer(value.r, "r"),
    widths = integers(value.widths, "widths");
  const cost = value.cost;
  demand(HALF.notAbove(a) && a.notAbove(ONE), "DF.1", "a is not in [1/2, 1]");
  demand(
    widths.length >= 3 && widths[0] >= 2n && widths.at(-1) === 1n && widths.every((width) => width >= 1n),
    "DF.1",
    "the widths are no architecture",
  );
  const pieces = widths.slice(1, -1).reduce((product, width) => product * (width + 1n), 1n);
  demand(r >= pieces + 2n, "DF.1", "there are fewer than P(N) + 2 points");
  demand(eps.sign >= 0 && eps.below(HALF), "DF.1", "not 0 ≤ ε < 1/2");
  demand(COSTS.includes(cost), "DF.1", "there is no such cost");
  demand(eps.sign > 0 || ["sup", "wrong-count"].includes(cost), "DF.1", "the infimum is not attained at ε = 0");
  const d = widths[0];
  if (r * d > MOST_NUMBERS) refuse("a family of more than 10⁶ numbers");
  const points = Number(r),
    labels = range(points).map((j) => (label(j + 1) ? ONE : ZERO));
  const radius = new Rational(1n, (4n * r + 3n) * (2n * r + 2n));
  return {
    kind: "jump",
    outputs: points,
    count: points * Number(d),
    size: a,
    evaluation(k, { branch, n }) {
      const [j, coordinate] = [Math.floor(k / Number(d)), k % Number(d)];
      if (coordinate === 0) return a.over(whole(j + 1).plus(new Rational(3n, 4n)));
      return coordinate === 1 && branch ? labels[j].times(radius.times(powerOfTwo(-2 * n))) : ZERO;
    },
    entriesFit: () => true,
    accuracyFits: (alpha) => alpha.plus(alpha).below(HALF.minus(eps)),
    judge(output, branch, alpha) {
      const far = most(output.map((v, j) => v.minus(labels[j]).size()));
      if (branch) return far.notAbove(alpha) ? 1 : alpha.below(far.minus(eps)) ? -1 : 0;
      if (cost === "sup" && output.every((v) => v.minus(HALF).size().notAbove(alpha))) return 1;
      return alpha.below(HALF.minus(far)) ? -1 : 0;
    },
  };
}

/** The entries of a fork: (α, α), (α, α − 4^−n), (α − 4^−n, α). */
function forkEntries(alpha, { branch, n }) {
  const lowered = branch ? alpha.minus(powerOfTwo(-2 * n)) : alpha;
  return branch === 2 ? [lowered, alpha] : [alpha, lowered];
}

/** C: P1, P2, P3 with y = e_1, all of it perhaps multiplied by an orthogonal Q. */
function familyC(value, problem) {
  fields(value, ["name", "alpha", "lambda", "eta", "m", "columns", "q", "weak"], "the family");
  const [alpha, lambda, eta] = ["alpha", "lambda", "eta"].map((key) => number(value[key], key));
  const m = integer(value.m, "m"),
    columns = integer(value.columns, "columns"),
    weak = truth(value.weak, "weak");
  demand(lambda.sign > 0 && lambda.notAbove(ONE), "DF.1", "not 0 < λ ≤ 1");
  demand(eta.sign >= 0 && eta.below(ONE), "DF.1", "not 0 ≤ η < 1");
  const fits = (entry) => (problem === "P1" ? entry.sign > 0 : lambda.below(entry));
  demand(fits(alpha), "DF.1", "α is too small");
  demand(m >= 1n && columns >= m + 1n, "DF.1", "there are too few rows or columns");
  if (m * columns > MOST_NUMBERS || m * m * columns > MOST_NUMBERS) refuse("a family of more than 10⁶ numbers");
  const q = readRotation(value.q, Number(m)),
    N = Number(columns),
    rows = Number(m),
    twice = alpha.plus(alpha);
  const far =
    problem === "P1"
      ? ONE.minus(eta).over(alpha)
      : problem === "P2"
        ? twice.minus(lambda).over(twice.times(alpha))
        : ONE.over(alpha);
  const plain = (i, j, entries) => (i ? (j === i + 1 ? ONE : ZERO) : j < 2 ? entries[j] : j === N ? ONE : ZERO);
  return {
    kind: weak ? "weak" : "fork",
    outputs: N,
    count: rows * N + rows,
    size: alpha,
    evaluation(k, input) {
      const entries = forkEntries(alpha, input),
        [i, j] = k < rows * N ? [Math.floor(k / N), k % N] : [k - rows * N, N];
      if (j === N) return q ? q[i][0] : i ? ZERO : ONE;
      if (!q) return plain(i, j, entries);
      return j < 2 ? q[i][0].times(entries[j]) : j <= rows ? q[i][j - 1] : ZERO;
    },
    entriesFit: (input) => forkEntries(alpha, input).every(fits),
    accuracyFits: (accuracy) => accuracy.squared().times(whole(2)).below(far.squared()),
    judge: segmentJudge(far, "2"),
  };
}

/** An orthogonal matrix, or null. */
function readRotation(value, m) {
  if (value === null) return null;
  const q = list(value, "q").map((row) => numbers(row, "q"));
  demand(q.length === m && q.every((row) => row.length === m), "DF.1", "Q is not of the size of the rows");
  const rows = q.map((row) => Vector.of(row));
  demand(
    rows.every((a, i) => rows.every((b, l) => a.dot(b).equals(i === l ? ONE : ZERO))),
    "DF.1",
    "Q is not orthogonal",
  );
  return q;
}

/** D: linear programs with the first row (α, β, −1, 0, …) and y = y_1e_1. */
function familyD(value) {
  fields(value, ["name", "norm", "alpha", "y1", "m", "columns"], "the family");
  const norm = value.norm,
    alpha = number(value.alpha, "alpha"),
    right = number(value.y1, "y1");
  const m = integer(value.m, "m"),
    columns = integer(value.columns, "columns");
  demand(["1", "2", "inf"].includes(norm), "DF.1", "there is no such norm");
  demand(alpha.sign > 0 && right.sign > 0, "DF.1", "not α > 0 and y₁ > 0");
  demand(m >= 1n && columns >= m + 2n, "DF.1", "there are too few rows or columns");
  if (m * columns > MOST_NUMBERS) refuse("a family of more than 10⁶ numbers");
  const N = Number(columns),
    rows = Number(m),
    far = right.over(alpha);
  return {
    kind: "fork",
    outputs: N,
    count: rows * N + rows,
    size: most([alpha, right]),
    evaluation(k, input) {
      if (k >= rows * N) return k === rows * N ? right : ZERO;
      const [i, j] = [Math.floor(k / N), k % N];
      if (i) return j === i + 2 ? ONE : ZERO;
      return j < 2 ? forkEntries(alpha, input)[j] : j === 2 ? ONE.negated() : ZERO;
    },
    entriesFit: (input) => forkEntries(alpha, input).every((entry) => entry.sign > 0),
    accuracyFits(accuracy) {
      if (norm === "2") return accuracy.squared().times(whole(2)).below(far.squared());
      return (norm === "1" ? accuracy : accuracy.plus(accuracy)).below(far);
    },
    judge: segmentJudge(far, norm),
  };
}

/** Distances to c·e_1 (branch 1), to c·e_2 (branch 2), and to the segment between them (the limit). */
function segmentJudge(c, norm) {
  return (output, branch, alpha) => {
    const [v, w] = output,
      rest = Vector.of(output.slice(2));
    const clipped = (t) => most([ZERO, least([ONE, t])]),
      along = (t) => clipped(t.over(c));
    const places = branch ? [branch === 1 ? ZERO : ONE] : nearestPlaces(v, w, c, norm, along);
    const distances = places.map((t) =>
      lengthAround([v.minus(c.times(ONE.minus(t))), w.minus(c.times(t))], rest, norm),
    );
    return least(distances).notAbove(norm === "2" ? alpha.squared() : alpha) ? 1 : -1;
  };
}

/** Places t of the segment among which one is nearest to an output: ends, kinks, and where slopes balance. */
function nearestPlaces(v, w, c, norm, along) {
  const balance = along(c.plus(w).minus(v).times(HALF));
  return norm === "2" ? [balance] : [ZERO, ONE, along(c.minus(v)), along(w), balance];
}

function lengthAround(pair, rest, norm) {
  if (norm === "1") return total(pair.map((q) => q.size())).plus(rest.size());
  if (norm === "2") return total(pair.map((q) => q.squared())).plus(rest.squared());
  return most([...pair, ...range(rest.length).map((i) => rest.at(i))].map((q) => q.size()));
}

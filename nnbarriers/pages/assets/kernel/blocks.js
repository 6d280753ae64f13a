// Blocks: integers between single spaces, each over one positive integer. Data of regressions and linear programs.

function block(value, what, digits = MOST_DIGITS) {
  fields(value, ["over", "values"], what);
  const over = readOver(value.over, what, digits),
    { values } = value;
  if (!/^(?:(?:0|-?[1-9]\d*)(?: (?:0|-?[1-9]\d*))*)?$/.test(text(values, what)))
    spoil(`${what} is not of integers between single spaces`);
  const parts = values === "" ? [] : values.split(" ");
  if (parts.some((part) => part.length > digits)) refuse(`an integer of more than ${digits} characters in ${what}`);
  return new Vector(parts.map(BigInt), over);
}

function readOver(value, what, digits) {
  const over = number(value, what, digits);
  if (over.d !== 1n || over.n <= 0n) spoil(`${what} is not over a positive integer`);
  return over.n;
}

/** Places in a list of so many entries, as ordinary numbers; null if they do not increase or are none. */
function increasing(entries, most) {
  const fits = entries.every((k, i) => (i ? entries[i - 1] < k : k >= 0n) && k < BigInt(most));
  return fits ? entries.map(Number) : null;
}

/** Vectors of one list over one denominator. */
function together(vectors) {
  const over = common(
    vectors.map((vector) => vector.over),
    MOST_COMMON_BITS,
  );
  return vectors.map((vector) =>
    vector.over === over
      ? vector
      : new Vector(
          vector.values.map((v) => v * (over / vector.over)),
          over,
        ),
  );
}

const zeros = (n) => new Vector(Array(n).fill(0n));
const absolute = (vector) => new Vector(vector.values.map(magnitude), vector.over);
const wordsOf = (vectors) =>
  vectors.reduce((most, { values, over }) => Math.max(most, words(over), longest(values)), 1);

/** A regression, as it is written: columns and y, and the weights of the rows. */
function readRegressionBlocks(value, claim, reader, condition) {
  fields(value, ["columns", "row_weights", "y"], "data");
  states(condition, claim, { data_sha256: reader.hash(value) });
  const columns = list(value.columns, "columns").map((column) => block(column, "a column")),
    y = block(value.y, "y");
  const weights =
    value.row_weights === null ? new Vector(Array(y.length).fill(1n)) : block(value.row_weights, "row_weights");
  demand(columns.length > 0 && y.length > 0, condition, "the matrix has no row or column");
  demand(
    [...columns, weights].every((vector) => vector.length === y.length),
    condition,
    "lengths do not fit",
  );
  return { y, columns, weights, weighted: value.row_weights !== null, rows: y.length };
}

/** The same, columns and y over one denominator. */
function readRegression(value, claim, reader, condition) {
  const read = readRegressionBlocks(value, claim, reader, condition),
    { columns, y } = read;
  if (
    bits(
      common(
        [...columns, y].map((v) => v.over),
        MOST_COMMON_BITS,
      ),
    ) *
      y.length *
      (columns.length + 1) >
    MOST_LAYER_BITS
  )
    refuse("a matrix of more than 10⁹ bits");
  const [right, ...rest] = together([y, ...columns]);
  return { ...read, y: right, columns: rest };
}

// A linear program: sparse columns, the right side b, the cost c, the bounds.

function readProgram(value, claim, reader, condition) {
  fields(value, ["columns", "cost", "lower", "right", "upper"], "data");
  states(condition, claim, { data_sha256: reader.hash(value) });
  const columns = list(value.columns, "columns").map(readSparse),
    right = block(value.right, "right"),
    cost = block(value.cost, "cost");
  const [lower, upper] = ["lower", "upper"].map((key) =>
    list(value[key], key).map((bound) => orNull(number)(bound, key)),
  );
  demand(columns.length > 0 && right.length > 0, condition, "the matrix has no row or column");
  demand(
    [cost, lower, upper].every((side) => side.length === columns.length),
    condition,
    "lengths do not fit",
  );
  for (const column of columns) {
    const rows = increasing(column.rows, right.length);
    demand(
      rows !== null && rows.length === column.values.length,
      condition,
      "the rows of a column do not increase, or are not as many as its entries",
    );
    demand(
      column.values.every((v) => v !== 0n),
      condition,
      "an entry of a column is 0",
    );
    column.rows = rows;
  }
  const fits = (l, h) => l === null || h === null || l.notAbove(h);
  demand(
    lower.every((l, j) => fits(l, upper[j])),
    condition,
    "a lower bound is above the upper one",
  );
  const over = common(
    columns.map((column) => column.over),
    MOST_COMMON_BITS,
  );
  const scaled = columns.map(
    ({ rows, values, over: own }) =>
      new Sparse(
        rows,
        values.map((v) => v * (over / own)),
        over,
      ),
  );
  return { columns: scaled, right, cost, lower, upper, rows: right.length };
}

function readSparse(value) {
  fields(value, ["over", "rows", "values"], "a column");
  const rows = integers(value.rows, "rows"),
    { values, over } = block({ over: value.over, values: value.values }, "a column");
  return { rows, values, over };
}

/** The entries of a column that are not 0, and their rows. */
class Sparse {
  constructor(rows, values, over) {
    this.rows = rows;
    this.values = values;
    this.over = over;
  }
  dot(vector) {
    const sum = this.values.reduce((total, v, i) => total + v * vector.values[this.rows[i]], 0n);
    return new Rational(sum, this.over * vector.over);
  }
}

/** Σ x_j A_j for sparse columns of one denominator, as a vector of so many rows. */
function combine(columns, x, rows) {
  const sums = Array(rows).fill(0n);
  columns.forEach((column, j) => {
    if (x.values[j] !== 0n)
      column.rows.forEach((row, i) => {
        sums[row] += column.values[i] * x.values[j];
      });
  });
  return new Vector(sums, (columns.length ? columns[0].over : 1n) * x.over);
}

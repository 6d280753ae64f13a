// Kind `universal`, result U: one vector, and perhaps all near its multiples, by which all listed points are misclassified.

const MOST_HALVINGS = 64;
const UNIVERSAL_CLAIM = [
  "box",
  "broken",
  "budget",
  "data_sha256",
  "eta",
  "eta_norm",
  "indices_sha256",
  "network_sha256",
  "points",
  "radius",
  "right_after",
  "right_before",
  "scalings",
  "threshold",
  "widths",
  "wrong_after",
  "wrong_before",
];

function checkUniversal(claim, witness, reader) {
  fields(claim, UNIVERSAL_CLAIM, "claim");
  fields(witness, ["data", "indices", "network", "pieces"], "witness");
  const { layers } = readClaimedNetwork(witness.network, claim, reader, "U.1");
  const single = layers.at(-1).outputs === 1,
    { threshold: stated } = claim;
  demand(single === (stated !== null), "U.1", "there is a threshold just if there is one output");
  const threshold = orNull(number)(stated, "threshold");
  const judge = { layers: single ? withThreshold(layers, threshold) : layers };
  const data = readRows(witness.data, claim, reader, layers[0].inputs, judge.layers.at(-1).outputs);
  const eta = numbers(claim.eta, "eta");
  demand(eta.length === layers[0].inputs && eta.length > 0, "U.3", "η is of another dimension");
  const norm = most(eta.map((q) => q.size()));
  states("U.3", claim, { eta_norm: norm });
  demand(norm.notAbove(number(claim.budget, "budget")), "U.3", "η is larger than the budget");
  const box = readBox(claim.box, data);
  const scalings = numbers(claim.scalings, "scalings"),
    radius = number(claim.radius, "radius");
  demand(
    scalings.length === 2 && scalings[0].notAbove(ONE) && ONE.notAbove(scalings[1]),
    "U.5",
    "the scalings are not lo ≤ 1 ≤ hi",
  );
  demand(radius.sign >= 0, "U.5", "the radius is negative");
  demand(!box || scalings[0].equals(scalings[1]), "U.5", "there are scalings in a box");
  const indices = readPlaces(witness, claim, reader, data.rows.length);
  const over = words(common([data.scale, ...eta, ...scalings, radius].map((q) => q.d)));
  const pieces = integer(witness.pieces, "pieces");
  checkWork(layers, 2 * data.rows.length + indices.length + 2 * Number(pieces), over + longest(data.rows.flat()));
  checkBroken(judge, data, { eta, box, scalings, radius, pieces }, indices);
  states("U.9", claim, count(judge, data, eta, box));
  return indices.length ? null : "no point is listed";
}

/** A network of one output z as the network of the outputs (t, z). */
function withThreshold(layers, t) {
  const last = layers.at(-1),
    over = common([last.over, t.d]),
    factor = over / last.over;
  const rows = [last.matrix.rows[0].map(() => 0n), last.matrix.rows[0].map((w) => w * factor)];
  const bias = [t.n * (over / t.d), last.bias[0] * factor];
  return [...layers.slice(0, -1), { ...last, matrix: new Matrix(rows, over, last.inputs), bias, over, outputs: 2 }];
}

/** U.2: rows of integers, multiplied by one scale, and their labels. */
function readRows(value, claim, reader, inputs, classes) {
  fields(value, ["labels", "rows", "scale"], "data");
  const rows = list(value.rows, "rows").map((row) => list(row, "a row").map(entry)),
    labels = integers(value.labels, "labels");
  states("U.2", claim, { data_sha256: reader.hash(value) });
  const scale = number(value.scale, "scale");
  demand(rows.length > 0, "U.2", "there are no points");
  demand(
    rows.every((row) => row.length === inputs && row.every((v) => v !== null)),
    "U.2",
    "a row is not of as many integers as the network has inputs",
  );
  demand(
    labels.length === rows.length && labels.every((y) => y >= 0n && y < BigInt(classes)),
    "U.2",
    "a label is none",
  );
  states("U.2", claim, { points: rows.length });
  return { rows, scale, labels: labels.map(Number) };
}

/** An integer of a row, null if the number is none. */
function entry(value) {
  if (typeof value === "bigint") return value;
  const q = number(value, "an entry");
  return q.n % q.d === 0n ? q.n / q.d : null;
}

/** U.4. */
function readBox(value, data) {
  if (value === null) return null;
  const box = numbers(value, "box");
  demand(box.length === 2, "U.4", "a box is not two numbers");
  const inside = (v) => {
    const x = data.scale.times(whole(v));
    return box[0].notAbove(x) && x.notAbove(box[1]);
  };
  demand(
    data.rows.every((row) => row.every(inside)),
    "U.4",
    "a point is outside the box",
  );
  return box;
}

/** U.6. */
function readPlaces(witness, claim, reader, points) {
  const indices = readIndices(witness.indices, claim, reader, "U.6", 0, points - 1);
  states("U.6", claim, { broken: indices.length });
  demand(
    integer(witness.pieces, "pieces") >= BigInt(indices.length),
    "U.6",
    "there are fewer pieces than points listed",
  );
  return indices;
}

/** Point x + λη, clipped into the box. */
function moved(row, scale, eta, box, lambda = ONE) {
  const numbers = row.map((v, i) => {
    const x = scale.times(new Rational(v)).plus(lambda.times(eta[i]));
    return box ? most([box[0], least([box[1], x])]) : x;
  });
  return Vector.of(numbers);
}

const pointOf = ({ rows, scale }, i) =>
  new Vector(
    rows[i].map((v) => v * scale.n),
    scale.d,
  );

/** 1 if a network is right, −1 if it is wrong, 0 for a tie. */
function rightness({ layers }, point, label) {
  const { values } = run(layers, point).outputs,
    others = values.filter((_, j) => j !== label);
  if (others.every((z) => z < values[label])) return 1;
  return others.some((z) => z > values[label]) ? -1 : 0;
}

/** U.7 and U.8, point by point. */
function checkBroken(judge, data, around, indices) {
  const left = { pieces: around.pieces },
    {
      values: [low, high],
      over,
    } = Vector.of(around.scalings);
  for (const i of indices) {
    demand(rightness(judge, pointOf(data, i), data.labels[i]) === 1, "U.7", `the network is not right at point ${i}`);
    const at = (lambda) => moved(data.rows[i], data.scale, around.eta, around.box, lambda);
    cover(judge, at, data.labels[i], around, { low, high, over }, 0, left);
  }
}

/** U.8: looks at an interval of scalings, and at its halves if bounds on all of it are too wide. */
function cover(judge, at, label, around, { low, high, over }, halvings, left) {
  demand(left.pieces-- > 0n, "U.8", "more pieces are needed");
  const [twice, sum] = [2n * over, low + high];
  const [middle, half] = [new Rational(sum, twice), new Rational(high - low, twice)];
  if (wrongWithin(judge.layers, at(middle), label, around.eta, half, around.radius)) return;
  demand(halvings < MOST_HALVINGS && half.sign > 0, "U.8", "the network is not surely wrong at all vectors");
  cover(judge, at, label, around, { low: 2n * low, high: sum, over: twice }, halvings + 1, left);
  cover(judge, at, label, around, { low: sum, high: 2n * high, over: twice }, halvings + 1, left);
}

/** Whether one output exceeds that of the label, by bounds, for all first pre-activations so near those at the middle. */
function wrongWithin(layers, middle, label, eta, half, radius) {
  const first = layers[0],
    shift = Vector.of(eta);
  const over = common([middle.over, shift.over * half.d, radius.d]),
    [scale, part] = [over / middle.over, over / (shift.over * half.d)];
  const spread = (row) =>
    magnitude(product(row, shift.values)) * half.n * part +
    row.reduce((sum, w) => sum + magnitude(w), 0n) * radius.n * (over / radius.d);
  let bounds = first.matrix.rows.map((row, i) => {
    const centre = (product(row, middle.values) + first.bias[i] * middle.over) * scale,
      wide = spread(row);
    return [centre - wide, centre + wide];
  });
  let reached = over * first.over;
  for (const layer of layers.slice(1, -1)) {
    bounds = layer.matrix.rows.map((row, i) => bound(row, layer.bias[i], bounds, reached));
    reached *= layer.over;
  }
  const {
    matrix: { rows },
    bias,
  } = layers.at(-1);
  return rows.some(
    (row, j) =>
      j !== label &&
      bound(
        row.map((w, l) => w - rows[label][l]),
        bias[j] - bias[label],
        bounds,
        reached,
      )[0] > 0n,
  );
}

/** Bounds on Σ w ρ(p) + b from bounds on p, all over one denominator. */
function bound(row, bias, bounds, over) {
  let [low, high] = [bias * over, bias * over];
  row.forEach((w, l) => {
    if (w === 0n) return;
    const [p, q] = [larger(0n, bounds[l][0]), larger(0n, bounds[l][1])];
    low += w * (w > 0n ? p : q);
    high += w * (w > 0n ? q : p);
  });
  return [low, high];
}

function count(judge, data, eta, box) {
  const told = { right_before: 0, wrong_before: 0, right_after: 0, wrong_after: 0 };
  data.rows.forEach((row, i) => {
    for (const [when, point] of [
      ["before", pointOf(data, i)],
      ["after", moved(row, data.scale, eta, box)],
    ]) {
      const how = rightness(judge, point, data.labels[i]);
      if (how) told[`${how > 0 ? "right" : "wrong"}_${when}`]++;
    }
  });
  return told;
}

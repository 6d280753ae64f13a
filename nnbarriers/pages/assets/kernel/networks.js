// Networks of ReLUs in integers: each layer over one denominator. What all kinds about networks share.

const MOST_LAYER_BITS = 1e9;
/** Words of 32 bits that the evaluations of one segment may hold together. */
const MOST_HELD = 1e8;

/** The layers of a network, first to last. */
function readNetwork(value) {
  const layers = list(value, "network").map(readLayer);
  layers.forEach((layer, l) => {
    if (l && layer.inputs !== layers[l - 1].outputs) spoil(`layers ${l} and ${l + 1} do not fit`);
  });
  return layers;
}

function readLayer(value) {
  const { rows, bias } = isObject(value) && "float" in value ? readFloats(value) : readTexts(value);
  if (!rows.length) spoil("a layer has no rows");
  if (rows.some((row) => row.length !== rows[0].length)) spoil("rows of weights differ in length");
  if (bias.length !== rows.length) spoil("a layer has other biases than rows");
  const over = limited([...rows.flat(), ...bias]);
  if (bits(over) * rows.length * (rows[0].length + 1) > MOST_LAYER_BITS) refuse("a layer of more than 10⁹ bits");
  const matrix = new Matrix(
    rows.map((row) => Vector.of(row, over).values),
    over,
    rows[0].length,
  );
  return { matrix, bias: Vector.of(bias, over).values, over, inputs: rows[0].length, outputs: rows.length };
}

function readTexts(value) {
  fields(value, ["weights", "bias"], "a layer");
  return {
    rows: list(value.weights, "weights").map((row) => numbers(row, "weights")),
    bias: numbers(value.bias, "bias"),
  };
}

/** The bytes of a number, and the bits of its fraction and its exponent. */
const FLOATS = {
  float32: { bytes: 4, fraction: 23n, exponent: 8n },
  float64: { bytes: 8, fraction: 52n, exponent: 11n },
};

/** A layer of floats: weights row by row, as many rows as there are biases. */
function readFloats(value) {
  fields(value, ["bias", "float", "weights"], "a layer");
  if (!Object.hasOwn(FLOATS, text(value.float, "float"))) spoil("a layer of floats is of float32 or float64");
  const format = FLOATS[value.float],
    read = (key) => floatWords(value[key], format, key).map((word) => float(word, format)),
    [weights, bias] = [read("weights"), read("bias")];
  const inputs = weights.length / bias.length;
  if (!bias.length || !weights.length || !Number.isInteger(inputs)) spoil("a layer of floats has rows of one length");
  if (format === FLOATS.float64 && [...weights, ...bias].every(isSingle)) spoil("a layer of float64 holds float32 only");
  return { rows: bias.map((_, i) => weights.slice(i * inputs, (i + 1) * inputs)), bias };
}

/** The words of a canonical base64 text, least byte first. */
function floatWords(value, { bytes }, what) {
  let content = null;
  try {
    content = atob(text(value, what));
  } catch (error) {
    if (error instanceof Ending) throw error;
  }
  if (content === null || content.length % bytes || btoa(content) !== value)
    spoil(`${what} is no base64 of whole numbers`);
  const view = new DataView(Uint8Array.from(content, (letter) => letter.charCodeAt(0)).buffer);
  const word = (i) => (bytes === 4 ? BigInt(view.getUint32(4 * i, true)) : view.getBigUint64(8 * i, true));
  return Array.from({ length: content.length / bytes }, (_, i) => word(i));
}

/** The number of a word: (−1)^sign 2^(exponent − bias) 1.fraction, reduced. */
function float(word, { fraction, exponent }) {
  const most = (1n << exponent) - 1n,
    stored = (word >> fraction) & most,
    negative = word >> (fraction + exponent);
  let top = word & ((1n << fraction) - 1n);
  if (stored === most || (negative && !stored && !top)) spoil("a number is infinite, NaN or −0");
  if (!top && !stored) return new Rational(0n);
  if (stored) top |= 1n << fraction;
  let power = (stored || 1n) - (most >> 1n) - fraction;
  for (; !(top & 1n); power++) top >>= 1n;
  if (negative) top = -top;
  return power < 0n ? new Rational(top, 1n << -power) : new Rational(top << power);
}

/** Whether a number of float64 is one of float32, too. */
function isSingle({ n, d }) {
  if (n === 0n) return true;
  const power = bits(n) - bits(d), // 2^power ≤ |n/d| < 2^(power + 1)
    unit = Math.max(power, -126) - 23;
  if (power > 127) return false;
  return unit < 0 ? (n << BigInt(-unit)) % d === 0n : n % (d << BigInt(unit)) === 0n;
}

const widthsOf = (layers) => (layers.length ? [layers[0].inputs, ...layers.map((layer) => layer.outputs)] : []);
/** P(N) = (N_1+1)⋯(N_{L−1}+1). */
const pieceBound = (widths) => widths.slice(1, -1).reduce((product, width) => product * BigInt(width + 1), 1n);

/** Refuses evaluations whose multiplications, counted before any is done, are too many; returns a count of those made. */
function checkWork(layers, points, wordsOfPoint) {
  let work = 500,
    length = wordsOfPoint;
  for (const layer of layers) {
    const own = longest(layer.matrix.rows.flat());
    work += 100 + layer.inputs * layer.outputs * (8 + own * length);
    length += own + words(layer.over);
  }
  spend(work * points);
  return { each: work, made: 0 };
}

/** What all neurons hold before the maximum with 0, each over some positive number, and the outputs, at a point. */
function run(layers, point) {
  let { values, over } = point;
  const neurons = [];
  for (let l = 0; l < layers.length; l++) {
    const { matrix, bias, over: own } = layers[l];
    const on = [];
    for (let j = 0; j < values.length; j++) if (values[j] !== 0n) on.push(j);
    values = matrix.rows.map((row, i) => {
      let sum = bias[i] * over;
      for (const j of on) sum += row[j] * values[j];
      return sum;
    });
    over *= own;
    if (l === layers.length - 1) break;
    for (const value of values) neurons.push(value);
    values = values.map((v) => (v < 0n ? 0n : v));
  }
  return { neurons, outputs: new Vector(values, over) };
}

/**
 * The outputs at place(from), at some places on the way, and at place(to), in order: between two of them no neuron has
 * opposite signs, so that the network is affine there. Where one has, the first of the first layer, the segment is split
 * at its zero; on each side that neuron has one sign, so this ends. `work` counts the evaluations of the whole check.
 */
function* along(layers, place, from, to, work) {
  let held = 0;
  const at = (t) => {
    spend(work.each * ++work.made);
    const point = place(t),
      { neurons, outputs } = run(layers, point),
      size = neurons.reduce((sum, v) => sum + words(v), 0);
    held += size;
    if (held > MOST_HELD) refuse("evaluations that are too long to be held together");
    return { t, over: point.over, neurons, outputs, size };
  };
  let last = at(from);
  yield last.outputs.at(0);
  const todo = from.below(to) ? [at(to)] : [];
  while (todo.length) {
    const next = todo.at(-1),
      j = last.neurons.findIndex((v, i) => signOf(v) * signOf(next.neurons[i]) < 0);
    if (j < 0) {
      yield next.outputs.at(0);
      held -= last.size;
      last = todo.pop();
    } else {
      const [before, after] = [magnitude(last.neurons[j]) * next.over, magnitude(next.neurons[j]) * last.over];
      const way = next.t.minus(last.t).times(new Rational(before, before + after));
      todo.push(at(last.t.plus(way).reduced()));
    }
  }
}

// The data of A3, A4, A5: points z^k = (x^k_1, δ·s_k, 0, …, 0) with labels s_k = (k+1) mod 2.

const label = (k) => (k + 1) % 2;

/** Conditions A3.3 and A3.4, or A5.2 and A5.3. */
function readPoints(value, layers, claim, reader, [form, labels], fewest) {
  fields(value, ["delta", "dimension", "radius", "x1"], "data");
  const x = numbers(value.x1, "x1"),
    delta = number(value.delta, "delta"),
    radius = number(value.radius, "radius");
  const dimension = integer(value.dimension, "dimension");
  demand(x.length >= fewest, form, "there are too few points");
  demand(
    dimension >= 2n && dimension === BigInt(layers[0].inputs),
    form,
    "the dimension is not the network's, or less than 2",
  );
  demand(delta.sign > 0 && delta.notAbove(radius), form, "not 0 < δ ≤ r");
  demand(
    x.every((q) => q.notAbove(ONE)),
    form,
    "a point is beyond 1",
  );
  states(form, claim, { points: x.length, dimension, delta, radius, data_sha256: reader.hash(value) });
  const low = most(x.map((q, i) => whole(i + 1).times(q.plus(radius))));
  const high = least(x.map((q, i) => whole(i + 2).times(q.minus(radius))));
  demand(low.below(high) && low.below(ONE) && HALF.notAbove(high), labels, "no a has these labels near all points");
  states(labels, claim, { a_interval: [low, high] });
  return { x, delta, radius, dimension: Number(dimension), low, high };
}

/** The point (t, u, 0, …, 0). */
function pointAt(t, u, dimension) {
  return Vector.of([t, u, ...Array(dimension - 2).fill(ZERO)]);
}

function readClaimedNetwork(value, claim, reader, condition, { outputs = null } = {}) {
  const layers = readNetwork(value),
    widths = widthsOf(layers);
  demand(layers.length >= 2, condition, "the network has no hidden layer");
  demand(outputs === null || layers.at(-1).outputs === outputs, condition, "the network has not one output");
  states(condition, claim, { widths, network_sha256: reader.hash(value) });
  return { layers, widths };
}

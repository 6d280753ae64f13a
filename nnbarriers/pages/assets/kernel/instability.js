// Kind `instability`, results A3 and A4: at one vector η, or an interval of them, all listed points fail at once.

const INSTABILITY_CLAIM = [
  "a_interval",
  "broken",
  "data_sha256",
  "delta",
  "dimension",
  "eta",
  "eta_norm",
  "failing",
  "failing_before",
  "g",
  "indices_sha256",
  "network_sha256",
  "piece_bound",
  "points",
  "promised",
  "radius",
  "s",
  "t_interval",
  "widths",
];

/** An interval of outputs [bracket, lo, hi, bracket], null the empty one. */
function readInterval(value) {
  if (value === null) return null;
  if (list(value, "an interval").length !== 4) spoil("an interval has not four entries");
  const [left, low, high, right] = value;
  if (!["(", "["].includes(left) || ![")", "]"].includes(right)) spoil("an interval has other brackets");
  const ends = [low, high].map((end) => orNull(number)(end, "an end"));
  if ((low === null && left === "[") || (high === null && right === "]")) spoil("an interval is closed at infinity");
  const interval = { low: ends[0], high: ends[1], withLow: left === "[", withHigh: right === "]" };
  if (low !== null && high !== null) {
    const order = ends[0].compare(ends[1]);
    if (order > 0 || (order === 0 && !(interval.withLow && interval.withHigh)))
      spoil("an interval is empty, which is written null");
  }
  return interval;
}

const readG = (value) => {
  if (list(value, "g").length !== 2) spoil("g has not two intervals");
  return value.map(readInterval);
};

/** Where an output is: −1 below an interval, 1 above, 0 in it. */
function side(output, interval) {
  if (interval === null) return 1;
  if (interval.low !== null) {
    const order = output.compare(interval.low);
    if (order < 0 || (order === 0 && !interval.withLow)) return -1;
  }
  if (interval.high !== null) {
    const order = output.compare(interval.high);
    if (order > 0 || (order === 0 && !interval.withHigh)) return 1;
  }
  return 0;
}

/** Whether every number of one interval is less than every number of the other. */
function entirelyBelow(a, b) {
  if (a === null || b === null) return true;
  if (a.high === null || b.low === null) return false;
  const order = a.high.compare(b.low);
  return order < 0 || (order === 0 && !(a.withHigh && b.withLow));
}

function checkInstability(claim, witness, reader, result) {
  fields(claim, INSTABILITY_CLAIM, "claim");
  fields(witness, ["cuts", "data", "g", "indices", "network", "s"], "witness");
  const { layers, widths } = readClaimedNetwork(witness.network, claim, reader, "A3.1", { outputs: 1 });
  const pieces = pieceBound(widths);
  states("A3.1", claim, { piece_bound: new Rational(pieces) });
  const g = readG(witness.g);
  demand(entirelyBelow(g[0], g[1]) || entirelyBelow(g[1], g[0]), "A3.2", "an output is right for both labels");
  demand(list(claim.g, "g") && reader.textOf(claim.g) === reader.textOf(witness.g), "A3.2", "the claim has another g");
  const data = readPoints(witness.data, layers, claim, reader, ["A3.3", "A3.4"], 1);
  const { cuts, shift } = readCuts(witness, claim, data);
  const indices = readIndices(witness.indices, claim, reader, "A3.6", 1, data.x.length);
  const work = checkWork(
    layers,
    2 * indices.length + data.x.length,
    words(common([...data.x, ...cuts, data.delta].map((q) => q.d))) + 1,
  );
  for (const k of indices) checkPoint(layers, data, g[label(k)], k, cuts, shift, work);
  const before = new Set();
  data.x.forEach((x, i) => {
    const k = i + 1,
      at = pointAt(x, label(k) ? data.delta : ZERO, data.dimension);
    if (side(run(layers, at).outputs.at(0), g[label(k)])) before.add(k);
  });
  const broken = indices.filter((k) => !before.has(k)).length;
  states("A3.9", claim, { failing: indices.length, failing_before: before.size, broken });
  const promised = promise(BigInt(data.x.length) - pieces - 1n, before.size ? 4n : 2n);
  states("A3.10", claim, { promised });
  demand(BigInt(indices.length) >= promised, "A3.11", "fewer points fail than the theorem promises");
  if (result === "A4") {
    demand(cuts[0].below(cuts.at(-1)), "A4.1", "there is one vector only");
    demand(HALF.below(data.high), "A4.2", "there is one a only");
  }
  return vacuousInstability(g, data.x.length, promised, broken);
}

const promise = (surplus, part) => (surplus > 0n ? (surplus + part - 1n) / part : 0n);

function readCuts(witness, claim, data) {
  const s = integer(witness.s, "s"),
    cuts = numbers(witness.cuts, "cuts");
  demand(s === 0n || s === 1n, "A3.5", "s is neither 0 nor 1");
  demand(cuts.length > 0, "A3.5", "there are no cuts");
  demand(
    cuts.every((t, i) => !i || cuts[i - 1].below(t)),
    "A3.5",
    "the cuts do not increase",
  );
  demand(
    cuts.every((t) => t.size().below(data.radius)),
    "A3.5",
    "a cut is not within the radius",
  );
  const [first, last] = [cuts[0], cuts.at(-1)];
  const t = first.sign > 0 ? first : last.sign < 0 ? last : ZERO,
    shift = s ? data.delta.negated() : ZERO;
  const eta = [t, shift, ...Array(data.dimension - 2).fill(ZERO)];
  states("A3.5", claim, { s, t_interval: [first, last], eta, eta_norm: most([t.size(), shift.size()]) });
  return { cuts, shift };
}

/** Numbers that increase strictly from `from` to at most `to`, as a list of ordinary integers. */
function readIndices(value, claim, reader, condition, from, to) {
  const indices = integers(value, "indices");
  demand(
    indices.every((k, i) => (i ? indices[i - 1] < k : k >= BigInt(from)) && k <= BigInt(to)),
    condition,
    "the indices do not increase, or are no points",
  );
  states(condition, claim, { indices_sha256: reader.hash(value) });
  return indices.map(Number);
}

/** A3.7, A3.8: the output is off what is right at the first cut, and on the same side of it up to the last one. */
function checkPoint(layers, data, right, k, cuts, shift, work) {
  const u = (label(k) ? data.delta : ZERO).plus(shift),
    place = (t) => pointAt(data.x[k - 1].plus(t), u, data.dimension);
  let where = 0;
  for (const output of along(layers, place, cuts[0], cuts.at(-1), work)) {
    const now = side(output, right);
    demand(where || now !== 0, "A3.7", `point ${k} does not fail at the first cut`);
    demand(!where || now === where, "A3.8", `the output at point ${k} does not stay on one side`);
    where = now;
  }
}

function vacuousInstability(g, points, promised, broken) {
  const empty = g.findIndex((right, s) => right === null && points > s);
  if (empty >= 0) return `no output is right for label ${empty}`;
  return promised === 0n && broken === 0
    ? "the theorem promises nothing, and every listed point fails without η"
    : null;
}

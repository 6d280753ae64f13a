// What T1 multiplies, and T3 for both answers together, counted before it is done ("Work of T1" in docs/certificates.md).

const machineWords = (count) => 1 + Math.floor(count / 64);
const mostBits = (values) => values.reduce((most, v) => Math.max(most, bits(v)), 0);
/** The bits of numerator and denominator together. */
const bothBits = (rationals) => rationals.reduce((most, q) => Math.max(most, bits(q.n) + bits(q.d)), 0);

class Work {
  constructor() {
    this.total = 0;
  }
  /** So many products of numbers of so many bits. */
  add(count, one, other) {
    this.total += count * (8 + machineWords(one) * machineWords(other));
    spend(this.total);
  }
}

/** So many integers of so many bits have to be held together. */
function hold(count, length) {
  if (count * length > MOST_LAYER_BITS) refuse("integers of more than 10⁹ bits");
}

/** Counts bringing columns and y over one denominator D, and all that the sides need; returns them over D. */
function countedRegression({ columns, y, weights, thresholds, ridge, within, support, near }, work) {
  const parts = [...columns, y],
    [m, n, k] = [y.length, columns.length, support.length];
  const D = limited(parts.map(({ over }) => new Rational(1n, over))),
    P = limited([near.x, near.width].map(({ over }) => new Rational(1n, over)));
  const parameters = [...thresholds, ...ridge, ...within.columns, ...within.thresholds],
    T = bits(limited([...parameters, within.y]));
  const a = mostBits(parts.flatMap(({ values }) => values)),
    t = bothBits(parameters),
    above = bits(P * D * D * weights.over);
  hold((n + 1) * m, a + bits(D));
  hold(4 * n, t + T + above);
  work.add((n + 1) * m, a, bits(D));
  work.add(4 * n, t + T, above);
  const [right, ...rest] = together([y, ...columns]);
  const e = mostBits(rest.flatMap(({ values }) => values)),
    f = e + mostBits(weights.values),
    p = mostBits(together([near.x, near.width]).flatMap(({ values }) => values)),
    z = mostBits([...near.inverse.values, ...near.combinations.values]),
    u = e + f + bits(BigInt(m)) + T,
    c = mostBits(right.values.map((v) => v * P)) + p + e,
    d = 2 * z + 2 * T + Math.max(c + f, u + p);
  hold(m * k, e + f);
  hold(k * k, u + z);
  work.add(2 * k * m, p, f);
  work.add(k * m, e, k * (e + f));
  work.add(m * n, 24, 72 * k);
  work.add(2 * m * n, f, c);
  work.add(n * k, z, k * (u + z));
  work.add(12 * n * k, d, d);
  return { columns: rest, y: right };
}

/** A block moved by steps, each a sign times a rational: its new denominator is the least that serves both. */
function movedBlock({ values, over }, signs, step) {
  const below = common([over, step.d]),
    by = step.n * (below / step.d);
  return new Vector(
    values.map((v, a) => v * (below / over) + signs[a] * by),
    below,
  );
}

/** Counts moving blocks by steps. */
function countMoves(blocks, steps, work) {
  const count = blocks.reduce((sum, block) => sum + block.length, 0),
    long = mostBits(blocks.map(({ over }, i) => common([over, steps[i].d]))),
    short = mostBits(blocks.flatMap(({ values }) => values)) + mostBits(steps.map(({ n }) => n));
  hold(count, long + short);
  work.add(2 * count, long, short);
}

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
  const raw = mostBits(parts.flatMap(({ values }) => values)),
    level = bothBits(parameters) + T,
    above = bits(P * D * D * weights.over);
  hold((n + 1) * m, raw + bits(D));
  hold(4 * n, level + above);
  work.add((n + 1) * m, raw, bits(D));
  work.add(4 * n, level, above);
  const [right, ...rest] = together([y, ...columns]);
  const e = mostBits(rest.flatMap(({ values }) => values)),
    h = e + mostBits(weights.values),
    p = mostBits(together([near.x, near.width]).flatMap(({ values }) => values)),
    M = mostBits([...near.inverse.values, ...near.combinations.values]),
    g = e + h + bits(BigInt(m)) + T,
    r = mostBits(right.values.map((v) => v * P)) + p + e,
    side = 2 * M + 2 * T + Math.max(r + h, g + p);
  hold(m * k, e + h);
  hold(k * k, g + M);
  work.add(2 * k * m, p, h);
  work.add(k * m, e, k * (e + h));
  work.add(m * n, 24, 72 * k);
  work.add(2 * m * n, h, r);
  work.add(n * k, M, k * (g + M));
  work.add(12 * n * k, side, side);
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

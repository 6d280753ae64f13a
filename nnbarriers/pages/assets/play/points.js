// The theorem's points in doubles, and the network of A5 for them.

/** n points x₁ = 4/(4k+3) rounded, labels (k+1) mod 2, the radius ε(n)(1 − 2⁻²⁴), δ the largest power of two within. */
function trainingSet(n) {
  const ks = Array.from({ length: n }, (_, i) => i + 1);
  const radius = fraction((1n << 24n) - 1n, BigInt((4 * n + 3) * (2 * n + 2)) << 24n);
  let delta = 1;
  while (less(radius, ofDouble(delta))) delta /= 2;
  return { n, delta, radius, x1: ks.map((k) => 4 / (4 * k + 3)), labels: ks.map((k) => (k + 1) % 2) };
}

/** The double that a dyadic is; an error if it is none. */
function double([p, q]) {
  const found = Number(p) / Number(q);
  if (!same(ofDouble(found), [p, q])) throw new RangeError("no double: " + text([p, q]));
  return found;
}

/** A5: one hidden layer of 2(n−1) neurons, two a gap, each climb between neighbours of a dyadic grid. */
function stableNetwork({ n, x1, labels, radius }) {
  const kinks = [], slopes = [];
  for (let k = n - 1; k > 0; k--) {
    const left = plus(ofDouble(x1[k]), radius), right = minus(ofDouble(x1[k - 1]), radius);
    const half = times(minus(right, left), [1n, 2n]);
    let step = 1;
    while (less(half, ofDouble(step))) step /= 2;
    const start = double(fraction(ceiling(times(left, ofDouble(1 / step))), BigInt(1 / step)));
    const rise = (labels[k - 1] - labels[k]) / step;
    kinks.push(start, start + step);
    slopes.push(rise, -rise);
  }
  return [
    { weights: kinks.map(() => [1, 0]), bias: kinks.map((t) => -t) },
    { weights: [slopes], bias: [labels[n - 1]] },
  ];
}

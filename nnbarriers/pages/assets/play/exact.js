// Rational numbers of integers of any length. A double is the rational that it is; nothing here rounds.

function gcd(a, b) {
  a = a < 0n ? -a : a;
  while (b) [a, b] = [b, a % b];
  return a;
}

/** The reduced fraction p/q, as [p, q] with q > 0. */
function fraction(p, q = 1n) {
  const common = gcd(p, q) * (q < 0n ? -1n : 1n);
  return [p / common, q / common];
}

const plus = ([a, b], [c, d]) => fraction(a * d + c * b, b * d);
const minus = (one, [c, d]) => plus(one, [-c, d]);
const times = ([a, b], [c, d]) => fraction(a * c, b * d);
const less = ([a, b], [c, d]) => a * d < c * b;
const same = ([a, b], [c, d]) => a === c && b === d;
const ceiling = ([p, q]) => -(-p / q) + (p > 0n && p % q ? 1n : 0n);

/** A finite double as [m, e], which stands for m·2^e, m odd or 0. */
function dyadic(x) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const word = view.getBigUint64(0), field = Number((word >> 52n) & 2047n);
  if (field === 2047) throw new RangeError("no number: " + x);
  let m = (word & ((1n << 52n) - 1n)) | (field ? 1n << 52n : 0n), e = Math.max(field, 1) - 1075;
  if (!m) return [0n, 0];
  for (; !(m & 1n); m >>= 1n) e += 1;
  return [word >> 63n ? -m : m, e];
}

function ofDouble(x) {
  const [m, e] = dyadic(x);
  return e < 0 ? [m, 1n << BigInt(-e)] : [m << BigInt(e), 1n];
}

const bits = (n) => n.toString(2).length;

/** The text of a rational in a certificate: "p", "p/q", or "m*2^e" where the power of two is far from 1. */
function text([p, q]) {
  let e = 0;
  if (q === 1n && p) e = bits(p < 0n ? -p : p) - p.toString(2).replace(/0+$/, "").replace("-", "").length;
  else if (!(q & (q - 1n))) e = 1 - bits(q);
  if (Math.abs(e) > 64 && Math.abs(e) <= 4000) return (e > 0 ? p >> BigInt(e) : p) + "*2^" + e;
  return q === 1n ? String(p) : p + "/" + q;
}

/** A network of doubles in integers: each layer over the least power of two that serves all its numbers. */
function integers(network) {
  return network.map(({ weights, bias }) => {
    const least = Math.min(0, ...[...weights.flat(), ...bias].map((v) => dyadic(v)[1]));
    const whole = (v) => { const [m, e] = dyadic(v); return m << BigInt(e - least); };
    return { weights: weights.map((row) => row.map(whole)), bias: bias.map(whole), over: 1n << BigInt(-least) };
  });
}

/** The output, a fraction that is not reduced, at the point of these numerators over one positive denominator. */
function output(exact, numerators, denominator) {
  let values = numerators, over = denominator;
  exact.forEach((layer, depth) => {
    values = layer.bias.map((b, i) => {
      const z = layer.weights[i].reduce((sum, w, j) => sum + w * values[j], b * over);
      return depth < exact.length - 1 && z < 0n ? 0n : z;
    });
    over *= layer.over;
  });
  return [values[0], over];
}

/** Right by the sign, as a classifier is: 1 where the output is positive, else 0. */
const rightBySign = ([p], label) => (p > 0n) === (label === 1);
/** Right as a number is: less than 1/2 from the label. */
const rightWithinHalf = ([p, q], label) => {
  const off = p - BigInt(label) * q;
  return 2n * (off < 0n ? -off : off) < q;
};

/** The k from 1 on at which the network fails when all points are moved by λη, λ = hundredths/100, η = −δe₂. */
function failing(exact, data, hundredths, right) {
  const [tiny, below] = ofDouble(data.delta);
  return data.labels.flatMap((label, i) => {
    const [p, q] = ofDouble(data.x1[i]), over = 100n * below * q;
    const print = tiny * BigInt(100 * label - hundredths) * q;
    return right(output(exact, [100n * below * p, print], over), label) ? [] : [i + 1];
  });
}

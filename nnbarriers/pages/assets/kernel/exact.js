// Exact numbers: rationals, and vectors of integers over one denominator. Nothing is rounded, no float decides anything.

const MOST_COMMON_BITS = 100000;

const magnitude = (a) => (a < 0n ? -a : a);
const signOf = (a) => (a > 0n ? 1 : a < 0n ? -1 : 0);
const larger = (a, b) => (a < b ? b : a);
const bits = (a) => (a === 0n ? 0 : bitsOf(magnitude(a)));
const bitsOf = (a) => {
  const text = a.toString(16);
  return 4 * text.length - 4 + (32 - Math.clz32(parseInt(text[0], 16)));
};
/** Words of 32 bits of a number; a rational has those of both its parts. */
const words = (a) => Math.max(1, Math.ceil(bits(a) / 32));
const longest = (integers) => integers.reduce((most, a) => Math.max(most, words(a)), 1);
const longestOf = (rationals) => rationals.reduce((most, q) => Math.max(most, words(q.n) + words(q.d)), 1);
const isPowerOfTwo = (a) => (a & (a - 1n)) === 0n;

/** The greatest common divisor; odd numbers and powers of two, the commonest case, take no division. */
function gcd(a, b) {
  [a, b] = [magnitude(a), magnitude(b)];
  while (b) [a, b] = [b, a % b];
  return a;
}

const coprime = (a, b) => (b > 1n && isPowerOfTwo(b) ? (a & 1n) === 1n : gcd(a, b) === 1n);

/** The least common multiple of denominators; powers of two need no divisions. */
function common(denominators, mostBits = Infinity) {
  let all = 1n;
  for (const d of denominators) {
    if (d === all || all % d === 0n) continue;
    all = d % all === 0n ? d : (all / gcd(all, d)) * d;
    if (bits(all) > mostBits) refuse("a common denominator of more than 100,000 bits");
  }
  return all;
}

/** The common denominator of numbers that are added, refused if it is too long. */
const limited = (numbers) =>
  common(
    numbers.map((q) => q.d),
    MOST_COMMON_BITS,
  );

/** A rational n/d, d > 0. It is not reduced: what is compared is cross-multiplied. */
class Rational {
  constructor(n, d = 1n) {
    this.n = n;
    this.d = d;
  }
  plus(o) {
    return this.d === o.d
      ? new Rational(this.n + o.n, this.d)
      : new Rational(this.n * o.d + o.n * this.d, this.d * o.d);
  }
  minus(o) {
    return this.plus(o.negated());
  }
  times(o) {
    return new Rational(this.n * o.n, this.d * o.d);
  }
  over(o) {
    return o.n < 0n ? new Rational(-this.n * o.d, -this.d * o.n) : new Rational(this.n * o.d, this.d * o.n);
  }
  reduced() {
    const common = gcd(this.n, this.d);
    return new Rational(this.n / common, this.d / common);
  }
  negated() {
    return new Rational(-this.n, this.d);
  }
  size() {
    return this.n < 0n ? this.negated() : this;
  }
  squared() {
    return this.times(this);
  }
  get sign() {
    return signOf(this.n);
  }
  compare(o) {
    return this.d === o.d ? signOf(this.n - o.n) : signOf(this.n * o.d - o.n * this.d);
  }
  equals(o) {
    return this.compare(o) === 0;
  }
  below(o) {
    return this.compare(o) < 0;
  }
  notAbove(o) {
    return this.compare(o) <= 0;
  }
}

const whole = (n) => new Rational(BigInt(n));
const ZERO = whole(0),
  ONE = whole(1),
  HALF = new Rational(1n, 2n);
const most = (numbers) => numbers.reduce((a, b) => (a.below(b) ? b : a));
const least = (numbers) => numbers.reduce((a, b) => (b.below(a) ? b : a));
/** 2^e for any integer e. */
const powerOfTwo = (e) => (e < 0 ? new Rational(1n, 1n << BigInt(-e)) : new Rational(1n << BigInt(e)));

/** Integers over one positive denominator. */
class Vector {
  constructor(values, over = 1n) {
    this.values = values;
    this.over = over;
  }
  static of(numbers, over = common(numbers.map((q) => q.d))) {
    return new Vector(
      numbers.map((q) => (q.d === over ? q.n : q.n * (over / q.d))),
      over,
    );
  }
  get length() {
    return this.values.length;
  }
  at(i) {
    return new Rational(this.values[i], this.over);
  }
  dot(o) {
    return new Rational(product(this.values, o.values), this.over * o.over);
  }
  minus(o) {
    if (this.over === o.over)
      return new Vector(
        this.values.map((v, i) => v - o.values[i]),
        this.over,
      );
    return new Vector(
      this.values.map((v, i) => v * o.over - o.values[i] * this.over),
      this.over * o.over,
    );
  }
  squared() {
    return this.dot(this);
  }
  /** The sum of absolute values. */
  size() {
    return new Rational(
      this.values.reduce((sum, v) => sum + magnitude(v), 0n),
      this.over,
    );
  }
}

function product(a, b) {
  let sum = 0n;
  for (let i = 0; i < a.length; i++) if (a[i] !== 0n && b[i] !== 0n) sum += a[i] * b[i];
  return sum;
}

const MOST_WORK = 4e9,
  MOST_WORDS = 1e6;
/** Refuses a check whose multiplications, counted before they are done, are too many. */
function spend(work) {
  if (work > MOST_WORK) refuse("a check of too many multiplications");
}
/** Refuses data that would be too long if all were as long as the longest, or over one denominator. */
function checkInput(numbers) {
  if (numbers.length * longestOf(numbers) > MOST_WORDS) refuse("an input of more than 10⁶ machine words");
  limited(numbers);
}

/** A matrix: its rows, integers over one denominator. */
class Matrix {
  constructor(rows, over, columns) {
    this.rows = rows;
    this.over = over;
    this.columns = columns;
  }
  static of(rows) {
    const over = limited(rows.flat());
    return new Matrix(
      rows.map((row) => Vector.of(row, over).values),
      over,
      rows.length ? rows[0].length : 0,
    );
  }
  column(j) {
    return new Vector(
      this.rows.map((row) => row[j]),
      this.over,
    );
  }
  times(x) {
    return new Vector(
      this.rows.map((row) => product(row, x.values)),
      this.over * x.over,
    );
  }
}

// What a certificate may look like: canonical JSON, numbers, hashes, and the four ways in which a check can end.

const SCHEMA = "barriers/2",
  MOST_BYTES = 64 << 20,
  MOST_DIGITS = 4000,
  MOST_LONG = 20000,
  MOST_EXPONENT = 4000n;
const MOST_NESTED = 990;

/** The end of a check that does not accept. */
class Ending extends Error {
  constructor(verdict, condition, message) {
    super(message);
    this.verdict = verdict;
    this.condition = condition;
  }
}
const spoil = (message) => {
  throw new Ending("malformed", null, message);
};
const refuse = (message) => {
  throw new Ending("unsupported", null, message);
};
/** The only place where anything is rejected. */
function demand(holds, condition, message) {
  reached.add(condition);
  if (!holds) throw new Ending("rejected", condition, message);
}
/** The conditions that a check has come to. */
const reached = new Set();

/** Parses canonical JSON and nothing else. Objects and lists remember the text that they were read from. */
class Reader {
  constructor(text) {
    this.text = text;
    this.place = 0;
    this.spans = new WeakMap();
  }

  static parse(text) {
    const reader = new Reader(text),
      value = reader.value(0);
    if (reader.place !== text.length - 1 || text[reader.place] !== "\n")
      spoil("the text does not end with one newline");
    return [value, reader];
  }

  /** The canonical text of a value that was read. */
  textOf(value) {
    const span = value !== null && typeof value === "object" && this.spans.get(value);
    return span ? this.text.slice(...span) : typeof value === "string" ? escaped(value) : String(value);
  }

  /** The SHA-256 of the canonical text of a value, the newline at its end included. */
  hash(value) {
    return sha256(this.textOf(value) + "\n");
  }

  /** The same of an object with these values by name, names in order. */
  hashOf(values) {
    return sha256(
      `{${Object.entries(values)
        .map(([key, value]) => `"${key}":${this.textOf(value)}`)
        .join(",")}}\n`,
    );
  }

  value(depth) {
    if (depth > MOST_NESTED) spoil("nested too deeply");
    const first = this.text[this.place],
      start = this.place;
    if (first === "{" || first === "[") {
      const value = first === "{" ? this.object(depth + 1) : this.list(depth + 1);
      this.spans.set(value, [start, this.place]);
      return value;
    }
    if (first === '"') return this.string();
    return this.word(/null|true|false|-?\d+(?![\d.eE])/y);
  }

  word(pattern) {
    pattern.lastIndex = this.place;
    const found = pattern.exec(this.text);
    if (!found) spoil(`no JSON value at place ${this.place}`);
    this.place = pattern.lastIndex;
    if (found[0] === "null") return null;
    if (/[tf]/.test(found[0])) return found[0] === "true";
    if (!/^(0|-?[1-9]\d*)$/.test(found[0]) || found[0].length > 18)
      spoil(`not an integer of at most 18 characters: ${found[0].slice(0, 30)}`);
    return BigInt(found[0]);
  }

  list(depth) {
    const list = [];
    this.place++;
    if (this.taken("]")) return list;
    do list.push(this.value(depth));
    while (this.taken(","));
    this.needs("]");
    return list;
  }

  object(depth) {
    const object = Object.create(null);
    let last = null;
    this.place++;
    if (this.taken("}")) return object;
    do {
      if (this.text[this.place] !== '"') spoil(`no key at place ${this.place}`);
      const key = this.string();
      if (last !== null && !precedes(last, key)) spoil(`keys are not sorted, or one comes twice: ${key.slice(0, 30)}`);
      this.needs(":");
      object[(last = key)] = this.value(depth);
    } while (this.taken(","));
    this.needs("}");
    return object;
  }

  string() {
    const pattern = /"((?:[ !#-\[\]-~]|\\["\\nrtbf]|\\u[0-9a-f]{4})*)"/y;
    pattern.lastIndex = this.place;
    const found = pattern.exec(this.text);
    if (!found) spoil(`no canonical text at place ${this.place}`);
    this.place = pattern.lastIndex;
    if (!found[1].includes("\\")) return found[1];
    const value = JSON.parse(found[0]);
    if (escaped(value) !== found[0]) spoil(`a text that is not escaped canonically at place ${this.place}`);
    return value;
  }

  taken(sign) {
    return this.text[this.place] === sign && (this.place++, true);
  }
  needs(sign) {
    if (!this.taken(sign)) spoil(`${sign} expected at place ${this.place}`);
  }
}

/** A text as JSON in ASCII. */
const escaped = (text) =>
  JSON.stringify(text).replace(/[\x7f-\uffff]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));

/** Whether one key comes before another, by code points. */
function precedes(a, b) {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] !== right[i]) return left[i].codePointAt(0) < right[i].codePointAt(0);
  }
  return left.length < right.length;
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** An object with these keys, no more and no fewer. */
function fields(value, keys, what) {
  if (!isObject(value)) spoil(`${what} is no object`);
  const found = Object.keys(value);
  for (const key of keys) if (!(key in value)) spoil(`${what} has no ${key}`);
  for (const key of found) if (!keys.includes(key)) spoil(`${what} has an unknown entry: ${key.slice(0, 30)}`);
  return value;
}

const list = (value, what) => (Array.isArray(value) ? value : spoil(`${what} is no list`));
const integer = (value, what) => (typeof value === "bigint" ? value : spoil(`${what} is no integer`));
const text = (value, what) => (typeof value === "string" ? value : spoil(`${what} is no text`));
const truth = (value, what) => (typeof value === "boolean" ? value : spoil(`${what} is neither true nor false`));
const integers = (value, what) => list(value, what).map((entry) => integer(entry, what));
const numbers = (value, what, most) => list(value, what).map((entry) => number(entry, what, most));
const orNull = (read) => (value, what) => (value === null ? null : read(value, what));

/** A rational from its text: "p", reduced "p/q", or "m*2^e". */
function number(value, what = "a number", digits = MOST_DIGITS) {
  const found = /^(-?)(0|[1-9]\d*)(?:\/([1-9]\d*)|\*2\^(-?[1-9]\d*))?$/.exec(text(value, what));
  if (!found || value === "-0") spoil(`${what} is no number: ${value.slice(0, 40)}`);
  const [, minus, top, bottom, exponent] = found;
  if (top.length > digits || (bottom || "").length > digits) spoil(`${what} has more than ${digits} digits a part`);
  const n = BigInt(minus + top);
  if (bottom !== undefined) {
    const d = BigInt(bottom);
    if (d === 1n || n === 0n || !coprime(n, d)) spoil(`${what} is not reduced`);
    return new Rational(n, d);
  }
  if (exponent === undefined) return new Rational(n);
  if ((n & 1n) === 0n) spoil(`${what} has an even number before its power of two`);
  const e = exponent.length > 6 ? MOST_EXPONENT + 1n : BigInt(exponent);
  if (magnitude(e) > MOST_EXPONENT) refuse(`an exponent of more than 4000 in ${what}`);
  return e > 0n ? new Rational(n << e) : new Rational(n, 1n << -e);
}

/** Compares entries of a claim with what was derived: rationals by value, all else as written, of the same type. */
function states(condition, claim, derived, digits = MOST_DIGITS) {
  for (const [key, value] of Object.entries(derived)) {
    demand(same(claim[key], value, key, digits), condition, `${key} is not what follows from the witness`);
  }
}

function same(stated, derived, what, digits) {
  if (derived instanceof Rational) return number(stated, what, digits).equals(derived);
  if (Array.isArray(derived)) return sameList(list(stated, what), derived, what, digits);
  const value = typeof derived === "number" ? BigInt(derived) : derived;
  if (typeof stated !== typeof value || (stated === null) !== (value === null)) spoil(`${what} is of another type`);
  return stated === value;
}

/** Entries that are no numbers are compared as written, whatever their type. */
function sameList(stated, derived, what, digits) {
  if (derived.some((entry) => entry instanceof Rational)) stated.forEach((entry) => number(entry, what, digits));
  const agrees = (entry, i) =>
    entry instanceof Rational ? same(stated[i], entry, what, digits) : stated[i] === BigInt(entry);
  return stated.length === derived.length && derived.every(agrees);
}

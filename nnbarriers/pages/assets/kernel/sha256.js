// SHA-256 of a text in ASCII, as FIPS 180-4 defines it; synchronous, so that it works in a page opened as a file.

const ROUND_CONSTANTS = new Int32Array(64),
  FIRST_STATE = new Int32Array(8);
{
  // the first 32 bits of the fractional parts of roots of primes, by integers
  const root = (n, k) => {
    let low = 0n,
      high = n + 1n;
    while (high - low > 1n) {
      const m = (low + high) >> 1n;
      if (m ** k <= n) low = m;
      else high = m;
    }
    return low;
  };
  for (let p = 2, i = 0; i < 64; p++) {
    let prime = true;
    for (let q = 2; q * q <= p; q++) if (p % q === 0) prime = false;
    if (!prime) continue;
    if (i < 8) FIRST_STATE[i] = Number(BigInt.asIntN(32, root(BigInt(p) << 64n, 2n)));
    ROUND_CONSTANTS[i++] = Number(BigInt.asIntN(32, root(BigInt(p) << 96n, 3n)));
  }
}

function sha256(ascii) {
  const length = ascii.length,
    blocks = (length + 72) >> 6,
    schedule = new Int32Array(64);
  const state = FIRST_STATE.slice();
  const byte = (i) => (i < length ? ascii.charCodeAt(i) : i === length ? 0x80 : 0);
  for (let block = 0; block < blocks; block++) {
    for (let t = 0; t < 16; t++) {
      const i = 64 * block + 4 * t;
      schedule[t] = (byte(i) << 24) | (byte(i + 1) << 16) | (byte(i + 2) << 8) | byte(i + 3);
    }
    if (block === blocks - 1) {
      schedule[14] = length >>> 29;
      schedule[15] = length << 3;
    }
    compress(state, schedule);
  }
  return [...state].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function compress(state, w) {
  const turned = (x, n) => (x >>> n) | (x << (32 - n));
  for (let t = 16; t < 64; t++) {
    const [p, q] = [w[t - 15], w[t - 2]];
    w[t] =
      w[t - 16] + (turned(p, 7) ^ turned(p, 18) ^ (p >>> 3)) + w[t - 7] + (turned(q, 17) ^ turned(q, 19) ^ (q >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t++) {
    const first =
      (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[t] + w[t]) | 0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => {
    state[i] += word;
  });
}

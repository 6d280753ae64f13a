// A determinant that is a unit modulo a number is not 0.

/** A vector of integers divided by what they have in common. */
function primitive(values) {
  const divisor = values.reduce(gcd, 0n);
  return divisor > 1n ? values.map((v) => v / divisor) : values;
}

/** The inverse of a number modulo another, null if it has none. */
function inverse(value, modulus) {
  let [a, b, s, t] = [modulus, value, 0n, 1n];
  while (b) {
    const q = a / b;
    [a, b, s, t] = [b, a - q * b, t, s - q * t];
  }
  return a === 1n ? ((s % modulus) + modulus) % modulus : null;
}

/** Whether elimination in a square minor, given by columns of integers, succeeds: in each column the first entry that is
 *  not 0, in the rows that are left, is the pivot, and a unit. */
function isUnit(columns, modulus) {
  const reduced = (v) => ((v % modulus) + modulus) % modulus;
  const rows = range(columns.length).map((i) => columns.map((column) => reduced(column[i])));
  for (let j = 0; j < columns.length; j++) {
    const place = rows.findIndex((row) => row[j] !== 0n),
      unit = place < 0 ? null : inverse(rows[place][j], modulus);
    if (unit === null) return false;
    const [pivot] = rows.splice(place, 1);
    for (const row of rows) {
      const factor = (row[j] * unit) % modulus;
      if (factor) for (let l = j; l < columns.length; l++) row[l] = reduced(row[l] - factor * pivot[l]);
    }
  }
  return true;
}

/** Rows of a minor: as many as columns, none twice, all allowed. */
function checkRows(condition, rows, columns, allowed, modulus) {
  spend(rows.length ** 3 * 9);
  demand(
    rows.length === columns.length && new Set(rows).size === rows.length,
    condition,
    "there is not a row for each column that may move",
  );
  demand(
    rows.every((row) => row >= 0n && row < BigInt(allowed.length) && allowed[Number(row)]),
    condition,
    "a row of the minor is none",
  );
  demand(modulus > 1n, condition, "the modulus is not above 1");
}

const minorOf = (rows, columns) => columns.map((column) => rows.map((row) => column[Number(row)]));

/** T0.4: the minor, each column of it without common factor, is a unit. */
function checkMinor(rows, columns, allowed, modulus) {
  checkRows("T0.4", rows, columns, allowed, modulus);
  demand(isUnit(minorOf(rows, columns).map(primitive), modulus), "T0.4", "the minor is no unit modulo the modulus");
}

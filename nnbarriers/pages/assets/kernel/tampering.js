// One digit of an accepted certificate changed, and its hashes repaired: only the mathematics can refuse it.

/** Where the mathematics of a witness is: the entries that are changed first. */
const HEART = {
  instability: ["network"],
  stability: ["network"],
  minimiser: ["x", "u"],
  separation: ["x", "u"],
  miss: ["x", "u"],
  solution: ["x", "u", "other"],
  trust: ["x", "u"],
  "two-answers": ["x", "u"],
  recovery: ["u"],
  universal: ["network", "data"],
  witness: ["network", "point"],
  defeat: ["steps", "output"],
  flag: ["output"],
};
const MOST_TRIES = 200;

/** Canonical JSON of what was read. */
function canonical(value) {
  if (typeof value === "string") return escaped(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return String(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${escaped(key)}:${canonical(value[key])}`)
    .join(",")}}`;
}

const keysOf = (value) => (value !== null && typeof value === "object" ? Object.keys(value) : []);

/** All texts that begin with a digit below a value, each by the path to it. */
function* textsWithin(value, path) {
  for (const key of keysOf(value)) {
    if (typeof value[key] !== "string") yield* textsWithin(value[key], [...path, key]);
    else if (/^-?\d/.test(value[key])) yield { holder: value, key, path: [...path, key].join(".") };
  }
}

/** The places of the parts that a kind rests on, wherever these parts are. */
function* heartOf(value, names, path) {
  for (const key of keysOf(value)) {
    if (!names.includes(key)) yield* heartOf(value[key], names, [...path, key]);
    else if (typeof value[key] !== "string") yield* textsWithin(value[key], [...path, key]);
  }
}

/** Hashes of a claim made those of its witness. */
function repairHashes({ kind, claim, witness }) {
  const hash = (value) => sha256(canonical(value) + "\n"),
    pick = (keys) => Object.fromEntries(keys.map((key) => [key, witness[key]]));
  if ("runs_sha256" in claim) claim.runs_sha256 = hash(witness);
  for (const key of ["network", "indices", "property"])
    if (claim[`${key}_sha256`]) claim[`${key}_sha256`] = hash(witness[key]);
  if (!("data_sha256" in claim)) return;
  if ("data" in witness) claim.data_sha256 = hash(witness.data);
  else claim.data_sha256 = hash(kind === "separation" ? witness : pick(kind === "miss" ? MISS_DATA : ["matrix", "y"]));
}

/** {text, changed, told}: a changed certificate that the mathematics rejects, what was changed, and the verdict; null if none was found. */
function tampered(content, turn) {
  const [certificate] = Reader.parse(content),
    { kind, claim, witness } = certificate;
  const parts = Object.entries({ witness, claim });
  const heart = parts.flatMap(([name, part]) => [...heartOf(part, HEART[kind], [name])]);
  const all = parts.flatMap(([name, part]) => [...textsWithin(part, [name])]);
  return (
    firstRejected(certificate, heart, turn, (id) => !id.endsWith(".1")) ||
    firstRejected(certificate, all, turn, () => true)
  );
}

function firstRejected(certificate, places, turn, isMathematics) {
  const count = places.length;
  for (let attempt = 0; attempt < Math.min(MOST_TRIES, 3 * count); attempt++) {
    const { holder, key, path } = places[(turn + Math.floor(count / 2) + 7 * attempt) % count],
      old = holder[key];
    holder[key] = otherDigit(old, turn + attempt);
    repairHashes(certificate);
    const text = canonical(certificate) + "\n",
      told = checkCertificate(text);
    if (told.verdict === "rejected" && isMathematics(told.condition))
      return { text, changed: { path, from: old, to: holder[key] }, told };
    holder[key] = old;
  }
  return null;
}

/** A text with one digit one higher, 9 made 8. */
function otherDigit(text, turn) {
  const digits = [...text.matchAll(/\d/g)].map((found) => found.index),
    at = digits[(turn * 5 + digits.length - 1) % digits.length];
  return text.slice(0, at) + (text[at] === "9" ? "8" : Number(text[at]) + 1) + text.slice(at + 1);
}

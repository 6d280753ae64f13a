// What an accepted claim says, in words.

/** An integer as an exponent. */
const raised = (n) => [...String(n)].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c])).join("");

/** A number as it is read: short ones exactly, long ones to six digits. */
function shown(value) {
  if (value === null) return "none";
  const exact = String(value);
  if (exact.length <= 14 && !exact.includes("^")) return exact;
  const { n, d } = number(exact, "a number", MOST_LONG),
    size = magnitude(n);
  let exponent = size.toString().length - d.toString().length;
  const scaled = (e) => (e < 0 ? (size * 10n ** BigInt(-e)) / d : size / (d * 10n ** BigInt(e)));
  if (scaled(exponent) === 0n) exponent--;
  const digits = scaled(exponent - 5)
    .toString()
    .replace(/^(\d)(\d*)$/, "$1.$2")
    .replace(/\.?0+$/, "");
  return `≈ ${n < 0n ? "−" : ""}${Math.abs(exponent) < 5 ? Number(scaled(exponent - 5)) / 10 ** (5 - exponent) : `${digits}·10${raised(exponent)}`}`;
}

const plural = (n, what) => `${n} ${what}${String(n) === "1" ? "" : "s"}`;
const network = (claim) => `the network of widths (${claim.widths.join(", ")})`;

const SAYS = {
  instability: (c, result) => [
    `${network(c)} fails at ${plural(c.failing, "point")} of ${c.points} at once at η of norm ${shown(c.eta_norm)}${result === "A4" ? ", and at all η on an interval" : ""}.`,
    `Without η it fails at ${c.failing_before}; η breaks ${c.broken}. The theorem promises ${c.promised}, for P(N) = ${shown(c.piece_bound)}.`,
  ],
  stability: (c) => [
    `${network(c)} is right on every closed ball of radius ${shown(c.radius)} about the ${c.points} points.`,
  ],
  defeat: (c, result) => [
    `On one of the ${c.inputs.length} inputs (family ${c.family.name}, ${result}) the algorithm with these runs succeeds to accuracy ${shown(c.accuracy)} with probability at most ${shown(c.bound)}.`,
  ],
  flag: (c, result) => [
    result === "X1"
      ? `On one of the inputs (family ${c.family.name}) the checker with these runs gives the solver's flag with probability at most ${shown(c.bound)}.`
      : `On one of the inputs (family ${c.family.name}) the algorithm with these runs raises a false flag with probability at least ${shown(c.bound)}.`,
  ],
  minimiser: (c) => [`This x minimises ${c.problem}${c.unique ? ", and nothing else does" : ""}.`],
  separation: (c) => [
    `Two inputs of ${c.problem} agree up to 2${raised(-c.level)}. Each has one minimiser, and no answer has accuracy ${shown(c.accuracy)} for both.`,
  ],
  miss: (c) => [
    `This ${c.problem} of doubles has one minimiser. The answer is at squared distance ${shown(c.distance)} from it; its objective is larger by ${shown(c.excess[0])} + √(${shown(c.excess[1])}).`,
  ],
  solution: (c) => [
    {
      one: `This ${c.problem} has one minimiser, of ${c.support && plural(c.support.length, "column")}.`,
      several: `This ${c.problem} has several minimisers.`,
      infeasible: `No point is feasible in this ${c.problem}.`,
      unbounded: `This ${c.problem} is unbounded.`,
    }[c.outcome],
  ],
  trust: (c) => [
    `For all data within the radii this ${c.problem} of ${c.rows} × ${c.columns} has one minimiser, with the same ${c.problem === "LP" ? "basis" : "support and signs"}.`,
  ],
  "two-answers": (c) => [
    `Two data within the radii of this ${c.problem} have one minimiser each, with different ${c.problem === "LP" ? "bases or bounds" : "supports or signs"}.`,
  ],
  recovery: (c) => [
    `Every x with at most ${c.order} nonzero entries and ‖Ax − y‖₂ ≤ ${shown(c.noise)} is within ${shown(c.bound)} of z.`,
  ],
  universal: (c) => [
    `One η of norm ${shown(c.eta_norm)} makes ${network(c)} wrong at ${plural(c.broken, "point")} that it gets right without: right at ${c.right_before} of ${c.points} before, at ${c.right_after} after.`,
  ],
  witness: (c) => [
    `${network(c)} has the outputs (${c.outputs.map(shown).join(", ")}) at the point.`,
    ...(c.satisfied === null ? [] : [`The property ${c.satisfied ? "holds" : "fails"} there, by ${shown(c.excess)}.`]),
  ],
};

const inWords = ({ kind, result, claim }) =>
  SAYS[kind](claim, result).map((line) => line[0].toUpperCase() + line.slice(1));

// Kind `defeat`, results J, K, W: on one of the inputs an algorithm succeeds with at most the stated probability.

const BRANCHES = { J: [[0, 1]], K: [[0, 1, 2]], W: [[1, 2]] };
const FAMILIES_OF = { J: "jump", K: "fork", W: "weak" };

const INPUT = ["branch", "high", "low", "n"];

function readInputs(claim) {
  return list(claim.inputs, "inputs").map((value) => {
    fields(value, INPUT, "an input");
    return { branch: integer(value.branch, "branch"), n: integer(value.n, "n"), value };
  });
}

/** DF.2: branches and the index. */
function checkInputs(inputs, allowed, plays, maxLevel) {
  const branches = inputs.map((input) => Number(input.branch));
  demand(
    allowed.some((set) => set.length === branches.length && set.every((b, i) => b === branches[i])),
    "DF.2",
    "the inputs are not the limit and its members",
  );
  demand(plays.length === inputs.length, "DF.2", "there are not the runs of each input");
  const members = inputs.filter((input) => input.branch);
  demand(
    inputs.every((input) => input.branch || input.n === 0n),
    "DF.2",
    "the limit has an index",
  );
  demand(
    members.every((input) => input.n === members[0].n),
    "DF.2",
    "the members have different indices",
  );
  checkIndex(members[0].n, plays, maxLevel);
  demand(
    maxLevel === null || plays.every((runs) => highest(runs) <= maxLevel),
    "DF.2",
    "a run read beyond the level of the claim",
  );
}

const plain = ({ branch, n }) => ({ branch: Number(branch), n: Number(n) });

/** Refuses outputs whose distances take too many multiplications. */
function checkOutputs(plays, sizes) {
  const outputs = plays
    .flat()
    .map((run) => run.output)
    .filter((output) => output !== null)
    .flat();
  spend(outputs.length * (8 + longestOf([...sizes, ...outputs]) ** 2));
}

/** DF.3, DF.4, DF.8 in this order. */
function checkPlays(plays, inputs, family, length, maxLevel) {
  plays.forEach((runs, i) => checkPlay(runs, inputs[i], family, length, maxLevel));
  checkCoupling(plays);
  checkTree(plays);
}

function checkDefeat(claim, witness, reader, result) {
  fields(claim, ["accuracy", "bound", "family", "inputs", "limit", "max_level", "runs_sha256"], "claim");
  const plays = list(witness, "witness").map(readRuns);
  states("DF.7", claim, { runs_sha256: reader.hash(witness) });
  const family = readFamily(claim.family);
  demand(family.kind === FAMILIES_OF[result], "DF.1", `the family is none of ${result}`);
  const accuracy = number(claim.accuracy, "accuracy");
  demand(accuracy.sign >= 0 && family.accuracyFits(accuracy), "DF.1", "not 0 ≤ α < κ/2");
  const maxLevel =
    result === "W"
      ? integer(claim.max_level, "max_level")
      : claim.max_level === null
        ? null
        : spoil("max_level is not null");
  const read = readInputs(claim);
  checkInputs(read, BRANCHES[result], plays, maxLevel);
  const inputs = read.map(plain);
  checkOutputs(plays, [accuracy, family.size]);
  checkPlays(plays, inputs, family, family.outputs, maxLevel);
  const enclosures = plays.map((runs, i) =>
    enclosure(runs, (output) => family.judge(output, inputs[i].branch, accuracy)),
  );
  enclosures.forEach((ends, i) => states("DF.5", read[i].value, ends));
  const halts = result !== "K" || weightOf(plays[0].filter((run) => run.output !== null)).equals(ONE);
  checkBound(claim, enclosures, halts ? HALF : new Rational(2n, 3n));
  const beyond = maxLevel !== null && plays.flat().every(({ asked }) => asked?.level > maxLevel);
  return beyond ? "every run asked for a reading beyond the level of the claim, and so has no output" : null;
}

/** DF.6 and DF.9. */
function checkBound(claim, enclosures, limit) {
  const bound = least(enclosures.map((ends) => ends.high));
  states("DF.6", claim, { bound, limit });
  demand(bound.notAbove(limit), "DF.9", "the runs that were left open might all succeed");
}

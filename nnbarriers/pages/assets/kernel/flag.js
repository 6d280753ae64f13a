// Kind `flag`, results X1 and X2: checkers of an algorithm's flag, and algorithms that raise a flag of their own.

function checkFlag(claim, witness, reader, result) {
  const keys = ["accuracy", "bound", "family", "inputs", "runs_sha256"];
  fields(claim, result === "X1" ? [...keys, "flags", "limit"] : [...keys, "raised"], "claim");
  if (result === "X1") fields(witness, ["checker", "solver"], "witness");
  const plays = list(result === "X1" ? witness.checker : witness, "runs").map(readRuns);
  const solver = result === "X1" ? readRun(witness.solver) : null;
  states("DF.7", claim, { runs_sha256: reader.hash(witness) });
  const family = readFamily(claim.family);
  demand(family.kind !== "weak", "DF.1", "the family is a weak fork");
  const accuracy = number(claim.accuracy, "accuracy");
  demand(accuracy.sign >= 0 && family.accuracyFits(accuracy), "DF.1", "not 0 ≤ α < κ/2");
  const branches =
    family.kind === "jump"
      ? [[0, 1]]
      : result === "X1"
        ? [
            [0, 1],
            [0, 2],
          ]
        : BRANCHES.K;
  const setting = { family, accuracy, branches, plays, solver, read: readInputs(claim) };
  return (result === "X1" ? checkWatched : checkAlarm)(claim, setting);
}

/** X1. */
function checkWatched(claim, { family, accuracy, branches, plays, solver, read }) {
  checkInputs(read, branches, plays, null);
  const inputs = read.map(plain);
  checkOutputs([[solver], [solver]], [accuracy, family.size]);
  checkSolver(solver, inputs, family);
  demand(highest([solver]) < read[1].n, "FL.2", "the solver read the index's level");
  checkAnswers(solver, plays);
  const judged = inputs.map(({ branch }) => family.judge(solver.output, branch, accuracy));
  const flags = judged.map((verdict) => (verdict > 0 ? 1 : 0));
  states("FL.4", claim, { flags });
  demand(judged[0] * judged[1] < 0, "FL.4", "the flags are not known, or the same");
  checkPlays(plays, inputs, family, 1, null);
  const enclosures = plays.map((runs, i) => enclosure(runs, ([said]) => (said.equals(whole(flags[i])) ? 1 : -1)));
  enclosures.forEach((ends, i) => states("DF.5", read[i].value, ends));
  checkBound(claim, enclosures, HALF);
  return null;
}

/** FL.1. */
function checkSolver(solver, inputs, family) {
  demand(solver.coins.length === 0, "FL.1", "the solver has coins");
  demand(
    solver.asked === null && solver.open === null && solver.output !== null,
    "FL.1",
    "the solver does not end by itself with an output",
  );
  demand(solver.output.length === family.outputs, "FL.1", "the solver's output has another length");
  for (const input of inputs) {
    demand(family.entriesFit(input), "DF.1", "the entries of the member are too small");
    checkReadings("FL.1", solver.readings, input, family);
  }
}

/** FL.3. */
function checkAnswers(solver, plays) {
  const known = new Map(solver.readings.map((step) => [step.question, step.answer]));
  for (const { question, answer } of plays.flat().flatMap((run) => run.readings)) {
    demand(
      !known.has(question) || known.get(question).equals(answer),
      "FL.3",
      "solver and checker have different answers to one question",
    );
  }
}

/** X2. */
function checkAlarm(claim, { family, accuracy, branches, plays, read }) {
  checkInputs(read, branches, plays, null);
  const inputs = read.map(plain),
    isRaised = (output) => output.at(-1).equals(ONE);
  checkOutputs(plays, [accuracy, family.size]);
  checkPlays(plays, inputs, family, family.outputs + 1, null);
  const judge = (branch) => (output) => (isRaised(output) ? -family.judge(output.slice(0, -1), branch, accuracy) : -1);
  plays.forEach((runs, i) => states("DF.5", read[i].value, enclosure(runs, judge(inputs[i].branch))));
  const raised = enclosure(plays[0], (output) => (isRaised(output) ? 1 : -1));
  states("FL.5", claim, { raised: [raised.low, raised.high] });
  const bound = raised.low.times(HALF);
  states("FL.6", claim, { bound });
  return bound.sign === 0 ? "no run surely raises the flag on the limit" : null;
}

// Kinds `trust` (T1, T2) and `two-answers` (T3): which problem is meant, and two data within radii with different answers.

function checkTrust(claim, witness, reader, result) {
  return (result === "T1" ? checkRegression : checkProgram)(claim, witness, reader);
}

function checkTwoAnswers(claim, witness, reader) {
  if (!isObject(claim)) spoil("claim is no object");
  if (claim.problem !== "LASSO" && claim.problem !== "LP") spoil("there is no such problem");
  fields(witness, ["answers", "data"], "witness");
  return (claim.problem === "LP" ? checkTwoPrograms : checkTwoRegressions)(claim, witness, reader);
}

const SIGN = { "+": 1n, "-": -1n, 0: 0n };

/** The signs of a corner: so many letters, or "" for all 0. */
function readSigns(value, length, letters) {
  const signs = [...text(value, "signs")];
  demand(
    (signs.length === 0 || signs.length === length) && signs.every((sign) => letters.includes(sign)),
    "T3.1",
    "a corner has not the signs that it needs",
  );
  return signs.length ? signs.map((sign) => SIGN[sign]) : Array(length).fill(0n);
}

function readMove(value) {
  const step = number(value, "step");
  demand(step.sign >= 0 && step.notAbove(ONE), "T3.1", "a step is not from 0 to 1");
  return step;
}

function pairOf(value, what) {
  demand(list(value, what).length === 2, "T3.1", `there are not two of ${what}`);
  return value;
}

/** v + t·sign·radius, entry by entry. */
function movedVector(vector, signs, step, radius) {
  return Vector.of(
    range(vector.length).map((a) =>
      signs[a] === 0n ? vector.at(a) : vector.at(a).plus(step.times(radius(a)).times(new Rational(signs[a]))),
    ),
  );
}

/** Runs a check of one answer, whose conditions are together T3.2. */
function asPart(check) {
  const before = [...reached, "T3.2"];
  try {
    return check();
  } catch (error) {
    if (error instanceof Ending && error.verdict === "rejected")
      throw new Ending("rejected", "T3.2", `${error.condition}: ${error.message}`);
    throw error;
  } finally {
    reached.clear();
    before.forEach((id) => reached.add(id));
  }
}

function checkTwoRegressions(claim, witness, reader) {
  fields(
    claim,
    ["columns", "data_sha256", "problem", "ridge", "rows", "signs", "supports", "thresholds", "within"],
    "claim",
  );
  const data = readRegressionBlocks(witness.data, claim, reader, "T3.1"),
    n = data.columns.length;
  states("T3.1", claim, { rows: data.rows, columns: n });
  const radii = readRadii(claim, data, "T3.1");
  const [supports, signs, answers] = [
    pairOf(claim.supports, "supports"),
    pairOf(claim.signs, "signs"),
    pairOf(witness.answers, "answers"),
  ];
  const zero = { columns: Array(n).fill(ZERO), thresholds: Array(n).fill(ZERO), y: ZERO };
  const work = new Work(),
    moved = answers.map((answer) => moveRegression(data, radii.within, answer, work));
  const told = answers.map((answer, i) =>
    asPart(() => {
      const said = readSupport(supports[i], signs[i], radii, "T1.1");
      checkNear({ ...moved[i], ...radii, within: zero, ...said, near: readNear(answer, said, n, "T1.1") }, work);
      return said;
    }),
  );
  const shown = told.map(({ support, signs }) =>
    support.flatMap((j, i) => (radii.thresholds[j].sign ? [`${j}:${signs[i]}`] : [])).join(),
  );
  demand(shown[0] !== shown[1], "T3.3", "supports and signs are the same");
  return null;
}

function moveRegression(data, within, answer, work) {
  fields(answer, ["combinations", "corner", "inverse", "step", "width", "x"], "an answer");
  fields(answer.corner, ["columns", "y"], "a corner");
  const step = readMove(answer.step),
    corners = list(answer.corner.columns, "corner");
  demand(corners.length === data.columns.length, "T3.1", "a corner has not the signs that it needs");
  const signs = [...corners, answer.corner.y].map((letters) => readSigns(letters, data.rows, "+-0"));
  const blocks = [...data.columns, data.y],
    steps = [...within.columns, within.y].map((radius) => step.times(radius).reduced());
  countMoves(blocks, steps, work);
  const columns = blocks.map((block, j) => movedBlock(block, signs[j], steps[j]));
  return { ...data, y: columns.pop(), columns };
}

function checkTwoPrograms(claim, witness, reader) {
  fields(claim, ["bases", "columns", "data_sha256", "places", "problem", "rows", "within"], "claim");
  const program = readProgram(witness.data, claim, reader, "T3.1");
  states("T3.1", claim, { rows: program.rows, columns: program.columns.length });
  const radii = readWithin(claim.within, program, "T3.1");
  const [bases, places, answers] = [
    pairOf(claim.bases, "bases"),
    pairOf(claim.places, "places"),
    pairOf(witness.answers, "answers"),
  ];
  const moved = answers.map((answer) => moveProgram(program, radii, answer));
  const told = answers.map((answer, i) =>
    asPart(() => {
      const said = readBasis(bases[i], places[i], moved[i], "T2.1");
      checkBasis({ ...moved[i], ...noRadii(moved[i]), ...said, near: readProgramNear(answer, program.rows, "T2.1") });
      return said;
    }),
  );
  demand(told[0].places !== told[1].places, "T3.3", "bases and places are the same");
  return null;
}

function moveProgram(program, { E, f, g }, answer) {
  fields(answer, ["corner", "dual_width", "inverse", "step", "u", "width", "x"], "an answer");
  fields(answer.corner, ["columns", "cost", "right"], "a corner");
  const step = readMove(answer.step),
    corners = list(answer.corner.columns, "corner");
  demand(corners.length === program.columns.length, "T3.1", "a corner has not the signs that it needs");
  const entries = program.columns.map(({ values, over }, j) => {
    const radius = (i) => new Rational(E[j].values[i], E[j].over);
    return movedVector(new Vector(values, over), readSigns(corners[j], values.length, "+-0"), step, radius);
  });
  const columns = together(entries).map(({ values, over }, j) => new Sparse(program.columns[j].rows, values, over));
  const right = movedVector(program.right, readSigns(answer.corner.right, program.rows, "+-0"), step, (i) => f.at(i));
  const cost = movedVector(program.cost, readSigns(answer.corner.cost, columns.length, "+-0"), step, (j) => g.at(j));
  return { ...program, columns, right, cost };
}

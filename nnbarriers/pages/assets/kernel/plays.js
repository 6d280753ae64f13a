// Recorded runs: they are all the runs of one algorithm on admissible information, and they recur where readings agree.

const MOST_COINS = 10000,
  BUDGETS = ["reads", "level", "bits", "seconds", "memory"];

const readRuns = (value) => list(value, "runs").map(readRun);

function readRun(value) {
  fields(value, ["steps", "asked", "left_open", "output"], "a run");
  const steps = list(value.steps, "steps").map(readStep),
    coins = steps.filter((step) => step.coin !== undefined).map((step) => step.coin);
  if (coins.length > MOST_COINS) spoil("a run has more than 10⁴ coins");
  if (value.left_open !== null && !BUDGETS.includes(text(value.left_open, "left_open")))
    spoil("there is no such budget");
  const output = value.output === null ? null : numbers(value.output, "output");
  return {
    steps,
    coins: coins.join(""),
    readings: steps.filter((step) => step.coin === undefined),
    asked: readQuestion(value.asked),
    open: value.left_open,
    output,
  };
}

/** A coin [0] or [1], or a reading [k, level, value]. */
function readStep(value) {
  list(value, "a step");
  if (value.length === 1) {
    if (value[0] !== 0n && value[0] !== 1n) spoil("a coin is neither 0 nor 1");
    return { coin: Number(value[0]), question: "coin", key: `coin ${value[0]}` };
  }
  if (value.length !== 3) spoil("a step is neither a coin nor a reading");
  const [k, level] = [integer(value[0], "k"), integer(value[1], "level")],
    answer = number(value[2], "a reading");
  return { k, level, answer, question: `${k} ${level}`, key: `${k} ${level} ${written(answer)}` };
}

/** [k, level], or [] for a coin; null for none. */
function readQuestion(value) {
  if (value === null) return null;
  list(value, "asked");
  if (value.length === 0) return { question: "coin" };
  if (value.length !== 2) spoil("a question is neither of a coin nor of a reading");
  const [k, level] = value.map((entry) => integer(entry, "asked"));
  return { k, level, question: `${k} ${level}` };
}

/** One text for each rational. */
function written(q) {
  const divisor = gcd(q.n, q.d);
  return `${q.n / divisor}/${q.d / divisor}`;
}

const outputText = (output) => (output === null ? "nothing" : output.map(written).join(" "));
const weightOf = (runs) => total([ZERO, ...runs.map((run) => powerOfTwo(-run.coins.length))]);
const highest = (runs) =>
  runs.flatMap((run) => run.readings).reduce((most, step) => (step.level > most ? step.level : most), -1n);

/** DF.2 but for branches: one index, beyond every level that a run with an output read on the first input. */
function checkIndex(n, plays, maxLevel) {
  demand(n >= 1n && n <= DEEPEST, "DF.2", "the index is not from 1 to 10⁴");
  demand(
    highest(plays[0].filter((run) => run.output !== null)) < n,
    "DF.2",
    "a run on the first input read the index's level",
  );
  if (maxLevel === null) return;
  demand(maxLevel >= 0n && maxLevel < n, "DF.2", "the index is not beyond the level of the claim");
}

/** DF.3, on one input. */
function checkPlay(runs, input, family, length, maxLevel) {
  const sorted = runs.map((run) => run.coins).sort();
  demand(
    sorted.every((coins, i) => !i || !coins.startsWith(sorted[i - 1])),
    "DF.3",
    "the coins of a run begin those of another",
  );
  demand(weightOf(runs).equals(ONE), "DF.3", "the runs are not all");
  demand(family.entriesFit(input), "DF.1", "the entries of the member are too small");
  checkReadings(
    "DF.3",
    runs.flatMap((run) => run.readings),
    input,
    family,
  );
  for (const run of runs) checkEnd(run, family, length, maxLevel);
}

/** Readings are dyadics of their levels, near the evaluations of an input, and one question has one answer. */
function checkReadings(condition, readings, input, family) {
  const known = new Map();
  for (const { k, level, answer, question } of readings) {
    demand(k >= 0n && k < BigInt(family.count), condition, "there is no such evaluation");
    demand(level >= 0n && level <= DEEPEST, condition, "a level is not from 0 to 10⁴");
    const last = known.get(question);
    demand(!last || last.equals(answer), condition, "one question has two answers");
    if (last) continue;
    known.set(question, answer);
    demand((answer.n << level) % answer.d === 0n, condition, "a reading is no dyadic of its level");
    const error = answer.minus(family.evaluation(Number(k), input)).size();
    demand(error.n << level <= error.d, condition, "a reading is too far from the evaluation");
  }
}

/** How a run ends fits what it asked last, and by what it was left open. */
function checkEnd(run, family, length, maxLevel) {
  const { asked, open, output } = run;
  demand(
    output === null || (output.length === length && asked === null && open === null),
    "DF.3",
    "an output has another length, or comes after an open question",
  );
  const expected = open === "bits" ? "coin" : open === "reads" || open === "level" ? "reading" : "none";
  const beyond = asked !== null && asked.question !== "coin" && maxLevel !== null && asked.level > maxLevel;
  const ends = asked === null ? "none" : asked.question === "coin" ? "coin" : "reading";
  if (ends === "reading") {
    demand(
      asked.k >= 0n && asked.k < BigInt(family.count) && asked.level >= 0n && asked.level <= DEEPEST,
      "DF.3",
      "there is no such question",
    );
  }
  demand(beyond ? open === null : ends === expected, "DF.3", "a run does not end as it was left open");
}

/** DF.4: runs with an output on the first input are runs on the others. */
function checkCoupling([first, ...others]) {
  const whole = (run) => [...run.steps.map((step) => step.key), outputText(run.output)].join(";");
  const known = others.map((runs) => new Set(runs.filter((run) => run.output !== null).map(whole)));
  for (const run of first) {
    if (run.output !== null)
      demand(
        known.every((set) => set.has(whole(run))),
        "DF.4",
        "a run does not recur",
      );
  }
}

/** DF.8: all runs are paths in one decision tree. */
function checkTree(plays) {
  const tree = { next: null, after: new Map() };
  for (const run of plays.flat()) {
    let node = tree;
    for (const step of run.steps) {
      follow(node, step.question);
      if (!node.after.has(step.key)) node.after.set(step.key, { next: null, after: new Map() });
      node = node.after.get(step.key);
    }
    if (run.open === "seconds" || run.open === "memory") continue;
    follow(node, run.asked === null ? `ends with ${outputText(run.output)}` : run.asked.question);
  }
}

function follow(node, next) {
  demand(node.next === null || node.next === next, "DF.8", "after the same steps two runs differ");
  node.next = next;
}

/** DF.5: {low, high} from how often runs are right (1), wrong (−1) or undecided; a run without output is wrong unless it is left open. */
function enclosure(runs, judge) {
  const verdicts = runs.map((run) => (run.output !== null ? judge(run.output) : run.open === null ? -1 : 0));
  const weight = (verdict) => weightOf(runs.filter((_, i) => verdicts[i] === verdict));
  return { low: weight(1), high: ONE.minus(weight(-1)) };
}

// The page: what is trained, what is moved, what is said.

const checker = new KernelWorker();
const strips = {
  question: new Strip(find("question"), -0.4), learned: new Strip(find("learned"), -1.4),
  exists: new Strip(find("exists"), -1.4),
};
const MOST_STEPS = 3000, MOST_STARTS = 40, MAKER = "the playground of Barriers, in a browser";
const still = matchMedia("(prefers-reduced-motion: reduce)");
let data, training, network, exact, stable, stableExact; // the last four: the networks, in doubles and in integers
let seed = 6, run = 0, wide = 0;

const frame = () => new Promise(requestAnimationFrame);
const busy = (now) => document.querySelector("main").setAttribute("aria-busy", now);
const power = (v) => v.toExponential(1).replace(/e(.*)$/, (_, exponent) => "·10" + raised(Number(exponent)));
const hidden = () => Array(Number(find("depth").value)).fill(Number(find("neurons").value));
const wrongBefore = () => failing(exact, data, 0, rightBySign).length;

/** Begin again, with the points and the neurons that are chosen. */
function reset() {
  run += 1;
  busy(false);
  data = trainingSet(Number(find("points").value));
  stable = stableNetwork(data);
  stableExact = integers(stable);
  training = new Training(data, hidden(), seed);
  find("pull").value = 0;
  say("points-told", data.n);
  say("neurons-told", find("neurons").value);
  say("magnified", (1 / data.delta).toLocaleString("en"));
  say("size", `δ = 2${raised(Math.log2(data.delta))} ≈ ${power(data.delta)}`);
  say("stable-neurons", 2 * (data.n - 1));
  say("train", "Train");
  say("training", "Not trained: these weights are random.");
  take();
  layout();
}

/** Take over the weights of the training. */
function take() {
  network = training.network();
  exact = integers(network);
  find("certified").replaceChildren();
}

/** Measure the page and draw everything. */
function layout() {
  wide = innerWidth;
  Object.values(strips).forEach((strip) => strip.measure(data));
  strips.question.stripes();
  strips.question.marks(0, [], `${data.n} points; their label, 0 or 1, is the colour of the stripe, and the height`);
  strips.exists.decisions(stable, 0.5);
  strips.learned.decisions(network, 0);
  count();
}

/** Count what fails at λη, show it and say it. */
function count() {
  const hundredths = Number(find("pull").value), part = hundredths / 100, { n } = data;
  const wrong = failing(exact, data, hundredths, rightBySign);
  const alsoWrong = failing(stableExact, data, hundredths, rightWithinHalf);
  const where = hundredths ? ` at λ = ${part}` : "";
  const told = (found) => `fails at ${found.length} of ${n} points${where}`;
  const number = document.createElement("span");
  number.className = wrong.length ? "bad" : "good";
  number.textContent = `${wrong.length} of ${n}`;
  find("headline").replaceChildren("Your network fails at ", number, ` points${where}`);
  say("promise", promise());
  say("pull-told", part.toFixed(2));
  say("stable-told", alsoWrong.length ? told(alsoWrong) : `right at all ${n} points${where}`);
  find("pull").setAttribute("aria-valuetext", `${part}: the network ${told(wrong)}`);
  strips.learned.marks(part, wrong, `The decisions of your network, which ${told(wrong)}`);
  strips.exists.marks(part, alsoWrong, `The decisions of the network of A5, which ${told(alsoWrong)}`);
}

/** What the theorem says of this network, and why, if that is nothing. */
function promise() {
  const { n } = data, pieces = pieceBound(training.widths), before = wrongBefore();
  if (n < pieces + 2) {
    return `The theorem promises nothing here: P = ${pieces}, and it speaks of n ≥ P + 2 points. Take fewer neurons.`;
  }
  if (before) return `Without the vector it fails at ${before} of ${n}. Train it first.`;
  return `Right at all ${n} without the vector. Promised at λ = 1: ⌈(n − P − 1)/2⌉ = ${promised(n, pieces, true)}`
    + ` at least fail at once, as P = ${pieces}.`;
}

/** Train until the network is right at all points; start anew where its neurons are dead, or it is stuck. */
async function train() {
  const own = ++run;
  find("pull").value = 0;
  busy(true);
  training = new Training(data, hidden(), seed++);
  for (let starts = 1; run === own; ) {
    for (let i = 0; i <= training.steps / 40 && !training.dead; i++) training.step(); // slowly at first, to be seen
    take();
    const wrong = wrongBefore(), stuck = training.dead || training.steps >= MOST_STEPS;
    const done = !wrong && (training.loss < 0.05 || stuck), ended = done || (stuck && starts === MOST_STARTS);
    if (ended || !still.matches) strips.learned.decisions(network, 0);
    count();
    say("training", `Seed ${training.seed}, step ${training.steps}, loss ${training.loss.toFixed(3)}: `
      + (wrong ? `fails at ${wrong} of ${data.n}` : `right at all ${data.n}`));
    if (ended) break;
    if (stuck) { training = new Training(data, hidden(), seed++); starts += 1; }
    await frame();
  }
  if (run !== own) return;
  say("train", "Train another");
  busy(false);
}

/** Move the points by η, or back. */
async function slide() {
  const own = ++run, range = find("pull"), to = range.value === "100" ? 0 : 100, by = still.matches ? 100 : 2;
  busy(true);
  while (run === own && Number(range.value) !== to) {
    range.value = Number(range.value) + (to ? by : -by);
    count();
    await frame();
  }
  if (run === own) busy(false);
}

/** Offer a certificate as a file, with the verdict of the kernel in this page. */
async function offer(certificate, name, words) {
  const line = document.createElement("p"), hash = document.createElement("p"), link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([certificate], { type: "application/json" }));
  link.download = name;
  link.textContent = `Download ${name}`;
  const command = document.createElement("code");
  command.textContent = `barriers check ${name}`;
  line.append(words, " ", link, ", then: ", command);
  hash.className = "quiet";
  hash.textContent = `SHA-256 ${sha256(certificate)}`;
  find("certified").replaceChildren(line, hash);
  const { verdict } = await checker.check(certificate);
  line.prepend(`The kernel in this page says: ${verdict}. `);
}

function certify() {
  const how = training.steps ? `Adam, seed ${training.seed}, ${training.steps} steps` : "none";
  const certificate = instabilityCertificate(network, data, { "made by": MAKER, training: how });
  const { claim } = JSON.parse(certificate), nothing = claim.promised || claim.broken ? "" : " This shows nothing.";
  offer(certificate, "what-fails.json", `A3: ${claim.failing} of ${claim.points} points fail at once,`
    + ` ${claim.failing_before} without the vector; promised ${claim.promised}.${nothing}`);
}

function certifyStable() {
  const size = power(Number(data.radius[0]) / Number(data.radius[1]));
  offer(stabilityCertificate(stable, data, { "made by": MAKER }), "what-exists.json",
    `The claim of A5: ${2 * (data.n - 1)} neurons, right on the closed balls of radius ≈ ${size} about all ${data.n} points.`);
}

for (const id of ["points", "depth", "neurons"]) find(id).addEventListener("input", reset);
find("pull").addEventListener("input", () => { run += 1; busy(false); count(); });
find("train").addEventListener("click", train);
find("slide").addEventListener("click", slide);
find("certify").addEventListener("click", certify);
find("certify-stable").addEventListener("click", certifyStable);
addEventListener("resize", () => { if (innerWidth !== wide) layout(); }); // a phone's bars change the height alone
reset();

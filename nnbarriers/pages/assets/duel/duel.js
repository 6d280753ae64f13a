// The duel of B2 to B4, and the fork of K. Accuracies are hundredths, probabilities fractions of integers: all exact.

const HALF = 50, QUARTER = 25;
/** 1/ε(r) for the r = 5 points of widths (2, 2, 1), where P = 3. */
const POINTS = 5n, INVERSE = (4n * POINTS + 3n) * (2n * POINTS + 2n);

// What an algorithm answers without print and with it: [distance from f in hundredths, halves of the probability].
const f = [[0, 2]], constant = [[HALF, 2]], coin = [[0, 1], [HALF, 1]], between = [[QUARTER, 2]];
const ALGORITHMS = [
  { name: "look for print: f if there, else 1/2", limit: constant, member: constant },
  { name: "look for print: f if there, else a coin", limit: coin, member: coin },
  { name: "read until there is print, then f", limit: [], member: f }, // without print it never halts
  { name: "f", limit: f, member: f },
  { name: "1/2", limit: constant, member: constant },
  { name: "a coin: f or 1/2", limit: coin, member: coin },
  { name: "f/2 + 1/4", limit: between, member: between },
];
const rightOnMember = (distance, accuracy) => distance <= accuracy;
const rightOnLimit = (distance, accuracy) => HALF - distance <= accuracy;
const halves = (answers, right) => answers.reduce((sum, [distance, weight]) => sum + (right(distance) ? weight : 0), 0);
const written = (top, bottom) => {
  for (let d = bottom; d > 1; d--) if (top % d === 0 && bottom % d === 0) return written(top / d, bottom / d);
  return bottom === 1 ? String(top) : `${top}/${bottom}`;
};

/** Empty a picture, as wide as its place. */
function clear(svg, height, told) {
  const width = Math.max(260, Math.round(svg.getBoundingClientRect().width));
  svg.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("aria-label", told);
  return width;
}

/** The binary digits of 1/denominator behind the point. */
const digits = (denominator, count) => ((1n << BigInt(count)) / denominator).toString(2).padStart(count, "0");

function bits(id, text, read) {
  const span = (words, name) => Object.assign(document.createElement("span"), { textContent: words, className: name });
  const first = text.indexOf("1"), parts = ["0.", span(text.slice(0, read), "read")];
  if (first < 0) parts.push(span(text.slice(read), "unread"));
  else parts.push(span(text.slice(read, first), "unread"), span("1", "differs"), span(text.slice(first + 1), "unread"));
  find(id).replaceChildren(...parts, span("…", "unread"));
}

/** The algorithm that is chosen, and T_δ for δ = ε(r)/4ⁿ, n = m + 1, which the adversary takes after it has halted. */
function duel() {
  const algorithm = ALGORITHMS[find("algorithm").value], accuracy = Number(find("accuracy").value);
  const level = Number(find("level").value), n = level + 1;
  say("level-told", level);
  say("level-again", level);
  say("accuracy-told", (accuracy / 100).toFixed(2));
  say("delta", `1/(${INVERSE}·4${raised(n)})`);
  const denominator = INVERSE * 4n ** BigInt(n), count = 2 * n + 13;
  bits("bits-limit", "0".repeat(count), level);
  bits("bits-member", digits(denominator, count), level);
  intervals(algorithm, accuracy);
  verdict(algorithm, accuracy);
}

/** Answers on the segment from f to 1/2: which are right with print, which without, and which the algorithm gives. */
function intervals({ limit, member }, accuracy) {
  const alpha = accuracy / 100, meet = accuracy < QUARTER ? "are disjoint" : "meet";
  const told = `Answers from f, on the left, to the constant 1/2, on the right. Within ${alpha} of f they are right with`
    + ` print, within ${alpha} of 1/2 without; the two intervals ${meet}.`;
  const svg = find("answers"), width = clear(svg, 186, told), left = 16, room = width - 2 * left;
  const x = (distance) => left + (distance / HALF) * room;
  const bar = (from, to, y, name) => {
    drawn("rect", { class: name, x: x(from), y, width: x(to) - x(from), height: 34 }, svg);
    drawn("path", { class: `${name}-edge`, d: `M${x(from)} ${y}V${y + 34}M${x(to)} ${y}V${y + 34}` }, svg);
  };
  bar(0, Math.min(HALF, accuracy), 26, "member");
  bar(Math.max(0, HALF - accuracy), HALF, 106, "limit");
  drawn("path", { class: "middle", d: `M${x(QUARTER)} 20V150` }, svg);
  for (const [y, answers, right, words, anchor] of [
    [43, member, rightOnMember, "right with print: within α of f", "start"],
    [123, limit, rightOnLimit, "right without: within α of 1/2", "end"],
  ]) {
    drawn("path", { class: "axis", d: `M${left} ${y}H${width - left}` }, svg);
    const place = anchor === "start" ? left : width - left;
    drawn("text", { class: "label", x: place, y: y - 24, "text-anchor": anchor, "font-size": 14 }, svg, words);
    for (const [distance, weight] of answers) {
      mark(svg, x(distance), y, 5 + 2 * weight, right(distance, accuracy));
    }
  }
  for (const [distance, words, anchor] of [[0, "f", "start"], [QUARTER, "f/2 + 1/4", "middle"], [HALF, "1/2", "end"]]) {
    drawn("text", { x: x(distance), y: 172, "text-anchor": anchor, "font-size": 14 }, svg, words);
  }
}

function mark(svg, cx, cy, r, right) {
  if (right) { drawn("circle", { class: "right", cx, cy, r, "stroke-width": 2 }, svg); return; }
  const d = `M${cx - r} ${cy - r}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`;
  drawn("path", { class: "halo", d, "stroke-width": r }, svg);
  drawn("path", { class: "wrong", d, "stroke-width": r / 2 }, svg);
}

function verdict({ limit, member }, accuracy) {
  const onLimit = halves(limit, (distance) => rightOnLimit(distance, accuracy));
  const onMember = halves(member, (distance) => rightOnMember(distance, accuracy));
  const never = limit.length ? "" : ", where it never halts";
  say("headline", `Right with probability ${written(onMember, 2)} with print, and ${written(onLimit, 2)} without`
    + `${never}: ${written(Math.min(onLimit, onMember), 2)} on the worse of the two.`);
  say("bound", accuracy < QUARTER
    ? "Below α = 1/4 no answer is right on both sets. So no algorithm, however finely it reads and whatever coins it"
      + " tosses, is right with probability above 1/2 on all sets (B2). The coin attains 1/2 (B3)."
    : "From α = 1/4 on the two intervals meet: f/2 + 1/4 is right on both, without reading anything (B4). It is not"
      + " what a network of these widths predicts on T₀.");
}

/** K: what an algorithm can have that halts on the limit with probability h = parts/24. */
function fork() {
  const parts = Number(find("halting").value), members = 48 - parts; // h in 24ths, 1 − h/2 in 48ths
  const worst = Math.min(2 * parts, members), h = written(parts, 24);
  say("halting-told", h);
  find("halting").setAttribute("aria-valuetext", h);
  say("fork-told", `h = ${h}: at most ${h} on the limit, at most ${written(members, 48)} over the members. Over all: at`
    + ` most ${written(worst, 48)}.`);
  const told = `Two lines over h from 0 to 1: h rises from 0 to 1, 1 − h/2 falls from 1 to 1/2; they cross at 2/3.`;
  const svg = find("fork"), width = clear(svg, 240, told), left = 34, room = width - left - 16;
  const x = (v) => left + v * room, y = (v) => 200 - v * 170;
  drawn("path", { class: "axis", d: `M${x(0)} ${y(1)}V${y(0)}H${x(1)}` }, svg);
  for (const [v, words] of [[0, "0"], [0.5, "1/2"], [1, "1"]]) {
    drawn("text", { x: x(0) - 6, y: y(v) + 5, "text-anchor": "end", "font-size": 13 }, svg, words);
  }
  for (const [v, words] of [[0, "h = 0"], [2 / 3, "2/3"], [1, "1"]]) {
    const anchor = v === 1 ? "end" : v ? "middle" : "start";
    drawn("text", { x: x(v), y: 218, "text-anchor": anchor, "font-size": 13 }, svg, words);
  }
  drawn("path", { class: "line-limit", d: `M${x(0)} ${y(0)}L${x(1)} ${y(1)}` }, svg);
  drawn("path", { class: "line-members", d: `M${x(0)} ${y(1)}L${x(1)} ${y(0.5)}` }, svg);
  drawn("text", { class: "label told-zero", x: x(0.26), y: y(0.16), "font-size": 14 }, svg, "on the limit: h");
  const words = "over the members: 1 − h/2";
  drawn("text", { class: "label told-one", x: x(0.2), y: y(1.02), "font-size": 14 }, svg, words);
  drawn("path", { class: "middle", d: `M${x(parts / 24)} ${y(1)}V${y(0)}` }, svg);
  drawn("circle", { class: "best", cx: x(parts / 24), cy: y(worst / 48), r: 7 }, svg);
}

ALGORITHMS.forEach(({ name }, value) => find("algorithm").append(new Option(name, value)));
for (const id of ["algorithm", "level", "accuracy"]) find(id).addEventListener("input", duel);
find("halting").addEventListener("input", fork);
addEventListener("resize", () => { duel(); fork(); });
duel();
fork();

// The page that checks certificates: files chosen, dropped, or examples; one digit of an accepted one changed.
const kernel = new KernelWorker(),
  LARGEST = 64 * 1024 * 1024;
const told = find("told"),
  total = find("total"),
  drop = find("drop"),
  counts = new Map();

/** Fills an article with a verdict; without one it says that the check runs. */
function show(article, name, verdict, milliseconds, nested = false) {
  article.dataset.verdict = verdict.verdict;
  const kind = verdict.kind ? `${verdict.result ?? ""} (${verdict.kind}), ` : "";
  article.replaceChildren(
    element(nested ? "h4" : "h3", {}, name),
    element(
      "p",
      { class: "verdict" },
      element("span", { class: TONES[verdict.verdict] || "" }, saidOf(verdict)),
      verdict.message ? `. ${capital(verdict.message)}.` : "",
    ),
    ...(verdict.vacuous ? [element("p", { class: "bad" }, `Vacuous: ${verdict.vacuous}.`)] : []),
    ...verdict.says.map((line) => element("p", {}, line)),
    conditionList(verdict),
    element(
      "p",
      { class: "quiet" },
      `${kind}${time(milliseconds)}`,
      ...(verdict.sha256 ? [", SHA-256 ", element("code", {}, verdict.sha256)] : []),
    ),
    ...Object.entries(verdict.provenance || {}).map(([key, value]) =>
      element("p", { class: "quiet" }, `Not checked: ${key}: ${value}`),
    ),
  );
}

const capital = (text) => (/^[a-z]( |_)/.test(text) ? text : text[0].toUpperCase() + text.slice(1));

function conditionList({ verdict, conditions }) {
  if (!conditions.length) return "";
  const lines = conditions.map(({ id, words, holds }) =>
    element(
      "li",
      {},
      element("span", { class: holds ? "good" : "bad", "aria-label": holds ? "holds" : "fails" }, holds ? "✓" : "✗"),
      element("b", {}, id),
      element("span", {}, words),
    ),
  );
  const details = element(
    "details",
    {},
    element(
      "summary",
      {},
      verdict === "accepted"
        ? `All ${conditions.length} conditions hold`
        : "The conditions, as far as they were checked",
    ),
    element("ol", {}, ...lines),
  );
  details.open = verdict === "rejected";
  return details;
}

/** Checks a text, shows the verdict, and offers to change a digit. */
async function check(name, text) {
  const article = element("article", {}, element("h3", {}, name), element("p", { class: "quiet" }, "Being checked …"));
  told.prepend(article);
  const verdict = await kernel.check(text);
  show(article, name, verdict, verdict.milliseconds);
  count(verdict.verdict);
  if (verdict.verdict === "accepted") article.append(tamperer(name, text));
  return verdict;
}

function count(verdict) {
  counts.set(verdict, (counts.get(verdict) || 0) + 1);
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
  total.textContent = `${all} ${all === 1 ? "file" : "files"}: ${[...counts].map(([name, n]) => `${n} ${name}`).join(", ")}.`;
}

/** The button that changes one digit and repairs the hashes, and what it leads to. */
function tamperer(name, text) {
  const place = element("div", {}),
    button = element("button", { type: "button" }, "Change one digit, and repair the hashes");
  let turn = 0;
  button.addEventListener("click", async () => {
    button.disabled = true;
    const found = await kernel.tamper(text, turn++),
      article = element("article", {});
    button.disabled = false;
    button.textContent = "Change another digit";
    place.replaceChildren(article);
    if (!found.text) {
      article.append(
        element(
          "p",
          {},
          found.message
            ? `Open: ${found.message}.`
            : "No change of one digit was found that the conditions refuse: what they do not use may be anything.",
        ),
      );
      return;
    }
    show(article, `${name}, changed`, found.told, found.milliseconds, true);
    article.firstChild.after(
      difference(found.changed),
      element("p", { class: "quiet" }, `All hashes fit again: what refuses it is the condition ${found.told.condition}.`),
    );
    article.append(saved(name, found.text));
  });
  return element("div", {}, button, place);
}

function saved(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  return element(
    "a",
    { class: "button", href: address, download: name.replace(/(\.json)?$/, "-changed.json") },
    "Save the changed file",
  );
}

async function checkFiles(files) {
  for (const file of files) {
    if (file.size > LARGEST) {
      const article = element("article", {});
      told.prepend(article);
      show(article, file.name, { verdict: "unsupported", message: "more than 64 MiB", says: [], conditions: [] }, 0);
      count("unsupported");
    } else await check(file.name, new TextDecoder("latin1").decode(await file.arrayBuffer()));
  }
}

find("files").addEventListener("change", (event) => checkFiles(event.target.files));
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
  });
}
document.addEventListener("drop", (event) => checkFiles(event.dataTransfer.files));
for (const script of document.querySelectorAll("script[data-example]")) {
  const button = element("button", { type: "button" }, script.dataset.example);
  button.addEventListener("click", () => check(script.dataset.example, script.textContent));
  find("examples").append(" ", button);
}

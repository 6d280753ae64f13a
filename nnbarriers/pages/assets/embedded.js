"use strict";
// The packed certificates of a report: unpacked here, checked in a worker, changed in one digit.
{
  const kernel = new KernelWorker();
  const boxes = [...document.querySelectorAll("div.here")];

  /** The bytes of a packed file, each as one character. */
  async function unpacked(box) {
    const bytes = Uint8Array.from(atob(box.querySelector("script").textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new TextDecoder("latin1").decode(await new Response(stream).arrayBuffer());
  }

  const line = (tone, word, ...rest) => element("p", {}, element("span", { class: tone }, word), ...rest);

  function said(verdict) {
    if (verdict.vacuous) return line("quiet", "vacuous", `: ${verdict.vacuous}; it is accepted, and shows nothing`);
    const count = verdict.conditions.length;
    const held = verdict.verdict === "accepted" ? `, ${count} conditions hold` : "";
    const why = verdict.message ? `: ${verdict.message}` : "";
    return line(TONES[verdict.verdict] || "quiet", saidOf(verdict), `${why}${held} (${time(verdict.milliseconds)})`);
  }

  async function check(box) {
    let verdict;
    try {
      verdict = await kernel.check(await unpacked(box));
    } catch (error) {
      verdict = { verdict: "open", message: `this browser cannot unpack it: ${error}`, conditions: [], milliseconds: 0 };
    }
    box.querySelector("output").replaceChildren(said(verdict));
    box.querySelector(".change").hidden = verdict.verdict !== "accepted";
    return verdict.vacuous ? "vacuous" : verdict.verdict;
  }

  for (const box of boxes) {
    box.hidden = false;
    const checker = box.querySelector(".check"), changer = box.querySelector(".change"), output = box.querySelector("output");
    checker.addEventListener("click", async () => {
      checker.disabled = true;
      await check(box);
      checker.disabled = false;
    });
    let turn = 0;
    changer.addEventListener("click", async () => {
      changer.disabled = true;
      const found = await kernel.tamper(await unpacked(box), turn++);
      changer.disabled = false;
      output.replaceChildren(
        ...(found.text ? [difference(found.changed), line("quiet", "All hashes fit again."), said({ ...found.told, milliseconds: found.milliseconds })]
          : [line("quiet", found.message ? `open: ${found.message}` : "No change of one digit was found that the conditions refuse.")]),
      );
    });
  }

  const all = find("check-all");
  if (all && boxes.length) {
    all.parentElement.hidden = false;
    const output = all.parentElement.querySelector("output");
    all.addEventListener("click", async () => {
      all.disabled = true;
      const counts = new Map();
      for (const box of boxes) {
        const verdict = await check(box);
        counts.set(verdict, (counts.get(verdict) || 0) + 1);
        output.textContent = [...counts].map(([word, n]) => `${n} ${word}`).join(", ");
      }
      const checked = boxes.length - (counts.get("open") || 0);
      output.textContent += `: ${checked === boxes.length ? "all" : `${checked} of`} ${boxes.length} were checked in this page.`;
      all.disabled = false;
    });
  }
}

// Looks at the page that checks certificates as a reader would, works it, and tells what was seen.
addEventListener("load", async () => {
  const all = (what) => Array.from(document.querySelectorAll(what));
  const seen = (e) => e.checkVisibility() && !e.matches(".skip");
  const html = (found) => found.map((e) => e.outerHTML.slice(0, 300));
  const until = async (holds) => { while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1)); };
  const verdicts = () => all("article[data-verdict]");
  const worked = async (work) => {
    const before = verdicts().length;
    work();
    await until(() => verdicts().length > before);
  };
  const told = { width: innerWidth };

  // What sticks out on a side, and what is too faint: less than 4.5 : 1 against what it stands on.
  const out = (box) => box.right > innerWidth + 1 || box.left < -1;
  const wide = () => html(all("body *").filter((e) => seen(e) && out(e.getBoundingClientRect())));
  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  function ground(e) {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  }
  function contrast(e) {
    const ink = light(rgb(getComputedStyle(e).color)), paper = light(ground(e));
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  }
  const written = "p, a, h1, h2, h3, h4, dt, dd, li, label, button, summary, span, b, code, ins, del";
  const faint = () => html(all(written).filter((e) => seen(e) && e.textContent.trim() && contrast(e) < 4.5));

  // Examples, one digit of each changed, and files as they are chosen.
  for (const button of all("#examples button")) await worked(() => button.click());
  for (const button of all("article > div > button")) await worked(() => button.click());
  const input = document.getElementById("files"), chosen = new DataTransfer();
  for (const [name, text] of FILES) chosen.items.add(new File([text], name));
  const before = verdicts().length;
  input.files = chosen.files;
  input.dispatchEvent(new Event("change"));
  await until(() => verdicts().length === before + FILES.length);
  for (const details of all("details")) details.open = true;
  const line = (e) => [e.querySelector("h3, h4").textContent, e.querySelector(".verdict span").textContent];
  Object.assign(told, { said: verdicts().map(line), total: document.getElementById("total").textContent });
  told.changed = all("article article").map((e) => e.querySelector("p").textContent);
  told.conditions = all("li b").map((e) => e.textContent);

  // A check that takes too long is ended; the next one has a new worker.
  const slow = new KernelWorker(0.001);
  told.slow = [await slow.check(SLOW)];
  slow.seconds = 10 ** 6;
  told.slow.push(await slow.check(FILES[0][1]));
  told.slow = told.slow.map(({ verdict, message }) => [verdict, message]);

  const keys = all("a, button, input, select, summary").filter(seen);
  const reached = (e) => { e.focus(); return document.activeElement === e && e.tabIndex >= 0; };
  told.unreachable = html(keys.filter((e) => !reached(e)));
  told.nameless = html(keys.filter((e) => !e.textContent.trim() && !(e.labels && e.labels.length)));
  told.small = html(all("button, a.button").filter((e) => seen(e) && e.getBoundingClientRect().height < 44));
  told.paint = getComputedStyle(document.body).backgroundColor;
  Object.assign(told, { wide: wide(), faint: faint(), buttons: all("button").filter(seen).length });
  parent.postMessage(JSON.stringify(told), "*");
});

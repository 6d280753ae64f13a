// Looks at a page of `barriers report` as a reader would, works its tools, and tells the frame around it.
addEventListener("load", () => {
  const all = (what) => Array.from(document.querySelectorAll(what));
  const seen = (e) => e.checkVisibility() && !e.matches(".skip, thead, thead *");
  const told = { width: innerWidth };

  // What sticks out on a side, and what is too faint: less than 4.5 : 1 against what it stands on.
  const html = (found) => found.map((e) => e.outerHTML);
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
    const ink = light(rgb(getComputedStyle(e)[e.ownerSVGElement ? "fill" : "color"])), paper = light(ground(e));
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  }
  const written = "p, a, td, th, h1, h2, h3, dt, dd, li, label, legend, button, summary, span, text, output, code";
  const faint = () => html(all(written).filter((e) => seen(e) && e.textContent.trim() && contrast(e) < 4.5));
  Object.assign(told, { wide: wide(), faint: faint() });

  // Hashes and commands of certificates; the slider, and what it moves; what is below all that is folded.
  const form = document.getElementById("filters"), theme = document.getElementById("theme");
  const range = document.querySelector(".slide input"), output = document.querySelector(".slide output");
  told.hashes = all("article code").filter(seen).length;
  told.articles = all("article").length;
  told.tools = [range, theme].filter(seen).length;
  told.folded = !seen(form);
  const crosses = () => all(".slide .point.bad").length;
  const places = () => all(".slide .point").map((e) => Math.round(e.getBoundingClientRect().top)).join();
  told.slid = [output.textContent, crosses()];
  const before = places();
  range.value = 0;
  range.dispatchEvent(new Event("input"));
  told.slid.push(output.textContent, crosses(), before !== places());
  all("details").forEach((e) => { e.open = true; });
  Object.assign(told, { wideOpen: wide(), faintOpen: faint() });

  // What can be reached by keyboard, and has a name.
  const keys = all("a, button, input, select, summary").filter(seen);
  const reached = (e) => { e.focus(); return document.activeElement === e && e.tabIndex >= 0; };
  told.unreachable = html(keys.filter((e) => !reached(e)));
  told.nameless = html(keys.filter((e) => !e.textContent.trim() && !(e.labels && e.labels.length)));

  // The filters.
  const left = () => document.getElementById("left").textContent;
  told.left = [left()];
  for (const [name, value] of [["group", "A"], ["words", "no such words"]]) {
    form.elements[name].value = value;
    form.dispatchEvent(new Event("input"));
    told.left.push(left());
  }
  form.reset();

  // Once that is done: the coin trees, each folded and unfolded along one branch; and the other theme.
  setTimeout(() => {
    told.left.push(left());
    const trees = all("article > details:not(.file)");
    told.trees = trees.length;
    for (const tree of trees) {
      [tree, ...tree.querySelectorAll("details")].forEach((e) => { e.open = false; });
      for (let e = tree; e; e = e.querySelector("details")) e.querySelector("summary").click();
    }
    told.leaves = trees.filter((tree) => Array.from(tree.querySelectorAll(".leaf")).some(seen)).length;
    const paint = () => getComputedStyle(document.body).backgroundColor;
    told.paint = [paint()];
    theme.click();
    told.paint.push(paint());
    Object.assign(told, { wideAfter: wide(), faintAfter: faint() });
    parent.postMessage(JSON.stringify(told), "*");
  }, 50);
});

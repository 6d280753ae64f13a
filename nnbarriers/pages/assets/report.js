"use strict";
// The sliders, the theme, the filters of the table. Without it the page shows everything, each slider at λ = 1.
const each = (list, what) => Array.prototype.forEach.call(list, what);

each(document.querySelectorAll(".slide"), (box) => {
  const { steps, points, turns } = JSON.parse(box.querySelector("script").textContent);
  const range = box.querySelector("input"), output = box.querySelector("output");
  const marks = Array.from(box.querySelectorAll(".point"), (mark) => ({
    mark, k: Number(mark.dataset.k), from: mark.dataset.from.split(" ").map(Number), to: mark.dataset.to.split(" ").map(Number),
  }));
  function show() {
    const step = Number(range.value), part = step / steps, failing = new Set();
    for (const k of turns.slice(0, step + 1).flat()) {
      if (!failing.delete(k)) failing.add(k);
    }
    for (const { mark, k, from, to } of marks) {
      const [x, y] = from.map((v, i) => (v + part * (to[i] - v)).toFixed(1));
      mark.setAttribute("transform", "translate(" + x + " " + y + ")");
      mark.classList.toggle("bad", failing.has(k));
    }
    output.textContent = "λ = " + Number(part.toFixed(2)) + ": the network fails at " + failing.size + " of " + points
      + (points === 1 ? " point" : " points");
    range.setAttribute("aria-valuetext", output.textContent);
  }
  box.querySelector(".controls").hidden = false;
  range.addEventListener("input", show);
  show();
});

const button = find("theme");
button.hidden = false;
button.addEventListener("click", () => {
  const now = document.documentElement.dataset.theme
    || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
});

const form = find("filters");
const rows = document.querySelectorAll(".rows tbody tr");
function filter() {
  const words = form.elements.words.value.trim().toLowerCase();
  const group = form.elements.group.value, evidence = form.elements.evidence.value;
  let left = 0;
  each(rows, (row) => {
    const fits = (!words || row.textContent.toLowerCase().includes(words))
      && (!group || row.dataset.group === group) && (!evidence || row.dataset.evidence === evidence);
    row.hidden = !fits;
    left += fits;
  });
  find("left").textContent = left + " of " + rows.length + " rows";
}
form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
filter();

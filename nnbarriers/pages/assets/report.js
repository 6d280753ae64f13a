"use strict";
// Filters, the theme, and the sliders. Without it the page shows everything, each slider at its certificate's own t.
const each = (list, what) => Array.prototype.forEach.call(list, what);
const form = document.getElementById("filters");
const rows = document.querySelectorAll("tbody tr");
const sections = document.querySelectorAll("section[data-result]");

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
  each(sections, (section) => { section.hidden = Boolean(group) && section.dataset.group !== group; });
  document.getElementById("left").textContent = left + " of " + rows.length + " rows";
}
form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
filter();

const button = document.getElementById("theme");
button.hidden = false;
button.addEventListener("click", () => {
  const now = document.documentElement.dataset.theme
    || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
});

each(document.querySelectorAll(".slide"), (box) => {
  const data = JSON.parse(box.querySelector("script").textContent);
  const range = box.querySelector("input[type=range]");
  const radios = box.querySelectorAll("input[type=radio]");
  const ticks = box.querySelectorAll(".tick"), balls = box.querySelectorAll(".ball");
  function show() {
    const s = Array.prototype.find.call(radios, (radio) => radio.checked).value;
    const mask = data.failing[s][range.value], part = data.parts[range.value];
    let count = 0;
    each(ticks, (tick, i) => {
      const bad = mask[i] === "1";
      count += bad;
      tick.setAttribute("height", bad ? 26 : 9);
      tick.setAttribute("fill", bad ? "#D55E00" : "#0072B2");
    });
    each(balls, (ball) => {
      const bad = mask[Number(ball.dataset.k) - 1] === "1";
      ball.querySelector(".at").setAttribute("transform", "translate(" + (360 + 250 * part).toFixed(1) + " 0)");
      ball.querySelector(".disc").setAttribute("fill", bad ? "#D55E00" : "#0072B2");
      ball.querySelector(".word").textContent = bad ? "fails" : "right";
    });
    const said = "t = " + data.times[range.value] + " (" + part.toFixed(2) + " r), s = " + s + ": " + count + " of "
      + ticks.length + " points fail";
    box.querySelector("output").textContent = said;
    range.setAttribute("aria-valuetext", said);
  }
  box.querySelector(".controls").hidden = false;
  range.addEventListener("input", show);
  each(radios, (radio) => radio.addEventListener("change", show));
  show();
});

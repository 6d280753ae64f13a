"use strict";
// The theme, the filters of the table. Without it the page shows everything.
const each = (list, what) => Array.prototype.forEach.call(list, what);

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

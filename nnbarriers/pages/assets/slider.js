"use strict";
// Sliders: the points of an attack move by λη. Without this each shows λ = 1.
for (const box of document.querySelectorAll(".slider")) {
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
}

// The pictures, over a/x₁ (a = 1) and x₂/δ. Doubles place ink here; they decide nothing.

const HIGHEST = 1.4, GUTTER = 16, BEYOND = 0.35;

/** The output in doubles. */
function estimate(network, point) {
  return network.reduce((values, { weights, bias }, depth) => bias.map((b, i) => {
    const z = weights[i].reduce((sum, w, j) => sum + w * values[j], b);
    return depth < network.length - 1 ? Math.max(0, z) : z;
  }), point)[0];
}

/** The outline of {value > 0} on a grid over [0, width] × [0, height], cell by cell, crossings by interpolation. */
function outline(value, columns, rows, width, height) {
  const at = (i, j) => [(i * width) / columns, (j * height) / rows];
  const row = (j) => Array.from({ length: columns + 1 }, (_, i) => value(...at(i, j)));
  const grid = Array.from({ length: rows + 1 }, (_, j) => row(j));
  const drawn = [], place = ([x, y]) => x.toFixed(1) + " " + y.toFixed(1);
  const polygon = (corners) => drawn.push("M" + corners.map(place).join("L") + "Z");
  const inside = (i, j) => grid[j][i] > 0 && grid[j + 1][i] > 0;
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const first = i;
      while (i < columns && inside(i, j) && inside(i + 1, j)) i++;
      if (i > first) polygon([at(first, j), at(i, j), at(i, j + 1), at(first, j + 1)]);
      if (i < columns) polygonOfCell(grid, i, j, at, polygon);
    }
  }
  return drawn.join("");
}

function polygonOfCell(grid, i, j, at, polygon) {
  const corners = [[i, j], [i + 1, j], [i + 1, j + 1], [i, j + 1]], found = [];
  corners.forEach(([c, r], number) => {
    const [d, s] = corners[(number + 1) % 4], v = grid[r][c], w = grid[s][d];
    if (v > 0) found.push(at(c, r));
    if ((v > 0) !== (w > 0)) found.push(at(c + ((d - c) * v) / (v - w), r + ((s - r) * v) / (v - w)));
  });
  if (found.length) polygon(found);
}

/** One picture: a field of decisions below, the points above; x₂/δ goes from the lowest to the highest. */
class Strip {
  constructor(svg, lowest) {
    Object.assign(this, { svg, range: HIGHEST - lowest });
    this.zero = drawn("rect", { class: "zero-field" }, svg);
    this.one = drawn("path", { class: "one-field", "shape-rendering": "geometricPrecision" }, svg);
    this.points = drawn("g", {}, svg);
  }

  /** Take the place that the page has. */
  measure(data) {
    this.data = data;
    this.width = Math.max(200, Math.round(this.svg.getBoundingClientRect().width)) - GUTTER;
    this.rows = Math.round(this.range * (this.width < 500 ? 15 : 20));
    this.height = 4 * this.rows;
    this.svg.setAttribute("viewBox", `0 0 ${this.width + GUTTER} ${this.height}`);
    for (const [key, value] of Object.entries({ x: GUTTER, width: this.width, height: this.height })) {
      this.zero.setAttribute(key, value);
    }
    this.one.setAttribute("transform", `translate(${GUTTER} 0)`);
  }

  across(u) { return ((u - 1) / (this.data.n + BEYOND)) * this.width; }
  up(v) { return ((HIGHEST - v) / this.range) * this.height; }

  /** The field of f_a itself. */
  stripes() {
    const end = (k) => Math.min(this.width, this.across(k)).toFixed(1);
    const stripe = (k) => `M${end(k)} 0H${end(k + 1)}V${this.height}H${end(k)}Z`; // a/x₁ from k to k + 1, k + 1 odd
    this.one.setAttribute("d", Array.from({ length: this.data.n + 1 }, (_, i) => (i % 2 ? stripe(i + 1) : "")).join(""));
  }

  /** The field of a network that answers 1 above a threshold. */
  decisions(network, threshold) {
    const { n, delta } = this.data, flat = network[0].weights.every((row) => row[1] === 0);
    const u = (x) => 1 + (x / this.width) * (n + BEYOND);
    const v = (y) => HIGHEST - (y / this.height) * this.range;
    const value = (x, y) => estimate(network, [1 / u(x), v(y) * delta]) - threshold;
    const columns = flat ? 24 * n : Math.round(this.width / 4);
    this.one.setAttribute("d", outline(value, columns, flat ? 1 : this.rows, this.width, this.height));
  }

  /** All points moved by λη, with crosses where the network fails. */
  marks(part, failing, told) {
    const { n, x1, labels } = this.data;
    this.radius = Math.max(2.4, Math.min(7, (0.34 * this.width) / n));
    this.points.replaceChildren();
    for (const [v, name] of [[1, "δ"], [0, "0"]]) {
      drawn("path", { class: "level", d: `M${GUTTER} ${this.up(v)}h${this.width}` }, this.points);
      drawn("text", { x: 0, y: this.up(v) + 5, "font-size": 14 }, this.points, name);
    }
    labels.forEach((label, i) => {
      const x = GUTTER + this.across(1 / x1[i]), y = this.up(label - part);
      if (part) drawn("path", { class: "tail", d: `M${x} ${this.up(label)}V${y}` }, this.points);
      if (failing.includes(i + 1)) this.cross(x, y);
      else this.disc(x, y, label);
    });
    this.svg.setAttribute("aria-label", told);
  }

  cross(x, y) {
    const r = 0.9 * this.radius, d = `M${x - r} ${y - r}l${2 * r} ${2 * r}m0 ${-2 * r}l${-2 * r} ${2 * r}`;
    drawn("path", { class: "halo", d, "stroke-width": this.radius }, this.points);
    drawn("path", { class: "wrong", d, "stroke-width": this.radius / 2 }, this.points);
  }

  /** Full for label 1, a ring for label 0: colour is not all that tells them apart. */
  disc(cx, cy, label) {
    const size = label ? { r: this.radius, "stroke-width": this.radius / 5 }
      : { r: 0.8 * this.radius, "stroke-width": 0.4 * this.radius };
    drawn("circle", { class: label ? "one" : "zero", cx, cy, ...size }, this.points);
  }
}

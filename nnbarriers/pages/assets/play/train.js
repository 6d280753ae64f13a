// Training in doubles: Adam on the logistic loss of all points, in the coordinates (x₁, x₂/δ).

/** Numbers that look normal, the same ones for a seed every time. */
function normals(seed) {
  let state = (seed * 7919) % 2147483647;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

class Training {
  constructor(data, hidden, seed) {
    Object.assign(this, { data, widths: [2, ...hidden, 1], seed, steps: 0, loss: Infinity, dead: false });
    const normal = normals(seed);
    this.layers = hidden.concat(1).map((rows, depth) => {
      const columns = this.widths[depth], size = depth ? Math.sqrt(2 / columns) : 1.6;
      return Array.from({ length: rows }, () => Float64Array.from({ length: columns + 1 }, () => size * normal()));
    });
    this.layers.at(-1)[0][this.widths.at(-2)] = 0;
    this.slopes = this.zeros();
    this.mean = this.zeros();
    this.square = this.zeros();
  }

  zeros() { return this.layers.map((rows) => rows.map((row) => new Float64Array(row.length))); }

  /** The values of all layers at a point; the last entry of a row is its bias. */
  values(point) {
    return this.layers.reduce((found, rows, depth) => {
      const from = found[depth];
      found.push(rows.map((row) => {
        let z = row[from.length];
        for (let j = 0; j < from.length; j++) z += row[j] * from[j];
        return depth < this.layers.length - 1 ? Math.max(0, z) : z;
      }));
      return found;
    }, [point]);
  }

  /** Add the gradient at one point, whose loss has the slope `error` in the output. */
  back(values, error) {
    let errors = [error];
    for (let depth = this.layers.length - 1; depth >= 0; depth--) {
      const from = values[depth], below = new Float64Array(from.length);
      errors.forEach((e, i) => {
        if (!e) return;
        const row = this.layers[depth][i], slope = this.slopes[depth][i];
        for (let j = 0; j < from.length; j++) {
          slope[j] += e * from[j];
          if (from[j] > 0) below[j] += e * row[j];
        }
        slope[from.length] += e;
      });
      errors = below;
    }
  }

  step() {
    const { n, x1, labels } = this.data, active = this.layers.slice(1).map(() => false);
    this.slopes.flat().forEach((row) => row.fill(0));
    this.loss = 0;
    for (let i = 0; i < n; i++) {
      const values = this.values([x1[i], labels[i]]), z = values.at(-1)[0], signed = labels[i] ? -z : z;
      this.loss += (Math.max(0, signed) + Math.log1p(Math.exp(-Math.abs(signed)))) / n;
      active.forEach((was, depth) => { active[depth] = was || values[depth + 1].some((v) => v > 0); });
      this.back(values, (1 / (1 + Math.exp(-z)) - labels[i]) / n);
    }
    this.dead = !active.every(Boolean); // a layer that is 0 at all points passes no slope on, and never will
    this.steps += 1;
    this.adam(0.02);
  }

  adam(rate) {
    const first = 1 - 0.9 ** this.steps, second = 1 - 0.999 ** this.steps;
    this.layers.forEach((rows, depth) => rows.forEach((row, i) => {
      const g = this.slopes[depth][i], m = this.mean[depth][i], s = this.square[depth][i];
      for (let j = 0; j < row.length; j++) {
        m[j] = 0.9 * m[j] + 0.1 * g[j];
        s[j] = 0.999 * s[j] + 0.001 * g[j] * g[j];
        row[j] -= (rate * m[j]) / first / (Math.sqrt(s[j] / second) + 1e-8);
      }
    }));
  }

  /** The network of the points themselves: the scale 1/δ, a power of two, is folded into the first layer exactly. */
  network() {
    return this.layers.map((rows, depth) => ({
      weights: rows.map((row) => Array.from(row.slice(0, -1), (w, j) => (depth || j !== 1 ? w : w / this.data.delta))),
      bias: rows.map((row) => row.at(-1)),
    }));
  }
}

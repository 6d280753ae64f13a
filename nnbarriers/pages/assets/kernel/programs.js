// Kind `trust`, result T2, and `two-answers`, T3, of linear programs: for all data within radii there is one minimiser, with the same basis.

/** The part of T2.1 about data and radii. */
function readWithin(value, program, condition) {
  fields(value, ["absolute", "exact", "relative"], "within");
  const [absolute, relative] = [number(value.absolute, "absolute"), number(value.relative, "relative")];
  const exact = increasing(integers(value.exact, "exact"), program.columns.length);
  demand(absolute.sign >= 0 && relative.sign >= 0, condition, "a radius is negative");
  demand(exact !== null, condition, "the exact columns do not increase, or are none");
  return radiiOf(program, { absolute, relative, exact: new Set(exact) });
}

/** The radii of all entries: E by sparse columns, f, g. */
function radiiOf({ columns, right, cost }, { absolute, relative, exact }) {
  const radius = (v, over) => (v === 0n ? ZERO : relative.times(new Rational(magnitude(v), over)).plus(absolute));
  const over = columns[0].over * relative.d * absolute.d;
  const sizes = columns.map(
    ({ rows, values }, j) =>
      new Sparse(
        rows,
        values.map((v) =>
          exact.has(j)
            ? 0n
            : (over / (columns[0].over * relative.d)) * relative.n * magnitude(v) + absolute.n * (over / absolute.d),
        ),
        over,
      ),
  );
  return {
    E: sizes,
    f: Vector.of(right.values.map((v) => radius(v, right.over))),
    g: Vector.of(cost.values.map((v, j) => (exact.has(j) ? ZERO : radius(v, cost.over)))),
  };
}

const noRadii = (program) => radiiOf(program, { absolute: ZERO, relative: ZERO, exact: new Set() });

/** The part of T2.1 about basis and places. */
function readBasis(stated, letters, { columns, lower, upper, rows }, condition) {
  const basis = increasing(integers(stated, "basis"), columns.length),
    places = text(letters, "places");
  demand(
    basis !== null && basis.length === rows,
    condition,
    "the basis does not increase, or has not as many columns as there are rows",
  );
  demand(places.length === columns.length, condition, "there is not a place for each column");
  const inside = new Set(basis);
  demand(
    range(columns.length).every((j) => placeFits(places[j], inside.has(j), lower[j], upper[j])),
    condition,
    "a place is none of its column",
  );
  return { basis, places };
}

function placeFits(place, basic, l, h) {
  if (basic) return place === "B";
  if (isFixed(l, h)) return place === "F";
  return (place === "L" && l !== null) || (place === "U" && h !== null);
}

function readProgramNear(witness, rows, condition) {
  const lengths = { x: rows, width: rows, u: rows, dual_width: rows, inverse: rows * rows },
    near = {};
  for (const key of Object.keys(lengths)) near[key] = block(witness[key], key);
  demand(
    Object.keys(lengths).every((key) => near[key].length === lengths[key]),
    condition,
    "lengths do not fit",
  );
  return near;
}

function checkProgram(claim, witness, reader) {
  fields(claim, ["basis", "columns", "data_sha256", "places", "problem", "rows", "within"], "claim");
  fields(witness, ["data", "dual_width", "inverse", "u", "width", "x"], "witness");
  demand(claim.problem === "LP", "T2.1", "the problem is another");
  const program = readProgram(witness.data, claim, reader, "T2.1");
  states("T2.1", claim, { rows: program.rows, columns: program.columns.length });
  const radii = readWithin(claim.within, program, "T2.1"),
    told = readBasis(claim.basis, claim.places, program, "T2.1");
  checkBasis({ ...program, ...radii, ...told, near: readProgramNear(witness, program.rows, "T2.1") });
  return null;
}

/** T2.2 to T2.5. */
function checkBasis(setting) {
  const { columns, basis, places, near, rows, E } = setting;
  const M = range(rows).map((i) => rowOf(near.inverse, i, rows)),
    all = {
      ...setting,
      M,
      transposed: range(rows).map(
        (i) =>
          new Vector(
            M.map((row) => row.values[i]),
            near.inverse.over,
          ),
      ),
    };
  const entries = columns.reduce((sum, column) => sum + column.values.length, 0),
    longest = wordsOf([near.inverse]) + wordsOf([...columns, near.x, near.u]);
  spend(rows * (entries + 9 * columns.length) * (8 + longest * longest));
  const A_B = basis.map((j) => columns[j]),
    E_B = basis.map((j) => E[j]),
    both = { ...all, A_B, E_B };
  checkPrimal(both);
  checkDual(both);
  const reduced = (j) => reducedCost(both, j);
  range(columns.length).forEach((j) => {
    if (places[j] === "L" || places[j] === "U") demand(reduced(j), "T2.5", `column ${j} may leave its bound`);
  });
}

/** Products of a matrix that is given by its rows with a vector. */
const byRows = (rows, vector) => Vector.of(rows.map((row) => row.dot(vector)));
const plus = (...vectors) =>
  Vector.of(range(vectors[0].length).map((i) => total(vectors.map((vector) => vector.at(i)))));

/** T2.2 and T2.3. */
function checkPrimal({ columns, right, lower, upper, basis, places, near, rows, M, A_B, E, E_B, f }) {
  const { x: x_B, width: w } = near,
    place = new Map(basis.map((j, i) => [j, i]));
  const x = Vector.of(
    columns.map((_, j) => (place.has(j) ? x_B.at(place.get(j)) : places[j] === "U" ? upper[j] : lower[j])),
  );
  const d = right.minus(combine(columns, x, rows)),
    spread = plus(f, combine(E, absolute(x), rows), combine(E_B, w, rows));
  const sizes = M.map(absolute),
    rest = M.map((row, i) => Vector.of(A_B.map((column, l) => (i === l ? ONE : ZERO).minus(column.dot(row)).size())));
  const side = plus(Vector.of(M.map((row) => row.dot(d).size())), byRows(sizes, spread), byRows(rest, w));
  demand(
    range(rows).every((i) => w.values[i] > 0n && side.at(i).below(w.at(i))),
    "T2.2",
    "the basic solution may move farther than its width",
  );
  const strictly = (j, i) =>
    (lower[j] === null || lower[j].below(x_B.at(i).minus(w.at(i)))) &&
    (upper[j] === null || x_B.at(i).plus(w.at(i)).below(upper[j]));
  demand(basis.every(strictly), "T2.3", "the basic solution may reach a bound");
}

/** |M|ᵀ(g_B + E_Bᵀ|u|), d^u, and T2.4. */
function checkDual(setting) {
  const { basis, near, rows, transposed, A_B, E_B, g, cost, columns } = setting,
    { u, dual_width: v } = near;
  const dual = Vector.of(basis.map((j) => cost.at(j).minus(columns[j].dot(u))));
  const uncertain = Vector.of(basis.map((j, l) => g.at(j).plus(E_B[l].dot(absolute(u)))));
  const corrections = range(rows).map((k) => {
    const column = transposed[k],
      product = combine(A_B, column, rows),
      one = range(rows).map((i) => (i === k ? ONE : ZERO).minus(product.at(i)).size());
    return plus(Vector.of(one), combine(E_B, absolute(column), rows)).dot(v);
  });
  const side = transposed.map((column, k) =>
    total([column.dot(dual).size(), absolute(column).dot(uncertain), corrections[k]]),
  );
  demand(
    range(rows).every((k) => v.values[k] > 0n && side[k].below(v.at(k))),
    "T2.4",
    "the dual vector may move farther than its width",
  );
  Object.assign(setting, { dual, uncertain });
}

/** T2.5, of one column at a bound. */
function reducedCost({ columns, cost, places, near, rows, M, A_B, E, E_B, g, dual, uncertain }, j) {
  const { u, dual_width: v } = near,
    N = Vector.of(M.map((row) => columns[j].dot(row)));
  const gain = cost.at(j).minus(columns[j].dot(u)).minus(N.dot(dual));
  const T = combine([columns[j]], new Vector([1n]), rows).minus(combine(A_B, N, rows)),
    sizes = absolute(N);
  const moves = plus(absolute(T), combine([E[j]], new Vector([1n]), rows), combine(E_B, sizes, rows)).dot(v);
  const side = total([g.at(j), E[j].dot(absolute(u)), sizes.dot(uncertain), moves]);
  return side.below(places[j] === "L" ? gain : gain.negated());
}

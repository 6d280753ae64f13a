// Kind `recovery`, result E0: every sparse vector that the data admit is within a distance of z.

function checkRecovery(claim, witness, reader) {
  fields(claim, ["bound", "data_sha256", "lambda", "noise", "order", "z"], "claim");
  fields(witness, ["gamma", "isometry", "matrix", "residual", "rho", "scale", "sharpness", "u", "y"], "witness");
  const read = readMatrix(witness.matrix, "matrix"),
    [y, z, u] = [numbers(witness.y, "y"), numbers(claim.z, "z"), numbers(witness.u, "u")];
  const order = integer(claim.order, "order"),
    noise = number(claim.noise, "noise");
  demand(read.fits, "RC.1", "the matrix has no row or column, or rows of different lengths");
  demand([y, u].every((v) => v.length === read.rows.length) && z.length === read.columns, "RC.1", "lengths do not fit");
  demand(order >= 1n && noise.sign >= 0, "RC.1", "not s ≥ 1 and η ≥ 0");
  states("RC.1", claim, { data_sha256: reader.hashOf({ matrix: witness.matrix, y: witness.y }) });
  checkInput([...read.rows.flat(), ...y, ...u, ...z]);
  const matrix = Matrix.of(read.rows),
    s = whole(order);
  const [delta, scale] = [number(witness.isometry, "isometry"), number(witness.scale, "scale")];
  const w = Math.max(words(matrix.over), longestOf([scale]), longest(matrix.rows.flat()));
  const products = Math.max(read.columns ** 2 * read.rows.length, (read.columns + read.rows.length) ** 2);
  spend(products * (8 + w * w));
  demand(scale.sign > 0 && delta.sign > 0 && delta.below(ONE), "RC.2", "not c > 0 and 0 < δ < 1");
  demand(boundsIsometry(delta, scale, s, matrix), "RC.2", "δ is less than what bounds the isometry constant");
  const [rho, gamma] = [number(witness.rho, "rho"), number(witness.gamma, "gamma")];
  checkNullSpace(rho, gamma, delta, scale);
  const lambda = number(claim.lambda, "lambda"),
    sharpness = number(witness.sharpness, "sharpness");
  const rest = ONE.minus(rho),
    [C, D] = [ONE.plus(rho).squared().over(rest), whole(3).plus(rho).times(gamma).over(rest)];
  demand(
    lambda.sign > 0 && lambda.times(D).squared().times(s).notAbove(C.squared()),
    "RC.4",
    "not λ > 0 and (λD)²s ≤ C²",
  );
  demand(
    sharpness.sign > 0 && C.squared().notAbove(sharpness.times(lambda).squared().times(s)),
    "RC.4",
    "not Ĉ > 0 and (Ĉλ)²s ≥ C²",
  );
  const residual = number(witness.residual, "residual"),
    at = Vector.of(z),
    dual = Vector.of(u),
    right = Vector.of(y);
  const length = right.minus(matrix.times(at)).squared();
  demand(residual.sign >= 0 && length.notAbove(residual.squared()), "RC.5", "‖Az − y‖₂ is more than the residual");
  demand(dual.squared().notAbove(ONE), "RC.6", "‖u‖₂ > 1");
  demand(
    range(read.columns).every((j) => matrix.column(j).dot(dual).size().notAbove(lambda)),
    "RC.6",
    "a column's correlation with u exceeds λ",
  );
  const cost = lambda.times(at.size()).plus(residual);
  states("RC.7", claim, { bound: sharpness.times(cost.minus(dual.dot(right)).plus(noise.plus(noise))) });
  const dearer = cost.sign > 0 && right.squared().below(cost.squared());
  return z.some((q) => q.sign) && dearer ? "0 costs less than z may, and the same witness shows more of it" : null;
}

/** RC.2: Gershgorin's discs, or the block between two orthonormal bases. */
function boundsIsometry(delta, scale, s, matrix) {
  const columns = range(matrix.columns).map((j) => matrix.column(j)),
    square = scale.squared();
  const gram = columns.map((a) => columns.map((b) => a.dot(b).times(square)));
  const apart = range(gram.length).flatMap((i) => gram[i].filter((_, j) => j !== i).map((g) => g.size()));
  const coherence = apart.length ? most(apart) : ZERO;
  const discs = most(gram.map((row, i) => row[i].minus(ONE).size())).plus(s.plus(s).minus(ONE).times(coherence));
  return discs.notAbove(delta) || (twoBases(gram) && s.times(coherence).notAbove(delta));
}

function twoBases(gram) {
  const half = gram.length / 2;
  if (!Number.isInteger(half)) return false;
  const identity = (from) =>
    range(half).every((i) => range(half).every((j) => gram[from + i][from + j].equals(i === j ? ONE : ZERO)));
  return identity(0) && identity(half);
}

/** RC.3. */
function checkNullSpace(rho, gamma, delta, scale) {
  demand(rho.sign > 0 && rho.below(ONE), "RC.3", "not 0 < ρ < 1");
  const reach = delta.over(rho).plus(delta.over(whole(4)));
  demand(reach.squared().notAbove(ONE.minus(delta.squared())), "RC.3", "ρ is too small");
  const enough = ONE.plus(delta).times(scale.times(rho).squared());
  demand(gamma.sign > 0 && enough.notAbove(gamma.times(delta).squared()), "RC.3", "γ is too small");
}

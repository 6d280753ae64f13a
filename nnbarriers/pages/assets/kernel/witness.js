// Kind `witness`, result V: the outputs of a network at a point, and by how much a property holds there or fails.

const DEEPEST_PROPERTY = 64;

/** A property: {parts, all} for "and" and "or", else an inequality. */
function readProperty(value, depth = 0) {
  if (depth > DEEPEST_PROPERTY) refuse("a property nested more than 64 deep");
  if (!isObject(value)) spoil("a property is no object");
  const all = "and" in value;
  if (all || "or" in value) {
    const key = all ? "and" : "or";
    fields(value, [key], "a property");
    return { all, parts: list(value[key], key).map((part) => readProperty(part, depth + 1)) };
  }
  fields(value, ["bound", "strict", "x", "y"], "an inequality");
  return {
    x: readTerms(value.x),
    y: readTerms(value.y),
    bound: number(value.bound, "bound"),
    strict: truth(value.strict, "strict"),
  };
}

const readTerms = (value) =>
  list(value, "terms").map((term) => {
    if (list(term, "a term").length !== 2) spoil("a term is no pair");
    return { index: integer(term[0], "an index"), factor: number(term[1], "a coefficient") };
  });

/** V.5. */
function checkProperty(property, inputs, outputs) {
  if (property.parts) {
    demand(property.parts.length > 0, "V.5", "an and, or an or, has no part");
    for (const part of property.parts) checkProperty(part, inputs, outputs);
    return;
  }
  for (const [terms, most] of [
    [property.x, inputs],
    [property.y, outputs],
  ]) {
    demand(
      terms.every(({ index }, i) => (i ? terms[i - 1].index < index : index >= 0n) && index < BigInt(most)),
      "V.5",
      "indices do not increase, or are no variables",
    );
    demand(
      terms.every(({ factor }) => factor.sign !== 0),
      "V.5",
      "a coefficient is 0",
    );
  }
}

/** Whether a property holds, and its excess. */
function weigh(property, x, y) {
  if (!property.parts) {
    const terms = [
      ...property.x.map(({ index, factor }) => factor.times(x[index])),
      ...property.y.map(({ index, factor }) => factor.times(y[index])),
    ];
    const excess = total([...terms, property.bound.negated()]);
    return { holds: property.strict ? excess.sign < 0 : excess.sign <= 0, excess };
  }
  const parts = property.parts.map((part) => weigh(part, x, y)),
    excesses = parts.map((part) => part.excess);
  if (property.all) return { holds: parts.every((part) => part.holds), excess: most(excesses) };
  return { holds: parts.some((part) => part.holds), excess: least(excesses) };
}

/** A sum over one denominator. */
function total(terms) {
  const vector = Vector.of(terms);
  return new Rational(
    vector.values.reduce((sum, v) => sum + v, 0n),
    vector.over,
  );
}

const mentionsOutputs = (property) => (property.parts ? property.parts.some(mentionsOutputs) : property.y.length > 0);

function checkWitness(claim, witness, reader) {
  fields(claim, ["excess", "network_sha256", "outputs", "point", "property_sha256", "satisfied", "widths"], "claim");
  fields(witness, ["network", "property"], "witness");
  const { layers } = readClaimedNetwork(witness.network, claim, reader, "V.1");
  const point = numbers(claim.point, "point");
  demand(point.length >= 1 && point.length === layers[0].inputs, "V.2", "the point is of another dimension");
  const at = Vector.of(point);
  checkWork(layers, 1, longest(at.values));
  const { outputs } = run(layers, at),
    y = range(outputs.length).map((i) => outputs.at(i));
  states("V.3", claim, { outputs: y });
  if (witness.property === null) {
    states("V.4", claim, { property_sha256: null, satisfied: null, excess: null });
    return null;
  }
  states("V.4", claim, { property_sha256: reader.hash(witness.property) });
  const property = readProperty(witness.property);
  checkProperty(property, layers[0].inputs, y.length);
  const { holds, excess } = weigh(property, point, y);
  states("V.6", claim, { satisfied: holds });
  states("V.7", claim, { excess });
  return holds && !mentionsOutputs(property) ? "the property has no output" : null;
}

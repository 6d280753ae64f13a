// Certificates of A3 and A5 as docs/certificates.md describes them: canonical JSON with SHA-256 of its parts.

const { sha256 } = barriersKernel();

/** Canonical JSON of texts, integers and null in ASCII: keys sorted, no spaces. */
function compact(value) {
  if (Array.isArray(value)) return "[" + value.map(compact).join(",") + "]";
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return "{" + Object.keys(value).sort().map((key) => JSON.stringify(key) + ":" + compact(value[key])).join(",") + "}";
}
const canonical = (value) => compact(value) + "\n";
const digest = (value) => sha256(canonical(value));

const written = (x) => text(ofDouble(x));
const widthsOf = (network) => [network[0].weights[0].length, ...network.map((layer) => layer.bias.length)];
const pieceBound = (widths) => widths.slice(1, -1).reduce((product, width) => product * (width + 1), 1);
const promised = (n, pieces, accurate) => Math.max(0, Math.ceil((n - pieces - 1) / (accurate ? 2 : 4)));

/** What claims about networks share (A1): network and points, and the a that the points serve. */
function shared(network, data) {
  const layers = network.map(({ weights, bias }) => (
    { weights: weights.map((row) => row.map(written)), bias: bias.map(written) }));
  const above = data.x1.map((x, i) => times([BigInt(i + 1), 1n], plus(ofDouble(x), data.radius)));
  const upTo = data.x1.map((x, i) => times([BigInt(i + 2), 1n], minus(ofDouble(x), data.radius)));
  const ends = [above.reduce((v, w) => (less(v, w) ? w : v)), upTo.reduce((v, w) => (less(w, v) ? w : v))];
  const points = { x1: data.x1.map(written), delta: written(data.delta), radius: text(data.radius), dimension: 2 };
  const claim = {
    widths: widthsOf(network), points: data.n, dimension: 2, delta: points.delta, radius: points.radius,
    a_interval: ends.map(text), network_sha256: digest(layers), data_sha256: digest(points),
  };
  return [claim, { network: layers, data: points }];
}

function envelope(kind, result, claim, witness, provenance) {
  return canonical({ schema: "barriers/2", kind, result, claim, witness, provenance });
}

/** A3: at η = −δe₂ all listed points fail; or at η = 0, where an inaccurate network fails as promised anyway. */
function instabilityCertificate(network, data, provenance) {
  const exact = integers(network), [claim, witness] = shared(network, data), pieces = pieceBound(claim.widths);
  const before = failing(exact, data, 0, rightBySign), due = promised(data.n, pieces, before.length === 0);
  const moved = failing(exact, data, 100, rightBySign), s = moved.length >= due ? 1 : 0, indices = s ? moved : before;
  const g = [["(", null, "0", "]"], ["(", "0", null, ")"]];
  Object.assign(claim, {
    g, s, indices_sha256: digest(indices), piece_bound: String(pieces), t_interval: ["0", "0"],
    eta: ["0", s ? "-" + claim.delta : "0"], eta_norm: s ? claim.delta : "0",
    failing: indices.length, failing_before: before.length,
    broken: indices.filter((k) => !before.includes(k)).length, promised: due,
  });
  return envelope("instability", "A3", claim, { ...witness, g, s, cuts: ["0"], indices }, provenance);
}

/** A5: the network is right on every closed ball about the points; that it is so is for the kernel to decide. */
function stabilityCertificate(network, data, provenance) {
  return envelope("stability", "A5", ...shared(network, data), provenance);
}

// Kind `stability`, result A5: the network is right on every closed ball about the points.

function checkStability(claim, witness, reader) {
  fields(
    claim,
    ["a_interval", "data_sha256", "delta", "dimension", "network_sha256", "points", "radius", "widths"],
    "claim",
  );
  fields(witness, ["data", "network"], "witness");
  const { layers } = readClaimedNetwork(witness.network, claim, reader, "A5.1", { outputs: 1 });
  const data = readPoints(witness.data, layers, claim, reader, ["A5.2", "A5.3"], 2);
  demand(
    layers[0].matrix.rows.every((row) => row.slice(1).every((w) => w === 0n)),
    "A5.4",
    "the first layer reads more than the first coordinate",
  );
  const work = checkWork(layers, 2 * data.x.length, words(common([...data.x, data.radius].map((q) => q.d))) + 1);
  data.x.forEach((x, i) => {
    const right = whole(label(i + 1)),
      place = (t) => pointAt(t, ZERO, data.dimension);
    let inside = false;
    for (const output of along(layers, place, x.minus(data.radius), x.plus(data.radius), work)) {
      demand(inside || output.equals(right), "A5.5", `the output is wrong at the left end of ball ${i + 1}`);
      demand(output.equals(right), "A5.6", `the output is wrong somewhere in ball ${i + 1}`);
      inside = true;
    }
  });
  return null;
}

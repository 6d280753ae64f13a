// The entry: a text is a certificate of one kind, and its claim follows from its witness, or it does not.

const KINDS = {
  instability: { results: ["A3", "A4"], check: checkInstability },
  stability: { results: ["A5"], check: checkStability },
  minimiser: { results: ["C0", "D"], check: checkOptimum },
  separation: { results: ["C1", "D"], check: checkSeparation },
  miss: { results: ["M"], check: checkMiss },
  solution: { results: ["T0"], check: checkSolution },
  trust: { results: ["T1", "T2"], check: checkTrust },
  "two-answers": { results: ["T3"], check: checkTwoAnswers },
  defeat: { results: ["J", "K", "W"], check: checkDefeat },
  flag: { results: ["X1", "X2"], check: checkFlag },
  recovery: { results: ["E0"], check: checkRecovery },
  universal: { results: ["U"], check: checkUniversal },
  witness: { results: ["V"], check: checkWitness },
};

function checkProvenance(value) {
  if (!isObject(value)) spoil("the provenance is no object");
  const entries = Object.entries(value),
    printable = /^[ -~]{0,500}$/;
  if (entries.length > 32) spoil("the provenance has more than 32 entries");
  for (const [name, entry] of entries) {
    if (!printable.test(name) || typeof entry !== "string" || !printable.test(entry))
      spoil("the provenance is not of short printable texts");
  }
}

function checkParsed(certificate, reader) {
  if (!isObject(certificate)) spoil("the file is no object");
  const keys = ["schema", "kind", "result", "claim", "witness"];
  fields(certificate, "provenance" in certificate ? [...keys, "provenance"] : keys, "the file");
  if (certificate.schema !== SCHEMA) refuse("another schema");
  if ("provenance" in certificate) checkProvenance(certificate.provenance);
  const { kind, result, claim, witness } = certificate;
  const known =
    typeof kind === "string" && Object.hasOwn(KINDS, kind)
      ? KINDS[kind]
      : refuse("a kind that this kernel does not know");
  if (!known.results.includes(result)) refuse("a result that is none of this kind");
  return known.check(claim, witness, reader, result);
}

/** What a certificate says, in words: no verdict rests on it, nor on an error in it. */
function spoken(certificate) {
  try {
    return inWords(certificate);
  } catch {
    return [];
  }
}

/** The verdict on the text of a certificate. */
function checkCertificate(content) {
  const told = {
    verdict: "accepted",
    condition: null,
    message: "",
    kind: null,
    result: null,
    vacuous: null,
    sha256: null,
    conditions: [],
    says: [],
  };
  reached.clear();
  try {
    if (content.length > MOST_BYTES) refuse("more than 64 MiB");
    const [certificate, reader] = Reader.parse(content);
    for (const key of ["kind", "result"]) if (typeof certificate?.[key] === "string") told[key] = certificate[key];
    told.sha256 = sha256(content);
    told.vacuous = checkParsed(certificate, reader);
    told.provenance = { ...certificate.provenance };
    told.says = spoken(certificate);
  } catch (error) {
    if (error instanceof Ending)
      Object.assign(told, { verdict: error.verdict, condition: error.condition, message: error.message });
    else Object.assign(told, { verdict: "unsupported", message: `this browser cannot: ${error}` });
  }
  told.conditions = conditionsMet(reached, told.condition);
  return told;
}

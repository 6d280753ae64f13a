// What the pages that show verdicts share: their colours, the time that they took, the digit that was changed.

const TONES = { accepted: "good", rejected: "bad" };
const saidOf = ({ verdict, condition }) => (verdict === "rejected" ? `rejected: ${condition}` : verdict);
const time = (milliseconds) =>
  milliseconds < 1000 ? `${Math.max(1, Math.ceil(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

/** The digit that was changed, within what stands around it. */
function difference({ path, from, to }) {
  const at = [...from].findIndex((digit, i) => digit !== to[i]),
    left = Math.max(0, at - 12);
  const around = (text, mark) => [
    left ? "…" : "",
    text.slice(left, at),
    element(mark, {}, text[at]),
    text.slice(at + 1, at + 13),
    text.length > at + 13 ? "…" : "",
  ];
  return element(
    "p",
    {},
    "Changed, in ",
    element("code", {}, path),
    ": ",
    element("code", {}, ...around(from, "del")),
    " to ",
    element("code", {}, ...around(to, "ins")),
  );
}

// Wrong kernels: a kernel whose refusals have numbers, and each of them left out in turn. Told: for each number the
// files that it refused, and the names of those among them that have another verdict without it.
let dropped = -1, refused = -1;
const siteAt = (site, check) => (...values) => {
  if (site === dropped) return;
  try { check(...values); } catch (error) {
    if (refused < 0) refused = site;
    throw error;
  }
};

function noticed(count, texts) {
  const { checkCertificate } = barriersKernel(), refusedBy = Array.from({ length: count }, () => []);
  const verdict = (text) => { const { verdict, condition } = checkCertificate(text); return `${verdict} ${condition}`; };
  for (const [name, text] of texts) {
    refused = -1;
    const said = verdict(text);
    if (refused >= 0) refusedBy[refused].push([name, text, said]);
  }
  return refusedBy.map((files, site) => {
    dropped = site;
    const names = files.filter(([, text, said]) => verdict(text) !== said).map(([name]) => name);
    dropped = -1;
    return { files: files.map(([name]) => name), names };
  });
}

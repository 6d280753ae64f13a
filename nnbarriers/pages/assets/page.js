// What all pages share: elements, found, filled and made.

const find = (id) => document.getElementById(id);
const say = (id, words) => { find(id).textContent = words; };

function attributed(made, attributes) {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** An element with text or other elements within it. */
function element(name, attributes, ...children) {
  const made = attributed(document.createElement(name), attributes);
  made.append(...children);
  return made;
}

/** An element of a picture, put at the end of another one. */
function drawn(name, attributes, parent, words = "") {
  const made = attributed(document.createElementNS("http://www.w3.org/2000/svg", name), attributes);
  made.textContent = words;
  return parent.appendChild(made);
}

/** An integer as an exponent. */
const raised = (n) => [...String(n)].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c])).join("");

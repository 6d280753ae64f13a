// Opens pages one after the other in a frame, at each width, and tells what sticks out of them and what is too faint.
(() => {
  const told = { pages: 0, wide: [], faint: [] };
  const frame = document.querySelector("iframe");
  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  const style = (e) => frame.contentWindow.getComputedStyle(e);
  function ground(e) {
    for (; e; e = e.parentElement) {
      const colour = rgb(style(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  }
  function contrast(e) {
    const ink = light(rgb(style(e)[e.ownerSVGElement ? "fill" : "color"])), paper = light(ground(e));
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  }
  // What sticks out of the window and cannot be reached by scrolling what it stands in.
  function lost(e) {
    if (e.getBoundingClientRect().right <= frame.clientWidth + 1 || !e.checkVisibility()) return false;
    for (let box = e.parentElement; box && box.tagName !== "ARTICLE"; box = box.parentElement) {
      if (["auto", "scroll"].includes(style(box).overflowX)) return false;
    }
    return true;
  }
  const said = (e) => e.tagName === "math" || Array.from(e.childNodes).some((n) => n.nodeType === 3 && n.data.trim());
  const written = ["p", "a", "td", "th", "li", "code", "span", "small", "strong", "em", "math"].map((tag) => "article " + tag);
  const words = [...written, "h1", "h2", "h3", "text", ".sidebar-tree a"].join(", ");
  function look(name) {
    const page = frame.contentDocument;
    for (const width of WIDTHS) {
      frame.style.width = width + "px";
      const root = page.documentElement;
      const out = Array.from(page.querySelectorAll("article *")).filter(lost).map((e) => e.outerHTML.slice(0, 150));
      if (root.scrollWidth > root.clientWidth || out.length) told.wide.push([name, width, root.scrollWidth, out[0]]);
    }
    if (READ.includes(name)) {
      for (const e of page.querySelectorAll(words)) {
        if (said(e) && e.checkVisibility() && contrast(e) < 4.5) told.faint.push([name, e.outerHTML.slice(0, 150)]);
      }
    }
    told.pages += 1;
  }
  let place = 0;
  frame.addEventListener("load", () => {
    if (place > 0) look(PAGES[place - 1]);
    if (place < PAGES.length) frame.src = PAGES[place++];
    else document.title = "told " + JSON.stringify(told);
  });
  frame.src = "about:blank";
})();

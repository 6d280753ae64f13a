// What a reader stumbles over: too wide, too faint, too small, without a name, out of reach of the keyboard.
((within) => {
  const shown = (e) => e.checkVisibility() && !e.matches(".skip, thead, thead *"); // put aside, for who listens
  const all = (what) => Array.from(document.querySelectorAll(what)).filter(shown);
  const html = (found) => found.map((e) => e.outerHTML.slice(0, 200));
  const scrolled = (e) => e && (["auto", "scroll"].includes(getComputedStyle(e).overflowX) || scrolled(e.parentElement));
  const beyond = (box) => box.right > innerWidth + 1 || box.left < -1;
  const out = (e) => beyond(e.getBoundingClientRect()) && !scrolled(e.parentElement);
  const own = (e) => Array.from(e.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
  const rgb = (text) => text.match(/[\d.]+/g).map(Number);
  const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
  function ground(e) {
    for (; e; e = e.parentElement) {
      const colour = rgb(getComputedStyle(e).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  }
  function contrast(e) {
    const style = getComputedStyle(e), paper = light(ground(e));
    const ink = light(rgb(e.ownerSVGElement ? style.fill : style.color));
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  }
  // A picture is as large as its place: so are its letters.
  function size(e) {
    const pixels = parseFloat(getComputedStyle(e).fontSize), { a, b } = e.getScreenCTM ? e.getScreenCTM() : { a: 1, b: 0 };
    return pixels * Math.hypot(a, b);
  }
  const texts = all(within + " *").filter((e) => own(e) && !e.matches("script, style, title"));
  const keys = all("a[href], button, input, select, summary");
  const reached = (e) => { e.focus(); return document.activeElement === e && e.tabIndex >= 0; };
  const named = (e) => e.textContent.trim() || e.ariaLabel || (e.labels && e.labels.length);
  const titled = (svg) => svg.ariaLabel || svg.ariaHidden || svg.querySelector(":scope > title");
  return {
    texts: texts.length,
    keys: keys.length,
    wide: html(all(within + " *").filter(out)),
    scrolls: document.scrollingElement.scrollWidth > innerWidth,
    faint: html(texts.filter((e) => contrast(e) < 4.5)),
    small: html(texts.filter((e) => size(e) < (e.ownerSVGElement ? 9 : 10.5) && !e.matches("sub, sup, tspan[font-size]"))),
    unreachable: html(keys.filter((e) => !reached(e))),
    nameless: html([...keys.filter((e) => !named(e)), ...all("svg").filter((e) => !titled(e))]),
    paper: getComputedStyle(document.body).backgroundColor,
  };
})

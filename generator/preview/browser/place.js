/* Keeps what a reader looks at where it is, though the page above it grows or shrinks. */

const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, pre, blockquote, figure, table, img, summary";
const MOST = 24;
const CLOSE = 0.5;

/* Blocks in view, the topmost first. */
function blocksInView() {
  const found = [];
  for (const element of document.querySelectorAll(BLOCKS)) {
    const { top, bottom, height } = element.getBoundingClientRect();
    if (height > 0 && bottom > 0 && top < innerHeight) found.push({ element, top });
    if (found.length === MOST) break;
  }
  return found;
}

/* Takes hold of the place; ``keep`` brings the page back to it. */
export function holdPlace() {
  if (scrollY === 0) return { keep() {} };
  const blocks = blocksInView();
  const root = document.documentElement;
  // The browser's own anchoring would come on top of ours.
  const before = root.style.overflowAnchor;
  root.style.overflowAnchor = "none";
  setTimeout(() => {
    root.style.overflowAnchor = before;
    if (!root.getAttribute("style")) root.removeAttribute("style");
  }, 500);
  return {
    keep() {
      const block = blocks.find(({ element }) => element.isConnected && element.getClientRects().length);
      if (block) moveTo(block.element, block.top);
    },
  };
}

/* The place in words that outlive the page. */
export function writePlace() {
  const names = namesOf();
  return {
    y: scrollY,
    blocks: blocksInView().map(({ element, top }) => [names.get(element), top]),
  };
}

/* Finds the place again: the topmost block that this version has too, or else the same distance. */
export function findPlace({ y, blocks }) {
  if (y === 0) return;
  const byName = new Map([...namesOf()].map(([element, name]) => [name, element]));
  const block = blocks.find(([name]) => byName.has(name));
  if (block) moveTo(byName.get(block[0]), block[1]);
  else scrollTo({ top: y, behavior: "instant" });
}

function moveTo(element, top) {
  const by = element.getBoundingClientRect().top - top;
  if (Math.abs(by) >= CLOSE) scrollBy({ top: by, behavior: "instant" });
}

function namesOf() {
  const counts = new Map();
  const names = new Map();
  for (const element of document.querySelectorAll(BLOCKS)) {
    const text = element.id || element.getAttribute("src") || element.textContent.trim().slice(0, 160);
    const name = `${element.localName} ${text}`;
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    names.set(element, `${name} ${count}`);
  }
  return names;
}

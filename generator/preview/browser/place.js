/* Keeps what a reader looks at where it is, though the page above it grows or shrinks. */

const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, pre, blockquote, figure, table, img, summary";
const MOST = 24;
const CLOSE = 0.5;
const CALM = 2000;
const MOVES = ["wheel", "touchmove", "pointerdown", "keydown"];

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

/* Takes hold of the place; ``keep`` brings the page back to it, and holds it there for a while. */
export function holdPlace() {
  if (scrollY === 0) return { keep() {} };
  const blocks = blocksInView();
  return {
    keep: () => stay(() => {
      const block = blocks.find(({ element }) => element.isConnected && element.getClientRects().length);
      if (block) moveTo(block.element, block.top);
    }),
  };
}

let release = () => {};

/*
 * Stays at a place while figures above it wake and pictures come. The browser's own anchoring,
 * which takes their in-between for the truth, rests; a reader who moves on is let go.
 */
function stay(find) {
  release();
  const root = document.documentElement;
  root.style.overflowAnchor = "none";
  find();
  const observer = new ResizeObserver(find);
  observer.observe(document.body);
  const timer = setTimeout(() => release(), CALM);
  release = () => {
    release = () => {};
    clearTimeout(timer);
    observer.disconnect();
    root.style.removeProperty("overflow-anchor");
    if (!root.getAttribute("style")) root.removeAttribute("style");
  };
  for (const type of MOVES) addEventListener(type, () => release(), { once: true, passive: true });
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
  if (block) stay(() => moveTo(byName.get(block[0]), block[1]));
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

// The sections of a page that answer a query, and the words around what was found.

import { termsIn } from "./fold.js";

const BEFORE = 60;
const LENGTH = 220;

const spotsIn = (text, terms) => [...termsIn(text)].filter(({ term }) => terms.has(term));
const distinct = (spots) => new Set(spots.map(({ term }) => term)).size;

/** Return the best sections of a page, at most so many, in their order. */
export function bestSections(sections, terms, most) {
  const judged = sections.map(([anchor, heading, text, figure], at) => {
    const [inHeading, inText] = [spotsIn(heading, terms), spotsIn(text, terms)];
    const score = 3 * distinct(inHeading) + 2 * distinct(inText) + Math.min(inText.length, 9) / 10;
    return { at, anchor, heading, text, figure, inHeading, inText, score };
  });
  const found = judged.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
  return found.slice(0, most).sort((a, b) => a.at - b.at);
}

/** Return the part of a text in which most of what was found stands. */
function around(text, spots) {
  const near = (from) => spots.filter((spot) => spot.from >= from && spot.to <= from + LENGTH - BEFORE);
  const counts = spots.map(({ from }) => distinct(near(from)));
  const start = spots[counts.indexOf(Math.max(...counts))]?.from ?? 0;
  const from = start <= BEFORE ? 0 : Math.max(text.lastIndexOf(" ", start - BEFORE) + 1, start - 2 * BEFORE);
  const end = from + LENGTH;
  return [from, text.length <= end ? text.length : Math.max(text.lastIndexOf(" ", end), end - BEFORE)];
}

/** Write a text with what was found in it marked, or the best part of a long one. */
export function marked(text, spots) {
  const [start, stop] = around(text, spots);
  const parts = [start > 0 ? "… " : ""];
  let at = start;
  for (const { from, to } of spots) {
    if (to > at && from < stop) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(Math.max(from, at), to);
      parts.push(text.slice(at, from), mark);
      at = to;
    }
  }
  parts.push(text.slice(at, Math.max(at, stop)), stop < text.length ? "\u00a0…" : "");
  return parts;
}

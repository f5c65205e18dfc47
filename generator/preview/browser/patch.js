/*
 * Makes the page of one version the page of another, by changing what differs between the two and
 * nothing else: what scripts and readers did to all the rest stays.
 */

import { carry } from "./keeping.js";
import { comesIn, goesOut } from "./figures.js";

/* These are exchanged as a whole: their scripts, or the browser, made something else of them. */
const WHOLE = `figure, svg, math, noscript, script, style, link, iframe, object, video, audio, picture,
  select, output`;

/* What stands in the page is no longer what its version said. */
export class Unlike extends Error {}

/* Changes ``live``, which was ``before``, into ``after``; returns what is still on its way. */
export function patch(live, before, after) {
  const sheets = [];
  change(live, before, after, sheets);
  return sheets;
}

function change(live, before, after, sheets) {
  if (before.isEqualNode(after)) return;
  if (before.nodeType === Node.ELEMENT_NODE && !before.matches(WHOLE)) {
    const partners = partnersIn(live, before);
    if (partners) {
      changeAttributes(live, before, after);
      changeChildren(live, partners, [...before.childNodes], [...after.childNodes], sheets);
      return;
    }
    if (before.matches("html, head, body")) throw new Unlike();
  }
  if (before.nodeType === Node.TEXT_NODE) live.data = after.data;
  else if (isSheet(live) && isSheet(after)) sheets.push(exchangeSheet(live, after));
  else exchange(live, before, after);
}

/* The children of an element as they were, among those that it has now; null where one is gone. */
function partnersIn(live, before) {
  const partners = [];
  let next = live.firstChild;
  for (const child of before.childNodes) {
    while (next && !isAlike(next, child)) next = next.nextSibling;
    if (!next) return null;
    partners.push(next);
    next = next.nextSibling;
  }
  return partners;
}

function isAlike(live, before) {
  return live.nodeName === before.nodeName && live.id === before.id && !isOwn(live);
}

function changeAttributes(live, before, after) {
  for (const { name } of [...before.attributes]) {
    if (!after.hasAttribute(name)) live.removeAttribute(name);
  }
  for (const { name, value } of after.attributes) {
    if (before.getAttribute(name) !== value) live.setAttribute(name, value);
  }
}

/* Children that are in both versions stay; what lies between them is changed pair by pair. */
function changeChildren(parent, partners, before, after, sheets) {
  const behind = partners.at(-1)?.nextSibling ?? null;
  const [end, last] = commonEnd(before, after);
  let at = 0;
  let wanted = [];
  const changeUpTo = (stop) => {
    const pairs = pairsOf(before.slice(at, stop), wanted);
    pairs.forEach(([one, other], index) => change(partners[at + index], one, other, sheets));
    for (const gone of partners.slice(at + pairs.length, stop)) remove(gone);
    const place = partners[stop] ?? behind;
    for (const fresh of wanted.slice(pairs.length)) insert(parent, fresh, place, sheets);
    [at, wanted] = [stop + 1, []];
  };
  for (const child of after.slice(0, last)) {
    const same = isBlank(child) ? -1 : findFrom(before, at, end, child);
    if (same < 0) wanted.push(child);
    else changeUpTo(same);
  }
  changeUpTo(end);
}

/* How many children are left in each version before those that both end with. */
function commonEnd(before, after) {
  let [end, last] = [before.length, after.length];
  while (end > 0 && last > 0 && before[end - 1].isEqualNode(after[last - 1])) {
    end -= 1;
    last -= 1;
  }
  return [end, last];
}

function findFrom(children, start, end, wanted) {
  for (let index = start; index < end; index += 1) {
    if (children[index].isEqualNode(wanted)) return index;
  }
  return -1;
}

/* What lies between paragraphs and is the same everywhere tells nothing of where they are. */
function isBlank(child) {
  return child.nodeType !== Node.ELEMENT_NODE && !child.data.trim();
}

function pairsOf(before, after) {
  const pairs = before.map((one, index) => [one, after[index]]);
  const end = pairs.findIndex(([one, other]) => one.nodeName !== other?.nodeName);
  return end < 0 ? pairs : pairs.slice(0, end);
}

/* Exchanges an element for another version, which takes on all that a reader had set. */
export function exchange(live, before, after) {
  const fresh = document.importNode(after, true);
  if (fresh.nodeType !== Node.ELEMENT_NODE) {
    live.replaceWith(fresh);
    return;
  }
  const follow = carry(live, before, fresh);
  goesOut(live);
  live.replaceWith(fresh);
  comesIn(fresh);
  follow();
}

function insert(parent, child, place, sheets) {
  const fresh = parent.insertBefore(document.importNode(child, true), place);
  if (isSheet(fresh)) sheets.push(loaded(fresh));
  comesIn(fresh);
}

function remove(live) {
  goesOut(live);
  live.remove();
}

function isSheet(child) {
  return child.nodeName === "LINK" && child.matches("[rel~=stylesheet][href]");
}

/* The old sheet rules until the new one is there, so that nothing flashes. */
async function exchangeSheet(live, after) {
  const fresh = document.importNode(after);
  const isThere = loaded(fresh);
  live.after(fresh);
  await isThere;
  live.remove();
}

function loaded(sheet) {
  return new Promise((done) => {
    for (const type of ["load", "error"]) sheet.addEventListener(type, done, { once: true });
  });
}

function isOwn(live) {
  return live.nodeType === Node.ELEMENT_NODE && live.hasAttribute("data-preview");
}

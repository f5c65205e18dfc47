// The page of results: what is typed is searched, and stands in the address.

import { bestSections, marked } from "./excerpt.js";
import { find } from "./query.js";
import { Shards } from "./shards.js";

const AT_ONCE = 5;
const SECTIONS = 3;
const PAUSE = 120;
const LANG = document.documentElement.lang;
// Where no land is said, English pages write their dates as the British do.
const FORMAT = [LANG === "en" ? "en-GB" : LANG, { dateStyle: "long", timeZone: "UTC" }];

const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/** Put values in the places of a text, such as {number}. */
const said = (text, values) => text.replace(/\{([a-z]+)\}/g, (place, name) => values[name] ?? place);

/** Let a page of results live. */
export function open(page) {
  const words = page.dataset;
  const shards = new Shards(words.search);
  const [input, list, status, miss, near, more] = [
    "input",
    ".results",
    '[role="status"]',
    ".search-miss",
    ".search-near",
    ".search-more",
  ].map((selector) => page.querySelector(selector));
  let turn = 0;
  let shown = AT_ONCE;
  let waiting;

  /** Show what is found; an answer that comes after a later question is not shown. */
  async function answer() {
    const mine = (turn += 1);
    const query = input.value;
    try {
      const found = await find(shards, query);
      const numbers = found.numbers.slice(0, shown);
      const pages = await Promise.all(numbers.map((number) => shards.page(number)));
      if (mine === turn) {
        show(query.trim(), found, pages);
      }
    } catch {
      status.textContent = words.failed;
    }
  }

  function show(query, { words: asked, numbers, isPartial }, pages) {
    const terms = new Set(asked.flatMap((word) => word.terms));
    list.replaceChildren(...pages.map((each) => entry(each, terms)));
    more.hidden = numbers.length <= pages.length;
    miss.hidden = !query || numbers.length > 0;
    const others = asked.flatMap((word) => word.others ?? []);
    near.hidden = others.length === 0;
    near.lastElementChild.replaceChildren(
      ...others.map((term) => element("a", { href: `?q=${encodeURIComponent(term)}` }, term)),
    );
    status.textContent = query ? message(query, asked, numbers, isPartial) : "";
  }

  function message(query, asked, numbers, isPartial) {
    if (numbers.length === 0) {
      return asked.length > 0 ? said(words.none, { query }) : words.short;
    }
    const instead = asked
      .filter((each) => each.isNear && each.terms.length > 0)
      .map(({ word, terms }) => said(words.instead, { query: word, found: terms.slice(0, SECTIONS).join(", ") }));
    return [said(words.found, { number: numbers.length }), ...instead, isPartial ? words.some : ""].join(" ");
  }

  function entry({ t: title, u: url, d: date, l: lang, r: dir, s: sections }, terms) {
    const [titled] = bestSections([["", title, ""]], terms, 1);
    const link = element("a", { href: url }, ...marked(title, titled?.inHeading ?? []));
    const when = date ? [element("time", { dateTime: date }, new Date(date).toLocaleDateString(...FORMAT))] : [];
    const parts = bestSections(sections, terms, SECTIONS).map((each) => section(each, url));
    return element("li", { ...(lang && { lang, dir }) }, element("h2", {}, link), ...when, ...parts);
  }

  function section({ anchor, heading, text, figure, inHeading, inText }, url) {
    const part = element("div", { className: "result-part" });
    if (anchor) {
      const name = figure ? said(words.figure, { number: figure }) + (heading && ": ") : "";
      const link = element("a", { href: `${url}#${encodeURIComponent(anchor)}` }, name, ...marked(heading, inHeading));
      part.append(element("p", { className: "result-place" }, link));
    }
    part.append(element("p", {}, ...marked(text, inText)));
    return part;
  }

  function ask() {
    clearTimeout(waiting);
    const address = new URL(location);
    address.searchParams.set("q", input.value.trim());
    history.replaceState(null, "", address);
    shown = AT_ONCE;
    answer();
  }

  /** Move between the field and the results by the arrow keys; Escape leads back, and empties. */
  function move(event) {
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key];
    if (at >= 0 && stops[to]) {
      event.preventDefault();
      stops[to].focus();
      if (event.key === "Escape" && at === 0) {
        input.value = "";
        ask();
      }
    }
  }

  async function start() {
    const { shown: before, y } = history.state ?? {};
    input.value ||= new URLSearchParams(location.search).get("q") ?? "";
    shown = before ?? AT_ONCE;
    if (!input.value) {
      input.focus();
    }
    await answer();
    if (y) {
      scrollTo({ top: y, behavior: "instant" });
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  more.addEventListener("click", async () => {
    const { length } = list.children;
    shown += AT_ONCE;
    await answer();
    list.children[length]?.querySelector("a").focus();
  });
  page.addEventListener("keydown", move);
  addEventListener("pagehide", () => history.replaceState({ shown, y: scrollY }, ""));
  start();
}

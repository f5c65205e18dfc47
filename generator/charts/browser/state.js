/*
 * States of figures in the address: #fees?fee=1.5 sets the param "fee" of the figure "fees",
 * and what is not named there to its start.
 */

import { fieldsOf, valueOf } from "./controls.js";

const PAUSE = 250;
const set = new WeakMap();
let timer = 0;

/* Sets a figure as a fragment says, and brings it into view. */
export function apply(figure, fragment) {
  clearTimeout(timer);
  const wanted = wantedIn(fragment);
  set.set(figure, new Set(wanted.keys()));
  for (const field of fieldsOf(figure)) {
    const before = textOf(field);
    put(field, wanted.get(field.dataset.signal));
    if (textOf(field) === before) continue;
    field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "address" }));
  }
  if (!isInView(figure)) figure.scrollIntoView();
}

/* Writes into the address what a reader has set, when the hand rests. */
export function note(figure, moved) {
  const names = (set.get(figure) ?? new Set()).add(moved);
  set.set(figure, names);
  clearTimeout(timer);
  timer = setTimeout(() => {
    const fields = fieldsOf(figure).filter((field) => names.has(field.dataset.signal) && isChosen(field));
    const parts = fields.map((field) => `${encode(field.dataset.signal)}=${encode(textOf(field))}`);
    history.replaceState(history.state, "", `#${encode(figure.id)}?${parts.join("&")}`);
  }, PAUSE);
}

function wantedIn(fragment) {
  const pairs = fragment.slice(fragment.indexOf("?") + 1).split("&");
  return new Map(pairs.map((pair) => {
    const [name, ...rest] = pair.split("=");
    return [decode(name), decode(rest.join("="))];
  }));
}

function isInView(figure) {
  const box = (figure.querySelector(".figure-box") ?? figure).getBoundingClientRect();
  return box.top >= 0 && box.bottom <= document.documentElement.clientHeight;
}

function encode(text) {
  return encodeURIComponent(text);
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isChosen(field) {
  return field.type !== "radio" || field.checked;
}

function textOf(field) {
  if (!isChosen(field)) return "";
  return String(valueOf(field) ?? "");
}

function textOfJson(json) {
  return String(JSON.parse(json) ?? "");
}

/* Sets a field to a text of the address, or to its start where that says nothing of it. */
function put(field, text) {
  const isCount = field.type === "range" || field.type === "number";
  const isStart = text === undefined || (isCount && !(Number.parseFloat(text) === Number(text)));
  switch (field.type) {
    case "checkbox":
      field.checked = isStart ? field.defaultChecked : text === "true";
      break;
    case "radio":
      field.checked = isStart ? field.defaultChecked : textOfJson(field.value) === text;
      break;
    case "select-one":
      putOption(field, (option) => (isStart ? option.defaultSelected : textOfJson(option.value) === text));
      break;
    default:
      field.value = isStart ? field.defaultValue : text;
  }
}

function putOption(menu, isWanted) {
  const found = [...menu.options].find(isWanted);
  if (found) found.selected = true;
}

/* What a reader has set on a page: which details are open, and where sliders and menus stand. */

/* What stands otherwise in ``live`` than in its version: by keys that another version has too. */
export function stateOf(live, version) {
  const details = differences(keyed(live, "details"), keyed(version, "details"), (each) => each.open);
  const fields = differences(keyed(live, FIELDS), keyed(version, FIELDS), valueOf);
  return { details, fields };
}

/* Sets all of it again; returns the fields that were moved by that. */
export function applyState(root, { details, fields }) {
  const [folding, settable] = [keyed(root, "details"), keyed(root, FIELDS)];
  for (const [key, isOpen] of details) {
    if (folding.has(key)) folding.get(key).open = isOpen;
  }
  return fields.filter(([key, value]) => settable.has(key) && put(settable.get(key), value))
    .map(([key]) => settable.get(key));
}

/* Sets another version of an element as the live one is; what follows has to wait until it is there. */
export function carry(live, version, fresh) {
  const moved = applyState(fresh, stateOf(live, version));
  const focused = keyOf(live, document.activeElement);
  return () => {
    announce(moved);
    if (focused) keyed(fresh, FOCUSABLE).get(focused)?.focus({ preventScroll: true });
  };
}

/* Lets figures and prose follow their sliders; the address stays as it is. */
export function announce(fields) {
  for (const field of fields) {
    field.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "address" }));
  }
}

const FIELDS = "input:not([type=password], [type=file]), select, textarea";
const FOCUSABLE = `${FIELDS}, summary`;

function differences(live, version, read) {
  const known = [...live].filter(([key, each]) => version.has(key) && read(each) !== read(version.get(key)));
  return known.map(([key, each]) => [key, read(each)]);
}

/* Elements by what they are called, and by their number where several are called the same. */
function keyed(root, selector) {
  const found = new Map();
  const all = [...root.querySelectorAll(selector)];
  if (root.matches?.(selector)) all.unshift(root);
  for (const each of all) {
    const name = nameOf(each);
    let number = 0;
    while (found.has(`${name} ${number}`)) number += 1;
    found.set(`${name} ${number}`, each);
  }
  return found;
}

function keyOf(root, element) {
  if (!element || !root.contains(element)) return undefined;
  return [...keyed(root, FOCUSABLE)].find(([, each]) => each === element)?.[0];
}

function nameOf(element) {
  const summary = element.querySelector(":scope > summary") ?? element;
  const own = element.dataset.signal ?? (element.name || summary.textContent.trim().slice(0, 80));
  const value = element.type === "radio" ? element.value : "";
  return [element.localName, element.closest("figure")?.id, own, value].join("/");
}

function isTicked(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function valueOf(field) {
  return isTicked(field) ? field.checked : field.value;
}

function put(field, value) {
  if (isTicked(field)) field.checked = value;
  else field.value = value;
  return valueOf(field) === value && value !== false;
}

/*
 * A figure's sliders, menus and boxes: what they are set to, and how they and the signals of
 * its live chart follow one another. They can be moved before the chart is alive.
 */

export function bindControls(figure, view, plain) {
  const fields = fieldsOf(figure);
  for (const field of fields) bind(field, view, plain);
  return () => fields.filter(isMoved).forEach((field) => send(field, view));
}

export function fieldsOf(figure) {
  return [...figure.querySelectorAll("[data-signal]")];
}

/* A slider rests on one of its steps, which need not be the number that the chart starts with. */
function isMoved(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) {
    const started = [...field.options].findIndex((each) => each.defaultSelected);
    return field.selectedIndex !== Math.max(0, started);
  }
  const resting = document.createElement("input");
  for (const name of ["type", "min", "max", "step", "value"]) {
    if (field.hasAttribute(name)) resting.setAttribute(name, field.getAttribute(name));
  }
  return resting.value !== field.value;
}

export function valueOf(field) {
  switch (field.type) {
    case "checkbox": return field.checked;
    case "range": return Number(field.value);
    case "number": return field.value === "" ? null : Number(field.value);
    case "radio":
    case "select-one": return JSON.parse(field.value || "null");
    default: return field.value;
  }
}

/* Writes numbers as the language of a specification has them, with all their digits. */
export function plainIn({ config }) {
  const { decimal = ".", minus = "\u2212" } = config?.locale?.number ?? {};
  const marks = { ".": decimal, "-": minus };
  return (value) => String(Number(Number(value).toPrecision(12))).replace(/^-|\./g, (mark) => marks[mark]);
}

function bind(field, view, plain) {
  const signal = field.dataset.signal;
  const shown = field.closest(".vega-bind")?.querySelector("output");
  const form = shown?.dataset.format;
  const write = form ? view.locale().format(form) : plain;
  const tell = (value) => { if (shown) shown.textContent = write(value); };
  field.addEventListener("input", () => {
    send(field, view);
    view.runAsync();
  });
  view.addSignalListener(signal, (name, value) => {
    const before = stateOf(field);
    receive(field, value);
    tell(value);
    if (stateOf(field) !== before) field.dispatchEvent(new CustomEvent("moved", { bubbles: true }));
  });
  if (field.type === "range" && isMoved(field)) tell(Number(field.value));
}

function send(field, view) {
  if (field.type === "radio" && !field.checked) return;
  view.signal(field.dataset.signal, valueOf(field));
}

function receive(field, value) {
  if (field.type === "checkbox") field.checked = Boolean(value);
  else if (field.type === "radio") field.checked = says(field.value, value);
  else if (field.options) field.selectedIndex = [...field.options].findIndex((each) => says(each.value, value));
  else if (value !== null && String(value) !== field.value) field.value = value;
}

/* Python and browsers write the same JSON in more than one way. */
function says(text, value) {
  return JSON.stringify(JSON.parse(text)) === JSON.stringify(value);
}

function stateOf(field) {
  return `${field.checked} ${field.value}`;
}

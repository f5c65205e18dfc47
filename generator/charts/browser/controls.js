/* Binds a figure's sliders, menus and boxes to the signals of its live chart. */

export function bindControls(figure, view, runtime) {
  const fields = [...figure.querySelectorAll("[data-signal]")];
  for (const field of fields) bind(field, view, runtime);
  return () => fields.forEach((field) => send(field, view));
}

function bind(field, view, runtime) {
  const signal = field.dataset.signal;
  const shown = field.closest(".vega-bind")?.querySelector("output");
  const tell = (value) => { if (shown) shown.textContent = written(value, shown, runtime); };
  field.addEventListener("input", () => {
    send(field, view);
    view.runAsync();
  });
  view.addSignalListener(signal, (name, value) => {
    receive(field, value);
    tell(value);
  });
  if (field.type === "range") tell(Number(field.value));
}

function written(value, shown, { formatNumber }) {
  const form = shown.dataset.format;
  return form ? formatNumber(value, form) : String(Number(Number(value).toPrecision(12)));
}

function send(field, view) {
  if (field.type === "radio" && !field.checked) return;
  view.signal(field.dataset.signal, valueOf(field));
}

function valueOf(field) {
  switch (field.type) {
    case "checkbox": return field.checked;
    case "range": return Number(field.value);
    case "number": return field.value === "" ? null : Number(field.value);
    case "radio":
    case "select-one": return JSON.parse(field.value);
    default: return field.value;
  }
}

function receive(field, value) {
  if (field.type === "checkbox") field.checked = Boolean(value);
  else if (field.type === "radio") field.checked = field.value === JSON.stringify(value);
  else if (field.type === "select-one") field.value = JSON.stringify(value);
  else if (value !== null && String(value) !== field.value) field.value = value;
}

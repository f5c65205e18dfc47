/* Entries of a legend dim all marks but theirs, and let them be when pressed again; Shift hides theirs. */

const DIM = "var(--figure-dimmed, 0.2)";

export function openLegend(svg, marks, changed) {
  const entries = [...svg.querySelectorAll("[data-key]")];
  const keyOf = (entry) => Number(entry.dataset.key);
  const hidden = new Set();
  let chosen = null;

  function show() {
    for (const mark of marks) {
      mark.isHidden = mark.keys.some((key) => hidden.has(key));
      if (!mark.element) continue;
      const isOther = chosen !== null && mark.keys.length && !mark.keys.includes(chosen);
      mark.element.style.display = mark.isHidden ? "none" : "";
      mark.element.style.opacity = isOther ? DIM : "";
    }
    for (const entry of entries) {
      entry.setAttribute("aria-pressed", String(keyOf(entry) === chosen));
      entry.style.opacity = hidden.has(keyOf(entry)) ? DIM : "";
    }
    changed();
  }

  function press(entry, isHiding) {
    const key = keyOf(entry);
    if (isHiding && !hidden.delete(key)) hidden.add(key);
    else if (!isHiding) chosen = chosen === key ? null : key;
    if (hidden.has(chosen)) chosen = null;
    show();
  }

  // The gap between a symbol and its name belongs to them too.
  svg.addEventListener("click", ({ clientX: x, clientY: y, shiftKey }) => {
    const entry = entries.find((each) => {
      const { left, right, top, bottom } = each.getBoundingClientRect();
      return x > left - 4 && x < right + 4 && y > top && y < bottom;
    });
    if (entry) press(entry, shiftKey);
  });
  for (const entry of entries) {
    entry.setAttribute("role", "button");
    entry.tabIndex = 0;
    entry.style.cursor = "pointer";
    entry.addEventListener("keydown", (event) => {
      if (![" ", "Enter"].includes(event.key)) return;
      event.preventDefault();
      press(entry, event.shiftKey);
    });
  }
  show();
}

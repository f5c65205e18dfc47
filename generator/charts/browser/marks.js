/*
 * Opens the marks of a chart to selection by their value in one column: by pointer, and by
 * keys, for which a chart is one stop. Arrows walk through its values; Enter and the space bar are
 * clicks there, as on all of a chart's buttons. With Shift one more is selected.
 */

const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function openMarks(svg, column, choose) {
  return new Marks(svg, column, choose);
}

/* From left to right, or from top to bottom where all begin at the left. */
function order(one, other) {
  const [first, second] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  const across = first.left - second.left;
  return Math.abs(across) > 1 ? across : first.top - second.top;
}

class Marks {
  constructor(svg, column, choose) {
    Object.assign(this, { svg, column, choose, at: 0 });
    svg.addEventListener("click", (event) => {
      const value = this.valueOf(event.target);
      if (value !== undefined) choose(value, event.shiftKey);
    });
    svg.addEventListener("keydown", (event) => this.press(event));
  }

  /* Vega keeps beside each element what it draws; a line or an area is drawn of many rows. */
  valueOf(element) {
    const drawn = element?.__data__;
    const { datum, mark } = (Array.isArray(drawn) ? drawn[0] : drawn) ?? {};
    if (!mark || mark.role !== "mark" || mark.marktype === "group") return undefined;
    return datum?.[this.column];
  }

  /* The first mark of each value stands for it. */
  stops() {
    const found = new Map();
    for (const element of this.svg.querySelectorAll(".role-mark path, .role-mark text, .role-mark line")) {
      const value = this.valueOf(element);
      if (value !== undefined && value !== null && !found.has(value)) found.set(value, element);
    }
    return new Map([...found].sort(([, one], [, other]) => order(one, other)));
  }

  refresh(chosen) {
    const stops = [...this.stops()];
    const kept = new Set(stops.map(([, element]) => element));
    // What stays a stop keeps its tabindex: without one it would lose the focus.
    for (const old of this.svg.querySelectorAll("[data-stop]")) {
      if (kept.has(old)) continue;
      for (const name of ["data-stop", "role", "tabindex", "aria-pressed"]) old.removeAttribute(name);
    }
    this.at = Math.min(this.at, Math.max(0, stops.length - 1));
    stops.forEach(([value, element], index) => {
      element.dataset.stop = "";
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", index === this.at ? "0" : "-1");
      element.setAttribute("aria-pressed", String(chosen.includes(value)));
      if (!element.hasAttribute("aria-label")) element.setAttribute("aria-label", `${this.column}: ${value}`);
      element.removeAttribute("aria-roledescription");
      const hidden = element.closest("[aria-hidden=true]");
      if (hidden) hidden.removeAttribute("aria-hidden");
    });
  }

  focus() {
    [...this.stops().values()][this.at]?.focus();
  }

  press(event) {
    const stops = [...this.stops().values()];
    const now = stops.indexOf(event.target);
    if (now < 0) return;
    const next = { Home: 0, End: stops.length - 1 }[event.key] ?? now + (STEPS[event.key] ?? 0);
    if (next === now || !stops[next]) return;
    event.preventDefault();
    this.at = next;
    stops.forEach((each, index) => each.setAttribute("tabindex", index === next ? "0" : "-1"));
    stops[next].focus();
  }
}

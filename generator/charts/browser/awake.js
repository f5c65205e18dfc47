/*
 * Wakes drawings that need no Vega: marks tell of themselves under pointer, finger and keys. What
 * they tell stands in a <metadata> before them, as generator/charts/pictures/tips.py writes it.
 */

import { openLegend } from "./legend.js";
import { Tooltip } from "./tooltip.js";

const AWAKE = "figure[data-live=awake]";
const FAR = 60;
const NEAR = 16;
const UNSEEN = { position: "fixed", clipPath: "inset(50%)" };
const LOOK = { fill: "none", stroke: "var(--text-muted, currentColor)", pointerEvents: "none",
  vectorEffect: "non-scaling-stroke" };
const STEPS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
  Home: [-Infinity, 0], End: [Infinity, 0] };

function marksIn(svg) {
  const names = [];
  return [...svg.querySelectorAll("metadata")].flatMap((node) => {
    const { of, keys = [], at, height, ...told } = JSON.parse(node.textContent);
    names[of] ??= told.names;
    let element = node;
    return told.rows.map((row, index) => {
      element = at ? null : element.nextElementSibling;
      return {
        of, node, element, height,
        point: at?.slice(2 * index, 2 * index + 2),
        tip: Array.isArray(row) ? Object.fromEntries(row.map((value, column) => [names[of][column], value])) : row,
        keys: [Array.isArray(keys) ? keys[index] ?? [] : keys].flat(),
      };
    });
  });
}

const said = (tip) =>
  typeof tip === "string" ? tip : Object.entries(tip).map((line) => line.join(": ")).join("; ");

class Drawing {
  constructor(svg, tooltip, voice) {
    Object.assign(this, { svg, tooltip, voice, marks: marksIn(svg) });
    openLegend(svg, this.marks, () => this.leave());
    for (const { element, tip } of this.marks) {
      if (tip && element?.matches("a")) element.setAttribute("aria-label", said(tip));
    }
    // Nothing in an image could be pressed.
    if (svg.querySelector("a, [role=button]")) svg.setAttribute("role", "graphics-document");
    this.role = svg.getAttribute("role");
    svg.tabIndex = 0;
    for (const type of ["pointermove", "pointerdown"]) svg.addEventListener(type, (event) => this.point(event));
    svg.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && this.leave());
    document.addEventListener("pointerdown", ({ target }) => svg.contains(target) || this.leave());
    svg.addEventListener("keydown", (event) => this.press(event));
    // While it is walked through, arrows are its own and not a screen reader's.
    svg.addEventListener("focus", () => svg.setAttribute("role", "application"));
    svg.addEventListener("blur", () => { svg.setAttribute("role", this.role); this.leave(); });
  }

  /* Where a mark is in the window. */
  place({ node, element, point }) {
    if (!point) return element.getBoundingClientRect();
    const { x, y } = new DOMPoint(...point).matrixTransform(node.parentElement.getScreenCTM());
    return new DOMRect(x, y, 0, 0);
  }

  get tellable() {
    return this.marks.filter(({ tip, isHidden }) => tip && !isHidden);
  }

  point(event) {
    const { clientX: x, clientY: y } = event;
    const mark = this.under(x, y) ?? this.nearest(x, y);
    if (mark) this.show(mark, event);
    else this.leave();
  }

  under(x, y) {
    for (const hit of document.elementsFromPoint(x, y)) {
      const mark = this.tellable.find(({ element }) => element?.contains(hit));
      if (mark) return mark;
    }
  }

  /* Points of a line are found from afar, rather by where along it than how high. */
  nearest(x, y) {
    let least = 1;
    let found;
    for (const mark of this.tellable) {
      const { left, right, top, bottom } = this.place(mark);
      const across = x - (left + right) / 2;
      const down = y - (top + bottom) / 2;
      const away = mark.point ? Math.hypot(across, down / 3) / FAR : Math.hypot(across, down) / NEAR;
      if (away < least) [least, found] = [away, mark];
    }
    return found;
  }

  show(mark, event) {
    this.told = mark;
    this.tooltip.show(event, mark.tip);
    this.trace(mark, event.type === "keydown");
  }

  /* A point gets a line and a ring; what keys have reached, a frame. */
  trace(mark, isReached) {
    if (!mark.point && !isReached) return this.clear();
    const { left, top, right, bottom } = this.place(mark);
    const back = this.svg.getScreenCTM().inverse();
    const at = (x, y) => {
      const point = new DOMPoint(x, y).matrixTransform(back);
      return `${point.x},${point.y}`;
    };
    this.path ??= document.createElementNS(this.svg.namespaceURI, "path");
    Object.assign(this.path.style, LOOK);
    this.svg.append(this.path);
    const { a: scale, f: start } = mark.node.parentElement.getScreenCTM();
    this.path.setAttribute("d", mark.point
      ? `M${at(left, start)}L${at(left, start + mark.height * scale)}M${at(left - 4, top)}a4,4,0,1,1,8,0a4,4,0,1,1,-8,0`
      : `M${at(left - 2, top - 2)}L${at(right + 2, top - 2)}L${at(right + 2, bottom + 2)}L${at(left - 2, bottom + 2)}Z`);
  }

  clear() {
    this.path?.remove();
  }

  leave() {
    this.clear();
    this.tooltip.hide();
  }

  press(event) {
    if (event.key === "Escape") this.leave();
    const [along, across] = STEPS[event.key] ?? [];
    if (along === undefined || event.target !== this.svg) return;
    event.preventDefault();
    const mark = this.next(along, across);
    if (!mark) return;
    const { left, right, top } = this.place(mark);
    this.show(mark, { type: "keydown", clientX: (left + right) / 2, clientY: top });
    this.voice.textContent = said(mark.tip);
  }

  next(along, across) {
    const rows = this.rows();
    const row = Math.max(0, rows.findIndex((each) => each.includes(this.told)));
    const at = rows[row]?.indexOf(this.told) ?? -1;
    if (at < 0) return rows[0]?.[0];
    if (across && rows.length > 1) {
      const { left } = this.place(this.told);
      const off = (mark) => Math.abs(this.place(mark).left - left);
      const other = rows[row + across] ?? rows[row];
      return other.reduce((best, mark) => (off(mark) < off(best) ? mark : best));
    }
    return rows[row][Math.min(rows[row].length - 1, Math.max(0, at + along + across))];
  }

  /* Marks of a kind are one row, or one for each entry of a legend; from left to right, or from the top. */
  rows() {
    return [...Map.groupBy(this.tellable, ({ of }) => of).values()].flatMap((series) => {
      const rows = [...Map.groupBy(series, ({ keys }) => keys[0]).values()];
      return rows.length < series.length ? rows : [series];
    }).map((row) => row.sort((one, other) => {
      const [first, second] = [this.place(one), this.place(other)];
      const off = first.left - second.left;
      return Math.abs(off) > 1 ? off : first.top - second.top;
    }));
  }
}

function wake(figure) {
  const voice = document.createElement("div");
  voice.setAttribute("role", "status");
  Object.assign(voice.style, UNSEEN);
  figure.append(voice);
  const tooltip = new Tooltip(figure, {}, String);
  for (const svg of figure.querySelectorAll("svg:has(metadata)")) new Drawing(svg, tooltip, voice);
  figure.dataset.state = "awake";
}

document.querySelectorAll(AWAKE).forEach(wake);
document.addEventListener("figure:new", ({ target }) => target.matches(AWAKE) && wake(target));

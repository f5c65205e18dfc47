/*
 * The live charts of one infographic: each in its panel, and all of them filtered by what is
 * selected in one. What is selected of a column is a signal of the same name in every view.
 */

import { draw, read } from "./chart.js";
import { openMarks } from "./marks.js";

export async function mount(figure, runtime, text) {
  const { panels, signals } = read(text, figure.querySelector(".figure-box"));
  const boxes = [...figure.querySelectorAll("[data-panel]")];
  const picked = new Picked(figure, signals);
  const made = await Promise.all(boxes.map((panel) => {
    const { wide, narrow } = panels[Number(panel.dataset.panel)];
    const box = panel.querySelector(".panel-box");
    const isNarrow = box.querySelector(".figure-narrow")?.getClientRects().length;
    return draw(figure, panel, box, (isNarrow && narrow) || wide, runtime);
  }));
  // All take their places at once: a composition is not half alive.
  made.forEach((each, at) => show(each, boxes[at].querySelector(".panel-box")));
  picked.follow(made, boxes);
}

/* The still drawing stays for paper, where the composition is as it was drawn. */
function show({ svg, isFitted }, box) {
  // A panel's width has fractions, which Vega rounds.
  if (isFitted) svg.style.height = `${box.getBoundingClientRect().height}px`;
  for (const still of box.children) still.classList.add("panel-still");
  svg.classList.add("panel-live");
  box.append(svg);
}

/* Words of the language of the page, with what stands in braces put in. */
function said(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

/* What is selected, by column. */
class Picked {
  constructor(figure, signals) {
    this.figure = figure;
    this.signals = signals;
    this.words = JSON.parse(figure.querySelector(".infographic").dataset.words ?? "{}");
    this.values = new Map();
    this.views = [];
    this.marks = [];
  }

  follow(made, boxes) {
    const columns = boxes.map((panel) => panel.dataset.select).filter(Boolean);
    if (columns.length === 0) return;
    this.views = made.map(({ view }) => view);
    this.marks = made.flatMap(({ svg }, at) => {
      const column = boxes[at].dataset.select;
      return column ? [openMarks(svg, column, (value, more) => this.toggle(column, value, more))] : [];
    });
    this.showState();
    this.figure.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.values.size) this.clear();
    });
  }

  toggle(column, value, more) {
    const before = this.values.get(column) ?? [];
    const others = more ? before.filter((each) => each !== value) : [];
    const now = before.includes(value) && (more || before.length === 1) ? others : [...others, value];
    if (now.length) this.values.set(column, now);
    else this.values.delete(column);
    return this.apply();
  }

  clear() {
    this.values.clear();
    return this.apply();
  }

  async apply() {
    this.tell();
    await Promise.all(this.views.map((view) => {
      for (const [column, signal] of Object.entries(this.signals)) {
        view.signal(signal, this.values.get(column) ?? []);
      }
      return view.runAsync();
    }));
    for (const marks of this.marks) marks.refresh(this.values.get(marks.column) ?? []);
  }

  /* A line that says what is shown, with the way back; it has its room from the start. */
  showState() {
    const line = document.createElement("div");
    line.className = "infographic-state";
    this.told = document.createElement("p");
    this.told.setAttribute("role", "status");
    this.reset = document.createElement("button");
    this.reset.type = "button";
    this.reset.textContent = this.words.all;
    this.reset.addEventListener("click", () => this.clear());
    line.append(this.told, this.reset);
    this.figure.querySelector(".infographic").append(line);
    this.tell();
    for (const marks of this.marks) marks.refresh([]);
  }

  tell() {
    const chosen = [...this.values].map(([column, values]) => `${column} ${values.join(", ")}`);
    const columns = [...new Set(this.marks.map((marks) => marks.column))];
    const { only, choose, or } = this.words;
    const column = columns.reduce((first, second) => said(or, { first, second }));
    this.told.textContent = chosen.length
      ? said(only, { chosen: chosen.join("; ") })
      : said(choose, { column });
    const hadFocus = this.reset === document.activeElement;
    this.reset.hidden = chosen.length === 0;
    if (hadFocus && this.reset.hidden) this.marks[0].focus();
  }
}

// The loss, step by step, with a mark at the step that is listened to.

import { draw } from "./making.js";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [400, 190, 34, 22, 14, 30];
const FIRST = 100;

/** Where steps and losses stand: steps by their logarithm, or the first hundred would be no width. */
export function scales(rows) {
  const end = Math.log1p(rows.at(-1).step / FIRST);
  const [least, most] = [Math.min(...rows.map((row) => row.loss)), Math.max(...rows.map((row) => row.loss))];
  const floor = Math.floor(least);
  return {
    floor,
    ceiling: most,
    x: (step) => LEFT + (Math.log1p(step / FIRST) / end) * (WIDTH - LEFT - RIGHT),
    y: (loss) => HEIGHT - BOTTOM - ((loss - floor) / (most - floor)) * (HEIGHT - BOTTOM - TOP),
  };
}

/** The row at a step, or the first after it. */
export function rowAt(rows, step) {
  return rows.find((row) => row.step >= step) ?? rows.at(-1);
}

function axes({ x, y, floor, ceiling }, steps) {
  const title = { class: "title", x: WIDTH - RIGHT, y: TOP };
  const made = [draw("text", title, "Loss, by steps of training")];
  for (let loss = floor; loss <= ceiling; loss += 1) {
    made.push(draw("path", { class: "grid", d: `M${LEFT} ${y(loss)}H${WIDTH - RIGHT}` }));
    made.push(draw("text", { class: "up", x: LEFT - 8, y: y(loss) + 4 }, loss));
  }
  const base = HEIGHT - BOTTOM + 18;
  for (const step of steps) {
    made.push(draw("text", { class: "along", x: x(step), y: base }, step.toLocaleString("en")));
  }
  return made;
}

/** Draw the curve; what it gives back moves the mark to a step, or hides it. */
export function drawCurve(rows, steps) {
  const drawing = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  const scale = scales(rows);
  const points = rows.map((row) => `${scale.x(row.step).toFixed(1)} ${scale.y(row.loss).toFixed(1)}`);
  const mark = draw("circle", { class: "mark", r: 7 });
  const line = draw("path", { class: "line", d: `M${points.join("L")}` });
  drawing.append(...axes(scale, steps), line, mark);
  const point = (step) => {
    mark.classList.toggle("away", step === null);
    if (step === null) return;
    mark.setAttribute("cx", scale.x(step));
    mark.setAttribute("cy", scale.y(rowAt(rows, step).loss));
  };
  return { drawing, point };
}

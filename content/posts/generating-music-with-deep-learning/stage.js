/** The picture, a mark on each of its feature pixels, and the line that reads it. */

import { draw, make } from "./making.js";
import { LOOP } from "./voices.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");
const PULSE = [
  { transform: "scale(1)", opacity: 1 },
  { transform: "scale(2.4)", opacity: 1, offset: 0.15 },
  { transform: "scale(1)", opacity: 1 },
];

export function stage() {
  const canvas = make("canvas", { "aria-hidden": "true" });
  const marks = draw("svg", { "aria-hidden": "true", class: "instrument-marks" });
  const line = draw("line", { class: "instrument-line", visibility: "hidden" });
  const element = make("div", { class: "instrument-stage", role: "img" }, canvas, marks);
  let voices = [];
  let circles = [];
  let before = 0;

  function pulse(n) {
    circles[n]?.animate(PULSE, { duration: 700, easing: "ease-out" });
  }

  return {
    element,
    show(picture, shown, title) {
      voices = shown;
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext("2d").putImageData(picture, 0, 0);
      marks.setAttribute("viewBox", `0 0 ${picture.width} ${picture.height}`);
      const radius = picture.width / 190;
      circles = voices.map(({ x, y }) => draw("circle", { cx: x + 0.5, cy: y + 0.5, r: radius }));
      for (const [name, value] of [["x1", 0], ["x2", picture.width]]) line.setAttribute(name, value);
      marks.replaceChildren(line, ...circles);
      element.setAttribute("aria-label", `${title}, with a mark on each of ${voices.length} feature pixels`);
    },
    /** Draw a moment of what plays; null is silence. */
    follow(moment) {
      const reads = moment !== null && !still.matches && voices.some(({ at }) => at !== null);
      line.setAttribute("visibility", reads ? "visible" : "hidden");
      if (moment === null || still.matches) return;
      const now = Math.max(0, moment.seconds);
      if (reads) readTo(now);
      else if (voices.length) pulse(Math.floor(Math.random() * voices.length));
      before = now;
    },
  };

  function readTo(now) {
    const [from, to] = [Math.min(before, now) % LOOP, now % LOOP];
    const y = (to / LOOP) * canvas.height;
    line.setAttribute("y1", y);
    line.setAttribute("y2", y);
    voices.forEach(({ at }, n) => {
      const sounds = from <= to ? at > from && at <= to : at > from || at <= to;
      if (sounds) pulse(n);
    });
  }
}

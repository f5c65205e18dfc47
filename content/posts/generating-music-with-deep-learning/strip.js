/** A strip of frequencies with a line for each oscillator: where the picture hums. */

import { draw } from "./making.js";
import { HIGHEST, LOWEST } from "./voices.js";

const HEIGHT = 64;
const BASE = 44;
const SIDE = 12;
/** As it was: frequencies as they are mapped. The fix: an octave is as wide as the next, as ears count. */
const LINEAR = { ticks: [20, 100, 200, 300, 400, 500], from: LOWEST, to: HIGHEST, place: (hertz) => hertz };
const OCTAVES = { ticks: [55, 110, 220, 440, 880, 1760], from: 50, to: 1760, place: Math.log2 };

export function strip() {
  const element = draw("svg", { class: "instrument-strip", height: HEIGHT, role: "img" });
  let voices = [];
  let lines = [];
  let axis = LINEAR;
  let width = 640;

  function across(hertz) {
    const [low, high] = [axis.place(axis.from), axis.place(axis.to)];
    return SIDE + ((axis.place(hertz) - low) / (high - low)) * (width - 2 * SIDE);
  }

  function label(hertz, n) {
    const last = n === axis.ticks.length - 1;
    const [end, x] = n === 0 ? ["first", 0] : last ? ["last", width] : ["", across(hertz)];
    return draw("text", { x, y: HEIGHT - 4, class: end && `instrument-${end}` }, last ? `${hertz} Hz` : `${hertz}`);
  }

  function redraw() {
    element.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    const loudest = Math.max(...voices.map(({ gain }) => gain));
    lines = voices.map(({ frequency, gain }) => {
      const high = BASE - 8 - 30 * (gain / loudest || 0);
      return moved(draw("line", { y1: BASE, y2: high }), across(frequency));
    });
    const rule = draw("path", { d: `M${SIDE} ${BASE}H${width - SIDE}`, class: "instrument-axis" });
    element.replaceChildren(rule, ...lines, ...axis.ticks.map(label));
  }

  // Letters stay as large as they are: the strip is drawn anew for the width that it has.
  const watching = new ResizeObserver(([{ contentRect }]) => {
    if (!contentRect.width || contentRect.width === width) return;
    width = contentRect.width;
    redraw();
  });
  watching.observe(element);

  return {
    element,
    show(shown) {
      voices = shown;
      axis = voices.some(({ at }) => at !== null) ? OCTAVES : LINEAR;
      element.setAttribute("aria-label", spoken(voices));
      redraw();
    },
    follow(moment) {
      moment?.frequencies.forEach((hertz, n) => lines[n] && moved(lines[n], across(hertz)));
    },
    close: () => watching.disconnect(),
  };
}

/** Say how many oscillators there are, and between which frequencies. */
export function spoken(voices) {
  if (!voices.length) return "No oscillators";
  const hertz = voices.map(({ frequency }) => frequency);
  const [low, high] = [Math.min(...hertz), Math.max(...hertz)].map(Math.round);
  return `${voices.length} oscillators from ${low} to ${high} Hz`;
}

function moved(line, x) {
  line.setAttribute("transform", `translate(${x.toFixed(1)} 0)`);
  return line;
}

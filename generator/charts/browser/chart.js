/* Draws one live chart with the given runtime and puts it where the static drawing stood. */

import { bindControls } from "./controls.js";
import { Tooltip } from "./tooltip.js";

const FONT = '"var(--font-chart)"';
const TIMER = /"type":\s*"timer"/;

export async function mount(figure, runtime, text) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (calm && TIMER.test(text)) return;
  const box = figure.querySelector(".figure-box");
  const still = box.querySelector("svg");
  const spec = JSON.parse(text.replaceAll(FONT, JSON.stringify(fontOf(box))));
  const view = newView(spec, runtime, figure);
  fit(view, spec, box, still);
  const apply = bindControls(figure, view, runtime);
  const holder = document.createElement("div");
  view.initialize(holder);
  apply();
  await view.runAsync();
  const svg = holder.querySelector("svg");
  if (isFitted(spec)) follow(view, box);
  else scale(svg, still);
  name(svg, still.getAttribute("aria-label"));
  still.replaceWith(svg);
}

/* The still drawing is one image; the live one may be walked through, mark by mark. */
function name(svg, alt) {
  svg.setAttribute("role", "graphics-document");
  svg.setAttribute("aria-roledescription", "visualization");
  if (alt) svg.setAttribute("aria-label", alt);
}

function newView(spec, { View, parse, interpret }, figure) {
  const tooltip = new Tooltip(figure);
  return new View(parse(spec, null, { ast: true }), {
    expr: interpret,
    renderer: "svg",
    hover: true,
    logLevel: 1,
    tooltip: (handler, event, mark, value) => tooltip.show(event, value),
  });
}

/* A canvas measures text but knows no CSS variables, so Vega is told the family itself. */
function fontOf(box) {
  const style = getComputedStyle(box);
  return style.getPropertyValue("--font-chart").trim() || style.fontFamily;
}

function isFitted(spec) {
  return spec.autosize?.type === "fit";
}

/* The chart takes the still drawing's place to the pixel, its lettering at full size. */
function fit(view, spec, box, still) {
  if (!isFitted(spec)) return;
  const { height } = still.getBoundingClientRect();
  if (box.clientWidth && height) view.width(box.clientWidth).height(height);
}

function follow(view, box) {
  let width = box.clientWidth;
  new ResizeObserver(() => {
    if (box.clientWidth === width || !box.clientWidth) return;
    width = box.clientWidth;
    view.width(width).runAsync();
  }).observe(box);
}

/* A chart of several views keeps its own size, drawn into the still drawing's box. */
function scale(svg, still) {
  const { width, height } = still.viewBox.baseVal;
  svg.style.aspectRatio = `${width} / ${height}`;
  correctPointer(svg);
}

/*
 * Vega takes the distance from the drawing's corner for chart units. In a scaled drawing
 * it is told of a corner that makes this true for the event it is handling.
 */
function correctPointer(svg) {
  let last = null;
  const types = ["pointerdown", "pointermove", "mousedown", "mousemove", "mouseup", "click",
    "dblclick", "wheel", "touchstart", "touchmove", "touchend"];
  for (const type of types) {
    window.addEventListener(type, (event) => { last = event.changedTouches?.[0] ?? event; },
      { capture: true, passive: true });
  }
  const measure = svg.getBoundingClientRect.bind(svg);
  svg.getBoundingClientRect = () => {
    const rect = measure();
    const scale = rect.width / svg.viewBox.baseVal.width;
    if (!last || !scale || Math.abs(scale - 1) < 0.001) return rect;
    const x = last.clientX - (last.clientX - rect.x) / scale;
    const y = last.clientY - (last.clientY - rect.y) / scale;
    return new DOMRect(x, y, rect.width, rect.height);
  };
}

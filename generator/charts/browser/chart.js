/* Draws one live chart with the given runtime and puts it where the static drawing stood. */

import { bindControls, plainIn } from "./controls.js";
import { addressOf, Tooltip } from "./tooltip.js";

const FONT = '"var(--font-chart)"';
const TIMER = /"type":\s*"timer"/;

export async function mount(figure, runtime, text) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (calm && TIMER.test(text)) return;
  const box = figure.querySelector(".figure-box");
  const drawn = await draw(figure, figure, box, read(text, box), runtime);
  drawn.show();
}

/* A canvas measures text but knows no CSS variables, so Vega is told the family itself. */
export function read(text, box) {
  const style = getComputedStyle(box);
  const font = style.getPropertyValue("--font-chart").trim() || style.fontFamily;
  return JSON.parse(text.replaceAll(FONT, JSON.stringify(font)));
}

/*
 * Draws a specification for the box of a figure, or of one of its panels, which holds its controls.
 * Its drawing takes the place of the still one when it is shown.
 */
export async function draw(figure, around, box, spec, runtime) {
  const still = stillIn(box);
  // A small drawing keeps its size where there is room for it; any other fills its box.
  const isSmall = still.matches(".is-small") && !still.closest(".figure-narrow");
  const most = isSmall ? Number(still.getAttribute("width")) : Infinity;
  await fillRows(spec, figure.dataset.shared);
  // Text is measured in what is loaded, not in what is still to come.
  await document.fonts.ready;
  const plain = plainIn(spec);
  const view = newView(spec, runtime, figure, plain);
  const quit = followScheme(view, spec, figure);
  figure.addEventListener("figure:gone", () => { quit(); view.finalize(); }, { once: true });
  fit(view, spec, box, still, most);
  const apply = bindControls(around, view, plain);
  const holder = document.createElement("div");
  view.initialize(holder);
  apply();
  await view.runAsync();
  const svg = holder.querySelector("svg");
  if (isFitted(spec)) follow(view, box, most);
  else scale(svg, still);
  svg.classList.toggle("is-small", isSmall);
  name(svg, still.getAttribute("aria-label") ?? still.alt);
  openToKeys(svg);
  if (!/^en\b/.test(figure.closest("[lang]")?.lang ?? "en")) withoutEnglish(svg);
  return { view, svg, isFitted: isFitted(spec), show: () => box.replaceChildren(svg) };
}

/* What is interpolated has colours of its own for dark pages; all else follows the theme's variables. */
function followScheme(view, spec, figure) {
  if (!spec.signals?.some(({ name }) => name === "_dark")) return () => {};
  const dark = matchMedia("screen and (prefers-color-scheme: dark)");
  const isDark = () => dark.matches && getComputedStyle(figure).colorScheme.includes("dark");
  const turn = () => view.signal("_dark", isDark()).runAsync();
  view.signal("_dark", isDark());
  dark.addEventListener("change", turn);
  return () => dark.removeEventListener("change", turn);
}

/* Of the drawings in the box, as SVG or as pictures, the one that is shown. */
function stillIn(box) {
  const shown = [...box.children].find((child) => child.getClientRects().length) ?? box;
  return shown.matches("svg") ? shown : shown.querySelector("svg, img");
}

/* Rows that several figures use are fetched once; each chart makes its own of them. */
const fetched = new Map();

function rowsAt(address) {
  if (!fetched.has(address)) {
    fetched.set(address, fetch(address).then((response) => {
      if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
      return response.text();
    }));
  }
  return fetched.get(address);
}

async function fillRows(spec, folder) {
  await Promise.all((spec.data ?? []).filter(({ url }) => url && folder).map(async (data) => {
    data.values = JSON.parse(await rowsAt(folder + data.url));
    delete data.url;
  }));
}

/* The still drawing is one image; the live one may be walked through, mark by mark. */
function name(svg, alt) {
  svg.setAttribute("role", "graphics-document");
  svg.setAttribute("aria-roledescription", "visualization");
  if (alt) svg.setAttribute("aria-label", alt);
  // Marks of which there are none yet, such as the outliers of a boxplot, say nothing.
  for (const idle of svg.querySelectorAll("g[role=graphics-symbol]:not([aria-label])")) {
    idle.removeAttribute("role");
    idle.removeAttribute("aria-roledescription");
  }
}

/* Vega tells what its parts are in English alone. */
function withoutEnglish(svg) {
  const name = "aria-roledescription";
  const clear = () => [svg, ...svg.querySelectorAll(`[${name}]`)].forEach((part) => part.removeAttribute(name));
  clear();
  new MutationObserver(clear).observe(svg, { subtree: true, childList: true, attributeFilter: [name] });
}

/* What a click selects in a legend, the keyboard selects too. */
function openToKeys(svg) {
  for (const label of svg.querySelectorAll("[class*=_legend_labels] text")) {
    label.closest("[aria-roledescription=legend]")?.setAttribute("role", "group");
    label.setAttribute("role", "button");
    label.setAttribute("tabindex", "0");
  }
  svg.addEventListener("keydown", (event) => {
    const { target, key, shiftKey } = event;
    if (!target.matches("[role=button]") || (key !== "Enter" && key !== " ")) return;
    event.preventDefault();
    target.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey }));
  });
}

function newView(spec, { View, parse, interpret }, figure, plain) {
  const images = JSON.parse(figure.dataset.images ?? "{}");
  const tooltip = new Tooltip(figure, images, (value) => (value instanceof Date ? date(value) : plain(value)));
  const view = withImages(new View(parse(spec, null, { ast: true }), {
    expr: interpret,
    renderer: "svg",
    hover: true,
    logLevel: 1,
    tooltip: (handler, event, mark, value) => tooltip.show(event, value),
  }), images);
  const { date: day = "%b %d, %Y", time = "%H:%M" } = spec.config?.locale?.time ?? {};
  const date = (value) => view.locale().utcFormat(value % 864e5 ? `${day} ${time}` : day)(value);
  return view;
}

/* Pictures lie at the addresses that they were published at; no other is asked for. */
function withImages(view, images) {
  const loader = view.loader();
  const sanitize = async (address, options) => {
    if (options?.context !== "image") return loader.sanitize(address, options);
    const place = addressOf(address, images);
    if (!place) throw new Error(`${address} is no picture of this site`);
    return loader.sanitize(place, options);
  };
  return view.loader({ ...loader, sanitize });
}

function isFitted(spec) {
  return spec.autosize?.type === "fit";
}

/* The chart takes the still drawing's place to the pixel, its lettering at full size. */
function fit(view, spec, box, still, most) {
  if (!isFitted(spec)) return;
  const { height } = still.getBoundingClientRect();
  const width = Math.min(box.clientWidth, most);
  if (width && height) view.width(width).height(height);
}

function follow(view, box, most) {
  let width = Math.min(box.clientWidth, most);
  new ResizeObserver(() => {
    const now = Math.min(box.clientWidth, most);
    if (now === width || !now) return;
    width = now;
    view.width(width).runAsync();
  }).observe(box);
}

/* A chart of several views keeps its own size, drawn into the still drawing's box. */
function scale(svg, still) {
  const { width, height } = still.viewBox?.baseVal ?? sizeOf(still);
  svg.style.aspectRatio = `${width} / ${height}`;
  correctPointer(svg);
}

function sizeOf(picture) {
  return { width: picture.getAttribute("width"), height: picture.getAttribute("height") };
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

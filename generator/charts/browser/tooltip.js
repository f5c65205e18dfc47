/* What stands under the pointer, as text: never as markup. */

const LOOK = {
  position: "fixed",
  zIndex: "20",
  pointerEvents: "none",
  maxWidth: "20rem",
  padding: "0.4em 0.7em",
  border: "1px solid var(--chart-grid, var(--grid, currentColor))",
  borderRadius: "3px",
  background: "var(--chart-page, var(--page, Canvas))",
  color: "var(--chart-text, var(--text, CanvasText))",
  font: "0.8rem/1.45 var(--font-chart, sans-serif)",
  fontVariantNumeric: "tabular-nums",
};
const AWAY = 14;

export class Tooltip {
  constructor(figure, images, plain) {
    this.figure = figure;
    this.images = images;
    this.plain = plain;
    this.box = null;
    addEventListener("keydown", (event) => { if (event.key === "Escape") this.hide(); });
    addEventListener("scroll", () => this.hide(), { passive: true });
  }

  show(event, value) {
    if (value === null || value === undefined || value === "") return this.hide();
    this.box ??= this.make();
    this.box.replaceChildren(...linesOf(value, this.images, this.plain));
    this.box.hidden = false;
    this.move(event);
  }

  hide() {
    if (this.box) this.box.hidden = true;
  }

  make() {
    const box = document.createElement("div");
    box.className = "figure-tooltip";
    box.setAttribute("aria-hidden", "true");
    Object.assign(box.style, LOOK);
    this.figure.append(box);
    return box;
  }

  move(event) {
    const { clientX, clientY } = event.changedTouches?.[0] ?? event;
    const { width, height } = this.box.getBoundingClientRect();
    const edge = document.documentElement.clientWidth;
    const left = clientX + AWAY + width > edge ? clientX - AWAY - width : clientX + AWAY;
    const top = clientY - AWAY - height < 0 ? clientY + AWAY : clientY - AWAY - height;
    this.box.style.left = `${Math.max(0, left)}px`;
    this.box.style.top = `${top}px`;
  }
}

function linesOf(value, images, plain) {
  if (typeof value !== "object" || value instanceof Date) return [lineOf("", value, plain)];
  if (Array.isArray(value)) return value.map((part) => lineOf("", part, plain));
  return Object.entries(value).map(([name, part]) =>
    name === "image" ? imageOf(addressOf(part, images)) : lineOf(name, part, plain));
}

/* Where a picture was published; one that the data hold is its own address. */
export function addressOf(picture, images) {
  const carried = String(picture).startsWith("data:image/") ? picture : "";
  return Object.hasOwn(images, picture) ? images[picture] : carried;
}

/* Vega shows a field of this name as a picture. */
function imageOf(address) {
  const image = new Image();
  if (address) image.src = address;
  image.alt = "";
  Object.assign(image.style, { maxWidth: "100%", maxHeight: "12rem" });
  return image;
}

function lineOf(name, value, plain) {
  const line = document.createElement("div");
  if (name) {
    const label = document.createElement("span");
    label.textContent = `${name}: `;
    label.style.opacity = "0.75";
    line.append(label);
  }
  line.append(textOf(value, plain));
  return line;
}

function textOf(value, plain) {
  if (Number.isFinite(value) || value instanceof Date) return plain(value);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/*
 * Brings an exhibit: an author's module, its styles and its rows. Until it stands, and where it
 * fails, its art is what readers see.
 *
 * Markup it expects: data-module and data-exhibit (what the module is given, as JSON) at the figure.
 * It puts .exhibit into .figure-box, beside the art: a theme hides it until the figure is .is-live,
 * and in print, and the art where it is shown.
 */

export async function mount(figure) {
  const { styles, props, files, data } = JSON.parse(figure.dataset.exhibit);
  const [module, rows] = await Promise.all([
    import(whole(figure.dataset.module)),
    valuesOf(data, rowsAt),
    ...styles.map(linked),
  ]);
  const element = document.createElement("div");
  element.className = "exhibit";
  // It has its width before it is seen, for what measures itself.
  figure.querySelector(".figure-box").append(element);
  try {
    const leave = await module.mount(element, { ...props, files: await valuesOf(files, whole), data: rows });
    if (typeof leave === "function") callOnLeaving(figure, leave);
  } catch (error) {
    element.remove();
    throw error;
  }
}

const whole = (address) => new URL(address, document.baseURI).href;

async function valuesOf(named, of) {
  const pairs = Object.entries(named).map(async ([name, address]) => [name, await of(address)]);
  return Object.fromEntries(await Promise.all(pairs));
}

async function rowsAt(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response.json();
}

const sheets = new Map();

/* A style sheet is linked once, also where several exhibits of the page ask for it. */
function linked(address) {
  if (!sheets.has(address)) sheets.set(address, link(address));
  return sheets.get(address);
}

function link(address) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = address;
  return new Promise((done, fail) => {
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", () => fail(new Error(`${sheet.href} could not be loaded`)));
    document.head.append(sheet);
  });
}

/* A page that is kept for the way back keeps its exhibits too. */
function callOnLeaving(figure, leave) {
  addEventListener("pagehide", ({ persisted }) => persisted || leave());
  figure.addEventListener("figure:gone", leave, { once: true });
}

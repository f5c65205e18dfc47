/* Shows anew a file that changed under the same address: a picture, a sheet, or a figure's data. */

import { exchange } from "./patch.js";

const NAMES = ["src", "srcset", "poster", "href", "data"];
let count = 0;

export async function renew(address, version) {
  count += 1;
  const own = [...document.querySelectorAll("figure")].filter((each) => speaksOf(each, address));
  for (const figure of own) renewFigure(figure, address, version);
  const shown = document.querySelectorAll(NAMES.map((name) => `:not(a, figure)[${name}]`).join());
  for (const element of shown) {
    if (!own.some((figure) => figure.contains(element))) renewAddress(element, address);
  }
}

/* A figure that is alive has read its data; only another one reads them again. */
function renewFigure(figure, address, version) {
  const before = figure.id && version?.getElementById(figure.id);
  if (!before) return;
  const after = before.cloneNode(true);
  for (const element of after.querySelectorAll("*")) renewAddress(element, address);
  exchange(figure, before, after);
}

function speaksOf(figure, address) {
  return Object.values(figure.dataset).some((value) => value.includes(address));
}

function renewAddress(element, address) {
  if (element.localName === "a") return;
  for (const name of NAMES) {
    const value = element.getAttribute(name);
    if (value && namesIt(value, address)) element.setAttribute(name, renewed(value, address));
  }
}

function namesIt(value, address) {
  return value.split(",").some((part) => {
    const [url] = part.trim().split(/\s/);
    return URL.canParse(url, document.baseURI) && isAt(new URL(url, document.baseURI), address);
  });
}

function isAt(url, address) {
  return url.origin === location.origin && decodeURI(url.pathname) === decodeURI(address);
}

/* The browser keeps pictures by their address, so it gets another one for the same file. */
function renewed(value, address) {
  const parts = value.split(",").map((part) => {
    const [url, ...size] = part.trim().split(/\s+/);
    const whole = new URL(url, document.baseURI);
    if (!isAt(whole, address)) return part;
    return [`${whole.pathname}?preview=${count}${whole.hash}`, ...size].join(" ");
  });
  return parts.join(", ");
}

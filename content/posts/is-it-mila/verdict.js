/** What the network says, in words, on a scale and as heat. */

import { make } from "./elements.js";
import { paintHeat } from "./heat.js";

/** Return a verdict in words. */
export function inWords(probability) {
  const isMila = probability >= 0.5;
  const sure = isMila ? probability : 1 - probability;
  const percent = sure > 0.995 ? "more than 99 %" : `${Math.round(100 * sure)} %`;
  return [isMila ? "Mila" : "not Mila", `${percent} sure`];
}

/** Make the parts of the page that tell a verdict; `tell` fills them. */
export function verdictParts() {
  const said = make("strong", { className: "mila-word" });
  const sure = make("span", { className: "mila-sure" });
  const mark = make("span", { className: "mila-mark" });
  const scale = make("div", { className: "mila-scale", ariaHidden: "true" }, mark);
  const ends = make("div", { className: "mila-ends", ariaHidden: "true" }, make("span", {}, "not Mila"), make("span", {}, "Mila"));
  const words = make("p", { className: "mila-said", role: "status" }, said, " ", sure);
  words.setAttribute("role", "status");
  return { element: make("div", { className: "mila-verdict" }, words, scale, ends), said, sure, mark };
}

/** Tell a verdict. */
export function tell({ element, said, sure, mark }, { probability }) {
  [said.textContent, sure.textContent] = inWords(probability);
  mark.style.left = `${100 * probability}%`;
  element.dataset.probability = probability;
}

/** Lay the heat of a verdict over its picture, in the theme's colours. */
export function heatOver(canvas, verdict) {
  const theme = getComputedStyle(canvas);
  const colours = ["--mila-for", "--mila-against"].map((name) => theme.getPropertyValue(name).trim());
  paintHeat(canvas, verdict, colours);
}

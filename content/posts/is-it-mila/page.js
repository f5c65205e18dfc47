/** What readers see of the classifier: its pictures, its stage, and what stands beside it. */

import { make } from "./elements.js";
import { verdictParts } from "./verdict.js";

/** Build the page of the exhibit; nothing of it does anything yet. */
export function build(element, { pictures, files, networks }) {
  const choices = pictures.map(({ file, name }) => choice(name, files[file]));
  const stage = make("div", { className: "mila-stage" });
  const input = make("input", { type: "file", accept: "image/*", className: "mila-file" });
  const own = make("div", { className: "mila-bar" }, make("label", { className: "mila-button" }, input, "Your own picture"));
  const heat = make("input", { type: "checkbox", checked: true });
  const asked = networks.map(({ name }, place) => radio(name, place));
  const verdict = verdictParts();
  const note = make("p", { className: "mila-note" });
  note.setAttribute("role", "status");
  const row = make("div", { className: "mila-choices" }, ...choices);
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", "The pictures of this post");
  const which = networks.length > 1 ? [fieldset("Ask", asked)] : [];
  const side = make("div", { className: "mila-side" }, verdict.element, ...which, legend(heat), own, note);
  element.classList.add("mila");
  element.append(row, make("div", { className: "mila-table" }, stage, side));
  return { element, choices, stage, input, own, heat, asked, verdict, note };
}

/** Lay a picture on the stage, and a canvas over it for its heat; return that. */
export function staged({ stage, choices, note }, { name, picture, chosen }) {
  const heat = make("canvas", { className: "mila-heat", width: picture.width, height: picture.height });
  heat.setAttribute("aria-hidden", "true");
  picture.className = "mila-picture";
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", name);
  stage.replaceChildren(picture, heat);
  for (const each of choices) each.setAttribute("aria-pressed", String(each === chosen));
  note.textContent = chosen ? "" : `${name}: looked at here, and not uploaded.`;
  return heat;
}

function choice(name, address) {
  const picture = make("img", { src: address, alt: "", width: 96, height: 60 });
  const made = make("button", { type: "button", className: "mila-choice", title: name }, picture);
  made.dataset.address = address;
  made.setAttribute("aria-label", name);
  made.setAttribute("aria-pressed", "false");
  return made;
}

function radio(name, place) {
  const input = make("input", { type: "radio", name: "mila-network", value: String(place), checked: place === 0 });
  return make("label", { className: "mila-choice-line" }, input, name);
}

function fieldset(title, inside) {
  return make("fieldset", { className: "mila-networks" }, make("legend", {}, title), ...inside);
}

function legend(heat) {
  const key = (kind, text) => make("span", { className: `mila-key mila-${kind}` }, text);
  const shows = make("label", { className: "mila-choice-line" }, heat, "Show what it looked at");
  return make("div", { className: "mila-legend" }, shows, key("for", "for Mila"), key("against", "against"));
}

// What is pressed and chosen, and what stands beside it.

import { make } from "./making.js";

let groups = 0;

/** Radio buttons, one for each sound; `chosen` gets its number. */
export function choices(labels, chosen) {
  const group = `player-${++groups}`;
  const radios = labels.map((label, number) => {
    const input = make("input", { type: "radio", name: group, value: number });
    input.checked = number === 0;
    input.addEventListener("change", () => chosen(number));
    return make("label", {}, input, make("span", {}, label));
  });
  return make("fieldset", {}, make("legend", {}, "Listen to"), ...radios);
}

/** The button that plays and stops, and the volume beside it. */
export function keys({ pressed, volume, level }) {
  const button = make("button", { type: "button", class: "player-button" }, "Play");
  button.addEventListener("click", pressed);
  const slider = make("input", { type: "range", min: 0, max: 1, step: 0.01, value: level });
  slider.addEventListener("input", () => volume(Number(slider.value)));
  const place = make("span", { class: "player-place" }, "");
  const element = make(
    "div",
    { class: "player-keys" },
    button,
    place,
    make("label", {}, "Volume", slider),
  );
  const playing = (is) => {
    button.textContent = is ? "Stop" : "Play";
    button.classList.toggle("player-stops", is);
  };
  return { element, playing, place };
}

/** Chord by chord, what the clip plays there and what the measure heard. */
export function chords(names) {
  const parts = names.map((name) => {
    const heard = make("span", { class: "player-heard" });
    return { heard, box: make("li", {}, make("b", {}, name), " ", heard) };
  });
  const element = make("ol", { class: "player-chords" }, ...parts.map(({ box }) => box));
  const show = (rows) =>
    rows.forEach(({ chord, heard }, number) => {
      const { box, heard: text } = parts[number];
      const right = chord === heard;
      text.textContent = right ? "recognised" : `heard as ${heard}`;
      box.classList.toggle("player-right", right);
    });
  return { element, show };
}

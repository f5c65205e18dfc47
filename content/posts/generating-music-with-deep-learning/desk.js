/** What is pressed, turned and chosen. */

import { make } from "./making.js";

export function desk({ pictures, modes, on }) {
  const play = button("Play", on.play);
  const stop = button("Stop", on.stop);
  const volume = make("input", { type: "range", min: 0, max: 1, step: 0.01, value: 0.6 });
  volume.addEventListener("input", () => on.volume(Number(volume.value)));
  const own = file(on.file);
  const choice = choices("Picture", "picture", pictures, on.picture);
  const rule = choices("Rules", "mode", modes, on.mode);
  choice.lastChild.append(own.element);
  const element = make(
    "div",
    { class: "instrument-desk" },
    make("div", { class: "instrument-keys" }, play, stop, make("label", {}, "Volume", volume)),
    choice,
    rule,
  );
  return {
    element,
    /** Say which button would change something, without taking the focus from the other. */
    playing(plays) {
      play.setAttribute("aria-pressed", plays);
    },
    /** A file of the reader's own is none of the post's pictures. */
    owned(name) {
      for (const input of choice.querySelectorAll('[type="radio"]')) input.checked = false;
      own.name.textContent = name;
    },
    disowned() {
      own.name.textContent = "";
    },
  };
}

let groups = 0;

function choices(legend, name, options, chosen) {
  const group = `instrument-${name}-${++groups}`;
  const radios = Object.entries(options).map(([value, title], n) => {
    const input = make("input", { type: "radio", name: group, value });
    input.checked = n === 0;
    input.addEventListener("change", () => chosen(value));
    return make("label", {}, input, make("span", {}, title));
  });
  return make("fieldset", {}, make("legend", {}, legend), make("div", { class: "instrument-choices" }, ...radios));
}

function button(title, pressed) {
  const made = make("button", { type: "button", class: `instrument-${title.toLowerCase()}` }, title);
  made.addEventListener("click", pressed);
  return made;
}

function file(chosen) {
  const input = make("input", { type: "file", accept: "image/*" });
  input.addEventListener("change", () => input.files[0] && chosen(input.files[0]));
  const name = make("span", { class: "instrument-own" });
  return { name, element: make("label", { class: "instrument-file" }, make("span", {}, "One of your own …"), input, name) };
}

/* The instrument: a picture's feature pixels, and what they sound like. */

import { corners } from "./corners.js";
import { desk } from "./desk.js";
import { make } from "./making.js";
import { pixelsOf } from "./pictures.js";
import { player } from "./playing.js";
import { stage } from "./stage.js";
import { spoken, strip } from "./strip.js";
import { asFixed, asItWas } from "./voices.js";

const MODES = { was: "As it was", fixed: "The fix" };
const VOICES = { was: asItWas, fixed: asFixed };

export async function mount(element, { pictures, files }) {
  const sound = player();
  const shown = { stage: stage(), strip: strip() };
  const said = make("p", { class: "instrument-said", role: "status" });
  let mode = "was";
  let picture = null;
  let frame = 0;
  let asked = 0;

  const keys = desk({
    pictures,
    modes: MODES,
    on: {
      play,
      stop: () => stop("Stopped."),
      volume: (value) => (sound.volume = value),
      picture: ofThePost,
      mode: rule,
      file: own,
    },
  });

  /** Only what was asked for last is shown, and told so: pictures need not arrive in order. */
  async function choose(source, title) {
    const turn = ++asked;
    try {
      const pixels = await pixelsOf(source);
      if (turn !== asked) return false;
      picture = { pixels, points: corners(pixels), title };
    } catch {
      if (turn === asked) say(`${title} can't be read as a picture.`);
      return false;
    }
    show();
    return true;
  }

  async function ofThePost(name) {
    if (await choose(files[name], pictures[name])) keys.disowned();
  }

  async function own(file) {
    if (await choose(file, file.name)) keys.owned(file.name);
  }

  function rule(name) {
    mode = name;
    show();
  }

  function show() {
    const voices = VOICES[mode](picture.pixels, picture.points);
    picture.voices = voices;
    shown.stage.show(picture.pixels, voices, picture.title);
    shown.strip.show(voices);
    if (sound.playing) play();
    else say();
  }

  async function play() {
    if (!picture.voices.length) {
      stop();
      say("Nothing in this picture stands out, so there is nothing to play.");
      return;
    }
    await sound.play(picture.voices);
    keys.playing(true);
    say("Playing.");
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(follow);
  }

  function follow() {
    const moment = sound.moment();
    shown.stage.follow(moment);
    shown.strip.follow(moment);
    if (moment) frame = requestAnimationFrame(follow);
  }

  function stop(word) {
    if (!sound.playing) return;
    sound.stop();
    keys.playing(false);
    say(word);
  }

  function say(word = "") {
    said.textContent = `${word} ${picture ? `${spoken(picture.voices)}.` : ""}`.trim();
  }

  const away = () => document.hidden && stop("Stopped, for the page was out of sight.");
  document.addEventListener("visibilitychange", away);
  takeDrops(shown.stage.element, own);
  const [first] = Object.keys(pictures);
  await choose(files[first], pictures[first]);
  if (!picture) throw new Error("the first picture can't be read");
  element.classList.add("instrument");
  element.append(shown.stage.element, shown.strip.element, said, keys.element);
  return () => {
    document.removeEventListener("visibilitychange", away);
    cancelAnimationFrame(frame);
    shown.strip.close();
    sound.close();
  };
}

function takeDrops(target, dropped) {
  const over = (is) => (event) => {
    event.preventDefault();
    target.classList.toggle("instrument-over", is);
  };
  target.addEventListener("dragover", over(true));
  target.addEventListener("dragleave", over(false));
  target.addEventListener("drop", (event) => {
    over(false)(event);
    const [file] = event.dataTransfer.files;
    if (file) dropped(file);
  });
}

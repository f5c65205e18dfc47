/* Listen to a network while it learns: its samples beside the clip, their pitches and the loss. */

import { make } from "./making.js";
import { drawCurve, rowAt } from "./player-curve.js";
import { chords, choices, keys } from "./player-desk.js";
import { draw } from "./player-picture.js";
import { Speaker, fetchSound } from "./player-sound.js";

export async function mount(element, { sounds, files, data }) {
  const list = sounds.map((name) => describe(name, data));
  const fetched = new Map();
  const speaker = new Speaker();
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let [current, buffer, frame, asked] = [list[0], null, 0, 0];

  const canvas = make("canvas", { role: "img" });
  const head = make("div", { class: "player-head", hidden: "" });
  const row = chords(list[0].heard.map(({ chord }) => chord));
  const steps = list.map(({ step }) => step).filter((step) => step !== null);
  const curve = drawCurve(data.curve, steps);
  const said = make("p", { class: "player-said", role: "status" });
  const deck = keys({ pressed, volume: (level) => speaker.turn(level), level: speaker.level });
  const choice = choices(list.map(({ label }) => label), choose);

  /** A sound is fetched when it is first asked for. */
  function soundOf({ name }) {
    if (!fetched.has(name)) fetched.set(name, fetchSound(files[name]));
    return fetched.get(name).catch((error) => {
      fetched.delete(name);
      throw error;
    });
  }

  /** What plays goes on, with the other sound, from the same place. */
  async function choose(number) {
    const turn = ++asked;
    const place = speaker.playing ? speaker.place : null;
    current = list[number];
    try {
      const sound = await soundOf(current);
      if (turn !== asked) return;
      buffer = sound;
      show();
      if (place !== null && speaker.playing) await play(place);
    } catch {
      if (turn === asked) say(`${current.title} could not be loaded.`);
    }
  }

  function show() {
    draw(canvas, buffer.getChannelData(0), buffer.sampleRate);
    canvas.setAttribute("aria-label", `Outline and pitches of ${current.title}. ${current.verdict}`);
    row.show(current.heard);
    curve.point(current.step);
    say(current.words);
  }

  function pressed() {
    if (!speaker.playing) return play(0);
    speaker.stop();
    return quiet();
  }

  async function play(place) {
    const playing = speaker.play(buffer, place, quiet);
    deck.playing(true);
    await playing;
    cancelAnimationFrame(frame);
    follow();
  }

  function quiet() {
    cancelAnimationFrame(frame);
    deck.playing(false);
    deck.place.textContent = "";
    head.hidden = true;
  }

  function follow() {
    if (!speaker.playing) return;
    const { place } = speaker;
    const words = `${place.toFixed(calm.matches ? 0 : 1)} of ${buffer.duration.toFixed(0)} s`;
    if (deck.place.textContent !== words) deck.place.textContent = words;
    head.hidden = calm.matches;
    head.style.left = `${(100 * place) / buffer.duration}%`;
    frame = requestAnimationFrame(follow);
  }

  function say(words) {
    said.textContent = words;
  }

  const again = () => buffer && draw(canvas, buffer.getChannelData(0), buffer.sampleRate);
  const box = new ResizeObserver(again);
  const night = matchMedia("(prefers-color-scheme: dark)");
  const away = () => document.hidden && speaker.playing && pressed();

  buffer = await soundOf(current);
  element.classList.add("player");
  element.append(
    choice,
    make("div", { class: "player-screen" }, canvas, head),
    row.element,
    deck.element,
    make("div", { class: "player-below" }, curve.drawing, said),
  );
  show();
  box.observe(canvas);
  night.addEventListener("change", again);
  document.addEventListener("visibilitychange", away);
  return () => {
    box.disconnect();
    night.removeEventListener("change", again);
    document.removeEventListener("visibilitychange", away);
    cancelAnimationFrame(frame);
    speaker.close();
  };
}

/** All that there is to say about a sound. */
function describe(name, { curve, samples, heard }) {
  const { step, flatness, likeness, chords: right } = samples.find(({ sound }) => sound === name);
  const rows = heard.filter(({ sound }) => sound === name);
  const title = step === null ? "the clip itself" : `the sample after ${count(step)}`;
  const verdict = `${right} of ${rows.length} chords recognised`;
  const sounds = `${verdict}; flatness ${flatness.toFixed(2)}, likeness ${likeness.toFixed(2)}.`;
  if (step === null) return { name, step, heard: rows, title, label: "The clip", verdict, words: sounds };
  const { loss, seconds } = rowAt(curve, step);
  const after = step === 0 ? "not a second" : `${Math.round(seconds / 60) || "less than 1"} min`;
  const words = `Loss ${loss.toFixed(2)} after ${after} of training. ${sounds}`;
  return { name, step, heard: rows, title, label: count(step), verdict, words };
}

function count(step) {
  return `${step.toLocaleString("en")} steps`;
}

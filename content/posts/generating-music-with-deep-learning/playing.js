/** What plays, one thing at a time: voices come and go with a fade, the next second is always scheduled. */

import { chance } from "./chance.js";
import { sounding } from "./sounding.js";

const AHEAD = 1.5;
const EVERY = 400;
const FADED = 1000;

export function player() {
  let context;
  let volume;
  let level = 0.6;
  let now = null;

  /** Made when the first sound is asked for: a browser gives none before a click. */
  function open() {
    if (context) return;
    context = new AudioContext();
    volume = new GainNode(context, { gain: level });
    volume.connect(context.destination);
  }

  function halt() {
    if (!now) return;
    clearInterval(now.timer);
    now.sound.stop(context.currentTime);
    now = null;
    setTimeout(() => now || context.state === "closed" || context.suspend(), FADED);
  }

  return {
    get playing() {
      return now !== null;
    },
    async play(voices) {
      open();
      halt();
      const start = context.currentTime + 0.1;
      const random = chance(Math.floor(Math.random() * 2 ** 32));
      const sound = sounding(context, voices, { start, destination: volume, random });
      const ahead = () => sound.schedule(context.currentTime + AHEAD);
      now = { sound, start, timer: setInterval(ahead, EVERY) };
      ahead();
      await context.resume();
    },
    stop: halt,
    /** Seconds since the start, and the frequencies of this moment; null where nothing plays. */
    moment() {
      return now && { seconds: context.currentTime - now.start, frequencies: now.sound.frequencies() };
    },
    set volume(value) {
      level = value;
      volume?.gain.setTargetAtTime(value, context.currentTime, 0.03);
    },
    close() {
      halt();
      context?.close();
    },
  };
}

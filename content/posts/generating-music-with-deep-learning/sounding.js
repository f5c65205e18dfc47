/*
 * Voices through Web Audio: an oscillator each, summed. Works in an AudioContext, where it is asked for
 * the next second again and again, and in an OfflineAudioContext, where it is asked for everything at once.
 */

import { DECAY, HIGHEST, LOOP, LOWEST } from "./voices.js";

/** Seconds between two turns of a wandering frequency, and how far a turn may lead, in Hz. */
export const TURN = 0.5;
export const STRAY = 4;
/** The sum of many sines of unlike phases is about as loud as one of this amplitude. */
const LOUDNESS = 0.3;
/** Time constants, in seconds: of fading in and out, and of a note's attack. */
const FADE = 0.1;
const ATTACK = 0.01;
const ATTACKED = 0.03;

/**
 * Build the oscillators of some voices, silent until they are scheduled.
 *
 * `random` says where frequencies wander. Returns the wandering frequencies, by voice, and
 * `schedule(until)`, `stop(at)`.
 */
export function sounding(context, voices, { start, destination, random, stray = STRAY }) {
  const master = new GainNode(context, { gain: 0 });
  master.gain.setTargetAtTime(LOUDNESS, start, FADE);
  master.connect(destination);
  const strings = voices.map((voice) => string(context, voice, { start, master, random }));
  const plays = strings.map((own) => (own.voice.at === null ? wander(own, start, random, stray) : pluck(own, start)));
  return {
    frequencies: () => strings.map(({ oscillator }) => oscillator.frequency.value),
    schedule: (until) => plays.forEach((play) => play(until)),
    stop(at) {
      master.gain.setTargetAtTime(0, at, FADE);
      strings.forEach(({ oscillator }) => oscillator.stop(at + 8 * FADE));
      strings[0]?.oscillator.addEventListener("ended", () => master.disconnect());
    },
  };
}

/** Starts a moment late, at random: sines that all start together would start with a bang. */
function string(context, voice, { start, master, random }) {
  const oscillator = new OscillatorNode(context, { frequency: voice.frequency });
  const gain = new GainNode(context, { gain: voice.at === null ? voice.gain : 0 });
  oscillator.connect(gain);
  gain.connect(new StereoPannerNode(context, { pan: voice.pan })).connect(master);
  oscillator.start(start + random() / LOWEST);
  return { voice, oscillator, gain: gain.gain };
}

/** Take a step up or down every half second, and never leave the range. */
function wander({ voice, oscillator }, start, random, stray) {
  let frequency = voice.frequency;
  let at = start;
  oscillator.frequency.setValueAtTime(frequency, start);
  return (until) => {
    for (; at < until; at += TURN) {
      frequency = Math.min(Math.max(frequency + (2 * random() - 1) * stray, LOWEST), HIGHEST);
      oscillator.frequency.linearRampToValueAtTime(frequency, at + TURN);
    }
  };
}

/** Pluck the string each time that the picture is read. */
function pluck({ voice, gain }, start) {
  let at = start + voice.at;
  return (until) => {
    for (; at < until; at += LOOP) {
      gain.setTargetAtTime(voice.gain, at, ATTACK);
      gain.setTargetAtTime(0, at + ATTACKED, DECAY);
    }
  };
}

/*
 * A picture and its feature pixels in, one voice for each out: {x, y, frequency, gain, pan, at}.
 *
 * As it was: the pixel's mean of red, green and blue, 0 to 255, is 20 to 500 Hz, and that is all.
 *
 * The fix, in which a viewer would know the picture again:
 *  - Colour. A feature sits on an edge, so it looks round itself and takes the most colourful pixel of a
 *    circle.
 *  - Hue is the note. Colours go round in a circle, and so do fifths (C G D A …): neighbours among
 *    colours become neighbours among fifths, so that few colours make few notes, in tune with each other.
 *    Greys have no hue and hum an A.
 *  - Lightness is the octave: dark is low.
 *  - What stands out is loud: the more a colour differs from the picture's mean colour, the louder.
 *  - Place. Left is left and right is right. The picture is read from its top to its bottom in eight
 *    seconds, over and over, and each note sounds when its row is read.
 */

import { chroma, difference, hue, meanColour, oklab } from "./colours.js";

export const LOWEST = 20;
export const HIGHEST = 500;
/** Seconds for reading the picture once, and the beats that notes fall on. */
export const LOOP = 8;
export const BEATS = 32;
/** How fast a note dies away: a time constant, in seconds. */
export const DECAY = 0.45;
const DEEPEST = 55;
const OCTAVES = 5;
/** Thousandths of chroma below which nobody could name the hue. */
const GREY = 10;
const CIRCLE = [
  [0, -8], [3, -7], [6, -6], [7, -3], [8, 0], [7, 3], [6, 6], [3, 7],
  [0, 8], [-3, 7], [-6, 6], [-7, 3], [-8, 0], [-7, -3], [-6, -6], [-3, -7],
];

/** Map the mean of red, green and blue to a frequency. */
export function linear(red, green, blue) {
  return LOWEST + ((red + green + blue) / 3 / 255) * (HIGHEST - LOWEST);
}

export function asItWas(picture, points) {
  return points.map(({ x, y }) => ({
    x, y, frequency: linear(...pixel(picture, x, y)), gain: 1 / Math.sqrt(points.length), pan: 0, at: null,
  }));
}

export function asFixed(picture, points) {
  const mean = meanColour(picture);
  const colours = points.map(({ x, y }) => mostColourful(picture, x, y));
  const voices = points.map(({ x, y }, n) => ({
    x, y,
    frequency: note(colours[n]),
    gain: loudness(difference(colours[n], mean), note(colours[n])),
    pan: (1.6 * (x + 0.5)) / picture.width - 0.8,
    at: (Math.floor((y / picture.height) * BEATS) * LOOP) / BEATS,
  }));
  return levelled(voices);
}

/** Fifths up from A by hue, twelve in a circle, folded into the octave that lightness asks for. */
export function note(colour) {
  const fifths = chroma(colour) < GREY ? 0 : Math.round(hue(colour) * 12) % 12;
  const octave = Math.min(Math.floor(colour[0] * OCTAVES), OCTAVES - 1);
  return DEEPEST * 2 ** (octave + ((fifths * 7) % 12) / 12);
}

/** High sines are piercing: three decibels off for each octave. */
function loudness(standingOut, frequency) {
  return standingOut * Math.sqrt(DEEPEST / frequency);
}

function mostColourful(picture, x, y) {
  const around = CIRCLE.map(([right, down]) => oklab(...pixel(picture, x + right, y + down)));
  return around.reduce((best, colour) => (chroma(colour) > chroma(best) ? colour : best));
}

/** The bytes of a pixel; beyond the edge, of the last one before it. */
function pixel({ data, width, height }, x, y) {
  const column = Math.min(Math.max(x, 0), width - 1);
  const row = Math.min(Math.max(y, 0), height - 1);
  const at = 4 * (row * width + column);
  return [data[at], data[at + 1], data[at + 2]];
}

/** Make the loudest moment as loud as all the oscillators of the first try together. */
function levelled(voices) {
  const energies = new Float64Array(BEATS);
  for (const { at, gain } of voices) energies[Math.round((at * BEATS) / LOOP)] += gain ** 2;
  const kept = Math.exp((-2 * LOOP) / BEATS / DECAY);
  let energy = 0;
  let most = 0;
  for (let beat = 0; beat < 2 * BEATS; beat++) {
    energy = energy * kept + energies[beat % BEATS];
    most = Math.max(most, energy);
  }
  const scale = most > 0 ? 1 / Math.sqrt(most) : 0;
  return voices.map((voice) => ({ ...voice, gain: voice.gain * scale }));
}

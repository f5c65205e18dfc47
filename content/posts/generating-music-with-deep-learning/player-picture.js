// A sound as a picture: its outline above, its pitches below.

import { outline, spectrogram } from "./player-spectrum.js";

const ROWS = 84;
const CELL = 4;
const TOP = 0.26;

function colour(element, name) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.fillStyle = getComputedStyle(element).getPropertyValue(name).trim();
  return [1, 3, 5].map((at) => parseInt(pen.fillStyle.slice(at, at + 2), 16));
}

/** A colour between the ramp's, for a strength of 0 to 1. */
export function blend(ramp, strength) {
  const place = Math.min(strength, 0.9999) * (ramp.length - 1);
  const [from, to] = ramp.slice(Math.floor(place), Math.floor(place) + 2);
  return from.map((part, index) => part + (to[index] - part) * (place % 1));
}

/** Draw a sound into a canvas as wide as its box. */
export function draw(canvas, samples, rate) {
  const scale = Math.min(2, devicePixelRatio);
  canvas.width = Math.round(canvas.clientWidth * scale);
  canvas.height = Math.round(canvas.clientHeight * scale);
  if (canvas.width === 0) return;
  const pen = canvas.getContext("2d");
  const top = Math.round(canvas.height * TOP);
  const columns = Math.max(40, Math.floor(canvas.clientWidth / CELL));
  drawOutline(pen, outline(samples, columns), top, `rgb(${colour(canvas, "--chart-1")})`);
  const ramp = ["--panel", "--chart-1", "--glow"].map((name) => colour(canvas, name));
  drawPitches(pen, spectrogram(samples, rate, columns, ROWS), ramp, top);
}

function drawOutline(pen, columns, height, ink) {
  const width = pen.canvas.width / columns.length;
  const loudest = Math.max(0.05, ...columns.map(([least, most]) => Math.max(most, -least)));
  pen.fillStyle = ink;
  columns.forEach(([least, most], index) => {
    const tall = Math.max(1, ((most - least) / loudest) * height * 0.45);
    const y = height / 2 - (most / loudest) * height * 0.45;
    pen.fillRect(index * width, y, Math.max(1, width * 0.7), tall);
  });
}

function drawPitches(pen, columns, ramp, top) {
  const { width, height } = pen.canvas;
  const [across, up] = [width / columns.length, (height - top) / ROWS];
  columns.forEach((column, x) =>
    column.forEach((strength, row) => {
      pen.fillStyle = `rgb(${blend(ramp, strength).map(Math.round)})`;
      const y = height - (row + 1) * up;
      pen.fillRect(Math.floor(x * across), Math.floor(y), Math.ceil(across), Math.ceil(up));
    }),
  );
}

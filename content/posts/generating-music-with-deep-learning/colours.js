/*
 * Colours as eyes see them: Oklab (Björn Ottosson), in which the same distance looks like the same
 * difference, whatever the colours.
 */

const LINEAR = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
});

/** Return lightness (0 to 1), a (green to red) and b (blue to yellow) of three bytes. */
export function oklab(red, green, blue) {
  const [r, g, b] = [LINEAR[red], LINEAR[green], LINEAR[blue]];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** How colourful, in thousandths: 0 for greys, about 300 for the strongest colours of a screen. */
export const chroma = ([, a, b]) => Math.floor(1000 * Math.hypot(a, b) + 0.5);

/** The angle on the circle of colours, in turns: red about 0.08, yellow 0.3, green 0.4, blue 0.73. */
export const hue = ([, a, b]) => (Math.atan2(b, a) / (2 * Math.PI) + 1) % 1;

/** How different two colours look. */
export const difference = (one, other) =>
  Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);

/** The mean colour of a picture, from every 16th pixel of every 16th row. */
export function meanColour({ data, width, height }) {
  const sum = [0, 0, 0];
  let count = 0;
  for (let y = 0; y < height; y += 16) {
    for (let x = 0; x < width; x += 16, count++) {
      const at = 4 * (y * width + x);
      oklab(data[at], data[at + 1], data[at + 2]).forEach((part, n) => (sum[n] += part));
    }
  }
  return sum.map((part) => part / count);
}

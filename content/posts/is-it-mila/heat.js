/** What the network looked at, painted over the picture. mila_heat.py paints the same on paper. */

/** Return each place's share of the strongest one, from -1 (against Mila) to 1 (for her). */
export function shares(places) {
  const strongest = places.reduce((most, part) => Math.max(most, Math.abs(part)), 1e-12);
  return Array.from(places, (part) => part / strongest);
}

/** Fill a canvas with the places, in the colours for and against; what adds little stays clear. */
export function paintHeat(canvas, { places, height, width }, [forHer, against]) {
  const small = document.createElement("canvas");
  small.width = width;
  small.height = height;
  const dots = small.getContext("2d");
  shares(places).forEach((share, place) => {
    dots.globalAlpha = 0.85 * Math.sqrt(Math.abs(share));
    dots.fillStyle = share > 0 ? forHer : against;
    dots.fillRect(place % width, Math.floor(place / width), 1, 1);
  });
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
}

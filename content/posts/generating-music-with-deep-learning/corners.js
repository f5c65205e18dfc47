/*
 * Feature pixels: corners by the segment test (FAST-9, Rosten and Drummond). A pixel is a corner where
 * nine neighbours in a row, of the sixteen on a circle round it, are all brighter than it or all darker.
 * Whole numbers only, so that Python (picture_corners.py) finds the very same ones.
 */

const RING = [
  [0, -3], [1, -3], [2, -2], [3, -1], [3, 0], [3, 1], [2, 2], [1, 3],
  [0, 3], [-1, 3], [-2, 2], [-3, 1], [-3, 0], [-3, -1], [-2, -2], [-1, -3],
];
const ARC = 9;
const MOST = 200;
/** How much brighter or darker, in the sum of red, green and blue (0 to 765). */
const THRESHOLD = 72;
/** Strong corners come in crowds: first they must stand far apart, then nearer, until there are enough. */
const APART = [48, 24, 12, 6];

/** Return the strongest corners of a picture, at most 200: [{x, y, strength}], the strongest first. */
export function corners(picture, most = MOST) {
  const { width, height } = picture;
  const strengths = strengthsOf(brightness(picture), width, height);
  return spread(peaks(strengths, width, height), most);
}

/** Return red, green and blue of each pixel as one sum. */
export function brightness({ data, width, height }) {
  const sums = new Int16Array(width * height);
  for (let at = 0; at < sums.length; at++) sums[at] = data[4 * at] + data[4 * at + 1] + data[4 * at + 2];
  return sums;
}

function strengthsOf(sums, width, height) {
  const strengths = new Int16Array(sums.length);
  const steps = RING.map(([x, y]) => y * width + x);
  const ring = new Int16Array(RING.length);
  for (let y = 3; y < height - 3; y++) {
    for (let at = y * width + 3; at < (y + 1) * width - 3; at++) {
      if (plainlyNone(sums, at, steps)) continue;
      for (let n = 0; n < ring.length; n++) ring[n] = sums[at + steps[n]] - sums[at];
      const strength = strengthOf(ring);
      if (strength > THRESHOLD) strengths[at] = strength;
    }
  }
  return strengths;
}

/** Nine in a row of sixteen hold one of any two that lie opposite: most pixels fail here. */
function plainlyNone(sums, at, steps) {
  const near = (n) => Math.abs(sums[at + steps[n]] - sums[at]) <= THRESHOLD;
  return (near(0) && near(8)) || (near(4) && near(12));
}

/** The highest threshold at which it would still be a corner. */
function strengthOf(ring) {
  let strength = 0;
  for (let start = 0; start < ring.length; start++) {
    let least = Infinity;
    let most = -Infinity;
    for (let n = start; n < start + ARC; n++) {
      const difference = ring[n % ring.length];
      if (difference < least) least = difference;
      if (difference > most) most = difference;
    }
    strength = Math.max(strength, least, -most);
  }
  return strength;
}

/** Keep what is stronger than its eight neighbours; of equals, the first. */
function peaks(strengths, width, height) {
  const before = [-width - 1, -width, -width + 1, -1];
  const found = [];
  for (let at = width; at < width * (height - 1); at++) {
    const strength = strengths[at];
    if (!strength || before.some((step) => strengths[at + step] >= strength)) continue;
    if (before.some((step) => strengths[at - step] > strength)) continue;
    found.push({ x: at % width, y: Math.floor(at / width), strength });
  }
  return found.sort((one, other) => other.strength - one.strength);
}

function spread(sorted, most) {
  const taken = [];
  for (const apart of APART) {
    for (const point of sorted) {
      if (taken.length === most) return byStrength(taken);
      if (taken.every(({ x, y }) => (x - point.x) ** 2 + (y - point.y) ** 2 >= apart ** 2)) taken.push(point);
    }
  }
  return byStrength(taken);
}

function byStrength(points) {
  return points.sort((one, other) => other.strength - one.strength || one.y - other.y || one.x - other.x);
}

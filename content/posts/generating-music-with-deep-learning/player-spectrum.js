// How strong each pitch is at each moment. Pure: no page, no sound.

const WINDOW = 1024;

/** Transform in place (radix 2); both parts have a power of two of numbers. */
export function transform(real, imaginary) {
  const size = real.length;
  shuffle(real, imaginary);
  for (let half = 1; half < size; half *= 2) {
    for (let turn = 0; turn < half; turn += 1) {
      const angle = (-Math.PI * turn) / half;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (let low = turn; low < size; low += 2 * half) {
        const high = low + half;
        const re = real[high] * cos - imaginary[high] * sin;
        const im = real[high] * sin + imaginary[high] * cos;
        real[high] = real[low] - re;
        imaginary[high] = imaginary[low] - im;
        real[low] += re;
        imaginary[low] += im;
      }
    }
  }
}

function shuffle(real, imaginary) {
  const size = real.length;
  for (let from = 1, to = 0; from < size; from += 1) {
    let bit = size >> 1;
    for (; to & bit; bit >>= 1) to ^= bit;
    to ^= bit;
    if (from < to) {
      [real[from], real[to]] = [real[to], real[from]];
      [imaginary[from], imaginary[to]] = [imaginary[to], imaginary[from]];
    }
  }
}

/** Magnitudes of one window around `middle`, softened towards its ends. */
export function magnitudes(samples, middle, window = WINDOW) {
  const real = new Float64Array(window);
  const imaginary = new Float64Array(window);
  const start = Math.round(middle - window / 2);
  for (let index = 0; index < window; index += 1) {
    const soft = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / window);
    real[index] = soft * (samples[start + index] ?? 0);
  }
  transform(real, imaginary);
  return Float64Array.from({ length: window / 2 }, (_, bin) =>
    Math.hypot(real[bin], imaginary[bin]),
  );
}

/** Strength, 0 to 1, of `rows` pitches (low ones first) in each of `columns` moments. */
export function spectrogram(samples, rate, columns, rows, [low, high] = [70, 3600]) {
  const step = Math.log(high / low) / rows;
  const edges = Array.from({ length: rows + 1 }, (_, row) => low * Math.exp(row * step));
  const picture = Array.from({ length: columns }, (_, column) => {
    const found = magnitudes(samples, ((column + 0.5) * samples.length) / columns);
    return edges.slice(1).map((to, row) => strongest(found, edges[row], to, rate / WINDOW));
  });
  const loudest = picture.flat().reduce((most, value) => Math.max(most, value), 1e-9);
  return picture.map((column) => column.map((value) => shade(value / loudest)));
}

// The strongest bin of a pitch; where bins are wider than pitches, what lies between two of them.
function strongest(found, from, to, width) {
  const middle = (from + to) / 2 / width;
  const below = Math.floor(middle);
  let most = found[below] + (middle - below) * ((found[below + 1] ?? 0) - found[below]);
  for (let bin = Math.ceil(from / width); bin * width < to; bin += 1) {
    most = Math.max(most, found[bin] ?? 0);
  }
  return most;
}

function shade(share) {
  return Math.max(0, 1 + (20 * Math.log10(share + 1e-9)) / 60);
}

/** Lowest and highest sample of each column. */
export function outline(samples, columns) {
  const width = samples.length / columns;
  return Array.from({ length: columns }, (_, column) => {
    let [least, most] = [0, 0];
    const end = Math.ceil((column + 1) * width);
    for (let index = Math.floor(column * width); index < end; index += 1) {
      least = Math.min(least, samples[index] ?? 0);
      most = Math.max(most, samples[index] ?? 0);
    }
    return [least, most];
  });
}

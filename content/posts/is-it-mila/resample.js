/** A picture of any size averaged over areas down to a small square, as mila_resample.py does it. */

/** Return what the network sees: three planes of size × size values from -1 to 1. */
export function prepare({ width, height, data }, size) {
  const columns = coverage(width, size);
  const rows = coverage(height, size);
  const narrow = new Float64Array(3 * size * height);
  for (let y = 0; y < height; y++) {
    columns.forEach((parts, x) => {
      for (const [from, part] of parts) {
        const place = 4 * (y * width + from);
        for (let tone = 0; tone < 3; tone++) narrow[(tone * height + y) * size + x] += part * data[place + tone];
      }
    });
  }
  const seen = new Float64Array(3 * size * size);
  for (let tone = 0; tone < 3; tone++) {
    rows.forEach((parts, y) => {
      for (let x = 0; x < size; x++) {
        let mean = 0;
        for (const [from, part] of parts) mean += part * narrow[(tone * height + from) * size + x];
        seen[(tone * size + y) * size + x] = mean / 127.5 - 1;
      }
    });
  }
  return { count: 3, height: size, width: size, values: seen };
}

/** Return for each of `size` equal stretches which of `length` pixels fill it, and with what part. */
export function coverage(length, size) {
  const step = length / size;
  return Array.from({ length: size }, (_, index) => {
    const start = index * step;
    const end = start + step;
    const parts = [];
    for (let pixel = Math.floor(start); pixel < Math.min(end, length); pixel++) {
      const overlap = Math.min(end, pixel + 1) - Math.max(start, pixel);
      if (overlap > 0) parts.push([pixel, overlap / step]);
    }
    return parts;
  });
}

/** The network of mila_numpy.py in the browser: convolutions with max-pooling, then one sum. */

/** Read the layers that mila_weights.py wrote: their shapes, and all their numbers. */
export function readNetwork({ size, layers }, buffer) {
  const bytes = new DataView(buffer);
  const numbers = Float64Array.from({ length: buffer.byteLength / 4 }, (_, place) => bytes.getFloat32(4 * place, true));
  let start = 0;
  const take = (count) => numbers.subarray(start, (start += count));
  const read = layers.map(({ kind, shape }) => ({
    kind,
    shape,
    weight: take(shape.reduce((product, side) => product * side)),
    bias: take(shape[0]),
  }));
  return { size, layers: read };
}

/**
 * Say how sure a network is, from 0 to 1, that a prepared picture shows Mila; and what each place
 * of the picture added to its score, for or against: with the bias, these are all of it.
 */
export function judge({ layers }, picture) {
  const dense = layers.at(-1);
  const { count, height, width, values } = layers.slice(0, -1).reduce(looked, picture);
  const places = new Float64Array(height * width);
  for (let index = 0; index < count * places.length; index++) {
    places[index % places.length] += values[index] * dense.weight[index];
  }
  const score = places.reduce((sum, part) => sum + part, dense.bias[0]);
  return { probability: 1 / (1 + Math.exp(-score)), score, places, height, width };
}

function looked(maps, layer) {
  return pooled(convolved(maps, layer));
}

/** Slide a layer's filters over maps with a border of zeros. */
function convolved({ count, height, width, values }, { shape, weight, bias }) {
  const [outputs, , tall, wide] = shape;
  const area = height * width;
  const found = new Float64Array(outputs * area);
  for (let output = 0; output < outputs; output++) {
    const sum = found.subarray(output * area, (output + 1) * area).fill(bias[output]);
    for (let input = 0; input < count; input++) {
      const from = values.subarray(input * area, (input + 1) * area);
      for (let place = 0; place < tall * wide; place++) {
        const down = Math.floor(place / wide) - (tall >> 1);
        const right = (place % wide) - (wide >> 1);
        addShifted(sum, from, weight[(output * count + input) * tall * wide + place], { down, right, height, width });
      }
    }
  }
  return { count: outputs, height, width, values: found };
}

function addShifted(sum, from, factor, { down, right, height, width }) {
  const left = Math.max(0, -right);
  const end = Math.min(width, width - right);
  for (let y = Math.max(0, -down); y < Math.min(height, height - down); y++) {
    const shift = (y + down) * width + right;
    for (let x = left; x < end; x++) sum[y * width + x] += factor * from[shift + x];
  }
}

/** Keep the largest of each 2 × 2 values, and nothing below 0. */
function pooled({ count, height, width, values }) {
  const low = height >> 1;
  const narrow = width >> 1;
  const kept = new Float64Array(count * low * narrow);
  for (let place = 0; place < kept.length; place++) {
    const map = Math.floor(place / (low * narrow));
    const top = (map * height + 2 * (Math.floor(place / narrow) % low)) * width + 2 * (place % narrow);
    kept[place] = Math.max(0, values[top], values[top + 1], values[top + width], values[top + width + 1]);
  }
  return { count, height: low, width: narrow, values: kept };
}

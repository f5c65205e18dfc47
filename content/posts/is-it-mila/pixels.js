/** Pictures as pixels: from an address, a file, or what a camera shows. */

const LARGEST = 1600;

/** Fetch a picture that the post brings. */
export async function fetched(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return decoded(await response.blob());
}

/** Decode a file. Its pixels are taken as they are: a colour profile changes nothing in Python either. */
export async function decoded(file) {
  const bitmap = await createImageBitmap(file, { colorSpaceConversion: "none" });
  return onCanvas(bitmap, bitmap.width, bitmap.height);
}

/** Take what a camera shows just now. */
export function still(video) {
  return onCanvas(video, video.videoWidth, video.videoHeight);
}

/** Return a canvas with a picture, on white where it is transparent, and not larger than needed. */
function onCanvas(source, width, height) {
  const scale = Math.min(1, LARGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Return the pixels of a canvas. */
export function pixelsOf(canvas) {
  return canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
}

/** A camera's still: asked for when a reader presses the button, and let go once it is taken. */

import { button, make } from "./elements.js";
import { still } from "./pixels.js";

/** Return whether this browser, on this page, may have a camera to ask for. */
export const hasCamera = () => Boolean(navigator.mediaDevices?.getUserMedia);

/** Show in a stage what the camera sees; resolves with the still, or null if the reader changes their mind. */
export async function takeStill(stage, leaving) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const stop = () => stream.getTracks().forEach((track) => track.stop());
  const video = make("video", { className: "mila-picture", muted: true, playsInline: true, srcObject: stream });
  leaving.addEventListener("abort", stop);
  try {
    return await chosen(stage, video);
  } finally {
    stop();
    video.srcObject = null;
  }
}

async function chosen(stage, video) {
  let decide;
  const decision = new Promise((done) => (decide = done));
  const take = button("mila-button", () => decide(true), "Take the picture");
  const bar = make("div", { className: "mila-bar" }, take, button("mila-button", () => decide(false), "Never mind"));
  const before = [...stage.childNodes];
  stage.replaceChildren(video, bar);
  try {
    await video.play();
    take.focus();
    return (await decision) ? still(video) : null;
  } finally {
    stage.replaceChildren(...before);
  }
}

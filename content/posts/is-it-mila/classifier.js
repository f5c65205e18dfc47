/** Is it Mila? The networks of this post, in the reader's browser. */

import { hasCamera, takeStill } from "./camera.js";
import { button } from "./elements.js";
import { judge, readNetwork } from "./network.js";
import { build, staged } from "./page.js";
import { decoded, fetched, pixelsOf } from "./pixels.js";
import { prepare } from "./resample.js";
import { heatOver, tell } from "./verdict.js";

export async function mount(element, props) {
  const { files, networks } = props;
  const loaded = new Map();
  const networkOf = (place) => {
    if (!loaded.has(place)) loaded.set(place, load(files, networks[place]));
    return loaded.get(place);
  };
  const page = build(element, props);
  const asked = { network: 0, reading: null, shown: null };
  const judgeAgain = async () => {
    const { network: place, shown } = asked;
    const network = await networkOf(place);
    // A reader may have chosen something else meanwhile.
    if (asked.network !== place || asked.shown !== shown || !shown) return;
    const verdict = judge(network, prepare(pixelsOf(shown.picture), network.size));
    heatOver(staged(page, shown), verdict);
    tell(page.verdict, verdict);
  };
  const show = async (name, reading, chosen) => {
    asked.reading = reading;
    const picture = await reading.catch(() => undefined);
    // What was chosen before may arrive later.
    if (asked.reading !== reading) return;
    if (picture === undefined) {
      page.note.textContent = `${name}: this browser cannot read it as a picture.`;
    } else if (picture) {
      asked.shown = { name, picture, chosen };
      await judgeAgain();
    }
  };
  const ask = (place) => {
    asked.network = place;
    return judgeAgain();
  };
  const leaving = new AbortController();
  listen(page, { show, ask }, leaving.signal);
  const [first] = page.choices;
  await show(first.title, fetched(first.dataset.address), first);
  return () => leaving.abort();
}

async function load(files, { shapes, weights }) {
  const [described, numbers] = await Promise.all([fetch(files[shapes]), fetch(files[weights])]);
  if (!described.ok || !numbers.ok) throw new Error("the network's weights cannot be loaded");
  return readNetwork(await described.json(), await numbers.arrayBuffer());
}

function listen({ element, choices, stage, input, own, heat, asked, note }, { show, ask }, signal) {
  const showFile = ([file]) => file && show(file.name, decoded(file));
  for (const each of choices) {
    each.addEventListener("click", () => show(each.title, fetched(each.dataset.address), each));
  }
  for (const each of asked) each.addEventListener("change", ({ target }) => ask(Number(target.value)));
  input.addEventListener("change", () => showFile(input.files));
  heat.addEventListener("change", () => element.classList.toggle("mila-plain", !heat.checked));
  element.addEventListener("dragover", (event) => event.preventDefault());
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    showFile(event.dataTransfer.files);
  });
  if (hasCamera()) own.append(cameraButton(stage, show, note, signal));
}

function cameraButton(stage, show, note, signal) {
  const made = button("mila-button", () => {
    made.disabled = true;
    takeStill(stage, signal)
      .then((still) => show("A still of your camera", Promise.resolve(still)))
      .catch(() => (note.textContent = "There is no camera, or it may not be used."))
      .finally(() => (made.disabled = false));
  }, "Camera");
  return made;
}

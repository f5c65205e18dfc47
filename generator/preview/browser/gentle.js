/*
 * Keeps a page up to date while its author writes: a plug-in of livereload.js, which calls it with
 * every change. What differs is changed where it stands; only where that could not give the same
 * page, the page reloads, and looks afterwards as its reader had left it.
 */

import { letOpen, showOverlay } from "./overlay.js";
import { renew } from "./files.js";
import { arrive, leave } from "./leaving.js";
import { markUnfinished } from "./marks.js";
import { Unlike, patch } from "./patch.js";
import { holdPlace } from "./place.js";
import { canBecome, versionIdOf, fetchVersion } from "./versions.js";

const PAGE = "*";
const TRIES = 20;
const AGAIN = 400;

/* The version that the page shows; none where it was out of date before it could be asked for. */
let shown = fetchVersion().then((version) => (version?.id === versionIdOf(document) ? version : null));

const waiting = new Set();
let isWorking = false;
let tries = 0;

/* Changes are taken in one after the other; many that wait are one. */
async function take(path) {
  waiting.add(path);
  if (isWorking) return;
  isWorking = true;
  while (waiting.size > 0) {
    const [next] = waiting;
    waiting.delete(next);
    try {
      await (next === PAGE ? refresh() : renew(next, (await shown)?.page));
    } catch (error) {
      console.warn("The page reloads.", error);
      location.reload();
    }
  }
  isWorking = false;
}

async function refresh() {
  const [before, after] = [await shown, await fetchVersion()];
  if (!after) {
    if (after === null && tries < TRIES) setTimeout(take, AGAIN, PAGE);
    tries += 1;
    return;
  }
  tries = 0;
  if (!before || !canBecome(before, after)) {
    leave(before, after);
    return;
  }
  try {
    await turn(before, after);
  } catch (error) {
    if (!(error instanceof Unlike)) console.warn("The page reloads.", error);
    leave(before, after);
  }
}

async function turn(before, after) {
  const place = holdPlace();
  const sheets = patch(document.documentElement, before.page.documentElement, after.page.documentElement);
  shown = after;
  showOverlay(after.overlay);
  place.keep();
  letOpen(document);
  markUnfinished();
  document.dispatchEvent(new CustomEvent("preview:turned"));
  await Promise.all(sheets);
  place.keep();
}

function go(address) {
  if (!/^\/(?!\/)/.test(address) || location.pathname === address) return false;
  location.assign(address);
  return true;
}

window.LiveReloadPluginGentle = class {
  static identifier = "gentle";
  static version = "1.0";

  reload(path, { originalPath }) {
    if (!go(originalPath ?? "")) take(path);
    return true;
  }
};

showOverlay(undefined);
letOpen(document);
markUnfinished();
arrive();

/* Leaves the page for its next version, and arrives there as it was left. */

import { announce, applyState, stateOf } from "./keeping.js";
import { findPlace, writePlace } from "./place.js";
import { versionIdOf } from "./versions.js";

const KEY = "postrock-preview";
const LATER = 1000;

/* Reloads; what was set and where the page stood is kept for that one time. */
export function leave(before, after) {
  const state = before ? stateOf(document, before.page) : { details: [], fields: [] };
  const { pathname: path, search, hash } = location;
  const kept = { path, hash, run: runOf(after.id), place: writePlace(), ...state };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
    history.scrollRestoration = "manual";
    // With its fragment the page would go to where that leads.
    history.replaceState(history.state, "", path + search);
  } catch (error) {
    console.warn("The page forgets its place.", error);
  }
  location.reload();
}

export function arrive() {
  const kept = take();
  if (!kept) return;
  announce(applyState(document, kept));
  findPlace(kept.place);
  const settle = () => {
    findPlace(kept.place);
    // Some browsers bring back the old distance after this; only then may they be asked to again.
    setTimeout(() => { history.scrollRestoration = "auto"; }, LATER);
    if (kept.hash && !location.hash) history.replaceState(history.state, "", kept.hash);
  };
  if (document.readyState === "complete") settle();
  else addEventListener("load", settle, { once: true });
}

function take() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
    const isOurs = kept?.path === location.pathname && kept.run === runOf(versionIdOf(document));
    return isOurs ? kept : null;
  } catch {
    return null; // no storage here, or what stands there is not ours
  }
}

/* Versions of one run of the preview begin alike. */
function runOf(id) {
  return id?.split("-")[0];
}

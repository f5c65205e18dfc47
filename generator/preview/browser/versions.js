/* Versions of this page, as the preview has them. What the preview itself adds is taken out of them. */

/* What runs once cannot be exchanged; data in a script can. */
const FIXED = `script:not([type="application/json"], [type="application/ld+json"]), template, base,
  meta[http-equiv], meta[charset]`;

/*
 * Fetches what stands at this page's address now: undefined where nobody answers, null where the
 * answer is that this cannot be said just now, since files are being edited.
 */
export async function fetchVersion() {
  let response;
  try {
    response = await fetch(location.href.split("#")[0], { cache: "no-store" });
  } catch {
    return undefined; // it ended, or starts anew: then livereload.js connects and asks again
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const id = versionIdOf(page);
  if (!id) return null;
  const overlay = page.querySelector("preview-overlay");
  for (const own of page.querySelectorAll("[data-preview]")) own.remove();
  page.normalize();
  return { page, overlay, id, hasMoved: response.redirected };
}

export function versionIdOf(page) {
  const script = page.querySelector("script[data-preview][src*='livereload.js']");
  return script?.src.match(/\.preview\/([\w-]+)/)?.[1];
}

/* Tells whether one version can be made of another where it stands. */
export function canBecome(before, after) {
  return !after.hasMoved && fixedIn(before.page) === fixedIn(after.page);
}

function fixedIn(page) {
  return [...page.querySelectorAll(FIXED)].map((each) => each.outerHTML).join("\n");
}

/*
 * Marks links to what no reader sees yet; a picture that links needs no mark beside its title's, and
 * a link within its own page leads to nothing that is less finished.
 */

const WORDS = { draft: "draft", scheduled: "scheduled" };

export async function markUnfinished() {
  const unfinished = await askFor("/.preview/unfinished");
  for (const link of document.querySelectorAll("a[href]")) {
    const word = leadsAway(link) ? WORDS[unfinished[link.pathname]] : undefined;
    if (word && link.textContent.trim()) link.dataset.previewMark = word;
    else delete link.dataset.previewMark;
  }
}

function leadsAway(link) {
  return link.origin === location.origin && link.pathname !== location.pathname;
}

/* Where the preview does not answer, nothing is marked: it ended, or starts anew. */
async function askFor(address) {
  try {
    const response = await fetch(address);
    return response.ok ? await response.json() : {};
  } catch {
    return {};
  }
}

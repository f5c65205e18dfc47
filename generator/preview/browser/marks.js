/* Marks links to what no reader sees yet; a picture that links needs no mark beside its title's. */

const WORDS = { draft: "draft", scheduled: "scheduled" };

export async function markUnfinished() {
  const unfinished = await askFor("/.preview/unfinished");
  for (const link of document.querySelectorAll("a[href]")) {
    const word = WORDS[link.origin === location.origin ? unfinished[link.pathname] : ""];
    if (word && link.textContent.trim()) link.dataset.previewMark = word;
    else delete link.dataset.previewMark;
  }
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

/*
 * The overlay for the author on the page: the bar of unfinished work, and problems over it all. It comes as
 * HTML from the preview, in a shadow root of its own; here it is made to move.
 */

const HOST = "preview-overlay";

/* Hidden problems stay hidden until all are mended; a folded one stays folded. */
let isHidden = false;
const folded = new Set();

/* Shows the overlay of another version: null for none, undefined to begin with what is there. */
export function showOverlay(version) {
  const host = document.querySelector(HOST);
  if (version === undefined) {
    if (host?.shadowRoot) begin(host.shadowRoot);
  } else if (!version) {
    host?.remove();
  } else {
    fill(host ?? newHost(), version.querySelector("template").content);
  }
  if (!document.querySelector(HOST)?.shadowRoot?.querySelector(".problems")) isHidden = false;
}

function newHost() {
  const host = document.createElement(HOST);
  host.dataset.preview = "";
  host.attachShadow({ mode: "open" });
  document.body.prepend(host);
  return host;
}

/* The style sheet stays, so that nothing flashes; the rest is exchanged where it differs. */
function fill(host, content) {
  const root = host.shadowRoot;
  const fresh = document.importNode(content, true);
  const sheet = fresh.querySelector("link");
  if (root.querySelector("link")) {
    sheet.remove();
  } else {
    host.hidden = true;
    for (const type of ["load", "error"]) sheet.addEventListener(type, () => { host.hidden = false; });
  }
  for (const old of [...root.children]) if (old.localName !== "link") old.remove();
  root.append(fresh);
  begin(root);
}

function begin(root) {
  letOpen(root);
  for (const each of root.querySelectorAll(".problem")) {
    if (folded.has(nameOf(each))) each.open = false;
    each.addEventListener("toggle", () => (each.open ? folded.delete(nameOf(each)) : folded.add(nameOf(each))));
  }
  root.querySelector(".hide")?.addEventListener("click", () => hide(root, true));
  root.querySelector(".back")?.addEventListener("click", () => hide(root, false));
  if (isHidden) hide(root, true, false);
}

function nameOf(problem) {
  return problem.querySelector("summary").textContent;
}

function hide(root, hidden, takesFocus = true) {
  const [problems, back] = [root.querySelector(".problems"), root.querySelector(".back")];
  if (!problems) return;
  isHidden = hidden;
  problems.hidden = hidden;
  back.hidden = !hidden;
  if (takesFocus) (hidden ? back : root.querySelector(".hide")).focus();
}

document.addEventListener("keydown", (event) => {
  const root = document.querySelector(HOST)?.shadowRoot;
  if (event.key !== "Escape" || event.defaultPrevented || !root?.querySelector(".problems:not([hidden])")) return;
  event.preventDefault();
  hide(root, true);
});

/* Places lead to the author's editor, where the preview knows of one. */
export function letOpen(root) {
  const script = document.querySelector("script[data-opens]");
  if (!script) return;
  for (const each of root.querySelectorAll("[data-at]")) {
    const code = each.querySelector(".problem-place code") ?? each.querySelector("code");
    if (!code || code.closest("a")) continue;
    const link = document.createElement("a");
    link.href = `/.preview/open?at=${encodeURIComponent(each.dataset.at)}`;
    link.title = script.dataset.opens;
    code.replaceWith(link);
    link.append(code);
  }
}

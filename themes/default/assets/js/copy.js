/*
 * Gives each block of code a button that copies it. What the button says stands, in the language
 * of the page, at the script's own element: data-copy, data-copied, data-selected.
 * A page that may not write to the clipboard, as one that is not served over HTTPS, has no buttons.
 */

const CODE = "figure.code";
/* Numbers of lines, and what a terminal shows around what is typed there. */
const BESIDE = ".linenos, .gp, .go";
const SHOWN = 2000;

const words = document.querySelector("script[data-copy]").dataset;
const status = document.createElement("p");
status.className = "visually-hidden";
status.setAttribute("role", "status");

function textOf(code) {
  const copy = code.cloneNode(true);
  const beside = copy.querySelectorAll(BESIDE);
  for (const each of beside) each.remove();
  const isSession = Boolean(code.querySelector(".gp"));
  return isSession ? copy.textContent.replace(/^\s*\n/gm, "") : copy.textContent;
}

function tell(button, word) {
  button.textContent = word;
  status.textContent = word;
  setTimeout(() => {
    button.textContent = words.copy;
    status.textContent = "";
  }, SHOWN);
}

async function copy(button, code) {
  try {
    await navigator.clipboard.writeText(textOf(code));
    tell(button, words.copied);
  } catch {
    getSelection().selectAllChildren(code);
    tell(button, words.selected);
  }
}

function equip(figure) {
  const code = figure.querySelector("pre code");
  if (!code || figure.querySelector(".copy")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words.copy;
  button.addEventListener("click", () => copy(button, code));
  figure.append(button);
}

if (navigator.clipboard) {
  document.body.append(status);
  document.querySelectorAll(CODE).forEach(equip);
  /* A preview brings code later. */
  document.addEventListener("figure:new", ({ target }) => target.matches(CODE) && equip(target));
}

// On every page: a slash leads to the field, Escape out of it. The page of results loads the rest.

const field = () => document.querySelector('[role="search"] input');
const isWriting = (element) =>
  element.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

document.addEventListener("keydown", (event) => {
  const input = field();
  if (!input || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  if (event.key === "/" && !isWriting(event.target) && input.offsetParent) {
    event.preventDefault();
    input.focus();
    input.select();
  } else if (event.key === "Escape" && event.target === input && !input.value) {
    input.blur();
  }
});

const page = document.querySelector("[data-search]");
if (page) {
  import("./results.js").then(({ open }) => open(page));
}

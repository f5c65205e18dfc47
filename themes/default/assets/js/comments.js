/*
 * Loads comments when a reader asks for them, and not before: they come from another host, which
 * learns of the reader. What shows them, and its attributes, stand at the element that asks:
 * data-src, and data-with-… for each attribute. Where that cannot be loaded there is a link.
 */

const WITH = "data-with-";

const ask = document.querySelector(".comments-ask");

function load() {
  const script = document.createElement("script");
  script.src = ask.dataset.src;
  for (const { name, value } of ask.attributes) {
    if (name.startsWith(WITH)) script.setAttribute(name.slice(WITH.length), value);
  }
  script.addEventListener("error", () => {
    document.querySelector(".comments").classList.add("is-elsewhere");
    document.querySelector(".comments-page a").focus();
  });
  ask.replaceWith(script);
}

ask?.querySelector("button").addEventListener("click", load, { once: true });

/** Make an element with its properties and what is inside. */
export function make(name, properties = {}, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

/** Make a button that does something. */
export function button(name, act, ...inside) {
  const made = make("button", { type: "button", className: name }, ...inside);
  made.addEventListener("click", act);
  return made;
}

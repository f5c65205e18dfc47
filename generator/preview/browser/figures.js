/*
 * Tells figures that they come and go. The charts' own loader listens: a figure that comes in is
 * woken like those that were there from the start, one that goes lets go of what it holds.
 */

const FIGURE = "figure";

export function comesIn(element) {
  tell(element, "figure:new");
}

export function goesOut(element) {
  tell(element, "figure:gone");
}

function tell(element, type) {
  if (element.nodeType !== Node.ELEMENT_NODE) return;
  const figures = [...element.querySelectorAll(FIGURE)];
  if (element.matches(FIGURE)) figures.unshift(element);
  for (const figure of figures) figure.dispatchEvent(new CustomEvent(type, { bubbles: true }));
}

/** Make an element of HTML or SVG with its attributes and what stands in it. */
export function make(name, attributes = {}, ...inside) {
  return filled(document.createElement(name), attributes, inside);
}

export function draw(name, attributes = {}, ...inside) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, inside);
}

function filled(element, attributes, inside) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inside);
  return element;
}

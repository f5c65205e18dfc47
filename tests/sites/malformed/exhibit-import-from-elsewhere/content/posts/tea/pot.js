import * as d3 from "https://cdn.example/d3.js";
export function mount(element) {
  element.textContent = "Tea";
}

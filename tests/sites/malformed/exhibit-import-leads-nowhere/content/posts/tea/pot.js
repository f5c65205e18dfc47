import { pour } from "./parts/por.js";

export function mount(element) {
  element.textContent = "Tea";
}

import { bees } from "./parts/bees.js";

export function mount(element, { files, data }) {
  element.textContent = [bees, files.seeds, data["rows.csv"].length].join(" ");
}

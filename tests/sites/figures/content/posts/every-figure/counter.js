import { next } from "./next.js";

export async function mount(element, { start, data }) {
  const button = document.createElement("button");
  const told = document.createElement("output");
  told.value = start;
  button.type = "button";
  button.textContent = `One more, of ${data["fees.csv"].length}`;
  button.addEventListener("click", () => { told.value = next(Number(told.value)); });
  element.append(button, " ", told);
}

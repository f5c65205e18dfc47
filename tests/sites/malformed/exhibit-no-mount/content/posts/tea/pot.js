export function pour(element) {
  element.textContent = "Tea";
}

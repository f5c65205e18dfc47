export function mount(element) {
  element.textContent = "Tea";
}

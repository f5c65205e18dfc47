export function mount(element, { data }) {
  element.textContent = `${data["ausgaben.csv"].length}`;
}

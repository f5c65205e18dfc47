export function mount(element, { data }) {
  element.textContent = `${data["nafaqat.csv"].length}`;
}

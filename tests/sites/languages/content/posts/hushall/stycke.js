export function mount(element, { data }) {
  element.textContent = `${data["utgifter.csv"].length}`;
}

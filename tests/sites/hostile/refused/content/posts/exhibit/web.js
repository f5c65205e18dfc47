import "@SERVER@/a.js"; export function mount() {}

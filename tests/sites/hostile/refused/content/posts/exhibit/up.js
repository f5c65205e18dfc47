import "../../../../outside/secret.js"; export function mount() {}

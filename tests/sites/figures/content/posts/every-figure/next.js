export const next = (count) => count + 1;

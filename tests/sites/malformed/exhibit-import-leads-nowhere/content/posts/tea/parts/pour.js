export const pour = 1;

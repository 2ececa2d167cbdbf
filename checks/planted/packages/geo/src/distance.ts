export type Distance = number;
export const distance: Distance = 1;

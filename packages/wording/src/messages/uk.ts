import { en } from "./en.ts";
export const uk = en;

import { en } from "./en.ts";

/**
 * The words of the reader's language. English is the only table so far; another one is a file
 * beside it with the same keys, chosen here.
 */
export const words = en;

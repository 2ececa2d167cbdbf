import type { PlaceWord } from "@truceline/wording";

/** "OP 9", "PB 2", "SMM": what a mission calls its own places. */
const codeName = /\d|^\p{Lu}{2,}$/u;

/**
 * A place as somebody typed it, where no gazetteer is at hand: a post by its code name, anything else
 * as the name of a settlement, so that no sentence puts an ordinary name into quotation marks.
 */
export function typedPlace(name: string): PlaceWord {
  return { text: name, is: codeName.test(name) ? "point" : "settlement", isFallback: false };
}

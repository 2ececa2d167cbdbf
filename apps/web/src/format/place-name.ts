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

/** As `typedPlace`, but zones of the agreement, which the log names by their ids, by their names. */
export function placeNamerOf(
  zones: readonly { readonly id: string; readonly name: string }[],
): (name: string) => PlaceWord {
  const byId = new Map(zones.map(({ id, name }) => [id, name]));
  return (name) => {
    const zone = byId.get(name);
    return zone === undefined ? typedPlace(name) : { text: zone, is: "area", isFallback: false };
  };
}

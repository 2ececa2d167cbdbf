import type { Conditions } from "./detection-question.ts";

/** What a reader must know of the ground that a plan was made on. */
export function groundNote({ terrain }: Conditions): string {
  return terrain === undefined
    ? "Ground is flat: no terrain was given, so nothing hides behind a hill."
    : `Heights of the ground: ${terrain.source}. What a line of sight does not reach counts as hidden, and so does ground of unknown height; woods and towns are not in it.`;
}

import type { InputEntry } from "@truceline/watch";
import { makeEntry } from "./make-entry.ts";

/** The entries of a numbered batch: the same ones each time, in whatever process. */
export function batchEntries(batch: number): readonly InputEntry[] {
  return Array.from({ length: 1 + (batch % 40) }, (_, index) => makeEntry(`${batch}-${index}`));
}

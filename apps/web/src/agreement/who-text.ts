import type { AgreementView } from "@truceline/watch";
import { nameOf } from "./text-of.ts";

/** A word of the document: "uncrewed-flight" as "uncrewed flight". */
export const wordText = (id: string): string => id.replaceAll("-", " ");

/** Who somebody is by name; whoever the document does not name by the word it uses. */
export function whoText(
  ids: readonly string[],
  parties: AgreementView["parties"],
  language: string,
): string {
  return ids
    .map((id) => {
      const party = parties.find((one) => one.id === id);
      return party === undefined ? wordText(id) : nameOf(party.name, language);
    })
    .join(", ");
}

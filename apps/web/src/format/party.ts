/** A party by its name; whoever is none (a mission, a mapper) by the word of the document. */
export function partyName(
  id: string,
  parties: readonly { readonly id: string; readonly name: string }[],
): string {
  return parties.find((party) => party.id === id)?.name ?? id.replaceAll("-", " ");
}

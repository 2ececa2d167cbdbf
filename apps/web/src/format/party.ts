/** A party by its name; whoever is none (a mission, a mapper) by the word of the document. */
export function partyName(
  id: string,
  parties: readonly { readonly id: string; readonly name: string }[],
): string {
  return parties.find((party) => party.id === id)?.name ?? id.replaceAll("-", " ");
}

/** A sentence of the desk with its parties by name: "a not yet" becomes "Party A not yet". */
export function withPartyNames(
  text: string,
  parties: readonly { readonly id: string; readonly name: string }[],
): string {
  return text.replace(
    /(^|, |guarantee of )([\w-]+)(?= not | refused| cleared|[.,]|$)/g,
    (whole, before: string, id: string) => {
      const party = parties.find((one) => one.id === id);
      return party === undefined ? whole : `${before}${party.name}`;
    },
  );
}

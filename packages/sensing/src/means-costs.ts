import type { CatalogueEntry } from "./catalogue.ts";

/** What one unit costs a year, US dollars, without people: its price over its life, and running it. */
export function yearlyCostUsd({ money }: CatalogueEntry): number | null {
  if (money === undefined) return null;
  return money.purchaseUsd.value / money.lifeYears.value + money.yearlyUsd.value;
}

/**
 * People at work with the units of one post at any hour they work. Those whom several means share (an
 * observer looks and listens) are counted once: of means that name each other, the one that needs most.
 * Means of which nothing is known need nobody; a unit counts as often as it is given.
 */
export function peopleOnWatch(entries: readonly CatalogueEntry[]): number {
  const counts = new Map<string, { readonly entry: CatalogueEntry; people: number }>();
  for (const entry of entries) {
    const people = entry.people?.onWatch.value ?? 0;
    const found = counts.get(entry.id);
    if (found === undefined) counts.set(entry.id, { entry, people });
    else found.people += people;
  }
  const counted = new Set<string>();
  let sum = 0;
  for (const [id, { entry, people }] of counts) {
    if (counted.has(id)) continue;
    let most = people;
    for (const other of entry.people?.sharedWith ?? []) {
      const shared = counts.get(other);
      if (shared === undefined || counted.has(other)) continue;
      most = Math.max(most, shared.people);
      counted.add(other);
    }
    counted.add(id);
    sum += most;
  }
  return sum;
}

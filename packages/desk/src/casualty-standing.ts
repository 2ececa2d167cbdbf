import type { Casualty } from "@truceline/model";

/** From the least to the most borne out; `not-confirmed` is a dead end that was followed up. */
export const corroborationOrder: readonly Casualty["corroboration"][] = [
  "not-confirmed",
  "reported",
  "one-source",
  "corroborated",
  "confirmed",
];

const raisedBy: Readonly<Record<Casualty["corroboration"], string | null>> = {
  reported: "A source that knows of it at first hand.",
  "one-source": "A second source independent of the first, such as a hospital or a relative.",
  corroborated: "The mission's own people seeing the person, the record or the place.",
  confirmed: null,
  "not-confirmed": "Anything new; it was followed up and not borne out.",
};

/** What would raise how far a casualty is borne out; null where nothing can. */
export function raisesCorroboration({ corroboration }: Casualty): string | null {
  return raisedBy[corroboration];
}

/** Killed and injured, by how far they are borne out; withdrawn ones are left out. */
export function casualtyTotals(
  casualties: readonly Casualty[],
): ReadonlyMap<
  Casualty["corroboration"],
  { readonly killedCount: number; readonly injuredCount: number }
> {
  const totals = new Map<
    Casualty["corroboration"],
    { killedCount: number; injuredCount: number }
  >();
  for (const { corroboration, killedCount, injuredCount, withdrawn } of casualties) {
    if (withdrawn === true) continue;
    const total = totals.get(corroboration) ?? { killedCount: 0, injuredCount: 0 };
    total.killedCount += killedCount;
    total.injuredCount += injuredCount;
    totals.set(corroboration, total);
  }
  return totals;
}

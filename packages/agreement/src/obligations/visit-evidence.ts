import type { SiteVisit } from "@truceline/model";
import type { CompiledObligation } from "../compiled.ts";
import type { ObligationEvent } from "./obligation-states.ts";

/**
 * The evidence that visits of the mission give: each visit that is done, at the site that an obligation
 * names, gives the item that it names, at the end of the visit. Of several versions of a visit the
 * newest counts. A visit before what the obligation depends on was done is evidence of that only, so
 * it gives nothing here: one look does not show a survey and the maintenance after it.
 * @param entered what people entered; with it is decided what was done before
 */
export function visitEvidence(
  obligations: readonly CompiledObligation[],
  visits: readonly SiteVisit[],
  entered: readonly ObligationEvent[],
): readonly ObligationEvent[] {
  const newest = new Map<string, SiteVisit>();
  for (const visit of visits) {
    const known = newest.get(visit.id);
    if (known === undefined || known.version < visit.version) newest.set(visit.id, visit);
  }
  const done = [...newest.values()]
    .flatMap(({ state, place, done: span, recordedAtMs }) =>
      state === "done" ? [{ siteId: place.siteId, endMs: span?.toMs ?? recordedAtMs }] : [],
    )
    .sort((a, b) => a.endMs - b.endMs);
  const byId = new Map(obligations.map((one) => [one.id, one]));
  const firstMs = new Map<string, number | null>();
  /** When an obligation's own evidence was first whole, or it was waived; null while neither. */
  const wholeMs = (one: CompiledObligation, open: ReadonlySet<string>): number | null => {
    const known = firstMs.get(one.id);
    if (known !== undefined) return known;
    const ownMs = givenMs(one, new Set([...open, one.id]));
    const itemsMs = one.evidence.map((item) => {
      const stated = entered
        .filter(
          ({ obligation, is, item: what }) =>
            obligation === one.id && is === "evidence" && what === item,
        )
        .map(({ atMs }) => atMs);
      const all = one.visit?.gives === item && ownMs !== null ? [...stated, ownMs] : stated;
      return all.length === 0 ? null : Math.min(...all);
    });
    const waivedMs = entered
      .filter(({ obligation, is }) => obligation === one.id && is === "waive")
      .map(({ atMs }) => atMs);
    const wholeOwnMs = itemsMs.includes(null) ? [] : [Math.max(...itemsMs.map((ms) => ms ?? 0))];
    const endsMs = [...waivedMs, ...wholeOwnMs];
    const wholeAtMs = endsMs.length === 0 ? null : Math.min(...endsMs);
    firstMs.set(one.id, wholeAtMs);
    return wholeAtMs;
  };
  /** When the first visit that counts for it ended. */
  const givenMs = (one: CompiledObligation, open: ReadonlySet<string>): number | null => {
    const { visit, depends } = one;
    if (visit === undefined) return null;
    const before = depends.flatMap((id) => {
      const other = byId.get(id);
      return other === undefined || open.has(id) ? [] : [wholeMs(other, open)];
    });
    if (before.includes(null)) return null;
    const afterMs = Math.max(Number.NEGATIVE_INFINITY, ...before.map((ms) => ms ?? 0));
    return (
      done.find(({ siteId, endMs }) => siteId === visit.site && endMs > afterMs)?.endMs ?? null
    );
  };
  return obligations.flatMap((one): readonly ObligationEvent[] => {
    const atMs = givenMs(one, new Set([one.id]));
    if (atMs === null || one.visit === undefined) return [];
    return [{ obligation: one.id, atMs, is: "evidence", item: one.visit.gives }];
  });
}

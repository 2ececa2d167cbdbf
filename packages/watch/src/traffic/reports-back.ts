import type { RecordQuery, Store } from "../ports/store.ts";

const spanMinMs = 1_000;
/** Of what a halving left out, so many halves are tried again. */
const refineCount = 3;

/**
 * From which instant on the store has at most so many reports: `fromMs`, or of more a later instant, found
 * by counting over ever shorter times, so that all after it can be read and nothing is read to be thrown
 * away. In a flood one second may hold more; then it is that second.
 *
 * @param untilMs the instant back from which they are counted
 */
export async function reportsBackFromMs(
  store: Pick<Store, "count">,
  query: RecordQuery & { readonly fromMs: number },
  untilMs: number,
  countMax: number,
): Promise<number> {
  const isWithin = async (backMs: number): Promise<boolean> =>
    (await store.count({ ...query, fromMs: untilMs - backMs })) <= countMax;
  let backMs = untilMs - query.fromMs;
  if (await isWithin(backMs)) return query.fromMs;
  do {
    backMs = Math.max(spanMinMs, Math.floor(backMs / 2));
  } while (backMs > spanMinMs && !(await isWithin(backMs)));
  let moreMs = backMs;
  for (let turn = 0; turn < refineCount && backMs > spanMinMs; turn++) {
    moreMs = Math.floor(moreMs / 2);
    if (await isWithin(backMs + moreMs)) backMs += moreMs;
  }
  return untilMs - backMs;
}

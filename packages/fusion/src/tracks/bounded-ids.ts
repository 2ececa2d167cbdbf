import { REPORT_IDS_MAX } from "./track.ts";

/** First, last and evenly between, no more than an event names; each once. */
export function boundedIds(ids: readonly string[]): readonly string[] {
  const own = [...new Set(ids)];
  if (own.length <= REPORT_IDS_MAX) return own;
  return Array.from(
    { length: REPORT_IDS_MAX },
    (_, index) => own[Math.round((index * (own.length - 1)) / (REPORT_IDS_MAX - 1))] as string,
  );
}

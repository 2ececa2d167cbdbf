/**
 * Span classes: a record that touches an instant begins at most its class's length before it. So a
 * question about an hour reads an hour of the index for each class, however long the longest span.
 * `record-query.ts` asks by the same lengths.
 */
export const spanClassMaxMs = [60_000, 3_600_000, 26 * 3_600_000] as const;

/** SQL that gives the class of a span in milliseconds. */
export function spanClassOf(spanMs: string): string {
  const cases = spanClassMaxMs.map((maxMs, index) => `when ${spanMs} <= ${maxMs} then ${index}`);
  return `case ${cases.join(" ")} else ${spanClassMaxMs.length} end`;
}

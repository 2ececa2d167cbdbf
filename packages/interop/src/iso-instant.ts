const pattern =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}(?::?\d{2})?)$/;
const atMsMin = -2_208_988_800_000;
const atMsMax = 7_258_118_400_000;

/**
 * Epoch milliseconds of an ISO 8601 instant with its offset (`Z`, `+01:00`, `+0100`, `+01`); what is finer than a millisecond is cut.
 * Undefined for what is no such instant: no offset, a day that its month does not have, a leap second,
 * years before 1900 or after 2199.
 * @example instantMs("2026-03-01T05:12:09.25+01:00")
 */
export function instantMs(text: string): number | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "", day = "", hour = "", minute = "", second = ""] = match;
  const fraction = (match[7] ?? "").padEnd(3, "0").slice(0, 3);
  const local = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second, +fraction);
  const back = new Date(local);
  const isDay = back.getUTCDate() === +day && back.getUTCMonth() === +month - 1;
  if (!isDay || +hour > 23 || +minute > 59 || +second > 59) return undefined;
  const offset = match[8] ?? "Z";
  let aheadMin = 0;
  if (offset !== "Z") {
    const [hours, minutes] = [+offset.slice(1, 3), +offset.slice(3).replace(":", "")];
    if (hours > 23 || minutes > 59) return undefined;
    aheadMin = (hours * 60 + minutes) * (offset.startsWith("-") ? -1 : 1);
  }
  const atMs = local - aheadMin * 60_000;
  return atMs >= atMsMin && atMs < atMsMax ? atMs : undefined;
}

/** An instant as ISO 8601 in UTC, to the millisecond. */
export function instantText(atMs: number): string {
  return new Date(atMs).toISOString();
}

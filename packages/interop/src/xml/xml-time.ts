/** An instant, and the zone it was written in. */
export interface XmlTime {
  readonly atMs: number;
  /** Minutes ahead of UTC; undefined where the text names no zone, and was read as UTC. */
  readonly zoneMin: number | undefined;
}

const dateTime = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,12}))?(Z|[+-]\d\d:\d\d)?$/;

/**
 * A `dateTime` of XML Schema with a year of four digits. Digits beyond the millisecond are cut off.
 * Undefined for anything else, days and hours that there are none of, and leap seconds.
 * @example readXmlTime("2026-03-01T14:00:00+02:00") // { atMs: 1772366400000, zoneMin: 120 }
 */
export function readXmlTime(text: string): XmlTime | undefined {
  const parts = dateTime.exec(text);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as Six;
  const fraction = Number((parts[7] ?? "").slice(0, 3).padEnd(3, "0"));
  const zone = parts[8];
  const zoneMin = zone === undefined ? undefined : minutesOf(zone);
  if (hour > 23 || minute > 59 || second > 59 || Math.abs(zoneMin ?? 0) > 14 * 60) return undefined;
  const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
  const date = new Date(midnight);
  // A day that is none becomes one of the next month.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || month === 0)
    return undefined;
  const sinceMidnightMs = ((hour * 60 + minute - (zoneMin ?? 0)) * 60 + second) * 1000 + fraction;
  return { atMs: midnight + sinceMidnightMs, zoneMin };
}

type Six = [number, number, number, number, number, number];

function minutesOf(zone: string): number {
  if (zone === "Z") return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  // More than any zone has, to be refused.
  if (Number(zone.slice(4, 6)) > 59) return 24 * 60;
  return zone.startsWith("-") ? 0 - minutes : minutes;
}

/** An instant as `dateTime` of UTC with milliseconds; undefined before year 0 and after 9999. */
export function writeXmlTime(atMs: number): string | undefined {
  const isWritable =
    Number.isInteger(atMs) && atMs >= -62_167_219_200_000 && atMs < 253_402_300_800_000;
  return isWritable ? new Date(atMs).toISOString() : undefined;
}

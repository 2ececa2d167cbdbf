import { localToMs, ModelError, zoneOffsetMs } from "@truceline/model";

/** Metres in each unit of length that an agreement may use. */
export const metresByUnit: Readonly<Record<string, number>> = {
  m: 1,
  km: 1_000,
  mi: 1_609.344,
  nmi: 1_852,
};

/** Square metres in each unit of area that an agreement may use. */
export const squareMetresByUnit: Readonly<Record<string, number>> = {
  m2: 1,
  km2: 1_000_000,
  "m²": 1,
  "km²": 1_000_000,
};

/** A number and the word behind it, as written; undefined if it does not begin with a number. */
export function splitQuantity(text: string): { value: number; unit: string } | undefined {
  const match = /^([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(\S*)$/.exec(text.trim());
  if (match === null) return undefined;
  return { value: Number(match[1]), unit: match[2] ?? "" };
}

/** `25 km` in metres; undefined unless a number >= 0 with a known unit. */
export function parseDistanceM(text: string): number | undefined {
  return quantity(text, metresByUnit);
}

/** `250 km2` in square metres; undefined unless a number >= 0 with a known unit. */
export function parseAreaM2(text: string): number | undefined {
  return quantity(text, squareMetresByUnit);
}

function quantity(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const split = splitQuantity(text);
  if (split === undefined || !Object.hasOwn(units, split.unit)) return undefined;
  const factor = units[split.unit];
  // Decimal text times a whole factor: 0.1 km must be 100 m, not 100.00000000000001.
  return factor === undefined ? undefined : Math.round(split.value * factor * 1e6) / 1e6;
}

const durationPattern =
  /^P(?:([0-9]{1,6})W|(?:([0-9]{1,6})D)?(?:T(?=[0-9])(?:([0-9]{1,8})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9}(?:\.[0-9]{1,3})?)S)?)?)$/;

/** An ISO 8601 duration of fixed length (weeks, days of 24 h, hours, minutes, seconds), in ms. */
export function parseDurationMs(text: string): number | undefined {
  const match = durationPattern.exec(text.trim());
  if (match === null || text.trim() === "P") return undefined;
  const [, weeks, days, hours, minutes, seconds] = match;
  const of = (part: string | undefined) => (part === undefined ? 0 : Number(part));
  return Math.round(
    of(weeks) * 604_800_000 +
      of(days) * 86_400_000 +
      of(hours) * 3_600_000 +
      of(minutes) * 60_000 +
      of(seconds) * 1_000,
  );
}

const instantPattern =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,3})?)?)(Z|[+-][0-9]{2}:[0-9]{2}))?$/;

/**
 * An ISO 8601 instant with offset in epoch ms; a date alone is its midnight in the time zone.
 * Undefined for anything else, days that no month has included.
 */
export function parseInstantMs(text: string, timezone: string): number | undefined {
  const match = instantPattern.exec(text.trim());
  if (match === null) return undefined;
  const [, date = "", time, offset] = match;
  try {
    if (time === undefined) return localToMs(date, timezone);
    return localToMs(`${date}T${time}`, "UTC") - offsetMs(offset ?? "Z");
  } catch (error) {
    if (error instanceof ModelError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function offsetMs(offset: string): number {
  if (offset === "Z") return 0;
  const sign = offset.startsWith("-") ? -1 : 1;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(4, 6));
  if (hours > 14 || minutes > 59) throw new RangeError("offset");
  return sign * (hours * 60 + minutes) * 60_000;
}

/** True for `HH:MM` from 00:00 to 23:59. */
export function isClockTime(text: string): boolean {
  return /^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/.test(text);
}

/** True for a name of the IANA time zone database. */
export function isTimezone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    zoneOffsetMs(0, name);
    return true;
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}

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

const measurePattern =
  /^([0-9]{1,15}(?:\.[0-9]{1,6})?)(?: (thousand|million|billion))? ([A-Za-z%][A-Za-z0-9%/-]*)$/;
const scales: Readonly<Record<string, number>> = {
  thousand: 1_000,
  million: 1_000_000,
  billion: 1_000_000_000,
};

/** `4.5 billion GBP` as a value and its unit; undefined for anything else. */
export function parseMeasure(
  text: string,
): { readonly value: number; readonly unit: string } | undefined {
  const match = measurePattern.exec(text.trim());
  const unit = match?.[3];
  if (match === null || unit === undefined) return undefined;
  const scale = match[2] === undefined ? 1 : (scales[match[2]] ?? 1);
  return { value: Math.round(Number(match[1]) * scale * 1e6) / 1e6, unit };
}

/** `800 mi` in the unit asked for, where one can be turned into the other; else undefined. */
export function measureIn(text: string, unit: string): number | undefined {
  const measure = parseMeasure(text);
  if (measure === undefined) return undefined;
  if (measure.unit === unit) return measure.value;
  const [from, to] = [metresByUnit[measure.unit], metresByUnit[unit]];
  if (from === undefined || to === undefined) return undefined;
  return Math.round(((measure.value * from) / to) * 1e6) / 1e6;
}

/** `2/3` as two whole numbers; undefined unless from 0/1 to 1/1. */
export function parseShare(text: string): readonly [number, number] | undefined {
  const match = /^([0-9]{1,6})\/([0-9]{1,6})$/.exec(text.trim());
  if (match === null) return undefined;
  const share = [Number(match[1]), Number(match[2])] as const;
  return share[1] > 0 && share[0] <= share[1] ? share : undefined;
}

/** A year, month or day as the span that it is, in local days of the time zone. */
export function parseCalendarSpan(
  text: string,
  timezone: string,
): { readonly fromMs: number; readonly toMs: number } | undefined {
  const match = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, year = "", month, day] = match;
  if (Number(year) < 1000) return undefined;
  const fromMs = parseInstantMs(`${year}-${month ?? "01"}-${day ?? "01"}`, timezone);
  if (fromMs === undefined) return undefined;
  const next = new Date(
    Date.UTC(
      Number(year) + (month === undefined ? 1 : 0),
      month === undefined ? 0 : Number(month) - (day === undefined ? 0 : 1),
      day === undefined ? 1 : Number(day) + 1,
    ),
  );
  const toMs = parseInstantMs(next.toISOString().slice(0, 10), timezone);
  return toMs === undefined ? undefined : { fromMs, toMs };
}

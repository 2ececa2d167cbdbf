import type { AgreementErrorCode } from "./errors.ts";
import type { Reporter } from "./faults.ts";
import { suggestName } from "./nearest-name.ts";
import {
  isClockTime,
  isTimezone,
  metresByUnit,
  parseAreaM2,
  parseCalendarSpan,
  parseDistanceM,
  parseDurationMs,
  parseInstantMs,
  parseMeasure,
  parseShare,
  splitQuantity,
  squareMetresByUnit,
} from "./quantities.ts";
import { clip, show } from "./show-value.ts";

/** Reports what is wrong with a quantity; false when there is nothing and the type is right. */
export function reportQuantity(
  quantity: string,
  value: unknown,
  pointer: string,
  reporter: Reporter,
): boolean {
  const report = (code: AgreementErrorCode, hint?: string) => {
    reporter.report(code, pointer, clip(show(value)), hint === undefined ? {} : { hint });
    return true;
  };
  if (typeof value !== "string" && typeof value !== "number") return false;
  const text = String(value);
  switch (quantity) {
    case "distance":
      return (
        parseDistanceM(text) === undefined && report(...unitFault(text, metresByUnit, "km", "m"))
      );
    case "area":
      return (
        parseAreaM2(text) === undefined &&
        report(...unitFault(text, squareMetresByUnit, "km2", "m2"))
      );
    case "duration":
      return parseDurationMs(text) === undefined && report("TL_AGR_DURATION");
    case "instant":
      return (
        parseInstantMs(text, "UTC") === undefined && report("TL_AGR_INSTANT", instantHint(text))
      );
    case "deadline":
      if (parseDurationMs(text) !== undefined || parseInstantMs(text, "UTC") !== undefined) {
        return false;
      }
      return /^P|^[0-9.]+(?!-)\b(?![0-9]*-)/.test(text)
        ? report("TL_AGR_DURATION")
        : report("TL_AGR_INSTANT", instantHint(text));
    case "clock-time":
      return !isClockTime(text) && report("TL_AGR_CLOCK_TIME");
    case "timezone":
      return !isTimezone(text) && report("TL_AGR_TIMEZONE");
    case "id":
      if (typeof value === "number") return false;
      return !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text) && report("TL_AGR_ID");
    case "share":
      return parseShare(text) === undefined && report("TL_AGR_SHARE");
    case "measure":
      if (parseMeasure(text) !== undefined) return false;
      return /^[0-9.]+( (thousand|million|billion))?$/.test(text)
        ? report("TL_AGR_UNIT_MISSING", `Write the unit behind it, such as ${text} persons.`)
        : report("TL_AGR_QUANTITY", "Write it as 30 thousand persons or 4.5 billion GBP.");
    case "calendar-span":
      if (typeof value === "number" && /^[0-9]{4}$/.test(text)) return false;
      return parseCalendarSpan(text, "UTC") === undefined && report("TL_AGR_DAY");
    case "path":
    case "annex": {
      if (typeof value === "number") return false;
      if (isOutsidePath(text)) return report("TL_AGR_PATH");
      const endings = quantity === "path" ? [".geojson", ".json"] : [".yaml", ".yml", ".json"];
      return (
        !endings.some((ending) => text.endsWith(ending)) &&
        report("TL_AGR_VALUE", `Name a file that ends in ${endings.join(" or ")}.`)
      );
    }
    default:
      return false;
  }
}

/** True when a path is absolute, has a drive, a scheme or a backslash, or climbs up. */
function isOutsidePath(path: string): boolean {
  return /^\/|[\\:\p{Cc}]|\.\./u.test(path);
}

function instantHint(text: string): string | undefined {
  const day = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?=T|$)/.exec(text);
  if (day !== null && parseCalendarSpan(day[0], "UTC") === undefined) {
    return `There is no ${day[0]} in the calendar.`;
  }
  return /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$/.test(text)
    ? `Say which time zone is meant: ${text}Z, or ${text}+02:00.`
    : undefined;
}

function unitFault(
  text: string,
  units: Readonly<Record<string, number>>,
  large: string,
  small: string,
): [AgreementErrorCode, string] {
  const split = splitQuantity(text);
  const example = `Write a number and its unit, such as 25 ${large}.`;
  if (split === undefined) return ["TL_AGR_QUANTITY", example];
  if (split.unit === "") {
    return ["TL_AGR_UNIT_MISSING", `Write ${split.value} ${large} or ${split.value} ${small}.`];
  }
  return ["TL_AGR_UNIT", suggestName(split.unit, Object.keys(units)) ?? example];
}

/** Reports anything but a number from 0 to 1; percentages get the share they mean. */
export function reportProbability(value: unknown, pointer: string, reporter: Reporter): void {
  if (typeof value === "number" && value >= 0 && value <= 1) return;
  const percent = /^([0-9]{1,3}(?:\.[0-9]+)?)\s*%?$/.exec(
    typeof value === "object" ? "" : String(value).trim(),
  );
  const meant = percent === null ? undefined : Number(percent[1]) / 100;
  const hint =
    meant !== undefined && meant > 0.01 && meant <= 1
      ? `Write ${Math.round(meant * 1e6) / 1e6}.`
      : "Write a share between 0 and 1, such as 0.9.";
  reporter.report("TL_AGR_PROBABILITY", pointer, clip(show(value)), { hint });
}

/** Reports anything but a pair of degrees, longitude first. */
export function reportPosition(value: unknown, pointer: string, reporter: Reporter): void {
  const numbers = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
  const [lonDeg, latDeg] = numbers;
  if (typeof lonDeg !== "number" || typeof latDeg !== "number") {
    reporter.report("TL_AGR_POSITION", pointer, clip(show(value)));
    return;
  }
  if (Math.abs(lonDeg) <= 180 && Math.abs(latDeg) <= 90) return;
  const swapped = Math.abs(latDeg) <= 180 && Math.abs(lonDeg) <= 90;
  reporter.report(
    swapped ? "TL_AGR_POSITION_SWAPPED" : "TL_AGR_POSITION",
    pointer,
    `[${lonDeg}, ${latDeg}]`,
  );
}

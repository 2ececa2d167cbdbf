import { type CompassPoint, localDate, msToLocal, type Observation } from "@truceline/model";
import { dayText, distanceText, kindName, observationSentence } from "./observation-sentence.ts";
import type { ObservationRow } from "./report-schema.ts";

const notKnown = "N/K";

/** An observation in the columns of the mission's table of violations, and as a sentence. */
export function observationRow(
  observation: Observation,
  options: { readonly timezone: string; readonly region: string },
): ObservationRow {
  const { id, remark } = observation;
  return {
    id,
    region: options.region,
    smmPosition: positionText(observation),
    eventLocation: locationText(observation),
    means: meansText(observation),
    number: numberText(observation),
    observation: capital(kindName(observation.kind, observation.count.min === 1)),
    description: descriptionText(observation),
    weapon: weaponText(observation),
    dateTime: dateTimeText(observation, options.timezone),
    sentence: observationSentence(observation, options),
    ...(remark === undefined ? {} : { remark }),
  };
}

function positionText({ observerPosition, observer }: Observation): string {
  const { place, position, offsetM, offsetDirection } = observerPosition ?? {};
  const { referenceTown, referenceM, referenceDirection, control } = observerPosition ?? {};
  const from = (distanceM: number | undefined, direction: CompassPoint | undefined, of: string) =>
    [distanceM === undefined ? "" : distanceText(distanceM, distanceM), direction, `of ${of}`]
      .filter((part) => part !== undefined && part !== "")
      .join(" ");
  const base =
    place ??
    (position === undefined
      ? undefined
      : `${degrees(position[1], "N", "S")} ${degrees(position[0], "E", "W")}`);
  const hasOffset = offsetM !== undefined || offsetDirection !== undefined;
  const named =
    base === undefined ? undefined : hasOffset ? from(offsetM, offsetDirection, base) : base;
  const reference =
    referenceTown === undefined ? undefined : from(referenceM, referenceDirection, referenceTown);
  const brackets = [control, named === undefined ? undefined : reference].filter(Boolean);
  const text = named ?? reference ?? notKnown;
  const camera = observer.kind === "camera" ? "Camera, " : "";
  return `${camera}${text}${brackets.length === 0 ? "" : ` (${brackets.join(", ")})`}`;
}

function locationText({ distance, direction, area }: Observation): string {
  const far = distance === undefined ? undefined : distanceText(distance.minM, distance.maxM);
  const where = directionText(direction);
  if (far === undefined && where === undefined) {
    return area === undefined ? notKnown : "Area as given by the source";
  }
  return [far, where].filter((part) => part !== undefined).join(" ");
}

function directionText(direction: Observation["direction"]): string | undefined {
  if (direction === undefined) return undefined;
  switch (direction.form) {
    case "bearing":
      return `${Math.round(direction.bearingDeg)}° ± ${direction.standardDeviationDeg}°`;
    case "range-ends":
      return `${direction.points[0]} to ${direction.points.at(-1)}`;
    case "sector":
      return direction.points.map((point) => `${point}ly`).join(", ");
    default:
      return direction.points.join(", ");
  }
}

function meansText({ means }: Observation): string {
  return means.map(capital).join(", ");
}

/** "3", "about 80", "at least 5", "5 to 6"; `N/K` where nobody counted. */
function numberText({ kind, count: { qualifier, min, max } }: Observation): string {
  if (kind === "nothing") return "0";
  if (qualifier === "uncounted" || min === undefined) return notKnown;
  switch (qualifier) {
    case "about":
      return `about ${min}`;
    case "at-least":
      return `at least ${min}`;
    case "range":
      return max === undefined || max === min ? String(min) : `${min} to ${max}`;
    case "exactly":
      return String(min);
  }
}

function descriptionText(observation: Observation): string {
  const { nature, movement, assessedAs, insideDisengagementArea, exercise } = observation;
  const moves = (movement?.from ?? []).map((from, index) => {
    const to = movement?.to[index];
    return to === undefined ? `from ${from}` : `${from} to ${to}`;
  });
  const parts = [
    nature?.replaceAll("-", " "),
    moves.length === 0 ? undefined : `moving ${[...new Set(moves)].join("; ")}`,
    assessedAs === undefined ? undefined : `assessed as ${assessedAs}`,
    insideDisengagementArea === undefined
      ? undefined
      : `inside the ${insideDisengagementArea} disengagement area`,
    exercise === undefined ? undefined : `exercise ${exercise.replaceAll("-", " ")}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? notKnown : capital(parts.join("; "));
}

function weaponText({ weapons, calibresMm }: Observation): string {
  const named = (weapons ?? []).map((weapon) => {
    return (weapon.statedAs ?? weapon.class).replaceAll(/[_-]/g, " ");
  });
  const calibres = (calibresMm ?? []).map((calibreMm) => `${calibreMm}mm`);
  const text = [...new Set(named)].join(", ");
  if (calibres.length === 0) return text === "" ? notKnown : capital(text);
  const sizes = calibres.join(", ");
  return text === "" ? sizes : capital(`${text} (${sizes})`);
}

/** "21 September 2018, 14:41", "20 September 2018, evening", with both ends where they differ. */
function dateTimeText({ span }: Observation, timezone: string): string {
  const { fromMs, toMs, precision } = span;
  const fromDay = localDate(fromMs, timezone);
  const clock = (atMs: number) => msToLocal(atMs, timezone).slice(11, 16);
  if (precision === "exact" || precision === "minute") {
    const [from, to] = [clock(fromMs), clock(toMs)];
    const toDay = localDate(toMs, timezone);
    if (fromDay !== toDay) return `${dayText(fromDay)}, ${from} to ${dayText(toDay)}, ${to}`;
    return from === to ? `${dayText(fromDay)}, ${from}` : `${dayText(fromDay)}, ${from} to ${to}`;
  }
  // The last instant of a part of the day that ends at midnight is on the day before.
  const lastDay = localDate(Math.max(fromMs, toMs - 1), timezone);
  const words = precision === "day" ? "" : `, ${precision.replaceAll("-", " ")}`;
  return lastDay === fromDay
    ? `${dayText(fromDay)}${words}`
    : `${dayText(fromDay)} to ${dayText(lastDay)}${words}`;
}

function degrees(value: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(4)} ${value < 0 ? negative : positive}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

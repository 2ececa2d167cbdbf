import {
  addDays,
  type CompassPoint,
  localDate,
  msToLocal,
  type Observation,
  type ObservationKind,
} from "@truceline/model";

/** How an observation is told to people. English; times in the agreement's zone. */
export interface SentenceOptions {
  /** IANA name. */
  readonly timezone: string;
}

/**
 * One observation as a sentence in the manner of mission reports: position, time, who observed, verb,
 * number, kind, nature, distance, direction, and what the observer made of it. It says no more than
 * the record does, and names no side.
 *
 * @example "At OP 9, on 10 March 2026 at 14:41 (12:41 UTC), an observer heard two undetermined
 * explosions, 2 to 4 km south-south-east."
 */
export function observationSentence(observation: Observation, options: SentenceOptions): string {
  const what = [eventsOf(observation), ...trailing(observation)].join(", ");
  const lead = [positionOf(observation), spanText(observation, options)].filter(Boolean).join(", ");
  const text = `${lead}, ${whoOf(observation)} ${verbOf(observation)} ${what}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "two undetermined explosions", "at least 14 bursts", "nothing". */
export function eventsOf(observation: Observation): string {
  const { kind, count, nature } = observation;
  if (kind === "nothing") return "nothing";
  const [one, many] = kindNames[kind];
  const { qualifier, min, max } = count;
  const adjective = nature === undefined ? "" : (natureAdjectives[nature] ?? "");
  const named = (noun: string) => `${adjective}${noun}`;
  if (qualifier === "uncounted") return named(many);
  const figure = max ?? min;
  if (figure === undefined) return named(many);
  const noun = figure === 1 && (min ?? 1) === 1 ? one : many;
  if (qualifier === "range" && min !== undefined && max !== undefined && min !== max) {
    return `${countWord(min)} to ${countWord(max)} ${named(many)}`;
  }
  const about = qualifier === "about" ? "about " : qualifier === "at-least" ? "at least " : "";
  return `${about}${countWord(min ?? figure)} ${named(noun)}`;
}

/** One to nine in words, more in figures with a thin space for thousands. */
export function countWord(value: number): string {
  return (
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][value] ??
    String(value).replace(/\B(?=(\d{3})+$)/g, "\u2009")
  );
}

/** "on 10 March 2026 at 14:41 (12:41 UTC)", "on the evening of 9 March 2026". */
export function spanText(
  { span }: Pick<Observation, "span">,
  { timezone }: SentenceOptions,
): string {
  const fromDay = localDate(span.fromMs, timezone);
  const toDay = localDate(span.toMs, timezone);
  const clock = (atMs: number, zone: string) => msToLocal(atMs, zone).slice(11, 16);
  const part = dayParts[span.precision];
  if (part !== undefined) {
    // A part of the day that ends at midnight ends on its own day.
    const lastDay = clock(span.toMs, timezone) === "00:00" ? addDays(toDay, -1) : toDay;
    if (lastDay <= fromDay || part.isOneDay) return `${part.words} ${dayText(fromDay)}`;
    return `${part.words} ${dayText(fromDay)} to ${dayText(lastDay)}`;
  }
  const local = [clock(span.fromMs, timezone), clock(span.toMs, timezone)];
  const utc = [clock(span.fromMs, "Etc/UTC"), clock(span.toMs, "Etc/UTC")];
  if (fromDay !== toDay) {
    return `between ${local[0]} on ${dayText(fromDay)} and ${local[1]} on ${dayText(toDay)} (${utc[0]} to ${utc[1]} UTC)`;
  }
  if (local[0] === local[1]) return `on ${dayText(fromDay)} at ${local[0]} (${utc[0]} UTC)`;
  return `on ${dayText(fromDay)} between ${local[0]} and ${local[1]} (${utc[0]} to ${utc[1]} UTC)`;
}

function positionOf({ observerPosition }: Observation): string {
  if (observerPosition === undefined) return "";
  const { place, position, offsetM, offsetDirection, control } = observerPosition;
  const { referenceTown, referenceM, referenceDirection } = observerPosition;
  const isNamed = place !== undefined;
  const base = isNamed
    ? place
    : position === undefined
      ? undefined
      : `${degrees(position[1], "N", "S")} ${degrees(position[0], "E", "W")}`;
  const held = control === "GC" ? "government-controlled" : "non-government-controlled";
  const from =
    referenceTown === undefined
      ? ""
      : `${joined([referenceM === undefined ? "" : distanceText(referenceM, referenceM), pointsText(referenceDirection)])} of ${referenceTown}`;
  if (base === undefined) return from === "" ? "" : `at a place ${from}`;
  const offset =
    offsetM === undefined && offsetDirection === undefined
      ? ""
      : `${joined([offsetM === undefined ? "" : distanceText(offsetM, offsetM), pointsText(offsetDirection)])} of `;
  const brackets = [control === undefined ? "" : held, from].filter(Boolean).join(", ");
  return `${offset === "" ? "at " : ""}${offset}${base}${brackets === "" ? "" : ` (${brackets})`}`;
}

function whoOf({ observer }: Observation): string {
  const name = observer.sensorId ?? observer.id;
  const [article, noun] = observerNames[observer.kind];
  const isInstrument = article === "the";
  return isInstrument && name !== undefined ? `${noun} ${name}` : `${article} ${noun}`;
}

function verbOf({ means, kind }: Observation): string {
  const verbs = [...new Set(means.map((one) => meansVerbs[one]))];
  return kind === "nothing" ? verbs.join(" or ") : verbs.join(" and ");
}

function trailing(observation: Observation): string[] {
  const { distance, direction, movement, assessedAs, weapons, nature } = observation;
  const parts: string[] = [];
  const far = distance === undefined ? "" : distanceText(distance.minM, distance.maxM);
  const where = joined([far, directionText(direction)]);
  if (where !== "") parts.push(where);
  if (movement !== undefined) {
    const pairs = movement.from.map((from, index) => {
      const to = movement.to[index];
      return `from ${compassWords[from]}${to === undefined ? "" : ` to ${compassWords[to]}`}`;
    });
    if (pairs.length > 0) parts.push(`moving ${[...new Set(pairs)].join(" and ")}`);
  }
  if (nature === "outgoing-and-impact") parts.push("some outgoing and some impacts");
  if (assessedAs !== undefined) parts.push(`assessed by the observer as ${assessedAs}`);
  else if (weapons !== undefined) {
    const named = weapons.map((weapon) => weapon.statedAs ?? weapon.class.replaceAll("-", " "));
    parts.push(`said to be of ${[...new Set(named)].join(" and ")}`);
  }
  if (observation.insideDisengagementArea !== undefined) {
    parts.push(`inside the ${observation.insideDisengagementArea} disengagement area`);
  }
  if (observation.exercise === "outside-security-zone") {
    parts.push("in an exercise outside the security zone");
  } else if (observation.exercise === "inside-security-zone") {
    parts.push("in an exercise inside the security zone");
  }
  return parts;
}

function directionText(direction: Observation["direction"]): string {
  if (direction === undefined) return "";
  if (direction.form === "bearing") {
    const { bearingDeg, standardDeviationDeg } = direction;
    return `on bearing ${String(Math.round(bearingDeg) % 360).padStart(3, "0")}° ± ${standardDeviationDeg}°`;
  }
  const words = direction.points.map((point) => compassWords[point]);
  switch (direction.form) {
    case "range-ends":
      return `at directions ranging from ${words[0]} to ${words.at(-1)}`;
    case "sector":
      return `at ${words.map((word) => `${word}erly`).join(" and ")} directions`;
    default:
      return listed(words);
  }
}

/** "2 to 4 km", "300 m", "0.6 to 4 km": below a kilometre in metres. */
export function distanceText(minM: number, maxM: number): string {
  const km = (valueM: number) => String(Math.round(valueM / 100) / 10);
  if (maxM < 1_000) {
    const [from, to] = [Math.round(minM), Math.round(maxM)];
    return from === to ? `${to} m` : `${from} to ${to} m`;
  }
  return km(minM) === km(maxM) ? `${km(maxM)} km` : `${km(minM)} to ${km(maxM)} km`;
}

/** "10 March 2026" of "2026-03-10". */
export function dayText(date: string): string {
  const [year, month, day] = date.split("-");
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}

function degrees(value: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(4)}° ${value < 0 ? negative : positive}`;
}

function pointsText(point: CompassPoint | undefined): string {
  return point === undefined ? "" : compassWords[point];
}

function joined(parts: readonly string[]): string {
  return parts.filter(Boolean).join(" ");
}

function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const dayParts: Readonly<Record<string, { words: string; isOneDay: boolean } | undefined>> = {
  "early-morning": { words: "in the early morning of", isOneDay: true },
  morning: { words: "on the morning of", isOneDay: true },
  afternoon: { words: "on the afternoon of", isOneDay: true },
  evening: { words: "on the evening of", isOneDay: true },
  night: { words: "on the night of", isOneDay: false },
  "evening-and-night": { words: "on the evening and night of", isOneDay: false },
  day: { words: "on", isOneDay: true },
  "reporting-period": { words: "in the reporting period of", isOneDay: false },
};

const meansVerbs = {
  heard: "heard",
  saw: "saw",
  recorded: "recorded",
  informed: "was told of",
  observed: "observed",
} as const;

const observerNames: Readonly<Record<Observation["observer"]["kind"], readonly [string, string]>> =
  {
    person: ["an", "observer"],
    patrol: ["a", "patrol"],
    camera: ["the", "camera"],
    "uncrewed-aircraft": ["the", "uncrewed aircraft"],
    acoustic: ["the", "acoustic array"],
    radar: ["the", "radar"],
    station: ["the", "station"],
    satellite: ["the", "satellite"],
    informant: ["an", "informant"],
    "not-stated": ["the", "mission"],
  };

const natureAdjectives: Readonly<Partial<Record<string, string>>> = {
  undetermined: "undetermined ",
  outgoing: "outgoing ",
  impact: "impact ",
  airburst: "airburst ",
  incoming: "incoming ",
  "controlled-detonation": "controlled ",
};

/** Singular and plural of each kind. */
const kindNames: Readonly<Record<ObservationKind, readonly [string, string]>> = {
  explosion: ["explosion", "explosions"],
  burst: ["burst", "bursts"],
  shot: ["shot", "shots"],
  "shot-or-burst": ["shot or burst", "shots and bursts"],
  "explosion-or-burst": ["explosion or burst", "explosions and bursts"],
  salvo: ["salvo", "salvos"],
  "projectile-in-flight": ["projectile in flight", "projectiles in flight"],
  "rocket-assisted-projectile": ["rocket-assisted projectile", "rocket-assisted projectiles"],
  "tracer-round": ["tracer round in flight", "tracer rounds in flight"],
  "tracer-burst": ["burst of tracer rounds", "bursts of tracer rounds"],
  "tracer-episode": ["episode of tracer fire", "episodes of tracer fire"],
  "muzzle-flash": ["muzzle flash", "muzzle flashes"],
  "illumination-flare": ["illumination flare", "illumination flares"],
  "bullet-flyby": ["bullet flying by", "bullets flying by"],
  "violation-unspecified": ["ceasefire violation", "ceasefire violations"],
  aircraft: ["aircraft", "aircraft"],
  "uncrewed-aircraft": ["uncrewed aircraft", "uncrewed aircraft"],
  vessel: ["vessel", "vessels"],
  vehicle: ["vehicle", "vehicles"],
  "weapon-present": ["weapon", "weapons"],
  persons: ["person", "persons"],
  construction: ["construction work", "construction works"],
  mine: ["mine", "mines"],
  damage: ["case of damage", "cases of damage"],
  "casualty-report": ["report of a casualty", "reports of casualties"],
  "thermal-anomaly": ["thermal anomaly", "thermal anomalies"],
  interference: ["case of signal interference", "cases of signal interference"],
  "access-denied": ["denial of access", "denials of access"],
  nothing: ["nothing", "nothing"],
};

/** The plural or singular name of a kind, for titles: "2 explosions". */
export function kindName(kind: ObservationKind, isOne: boolean): string {
  return kindNames[kind][isOne ? 0 : 1];
}

const compassWords: Readonly<Record<CompassPoint, string>> = {
  N: "north",
  NNE: "north-north-east",
  NE: "north-east",
  ENE: "east-north-east",
  E: "east",
  ESE: "east-south-east",
  SE: "south-east",
  SSE: "south-south-east",
  S: "south",
  SSW: "south-south-west",
  SW: "south-west",
  WSW: "west-south-west",
  W: "west",
  WNW: "west-north-west",
  NW: "north-west",
  NNW: "north-north-west",
};

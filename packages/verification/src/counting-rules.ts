import { localDate, reportingDate } from "@truceline/model";

/**
 * Counting rules. A figure names its rule; none is assumed. These are working definitions after FIELD
 * sections 3.4 and 3.6, not the data sets' own code books.
 */
export const countingRuleNames = ["smm", "incident", "acled", "ucdp"] as const;
export type CountingRuleName = (typeof countingRuleNames)[number];

/** Why fire was lawful: notified demining, a live-fire exercise outside the zone. */
export type Lawfulness = "none" | "demining-notified" | "live-fire-exercise-outside-zone";

export interface CountedIncident {
  readonly id: string;
  readonly atMs: number;
  readonly place: string;
  readonly actor1: string;
  readonly actor2: string;
  readonly deaths: { readonly low: number; readonly best: number; readonly high: number };
  readonly lawful: Lawfulness;
}

export interface CountedObservation {
  readonly incident: string;
  readonly atMs: number;
  readonly kind: string;
  readonly count: number;
  readonly atLeast: boolean;
}

/** Observations with the incidents they belong to, in one zone of time. */
export interface CountingList {
  readonly timezone: string;
  readonly incidents: readonly CountedIncident[];
  readonly observations: readonly CountedObservation[];
  /** Best deaths between two actors earlier in a local calendar year. */
  readonly dyadYearDeathsBefore: readonly {
    readonly dyad: readonly [string, string];
    readonly year: number;
    readonly deathsBest: number;
  }[];
}

/** Local wall-clock end of a reporting day in the mission's practice. */
export const SMM_CUT_OFF = "19:30";
/** Deaths in a year from which a pair of actors is counted. */
const UCDP_DEATHS_MIN = 25;

const fireKinds: ReadonlySet<string> = new Set([
  "explosion",
  "burst",
  "shot",
  "projectile-in-flight",
  "muzzle-flash",
  "illumination-flare",
]);

export interface SmmDay {
  readonly count: number;
  /** Without notified demining and exercises outside the zone. */
  readonly countWithoutLawful: number;
  /** Some counted observation said "at least". */
  readonly atLeast: boolean;
}

/**
 * Rule `smm`: every explosion, burst, shot, projectile in flight, muzzle flash and illumination flare
 * counts as one, by report day. The same fire seen and heard is counted in both.
 */
export function countSmm(
  list: CountingList,
  cutOff: string = SMM_CUT_OFF,
): { readonly byReportDay: ReadonlyMap<string, SmmDay>; readonly total: number } {
  const lawful = new Set(
    list.incidents.filter((incident) => incident.lawful !== "none").map(({ id }) => id),
  );
  const byDay = new Map<string, SmmDay>();
  let total = 0;
  for (const { incident, atMs, kind, count, atLeast } of list.observations) {
    if (!fireKinds.has(kind)) continue;
    const date = reportingDate(atMs, cutOff, list.timezone);
    const day = byDay.get(date) ?? { count: 0, countWithoutLawful: 0, atLeast: false };
    byDay.set(date, {
      count: day.count + count,
      countWithoutLawful: day.countWithoutLawful + (lawful.has(incident) ? 0 : count),
      atLeast: day.atLeast || atLeast,
    });
    total += count;
  }
  return { byReportDay: new Map([...byDay].sort(([a], [b]) => (a < b ? -1 : 1))), total };
}

/** Incidents that the rules beside `smm` count: not lawful, with fire observed, in order of the list. */
function countedIncidents({ incidents, observations }: CountingList): CountedIncident[] {
  const withFire = new Set(
    observations.filter(({ kind }) => fireKinds.has(kind)).map(({ incident }) => incident),
  );
  return incidents.filter(({ id, lawful }) => lawful === "none" && withFire.has(id));
}

/** Rule `incident`: each incident with at least one observation of fire, that was not lawful, is one. */
export function countIncidents(list: CountingList): number {
  return countedIncidents(list).length;
}

/** Two actors, whoever is named first. */
const pairOf = ({ actor1, actor2 }: CountedIncident): [string, string] =>
  actor1 < actor2 ? [actor1, actor2] : [actor2, actor1];

export type AcledKey = readonly [actor: string, actor: string, place: string, date: string];

/**
 * Rule `acled`: actors × place × local date of the incident is one event, whatever happened; the order
 * of the actors says nothing.
 */
export function countAcled(list: CountingList): {
  readonly events: number;
  readonly keys: readonly AcledKey[];
} {
  const keys = new Map<string, AcledKey>();
  for (const incident of countedIncidents(list)) {
    const date = localDate(incident.atMs, list.timezone);
    const key: AcledKey = [...pairOf(incident), incident.place, date];
    keys.set(JSON.stringify(key), key);
  }
  const sorted = [...keys.values()].sort(compareKeys);
  return { events: sorted.length, keys: sorted };
}

function compareKeys(a: AcledKey, b: AcledKey): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? "";
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

/**
 * Rule `ucdp`: an incident with at least one death (best figure) is an event, where its pair of actors
 * reached 25 best deaths in the local calendar year, those before the list included; also what happened
 * before the threshold was passed.
 */
export function countUcdp(list: CountingList): {
  readonly events: number;
  readonly incidents: readonly string[];
  readonly low: number;
  readonly best: number;
  readonly high: number;
} {
  const keyOf = (actors: readonly string[], year: number) =>
    JSON.stringify([...actors].sort().concat(String(year)));
  const yearOf = ({ atMs }: CountedIncident) => Number(localDate(atMs, list.timezone).slice(0, 4));
  const deaths = new Map<string, number>();
  const add = (key: string, count: number) => deaths.set(key, (deaths.get(key) ?? 0) + count);
  for (const { dyad, year, deathsBest } of list.dyadYearDeathsBefore) {
    add(keyOf(dyad, year), deathsBest);
  }
  const counted = countedIncidents(list);
  for (const incident of counted)
    add(keyOf(pairOf(incident), yearOf(incident)), incident.deaths.best);
  const events = counted.filter(
    (incident) =>
      incident.deaths.best >= 1 &&
      (deaths.get(keyOf(pairOf(incident), yearOf(incident))) ?? 0) >= UCDP_DEATHS_MIN,
  );
  const sum = (which: "low" | "best" | "high") =>
    events.reduce((total, incident) => total + incident.deaths[which], 0);
  return {
    events: events.length,
    incidents: events.map(({ id }) => id),
    low: sum("low"),
    best: sum("best"),
    high: sum("high"),
  };
}

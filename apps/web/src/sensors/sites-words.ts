/** Words of the sites beside the sensors, in English. Whole messages, never glued from parts. */
const plural = (n: number, one: string, many: string): string => (n === 1 ? one : many);

export const sitesWords = {
  title: "Sites",
  waiting: "Asking for the sites. What happened near each in a week is looked at.",
  problem: "The sites cannot be shown.",
  none: "The agreement names no sites.",
  columns: {
    name: "Site",
    kind: "Kind",
    sector: "Sector",
    radius: "Safety radius",
    events: "Near it, 7 days",
    visits: "Visits",
    denied: "Kept out",
    list: "Checklist",
  },
  kinds: {
    "nuclear-plant": "nuclear plant",
    "chemical-plant": "chemical plant",
    "water-works": "water works",
    "crossing-point": "crossing point",
    "storage-site": "storage site",
  } as Readonly<Record<string, string>>,
  assumed: "assumed",
  noEvents: "none",
  events: (n: number, worst: string) => `${n}, up to ${worst}`,
  visits: (open: number, late: number) =>
    open === 0
      ? "none open"
      : late === 0
        ? `${open} open`
        : `${open} open, ${late} ${plural(late, "is", "are")} late`,
  denied: (n: number) => (n === 0 ? "no" : `${n} ${plural(n, "time", "times")}`),
  list: (holds: number, fails: number, rest: number) =>
    holds + fails === 0
      ? `${rest} open`
      : `${holds} ${plural(holds, "holds", "hold")}, ${fails} ${plural(fails, "does", "do")} not, ${rest} open`,
  noList: "–",
  alarms: (n: number) =>
    `${n} ${plural(n, "event", "events")} of the week may have been inside the safety radius of a site`,
  noAlarms: "No event of the week is known inside the safety radius of a site",
  side: {
    name: "The site",
    choose: "Choose a site: what happened near it, and how it stands.",
    stake: "At stake",
    radius: (km: string, assumed: boolean) =>
      assumed ? `within ${km}, assumed for its kind` : `within ${km}, by the agreement`,
    near: "Near it in the last 7 days, likeliest inside first",
    nearNone:
      "No event is known that may have been inside its radius. Where nobody could see, nothing is known.",
    event: (word: string, chance: string, apart: string, place: "effect" | "fired-from") =>
      `${word} (${chance}) inside, ${apart} from the site, by ${place === "effect" ? "place of effect" : "place it began"}`,
    lines: "Power from outside",
    states: {
      holds: "holds",
      "does-not-hold": "does not hold",
      "not-seen": "could not be seen",
      "not-asked": "never asked",
    },
    asOf: (time: string) => `as of ${time}`,
    list: "Checklist, newest answers",
    visits: "Visits",
    visitsNone: "No visit was asked for.",
    visitStates: {
      requested: "asked for",
      granted: "granted",
      blocked: "blocked",
      done: "done",
      cancelled: "cancelled",
    },
    late: "late",
    denied: "The mission was kept out",
    deniedNone: "Not in the last 7 days.",
    denials: {
      denial: "denied",
      "conditional-access": "let in on conditions",
      delay: "delayed",
      regular: "as every time",
      mines: "mines",
      interference: "interference",
      "other-impediment": "another obstacle",
    },
  },
};

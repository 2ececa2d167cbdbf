import type { Assumption, Mark } from "../assumption.ts";
import { exactly } from "./check-range.ts";
import type { RangedTheatreInputs, TheatrePart } from "./theatre-inputs.ts";

const assumption = (
  id: string,
  name: string,
  [low, value, high]: readonly [number, number, number],
  unit: string,
  mark: Mark,
  source: string,
): Assumption => ({ id, name, value, low, high, unit, mark, source });

/** All parts together leave 0.25 to 0.35 for the line: the tooth share that FIELD 4.1 gives, unconfirmed. */
const ofParts =
  "chosen so that all parts leave 0.30 (0.25 to 0.35) for the line, the share of a deployed force on its main task, itself unconfirmed";
const part = (id: string, name: string, range: readonly [number, number, number]) =>
  assumption(id, name, range, "", "assumed", ofParts);

/** Shares of all people in theatre; each is assumed. */
export const defaultParts: { readonly [Part in TheatrePart]: Assumption } = {
  support: part("support-share", "Supply, transport, repair, signals", [0.36, 0.38, 0.4]),
  headquarters: part("headquarters-share", "Headquarters", [0.05, 0.06, 0.07]),
  quickReaction: part("quick-reaction-share", "Quick reaction", [0.07, 0.08, 0.09]),
  engineers: part("engineers-share", "Engineers and mine clearance", [0.045, 0.05, 0.055]),
  medical: part("medical-share", "Medical", [0.035, 0.04, 0.045]),
  police: part("police-share", "Police", [0.04, 0.04, 0.04]),
  air: part("air-share", "Air part", [0.03, 0.03, 0.03]),
  sea: part("sea-share", "Sea part", [0.02, 0.02, 0.02]),
};

/** What a person in theatre cannot watch, and how long one that watches does. */
export const defaultTheatreTerms = {
  leaveDaysPerYear: assumption(
    "leave-days",
    "Leave",
    [25, 30, 35],
    "days a year",
    "assumed",
    "with training and sickness it gives 0.85 at work, itself unconfirmed",
  ),
  trainingDaysPerYear: assumption(
    "training-days",
    "Courses and training away from the post",
    [8, 12, 16],
    "days a year",
    "assumed",
    "as leave",
  ),
  sicknessRatio: assumption(
    "sickness-share",
    "Sick or hurt",
    [0.03, 0.04, 0.05],
    "",
    "assumed",
    "as leave",
  ),
  dutyHoursPerPersonDay: assumption(
    "duty-hours",
    "On watch",
    [6, 6, 6],
    "h a day",
    "assumed",
    "six hours in turns; eyes are changed every 20 to 30 min (FM 3-21.8 app. D)",
  ),
  overhead: assumption(
    "overhead",
    "Guard, meals, handover",
    [0.25, 0.5, 0.5],
    "",
    "assumed",
    "10 to 12 people keep a post of two, so 0.25 to 0.5 on top",
  ),
  rotationFactor: assumption(
    "rotation-factor",
    "Pool over deployed",
    [3, 4, 5],
    "",
    "confirmed",
    "rule of thirds 3; 256 000 for 64 000 over two years 4 (The Times, April 2025); 6 months out and 24 back 5",
  ),
} as const satisfies Partial<Record<keyof RangedTheatreInputs, Assumption>>;

export const defaultArrival = {
  rampMonths: assumption(
    "ramp-months",
    "From the first people to all",
    [3, 6, 12],
    "months",
    "assumed",
    "no source names a pace; chosen here",
  ),
  tourMonths: assumption(
    "tour-months",
    "A tour",
    [4, 6, 12],
    "months",
    "assumed",
    "6 months out is the British practice (army planning notes, 2010); the range is chosen here",
  ),
} as const;

/** People who watch at a time in one place. */
export const defaultOnWatch: Assumption = assumption(
  "on-watch",
  "On watch in one place at a time",
  [2, 2, 2],
  "people",
  "confirmed",
  "two at a time (FM 3-21.8 app. D)",
);

/** A theatre of the defaults, without contributors: they are what a plan brings. */
export const theatreDefaults: RangedTheatreInputs = {
  monthCount: 24,
  contributors: [],
  parts: defaultParts,
  ...defaultTheatreTerms,
  onWatch: defaultOnWatch.value,
  stations: [],
};

/** One force of which nothing is known but its size: from the first month on, in the default ramp. */
export function oneForce(people: Assumption): RangedTheatreInputs["contributors"][number] {
  return {
    id: people.id,
    name: people.name,
    cap: people,
    pool: null,
    arrivalMonth: exactly(1),
    rampMonths: defaultArrival.rampMonths,
    caveats: [],
    withdraws: null,
  };
}

/** Every default with its mark and source, in the order of the page. */
export const theatreDefaultList: readonly Assumption[] = [
  ...Object.values(defaultParts),
  ...Object.values(defaultTheatreTerms),
  defaultOnWatch,
  ...Object.values(defaultArrival),
];

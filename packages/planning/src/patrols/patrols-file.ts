import type { DocumentFault } from "@truceline/model";
import Type, { type Static } from "typebox";
import {
  clock,
  closed,
  type FileFaults,
  figure,
  idText,
  parsed,
  position,
  readPlanFile,
} from "../file-parts.ts";

const hours = { from: clock("Beginning of the hours."), to: clock("End of the hours.") };
const ratio = (description: string) => figure(description, 0, 1);
const byLight = (description: string) =>
  Type.Object(
    { day: ratio(`${description} by day.`), night: ratio(`${description} by night.`) },
    {
      ...closed,
      description,
    },
  );
const minutes = (description: string) =>
  Type.Number({ exclusiveMinimum: 0, maximum: 1440, description: `${description} Minutes.` });
const count = (description: string, most: number) =>
  Type.Integer({ minimum: 0, maximum: most, description });

const SpeedSchema = Type.Object(
  {
    day: figure("Speed by day, km/h.", 1, 200),
    night: figure("Speed by night, km/h.", 1, 200),
  },
  closed,
);
export type SpeedsByClass = Readonly<Record<string, Static<typeof SpeedSchema>>>;
export const SpeedsSchema = Type.Unsafe<SpeedsByClass>({
  type: "object",
  additionalProperties: SpeedSchema,
  description: "Driving speeds by class of road; `off-road` for what lies beside the roads.",
});

export const DaylightSchema = Type.Object(hours, {
  ...closed,
  description: "Hours of light, where no date is given.",
});

export const roadFile = Type.String({
  pattern: "^[^\\\\]+\\.(geojson|json)(\\.gz)?$",
  maxLength: 500,
  description:
    "GeoJSON with the roads as LineStrings, beside this file. Without it, along the line.",
});

const PlaceSchema = Type.Object(
  {
    id: idText("Name of the place."),
    position: position("Where it lies."),
    side: Type.Optional(idText("Party on whose side it lies; else by the line.")),
    worth: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 1e6,
        description: "What a visit is worth; 1 unless given.",
      }),
    ),
    stay: Type.Optional(minutes("Length of a visit; 20 unless given.")),
    windows: Type.Optional(
      Type.Array(Type.Object(hours, closed), {
        maxItems: 24,
        description: "When a visit may begin; each window is worth a visit of its own.",
      }),
    ),
    chance: Type.Optional(byLight("That a patrol looking there sees what is done in that hour")),
    already: Type.Optional(byLight("That posts and sensors see it without a patrol")),
  },
  closed,
);

const PatrolSchema = Type.Object(
  {
    id: idText("Name of the patrols."),
    base: idText("Base they leave from and come back to."),
    cars: count("Patrols alike on duty.", 200),
    ...hours,
  },
  closed,
);

const TimetableSchema = Type.Object(
  {
    slotMinutes: Type.Optional(
      Type.Integer({ minimum: 10, maximum: 480, description: "60 unless given; divides the day." }),
    ),
    lookMinutes: Type.Optional(minutes("Length of a look; 20 unless given.")),
    chance: byLight("That a patrol looking there sees what is done in that slot"),
    already: Type.Optional(byLight("That posts and sensors see it without a patrol")),
    drawDays: Type.Optional(count("Days to draw; 1 unless given.", 366)),
  },
  { ...closed, description: "An unpredictable timetable of looks by all patrols at all places." },
);

const VisitsSchema = Type.Object(
  {
    days: Type.Integer({ minimum: 1, maximum: 366, description: "Length of the programme." }),
    teams: Type.Array(
      Type.Object(
        {
          id: idText("Name of the team."),
          base: idText("Base of the team."),
          off: Type.Optional(
            Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
              maxItems: 7,
              description: "Days off in each week of the programme, 1 to 7.",
            }),
          ),
          ...hours,
        },
        closed,
      ),
      { maxItems: 100 },
    ),
    sites: Type.Array(
      Type.Object(
        {
          id: idText("Name of the site."),
          kind: Type.Enum(["plant", "port", "storage-site", "other"]),
          position: position("Where it lies."),
          side: Type.Optional(idText("Party on whose side it lies.")),
          everyDays: Type.Integer({ minimum: 1, maximum: 366, description: "A visit so often." }),
          visit: minutes("Length of a visit."),
          closed: Type.Optional(
            Type.Array(Type.Integer({ minimum: 1, maximum: 366 }), {
              maxItems: 366,
              description: "Days of the programme, from 1, on which it cannot be visited.",
            }),
          ),
          denied: Type.Optional(figure("That a visit is refused at the gate.", 0, 0.99)),
          sinceDays: Type.Optional(
            Type.Integer({ minimum: 0, maximum: 3_660, description: "Days since the last visit." }),
          ),
          ...hours,
        },
        closed,
      ),
      { maxItems: 500 },
    ),
  },
  { ...closed, description: "A programme of visits to plants, ports and storage sites." },
);

const LaneSchema = Type.Object(
  {
    id: idText("Name of the lane or corridor."),
    kind: Type.Enum(["sea", "air"]),
    lengthKm: Type.Number({ exclusiveMinimum: 0, maximum: 20_000 }),
    widthKm: Type.Number({ exclusiveMinimum: 0, maximum: 1_000 }),
    persistenceHours: figure("How long what is done there can still be seen.", 0, 8_760),
    craft: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: idText("Kind of ship, boat or aircraft."),
            count: count("How many.", 1_000),
            speedKmh: figure("Speed on patrol.", 0, 2_000),
            sweepKm: figure("Width that it sees, both sides together.", 0, 1_000),
            hoursOut: figure("Hours from leaving to being back.", 0, 2_000),
            transitHours: figure("Of these to the lane and back.", 0, 2_000),
            turnaroundHours: figure("Hours between two trips.", 0, 5_000),
            ready: ratio("Ready for use and in weather it may go in."),
          },
          closed,
        ),
        { maxItems: 50 },
      ),
    ),
    watch: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: idText("Kind of receiver or radar."),
            count: count("How many.", 1_000),
            radiusKm: figure("How far it sees.", 0, 2_000),
            ready: ratio("Share of time it works."),
          },
          closed,
        ),
        { maxItems: 50 },
      ),
    ),
  },
  closed,
);

const PatrolsFileSchema = Type.Object(
  {
    truceline: Type.Literal("patrols/1", { description: "Form of this document." }),
    agreement: idText("Id of the agreement."),
    seed: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: "Of all draws." })),
    roads: Type.Optional(roadFile),
    speeds: Type.Optional(SpeedsSchema),
    date: Type.Optional(
      Type.String({
        pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        maxLength: 10,
        description: "Day whose light holds, such as 2025-12-21.",
      }),
    ),
    daylight: Type.Optional(DaylightSchema),
    bases: Type.Optional(
      Type.Array(
        Type.Object(
          { id: idText("Name of the base."), position: position("Where it lies.") },
          closed,
        ),
        { maxItems: 200 },
      ),
    ),
    places: Type.Optional(Type.Array(PlaceSchema, { maxItems: 400 })),
    patrols: Type.Optional(Type.Array(PatrolSchema, { maxItems: 100 })),
    timetable: Type.Optional(TimetableSchema),
    visits: Type.Optional(VisitsSchema),
    lanes: Type.Optional(Type.Array(LaneSchema, { maxItems: 100 })),
  },
  closed,
);
export type PatrolsFile = Readonly<Static<typeof PatrolsFileSchema>>;

export interface ParsedPatrols {
  /** There unless the document has a fault. */
  readonly file?: PatrolsFile | undefined;
  readonly faults: readonly DocumentFault[];
}

/**
 * Reads a document of patrols (`patrols/1`, YAML or JSON): every fault in one pass with its line. Names
 * of bases and sides are looked up, ranges must be in order. Never throws for anything in the text.
 */
export function parsePatrols(
  input: { readonly path: string; readonly text: string },
  agreement: { readonly id: string; readonly partyIds: readonly string[] },
): ParsedPatrols {
  const read = readPlanFile(input, PatrolsFileSchema, agreement);
  if (read.file === undefined) return read;
  const { file, meaning: faults } = read;
  const { bases = [], places = [], patrols = [], visits, lanes = [], timetable } = file;
  faults.twice(bases, "/bases");
  faults.twice(places, "/places");
  faults.twice(patrols, "/patrols");
  faults.twice(lanes, "/lanes");
  faults.twice(visits?.teams ?? [], "/visits/teams");
  faults.twice(visits?.sites ?? [], "/visits/sites");
  const baseIds = bases.map(({ id }) => id);
  for (const [index, { base }] of patrols.entries()) {
    faults.known(base, baseIds, `/patrols/${index}/base`, "base");
  }
  for (const [index, { base }] of (visits?.teams ?? []).entries()) {
    faults.known(base, baseIds, `/visits/teams/${index}/base`, "base");
  }
  const sides = [
    ...places.map(({ side }, index) => [side, `/places/${index}/side`] as const),
    ...(visits?.sites ?? []).map(
      ({ side }, index) => [side, `/visits/sites/${index}/side`] as const,
    ),
  ];
  for (const [side, pointer] of sides) {
    if (side !== undefined) faults.known(side, agreement.partyIds, pointer, "party");
  }
  if (timetable !== undefined && 1440 % (timetable.slotMinutes ?? 60) !== 0) {
    faults.add("TL_PLAN_PATROL", "/timetable/slotMinutes", "a slot must divide the day");
  }
  if ((timetable?.lookMinutes ?? 20) > (timetable?.slotMinutes ?? 60)) {
    faults.add("TL_PLAN_PATROL", "/timetable/lookMinutes", "a look is longer than a slot");
  }
  if (patrols.length > 0 && places.length === 0) {
    faults.add("TL_PLAN_PATROL", "/patrols", "there are patrols and no places to look at");
  }
  if (timetable !== undefined && places.length === 0) {
    faults.add("TL_PLAN_PATROL", "/timetable", "there is a timetable and no places to look at");
  }
  checkFigures(file, "", faults);
  return parsed(file, faults);
}

/** Every `{ value, low, high }` of a document is in order. */
export function checkFigures(value: unknown, pointer: string, faults: FileFaults): void {
  if (typeof value !== "object" || value === null) return;
  const { value: middle, low, high } = value as Readonly<Record<string, unknown>>;
  if (typeof middle === "number" && typeof low === "number" && typeof high === "number") {
    faults.ranged({ value: middle, low, high }, pointer);
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    checkFigures(member, `${pointer}/${key}`, faults);
  }
}

import type { Position } from "@truceline/geo";
import type { DocumentFault } from "@truceline/model";
import Type, { type Static } from "typebox";
import type { Assumption, Ranged } from "../assumption.ts";
import {
  assumptionOf,
  closed,
  type Figure,
  figure,
  idText,
  parsed,
  position,
  rangedOf,
  readPlanFile,
} from "../file-parts.ts";
import { groundOf, speedsOf } from "../patrols/ground.ts";
import { checkFigures, roadFile, SpeedsSchema } from "../patrols/patrols-file.ts";
import type { Road } from "../patrols/road-graph.ts";
import { speedAssumptions } from "../patrols/road-speeds.ts";
import type { Aircraft, WeatherState } from "./air-reach.ts";
import type { BackstopPlan } from "./backstop-answer.ts";
import type { BackstopBase, ProtectedPost } from "./backstop-problem.ts";
import { planBackstop } from "./plan-backstop.ts";

const ready = (description: string) =>
  Type.Object(
    {
      day: figure("Minutes by day.", 0, 1_440),
      night: figure("Minutes by night.", 0, 1_440),
    },
    { ...closed, description },
  );

const BaseSchema = Type.Object(
  {
    id: idText("Name of the base."),
    position: position("Where it lies."),
    quickReaction: Type.Optional(ready("From the call until a quick reaction drives off.")),
    ambulance: Type.Optional(ready("From the call until an ambulance drives off.")),
    hospital: Type.Optional(Type.Boolean({ description: "The injured can have surgery here." })),
    assembly: Type.Optional(
      Type.Boolean({ description: "The mission's people gather here to leave." }),
    ),
  },
  closed,
);

const AircraftSchema = Type.Object(
  {
    id: idText("Name of the helicopters."),
    base: idText("Base they stand at."),
    count: Type.Integer({ minimum: 0, maximum: 100, description: "How many." }),
    speedKmh: figure("Speed.", 1, 1_000),
    rangeKm: Type.Number({
      exclusiveMinimum: 0,
      maximum: 10_000,
      description: "Without fuel on the way.",
    }),
    ready: ready("From the call until one is in the air."),
    groundMinutes: figure("At each landing.", 0, 240),
    night: Type.Boolean({ description: "Flies by night." }),
    windMaxMps: Type.Number({ minimum: 0, maximum: 100, description: "Most wind it flies in." }),
    visibilityMinM: Type.Number({ minimum: 0, maximum: 50_000, description: "Least visibility." }),
    cloudMinM: Type.Number({ minimum: 0, maximum: 10_000, description: "Least cloud base." }),
  },
  closed,
);

const BackstopFileSchema = Type.Object(
  {
    truceline: Type.Literal("backstop/1", { description: "Form of this document." }),
    agreement: idText("Id of the agreement."),
    roads: Type.Optional(roadFile),
    speeds: Type.Optional(SpeedsSchema),
    bases: Type.Array(BaseSchema, { minItems: 1, maxItems: 200 }),
    posts: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id: idText("Name of the post."),
            position: position("Where it lies."),
            people: figure("People of the mission there.", 0, 100_000),
            sector: Type.Optional(idText("Sector it counts for; else by its place.")),
          },
          closed,
        ),
        { minItems: 1, maxItems: 2_000, description: "Posts of the mission; else along the line." },
      ),
    ),
    alongLine: Type.Optional(
      Type.Object(
        {
          everyKm: Type.Number({ minimum: 0.5, maximum: 500, description: "Distance of places." }),
          people: figure("People of the mission at each.", 0, 100_000),
        },
        { ...closed, description: "Places along the line, where no posts are given." },
      ),
    ),
    aircraft: Type.Optional(Type.Array(AircraftSchema, { maxItems: 50 })),
    weather: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: idText("Name of the weather."),
            share: figure("Share of hours.", 0, 1),
            windMps: Type.Number({ minimum: 0, maximum: 100 }),
            visibilityM: Type.Number({ minimum: 0, maximum: 100_000 }),
            cloudM: Type.Number({ minimum: 0, maximum: 30_000 }),
          },
          closed,
        ),
        { maxItems: 50 },
      ),
    ),
    loadingMinutes: figure("Loading an injured person.", 0, 240),
    limits: Type.Object(
      {
        reactionMinutes: Type.Number({ minimum: 1, maximum: 1_440 }),
        surgeryMinutes: Type.Number({ minimum: 1, maximum: 2_880 }),
      },
      { ...closed, description: "Help within, and surgery within; people beyond are counted." },
    ),
  },
  closed,
);
export type BackstopFile = Readonly<Static<typeof BackstopFileSchema>>;

export interface ParsedBackstop {
  /** There unless the document has a fault. */
  readonly file?: BackstopFile | undefined;
  readonly faults: readonly DocumentFault[];
}

/**
 * Reads a document of protection (`backstop/1`, YAML or JSON): every fault in one pass with its line.
 * Never throws for anything in the text.
 */
export function parseBackstop(
  input: { readonly path: string; readonly text: string },
  agreement: { readonly id: string; readonly sectorIds: readonly string[] },
): ParsedBackstop {
  const read = readPlanFile(input, BackstopFileSchema, agreement);
  if (read.file === undefined) return read;
  const { file, meaning: faults } = read;
  const { bases, posts, aircraft = [], weather = [], alongLine } = file;
  faults.twice(bases, "/bases");
  faults.twice(posts ?? [], "/posts");
  faults.twice(aircraft, "/aircraft");
  const baseIds = bases.map(({ id }) => id);
  for (const [index, { base }] of aircraft.entries()) {
    faults.known(base, baseIds, `/aircraft/${index}/base`, "base");
  }
  for (const [index, { sector }] of (posts ?? []).entries()) {
    if (sector !== undefined) {
      faults.known(sector, agreement.sectorIds, `/posts/${index}/sector`, "sector");
    }
  }
  if (posts !== undefined && alongLine !== undefined) {
    faults.add("TL_PLAN_BACKSTOP", "/alongLine", "`posts` are given as well; give one of the two");
  }
  const sum = weather.reduce((total, { share }) => total + rangedOf(share).value, 0);
  if (weather.length > 0 && Math.abs(sum - 1) > 0.005) {
    faults.add("TL_PLAN_BACKSTOP", "/weather", `the shares sum to ${sum.toFixed(3)}, not 1`);
  }
  checkFigures(file, "", faults);
  return parsed(file, faults);
}

/** What is taken from the agreement and from files beside the document. */
export interface BackstopGround {
  readonly line: readonly Position[];
  readonly roads: readonly Road[] | undefined;
  readonly sectorOf: (position: Position) => string;
  /** Posts of a deployment, taken where the document names none. */
  readonly deployed: readonly {
    readonly id: string;
    readonly position: Position;
    readonly people: number;
  }[];
  /** The place at a distance along the line, and the line's length. */
  readonly lineLengthM: number;
  readonly placeAlong: (chainageM: number) => Position;
}

export interface BackstopAnswer extends BackstopPlan {
  readonly agreement: string;
  /** Where the posts come from. */
  readonly postsFrom: "file" | "deployment" | "along-line";
  readonly assumptions: readonly Assumption[];
  /** Of the inputs with a range or a source, those that are assumed. */
  readonly assumedRatio: number;
}

const alongLineDefault = { everyKm: 10, people: 0 };

/**
 * Protection from its document. Posts are the document's own, else those of a deployment, else places
 * along the line, which is said.
 * @throws PlanningError `TL_PLAN_BACKSTOP`, `TL_PLAN_ROADS`, `TL_PLAN_SPEED`
 */
export function answerBackstop(file: BackstopFile, given: BackstopGround): BackstopAnswer {
  const speeds = speedsOf(file.speeds);
  const ground = groundOf(given.roads, given.line, speeds);
  const { posts, from } = postsOf(file, given);
  const plan = planBackstop({
    ground,
    bases: file.bases.map(baseOf),
    posts,
    aircraft: (file.aircraft ?? []).map(aircraftOf),
    weather: (file.weather ?? []).map(weatherOf),
    loadingMin: rangedOf(file.loadingMinutes),
    reactionLimitMin: file.limits.reactionMinutes,
    surgeryLimitMin: file.limits.surgeryMinutes,
  });
  const assumptions = assumptionsOf(file, speeds);
  const assumed = assumptions.filter(({ mark }) => mark === "assumed").length;
  return {
    ...plan,
    agreement: file.agreement,
    postsFrom: from,
    assumptions,
    assumedRatio: assumptions.length === 0 ? 0 : assumed / assumptions.length,
  };
}

function postsOf(
  file: BackstopFile,
  given: BackstopGround,
): { readonly posts: readonly ProtectedPost[]; readonly from: BackstopAnswer["postsFrom"] } {
  const { sectorOf } = given;
  if (file.posts !== undefined) {
    const posts = file.posts.map(({ id, position: place, people, sector }) => ({
      id,
      sector: sector ?? sectorOf(place),
      position: place,
      people: rangedOf(people),
    }));
    return { posts, from: "file" };
  }
  const exact = (people: number): Ranged => ({ value: people, low: people, high: people });
  if (file.alongLine === undefined && given.deployed.length > 0) {
    const posts = given.deployed.map(({ id, position: place, people }) => ({
      id,
      sector: sectorOf(place),
      position: place,
      people: exact(people),
    }));
    return { posts, from: "deployment" };
  }
  const { everyKm, people } = file.alongLine ?? alongLineDefault;
  const count = Math.max(1, Math.round(given.lineLengthM / 1_000 / everyKm));
  const posts = Array.from({ length: count }, (_, index) => {
    const chainageM = ((index + 0.5) * given.lineLengthM) / count;
    const place = given.placeAlong(chainageM);
    const id = `km ${(chainageM / 1_000).toFixed(0)}`;
    return { id, sector: sectorOf(place), position: place, people: rangedOf(people) };
  });
  return { posts, from: "along-line" };
}

type BaseEntry = BackstopFile["bases"][number];

function baseOf(entry: BaseEntry): BackstopBase {
  const readyOf = (given: BaseEntry["ambulance"]) =>
    given === undefined ? null : { day: rangedOf(given.day), night: rangedOf(given.night) };
  return {
    id: entry.id,
    position: entry.position,
    quickReactionMin: readyOf(entry.quickReaction),
    ambulanceMin: readyOf(entry.ambulance),
    isHospital: entry.hospital ?? false,
    isAssembly: entry.assembly ?? false,
  };
}

function aircraftOf(entry: NonNullable<BackstopFile["aircraft"]>[number]): Aircraft {
  return {
    id: entry.id,
    base: entry.base,
    count: entry.count,
    speedKmh: rangedOf(entry.speedKmh),
    rangeKm: entry.rangeKm,
    readyMin: { day: rangedOf(entry.ready.day), night: rangedOf(entry.ready.night) },
    groundMin: rangedOf(entry.groundMinutes),
    fliesByNight: entry.night,
    windMaxMps: entry.windMaxMps,
    visibilityMinM: entry.visibilityMinM,
    ceilingMinM: entry.cloudMinM,
  };
}

function weatherOf(entry: NonNullable<BackstopFile["weather"]>[number]): WeatherState {
  return {
    name: entry.name,
    hourRatio: rangedOf(entry.share),
    windMps: entry.windMps,
    visibilityM: entry.visibilityM,
    cloudBaseM: entry.cloudM,
  };
}

function assumptionsOf(
  file: BackstopFile,
  speeds: Parameters<typeof speedAssumptions>[0],
): readonly Assumption[] {
  const found: Assumption[] = [...speedAssumptions(speeds)];
  const add = (given: Figure | undefined, id: string, name: string, unit: string) => {
    if (given !== undefined) found.push(assumptionOf(given, id, name, unit));
  };
  add(file.loadingMinutes, "loading", "Loading an injured person", "min");
  for (const light of ["day", "night"] as const) {
    for (const { id, quickReaction, ambulance } of file.bases) {
      add(
        quickReaction?.[light],
        `${id}-quick-${light}`,
        `Quick reaction of ${id}, by ${light}`,
        "min",
      );
      add(ambulance?.[light], `${id}-ambulance-${light}`, `Ambulance of ${id}, by ${light}`, "min");
    }
    for (const { id, ready: readiness } of file.aircraft ?? []) {
      add(readiness[light], `${id}-ready-${light}`, `Readiness of ${id}, by ${light}`, "min");
    }
  }
  for (const { id, speedKmh, groundMinutes } of file.aircraft ?? []) {
    add(speedKmh, `${id}-speed`, `Speed of ${id}`, "km/h");
    add(groundMinutes, `${id}-ground`, `On the ground, ${id}`, "min");
  }
  for (const { name, share } of file.weather ?? []) {
    add(share, `weather-${name}`, `Share of hours: ${name}`, "");
  }
  for (const { id, people } of file.posts ?? [])
    add(people, `${id}-people`, `People at ${id}`, "people");
  return found;
}

import { distanceM, type Position } from "@truceline/geo";
import type { Ranged } from "../assumption.ts";
import { type Figure, rangedOf } from "../file-parts.ts";
import type { Daylight, LegTimes } from "./day-clock.ts";
import { assumedDetour, roadsAlongLine } from "./read-roads.ts";
import { type Road, RoadGraph } from "./road-graph.ts";
import {
  assumedRoadSpeeds,
  type RangeEnd,
  type RoadSpeed,
  type RoadSpeeds,
  slowedByDetour,
} from "./road-speeds.ts";
import {
  type MinuteTable,
  OFF_ROAD_MAX_M,
  type RoadStop,
  roadStops,
  travelMinutes,
} from "./travel-minutes.ts";

/** Where people drive: given roads, or the line for want of any. */
export interface Ground {
  readonly graph: RoadGraph;
  readonly speeds: RoadSpeeds;
  readonly offRoadMaxM: number;
  readonly told: GroundTold;
}

/** What is said about the ground beside each result. */
export interface GroundTold {
  /** `along-line`: no roads were given, and driving times are a guess. */
  readonly roads: "given" | "along-line";
  readonly roadKm: number;
  /** Connected parts of the roads; above one, some places cannot be reached from others. */
  readonly partCount: number;
  /** Roads that cross without a place in common; taken for bridges. */
  readonly crossingCount: number;
  readonly detour: Ranged | null;
  /** Classes of road whose speed is assumed. */
  readonly assumedSpeeds: readonly string[];
  readonly sentences: readonly string[];
}

/** Speeds as written in a document over those assumed. */
export function speedsOf(
  given: Readonly<Record<string, { readonly day: Figure; readonly night: Figure }>> | undefined,
): RoadSpeeds {
  const written = Object.entries(given ?? {}).map(([roadClass, { day, night }]): RoadSpeed => {
    const source = typeof day === "object" ? day.source : undefined;
    const mark = typeof day === "object" ? day.mark : undefined;
    return {
      roadClass,
      day: rangedOf(day),
      night: rangedOf(night),
      mark: mark ?? (source === undefined ? "assumed" : "unconfirmed"),
      source: source ?? "as stated in the file, without a source",
    };
  });
  const classes = new Set(written.map(({ roadClass }) => roadClass));
  return [...written, ...assumedRoadSpeeds.filter(({ roadClass }) => !classes.has(roadClass))];
}

/**
 * The ground of driving times. Without roads it is the line itself, with a detour, and off the line
 * straight ways at the speed of roads, as there are roads to wherever people live; it says so.
 * @throws PlanningError `TL_PLAN_ROADS`
 */
export function groundOf(
  roads: readonly Road[] | undefined,
  line: readonly Position[],
  speeds: RoadSpeeds,
): Ground {
  if (roads !== undefined) {
    const graph = new RoadGraph(roads);
    return { graph, speeds, offRoadMaxM: OFF_ROAD_MAX_M, told: told(graph, "given", null, speeds) };
  }
  const graph = new RoadGraph(roadsAlongLine(line));
  const road = speeds.find(({ roadClass }) => roadClass === "road") as RoadSpeed;
  const everywhere = [
    ...speeds.filter(({ roadClass }) => roadClass !== "off-road" && roadClass !== "road"),
    ...slowedByDetour([road], assumedDetour),
    { ...(slowedByDetour([road], assumedDetour)[0] as RoadSpeed), roadClass: "off-road" },
  ];
  return {
    graph,
    speeds: everywhere,
    offRoadMaxM: Number.POSITIVE_INFINITY,
    told: told(graph, "along-line", assumedDetour, speeds),
  };
}

function told(
  graph: RoadGraph,
  roads: GroundTold["roads"],
  detour: Ranged | null,
  speeds: RoadSpeeds,
): GroundTold {
  const roadKm = graph.partLengthsM.reduce((sum, lengthM) => sum + lengthM, 0) / 1000;
  const partCount = graph.partLengthsM.length;
  const assumedSpeeds = speeds
    .filter(({ mark }) => mark === "assumed")
    .map(({ roadClass }) => roadClass);
  const sentences: string[] = [];
  if (roads === "along-line") {
    sentences.push(
      `No roads are given: driving goes along the line and straight to it, ${detour?.value} times as far (${detour?.low} to ${detour?.high}, assumed).`,
    );
  }
  if (partCount > 1) {
    const apart = graph.partLengthsM.slice(1).reduce((sum, lengthM) => sum + lengthM, 0) / 1000;
    sentences.push(
      `The roads are in ${partCount} parts that do not meet; ${apart.toFixed(1)} km lie outside the largest.`,
    );
  }
  if (graph.crossingCount > 0) {
    sentences.push(
      `${graph.crossingCount} crossings have no place in common and are taken for bridges.`,
    );
  }
  return {
    roads,
    roadKm,
    partCount,
    crossingCount: graph.crossingCount,
    detour,
    assumedSpeeds,
    sentences,
  };
}

/** Driving times between places at an end of the ranges. */
export class Driving {
  readonly #ground: Ground;
  readonly #positions: readonly Position[];
  readonly #stops: readonly RoadStop[];

  constructor(ground: Ground, positions: readonly Position[]) {
    this.#ground = ground;
    this.#positions = positions;
    this.#stops = roadStops(ground.graph, positions, ground.offRoadMaxM);
  }

  minutes(light: "day" | "night", end: RangeEnd): MinuteTable {
    const { graph, speeds, told: ground } = this.#ground;
    const table = travelMinutes(graph, this.#stops, this.#stops, speeds, light, end);
    if (ground.roads === "given") return table;
    // Without roads a straight way is as good a guess as the way along the line: the shorter one.
    const straight = speeds.find(({ roadClass }) => roadClass === "off-road") as RoadSpeed;
    const { value, low, high } = straight[light];
    const kmh = end === "slow" ? low : end === "fast" ? high : value;
    return table.map((row, from) =>
      row.map((byLine, to) => {
        const lengthM = distanceM(
          this.#positions[from] as Position,
          this.#positions[to] as Position,
        );
        return Math.min(byLine, (lengthM / 1000 / kmh) * 60);
      }),
    );
  }

  legs(daylight: Daylight, end: RangeEnd): LegTimes {
    return { day: this.minutes("day", end), night: this.minutes("night", end), daylight };
  }

  /** Number of the part of the roads at a place; null off the roads. */
  partOf(index: number): number | null {
    const point = this.#stops[index]?.point ?? null;
    return point === null ? null : this.#ground.graph.partAt(point);
  }

  /** From the place to the nearest road, metres; null where that is too far. */
  offRoadM(index: number): number | null {
    return this.#stops[index]?.point?.offRoadM ?? null;
  }
}

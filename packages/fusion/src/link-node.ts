import type { Area, Observation } from "@truceline/model";
import { familyOf, isEvent, isTrace } from "./event-kind.ts";
import { type SensorReading, sensorReading } from "./evidence/sensor-reading.ts";
import { areaOfObservation, middleOfArea, type PlaceFinder } from "./observed-area.ts";

/** How near is one event: `CompiledAgreement.association`, and the places by name. */
export interface AssociationOptions {
  readonly distanceM: number;
  readonly timeMs: number;
  readonly places?: PlaceFinder | undefined;
  /**
   * False: the caller knows that no device measured anything, so that nothing need be looked for far
   * off. Makes windows smaller and changes no group. Default true.
   */
  readonly hasReadings?: boolean | undefined;
}

/** What association knows of an observation. */
export interface LinkNode {
  readonly observation: Observation;
  readonly key: string;
  readonly lonDeg: number;
  readonly latDeg: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly family: string;
  readonly exercise: string;
  /** Empty for none. */
  readonly statement: string;
  /** Key of the row that counts this one in; empty for none. */
  readonly wholeName: string;
  /** Key under which parts name this row; empty for none. */
  readonly ownName: string;
  /** Short enough in time to be held the same as another. */
  readonly isLinkable: boolean;
  /** What fire leaves: it goes to the only event it can be of, and nothing goes to it. */
  readonly isTrace: boolean;
  /** Where the event may have been, as its words have it. */
  readonly area: Area;
  /** What a device measured; null for words. */
  readonly reading: SensorReading | null;
  readonly scrambled: number;
  /** Order among devices, by their place; 0 without a reading. */
  readonly deviceRank: number;
  /** What has been worked out of it, kept as long as it is. */
  readonly memo: LinkMemo;
}

interface LinkMemo {
  /** Costs of links, by the other node. */
  costs: Map<LinkNode, number> | null;
  /** Places of its area, pairs [lonDeg, latDeg]. */
  places: Float64Array | null;
}

/** Identity of an observation whatever the receiver called it. */
export function keyOf(observation: Observation): string {
  return `${observation.source}\u001f${observation.sourceId}`;
}

/** Null for an empty watch and for what nothing places: these stand alone. */
export function linkNodeOf(observation: Observation, options: AssociationOptions): LinkNode | null {
  if (!isEvent(observation)) return null;
  const area = areaOfObservation(observation, options.places);
  if (area === null) return null;
  const place = middleOfArea(area);
  const { span, statement, exercise, source, kind } = observation;
  const inReport = statement === undefined ? "" : `${source}\u001f${statement.reportId}`;
  // A row that another counts in is the source's own words about that one.
  const reading = statement?.partOfNo === undefined ? sensorReading(observation) : null;
  const named = (part: string, no: number | undefined) =>
    no === undefined ? "" : `${inReport}\u001f${part}${no}`;
  return {
    observation,
    key: keyOf(observation),
    lonDeg: place[0],
    latDeg: place[1],
    fromMs: span.fromMs,
    toMs: span.toMs,
    family: familyOf(kind),
    exercise: exercise ?? "",
    statement: named("s", statement?.statementNo),
    wholeName: named("o", statement?.partOfNo),
    ownName: named("o", statement?.observationNo),
    isLinkable: span.toMs - span.fromMs <= options.timeMs,
    isTrace: isTrace(kind),
    area,
    reading,
    scrambled: scrambledInstant(span.fromMs),
    memo: { costs: null, places: null },
    deviceRank: reading === null ? 0 : rankOfPlace(reading.position),
  };
}

/** 32 well-mixed bits of an instant (the finaliser of MurmurHash3). */
function scrambledInstant(atMs: number): number {
  let bits = (Math.floor(atMs / 4_294_967_296) * 0x9e3779b1 + (atMs % 4_294_967_296)) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Well-mixed bits of a place, so that no corner of the map leads. */
function rankOfPlace([lonDeg, latDeg]: readonly [number, number]): number {
  const east = Math.round((lonDeg + 180) * 1e6);
  const north = Math.round((latDeg + 90) * 1e6);
  return scrambledInstant(east * 65_537 + north) + 1;
}

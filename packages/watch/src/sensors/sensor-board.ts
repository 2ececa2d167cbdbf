import type { DeployedSensor, LonLat, SensorState } from "@truceline/model";
import {
  type StateReason,
  stretchesWithin,
  type UptimePiece,
  type Uptimes,
} from "@truceline/sensing";
import { hourMs } from "../processor/clock-hours.ts";
import { rounded, type ViewContext } from "../views/view-context.ts";

/** One clock hour of a sensor. */
export interface SensorStripHour {
  readonly fromMs: number;
  /** Share of the hour in which it was to work, 0..1; 0 outside its daily hours and in the future. */
  readonly plannedRatio: number;
  /** Mean factor on its chance to detect over the planned part, 0..1; 0 where none was planned. */
  readonly upRatio: number;
  /** What took most of the rest away; null where nothing did. */
  readonly reason: StateReason | null;
}

/** One sensor on the screen Sensors. */
export interface SensorRow {
  readonly id: string;
  readonly means: string;
  readonly postId: string;
  readonly postName: string | null;
  readonly sectorId: string | null;
  readonly position: LonLat | null;
  readonly state: SensorState["state"];
  /** Since when it is so; null where it never said anything. */
  readonly sinceMs: number | null;
  readonly reason: string | null;
  /** When its newest state was received. */
  readonly lastHeardMs: number | null;
  /** From the newest state's own instant to its receipt; null where nothing was received. */
  readonly delayMs: number | null;
  /** The last 24 clock hours, the one that runs last. */
  readonly hours: readonly SensorStripHour[];
  /** Over the planned part of these hours; null where none was planned. */
  readonly upRatio: number | null;
}

/** Every sensor of the deployment and how it was over a day, worst first. */
export interface SensorBoard {
  readonly asOfMs: number;
  readonly knownAtMs: number | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly upCount: number;
  readonly rows: readonly SensorRow[];
  /** Ids that told a state and are in no deployment, so that a mistyped name is seen; at most 50. */
  readonly strangers: readonly string[];
}

/** Hours of the strip. */
export const stripHourCount = 24;
const strangerCountMax = 50;
const badness: Readonly<Record<SensorState["state"], number>> = {
  down: 0,
  "not-received": 1,
  jammed: 2,
  denied: 3,
  degraded: 4,
  up: 5,
};

/**
 * The board of sensors as known at the view's instant: those that need a look first, then by name.
 */
export function sensorBoard(context: ViewContext): SensorBoard {
  const { deployment, asOfMs, knownAtMs, sensors } = context;
  const { fromMs, toMs } = stripOf(asOfMs);
  const rows = deployment.sensors.map((sensor) => sensorRow(context, sensor));
  // Posts and shared causes say how they are as sensors do.
  const own = new Set(
    deployment.sensors.flatMap(({ id, post, commonCauses = [] }) => [id, post, ...commonCauses]),
  );
  return {
    asOfMs,
    knownAtMs: knownAtMs ?? null,
    fromMs,
    toMs,
    upCount: rows.filter(({ state }) => state === "up").length,
    rows: rows.sort(
      (one, other) => badness[one.state] - badness[other.state] || compareIds(one.id, other.id),
    ),
    strangers: sensors
      .sensorIds()
      .filter((id) => !own.has(id))
      .sort(compareIds)
      .slice(0, strangerCountMax),
  };
}

/** One sensor's row alone, as the board has it; undefined for one that is not in the deployment. */
export function sensorRowOf(context: ViewContext, sensorId: string): SensorRow | undefined {
  const sensor = context.deployment.sensors.find(({ id }) => id === sensorId);
  return sensor && sensorRow(context, sensor);
}

function stripOf(asOfMs: number): { readonly fromMs: number; readonly toMs: number } {
  const toMs = (Math.floor(asOfMs / hourMs) + 1) * hourMs;
  return { fromMs: toMs - stripHourCount * hourMs, toMs };
}

function sensorRow(context: ViewContext, sensor: DeployedSensor): SensorRow {
  const { deployment, agreement, book, sensors, asOfMs, knownAtMs } = context;
  const { fromMs } = stripOf(asOfMs);
  // As stated, with what denials, jamming, posts and shared causes take away.
  const uptimes = book.known.uptimes(knownAtMs);
  const post = deployment.posts.find(({ id }) => id === sensor.post);
  const position = sensor.position ?? post?.position;
  const stated = sensors.stateAt(sensor.id, asOfMs, knownAtMs);
  const newest = sensors
    .statesOf(sensor.id, knownAtMs)
    .reduce<SensorState | undefined>(
      (last, state) =>
        last === undefined || state.recordedAtMs >= last.recordedAtMs ? state : last,
      undefined,
    );
  // What takes from it from outside holds whatever it says of itself.
  const [now] = uptimes.pieces(sensor.id, asOfMs, asOfMs + 1);
  const taken = stated?.state === "up" && now?.reason !== "off-schedule" ? now?.reason : null;
  const hours = Array.from({ length: stripHourCount }, (_, index) =>
    stripHour(sensor, uptimes, fromMs + index * hourMs, asOfMs, agreement.compiled.timezone),
  );
  const planned = hours.reduce((sum, hour) => sum + hour.plannedRatio, 0);
  const up = hours.reduce((sum, hour) => sum + hour.plannedRatio * hour.upRatio, 0);
  return {
    id: sensor.id,
    means: sensor.means,
    postId: sensor.post,
    postName: post?.name ?? null,
    sectorId: position === undefined ? null : agreement.sectorOf(position, asOfMs),
    position: position ?? null,
    state: taken ?? stated?.state ?? "not-received",
    sinceMs: stated?.fromMs ?? null,
    reason: stated?.reason ?? null,
    lastHeardMs: newest?.recordedAtMs ?? null,
    delayMs: newest === undefined ? null : Math.max(0, newest.recordedAtMs - newest.fromMs),
    hours,
    upRatio: planned === 0 ? null : rounded(up / planned),
  };
}

function stripHour(
  sensor: DeployedSensor,
  uptimes: Uptimes,
  fromMs: number,
  asOfMs: number,
  timezone: string,
): SensorStripHour {
  const toMs = Math.min(fromMs + hourMs, asOfMs);
  if (toMs <= fromMs) return { fromMs, plannedRatio: 0, upRatio: 0, reason: null };
  const open =
    sensor.hours === undefined
      ? [{ fromMs, toMs }]
      : stretchesWithin(sensor.hours, fromMs, toMs, timezone);
  let plannedMs = 0;
  let upMs = 0;
  const lostMs = new Map<StateReason, number>();
  for (const stretch of open) {
    plannedMs += stretch.toMs - stretch.fromMs;
    for (const piece of uptimes.pieces(sensor.id, stretch.fromMs, stretch.toMs)) {
      upMs += lengthMs(piece) * piece.factor;
      if (piece.reason === null || piece.reason === "off-schedule") continue;
      const lost = lengthMs(piece) * (1 - piece.factor);
      lostMs.set(piece.reason, (lostMs.get(piece.reason) ?? 0) + lost);
    }
  }
  const [worst] = [...lostMs].sort((one, other) => other[1] - one[1]);
  return {
    fromMs,
    plannedRatio: rounded(plannedMs / hourMs),
    upRatio: plannedMs === 0 ? 0 : rounded(upMs / plannedMs),
    reason: worst !== undefined && worst[1] > 0 ? worst[0] : null,
  };
}

const lengthMs = ({ fromMs, toMs }: UptimePiece): number => toMs - fromMs;

function compareIds(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

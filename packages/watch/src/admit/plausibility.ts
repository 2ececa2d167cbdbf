import type {
  Claim,
  Correction,
  Disturbance,
  DocumentFault,
  ErrorEntry,
  Observation,
  PatrolTrack,
  PositionReport,
  SensorState,
} from "@truceline/model";
import { type WatchErrorCode, watchErrors } from "../errors.ts";
import { statedPositions } from "./record-positions.ts";
import { ringFault } from "./ring-fault.ts";

export type InputRecord =
  | Observation
  | Claim
  | SensorState
  | Correction
  | PatrolTrack
  | PositionReport
  | Disturbance;

/** The part of the world an agreement is about, with its surroundings. West <= east. */
export interface WatchedBox {
  readonly westDeg: number;
  readonly southDeg: number;
  readonly eastDeg: number;
  readonly northDeg: number;
}

/** A sender whose clock is further ahead than this is refused. */
export const clockAheadMaxMs = 15 * 60_000;
const nearNowMs = 2 * 366 * 86_400_000;

/**
 * What is wrong with a record although each of its values is allowed: order of ranges, clocks,
 * seconds where milliseconds are meant, exchanged coordinates, crossed rings.
 */
export function implausible(
  record: InputRecord,
  receivedAtMs: number,
  box: WatchedBox | undefined,
): readonly DocumentFault[] {
  const faults: DocumentFault[] = [];
  if (record.schema === "sensor-state/1") {
    checkInstant(faults, record.fromMs, "/fromMs", receivedAtMs);
    return faults;
  }
  if (record.schema === "correction/1") {
    checkCorrection(faults, record, receivedAtMs);
    return faults;
  }
  if (record.schema === "patrol-track/1") {
    checkTrack(faults, record, receivedAtMs);
    checkSwapped(faults, record, box);
    return faults;
  }
  if (record.schema === "position-report/1") {
    // Ships and aircraft are heard from anywhere: a position far off is not a swapped one.
    checkInstant(faults, record.atMs, "/atMs", receivedAtMs);
    return faults;
  }
  const { span } = record;
  checkInstant(faults, span.fromMs, "/span/fromMs", receivedAtMs);
  if (span.toMs < span.fromMs) {
    const byMs = span.fromMs - span.toMs;
    faults.push(fault("TL_WATCH_SPAN_ORDER", "/span", `toMs is ${byMs} ms before fromMs`));
  }
  // "Today" may end later than now, and so may a closure that is announced; an instant may not.
  const isInstant = span.precision === "exact" || span.precision === "minute";
  if (isInstant && record.schema !== "disturbance/1") {
    checkInstant(faults, span.toMs, "/span/toMs", receivedAtMs);
  }
  if (record.schema === "observation/1") {
    const { distance, count } = record;
    if (distance !== undefined && distance.maxM < distance.minM) {
      faults.push(fault("TL_WATCH_SPAN_ORDER", "/distance", "maxM is less than minM"));
    }
    if (count.min !== undefined && count.max !== undefined && count.max < count.min) {
      faults.push(fault("TL_WATCH_SPAN_ORDER", "/count", "max is less than min"));
    }
  }
  if (record.area?.shape === "polygon") {
    for (const [index, ring] of record.area.rings.entries()) {
      const problem = ringFault(ring);
      if (problem !== undefined) {
        faults.push(fault("TL_WATCH_RING", `/area/rings/${index}`, problem));
      }
    }
  }
  checkSwapped(faults, record, box);
  return faults;
}

function checkCorrection(faults: DocumentFault[], record: Correction, receivedAtMs: number): void {
  const { fromMs, toMs, withdraws, replacedBy } = record;
  checkInstant(faults, fromMs, "/fromMs", receivedAtMs);
  if (toMs < fromMs) {
    faults.push(fault("TL_WATCH_SPAN_ORDER", "/toMs", `toMs is ${fromMs - toMs} ms before fromMs`));
  }
  for (const [index, key] of replacedBy.entries()) {
    if (!withdraws.includes(key)) continue;
    const text = `"${key}" is withdrawn by the same correction`;
    faults.push(fault("TL_WATCH_SCHEMA", `/replacedBy/${index}`, text));
  }
}

function checkTrack(faults: DocumentFault[], { points }: PatrolTrack, receivedAtMs: number): void {
  const last = points.length - 1;
  checkInstant(faults, points[0]?.atMs ?? 0, "/points/0/atMs", receivedAtMs);
  checkInstant(faults, points[last]?.atMs ?? 0, `/points/${last}/atMs`, receivedAtMs);
  for (const [index, { atMs }] of points.entries()) {
    const before = points[index - 1];
    if (before === undefined || before.atMs <= atMs) continue;
    const text = `the point is ${before.atMs - atMs} ms before the one it follows`;
    faults.push(fault("TL_WATCH_SPAN_ORDER", `/points/${index}/atMs`, text));
    break;
  }
}

function checkSwapped(
  faults: DocumentFault[],
  record: Observation | Claim | PatrolTrack | Disturbance,
  box: WatchedBox | undefined,
): void {
  if (box === undefined) return;
  for (const { path, position } of statedPositions(record)) {
    const [lonDeg, latDeg] = position;
    if (!holds(box, lonDeg, latDeg) && holds(box, latDeg, lonDeg)) {
      const text = `[${lonDeg}, ${latDeg}] lies far off; [${latDeg}, ${lonDeg}] lies inside`;
      faults.push(fault("TL_WATCH_SWAPPED", path, text));
      break;
    }
  }
}

function checkInstant(
  faults: DocumentFault[],
  atMs: number,
  path: string,
  receivedAtMs: number,
): void {
  if (atMs - receivedAtMs > clockAheadMaxMs) {
    const aheadMin = Math.round((atMs - receivedAtMs) / 60_000);
    const text = `${aheadMin} minutes after it was received`;
    if (!faults.some(({ code }) => code === "TL_WATCH_CLOCK_AHEAD")) {
      faults.push(fault("TL_WATCH_CLOCK_AHEAD", path, text));
    }
  } else if (
    Math.abs(atMs - receivedAtMs) > nearNowMs &&
    Math.abs(atMs * 1000 - receivedAtMs) < nearNowMs
  ) {
    faults.push(fault("TL_WATCH_UNIT", path, `${atMs} reads as seconds; milliseconds are meant`));
  }
}

function holds(box: WatchedBox, lonDeg: number, latDeg: number): boolean {
  return (
    lonDeg >= box.westDeg &&
    lonDeg <= box.eastDeg &&
    latDeg >= box.southDeg &&
    latDeg <= box.northDeg
  );
}

/** One fault of a record, with the sentence of its code and what is wrong here. */
export function fault(code: WatchErrorCode, path: string, text: string): DocumentFault {
  return { code, path, message: text, hint: (watchErrors[code] as ErrorEntry).hint };
}

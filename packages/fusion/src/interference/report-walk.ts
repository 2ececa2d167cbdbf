import { distanceM } from "@truceline/geo";
import type { LonLat, PositionReport } from "@truceline/model";

/** What is looked at of a position report: many are held at once, so that nothing else is kept of them. */
export interface HeardReport extends Pick<PositionReport, "id" | "medium" | "atMs" | "identity"> {
  readonly position?: PositionReport["position"] | undefined;
  readonly accuracyM?: number | undefined;
  readonly speedMps?: number | undefined;
  readonly integrity?: PositionReport["integrity"] | undefined;
  readonly receiverId?: string | undefined;
}

/** How a transponder's reports went wrong. */
export const interferenceSigns = ["jump", "integrity", "spot"] as const;
export type InterferenceSign = (typeof interferenceSigns)[number];

/** A transponder that was heard in a block of time, and whether its positions went wrong in it. */
export interface HeardTransponder {
  readonly identity: string;
  /** Where it was when its reports were last right. */
  readonly place: LonLat;
  /** Empty while nothing is the matter. */
  readonly signs: readonly InterferenceSign[];
  /** First and last instant within the block at which it was wrong. */
  readonly wrongFromMs: number;
  readonly wrongToMs: number;
  /** Where its wrong reports say it is, the last of them. */
  readonly saidPlace: LonLat | null;
  readonly receiverIds: readonly string[];
}

/** Nothing of its kind is faster. */
const fastestMps = { vessel: 50, aircraft: 700 } as const;
/** What carries on without being heard goes at least so fast. */
const usualMps = { vessel: 8, aircraft: 150 } as const;
/** Shorter leaps are rounding, and receivers that lost count of the minute. */
const jumpMinM = 3_000;
const timeSlackMs = 5_000;
/** So long after it was last right nobody knows where it is; where it says it is counts again. */
export const walkMemoryMs = 3 * 3_600_000;
/** NIC 7 and NACp 8: within 0.2 and 0.05 nautical miles; NIC 4 and NACp 5: no better than 1 and 0.5. */
const nicGood = 7;
const nicBad = 4;
const nacpGood = 8;
const nacpBad = 5;

type Integrity = "good" | "bad" | "unknown";

/** The position's own figures of quality. Source: RTCA DO-260B, tables of NIC and NACp. */
function integrityOf({ integrity }: HeardReport): Integrity {
  const { isPositionTrusted, nic, nacp } = integrity ?? {};
  if (isPositionTrusted === false) return "bad";
  if ((nic !== undefined && nic <= nicBad) || (nacp !== undefined && nacp <= nacpBad)) return "bad";
  if ((nic ?? 0) >= nicGood || (nacp ?? 0) >= nacpGood || isPositionTrusted === true) return "good";
  return "unknown";
}

/**
 * One transponder's reports, in order of time, up to the end of a block: is it wrong in the block?
 *
 * - jump: it is where nothing of its kind can have got to since it was last right. It stays wrong until it
 *   leaves the way it leapt to by another leap, to where it may have sailed or flown since it was right; or
 *   until three hours have passed. A false way that runs on smoothly is no less false after an hour.
 * - integrity: its own figure of quality falls from good to bad, until it is good again. One that was bad
 *   from the first report on says nothing.
 *
 * Undefined where it was not heard in the block, or never told a position before.
 */
export function walkReports(
  identity: string,
  reports: readonly HeardReport[],
  fromMs: number,
): HeardTransponder | undefined {
  let right: HeardReport | undefined;
  let hasBeenGood = false;
  let isLowered = false;
  /** The last report of a way that it leapt to. */
  let away: HeardReport | undefined;
  let heardCount = 0;
  let saidPlace: LonLat | null = null;
  let wrongFromMs = Number.POSITIVE_INFINITY;
  let wrongToMs = Number.NEGATIVE_INFINITY;
  const signs = new Set<InterferenceSign>();
  const receivers = new Set<string>();
  for (const report of reports) {
    const { atMs, position, receiverId } = report;
    if (position === undefined) continue;
    const integrity = integrityOf(report);
    if (integrity === "bad") isLowered = hasBeenGood;
    else if (integrity === "good") {
      isLowered = false;
      hasBeenGood = true;
    }
    away = right !== undefined && isAwayFrom(right, away, report) ? report : undefined;
    const isWrong = away !== undefined || isLowered;
    if (!isWrong) right = report;
    if (atMs < fromMs) continue;
    heardCount++;
    if (receiverId !== undefined) receivers.add(receiverId);
    if (!isWrong) continue;
    if (away !== undefined) signs.add("jump");
    if (isLowered) signs.add("integrity");
    wrongFromMs = Math.min(wrongFromMs, atMs);
    wrongToMs = Math.max(wrongToMs, atMs);
    saidPlace = position;
  }
  if (heardCount === 0 || right?.position === undefined) return undefined;
  return {
    identity,
    place: right.position,
    signs: interferenceSigns.filter((sign) => signs.has(sign)),
    wrongFromMs,
    wrongToMs,
    saidPlace,
    receiverIds: [...receivers].sort(),
  };
}

/** It has leapt away from where it was right, or goes on where it leapt to. */
function isAwayFrom(right: HeardReport, away: HeardReport | undefined, now: HeardReport): boolean {
  if (now.atMs - right.atMs > walkMemoryMs) return false;
  if (away === undefined) return !isWithinReach(right, now, fastestMps[now.medium]);
  const isBack = isWithinReach(right, now, likelyMps(right));
  return !isBack || isWithinReach(away, now, likelyMps(away));
}

function likelyMps({ medium, speedMps = 0 }: HeardReport): number {
  return Math.min(1.5 * Math.max(speedMps, usualMps[medium]), fastestMps[medium]);
}

function isWithinReach(from: HeardReport, now: HeardReport, mps: number): boolean {
  if (from.position === undefined || now.position === undefined) return true;
  const passedMs = now.atMs - from.atMs;
  const byTimeM = (mps * (passedMs + timeSlackMs)) / 1_000;
  const reachM = byTimeM + (from.accuracyM ?? 0) + (now.accuracyM ?? 0);
  return distanceM(from.position, now.position) <= Math.max(jumpMinM, reachM);
}

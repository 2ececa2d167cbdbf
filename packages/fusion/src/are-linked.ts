import { MEAN_RADIUS_M } from "@truceline/geo";
import { areCompatible, isFire } from "./event-kind.ts";
import { wordsRatio } from "./evidence/likelihood-ratio.ts";
import { DELAY_MAX_MS, GATE, jointMisfit, mayAgree } from "./evidence/same-event.ts";
import type { AssociationOptions, LinkNode } from "./link-node.ts";

const DEG = Math.PI / 180;
/**
 * The middle of what a device's words allow lies at most this far from the event: 15 km of sight, from
 * the middle of that sector to its corner.
 */
const DEVICE_EXTENT_M = 11_000;
/** Errors of two clocks beyond the longest delay of sound. */
const CLOCK_SLACK_MS = 8_000;

/** How far apart in time two that are linked may be at most. */
export function linkGateMs({ timeMs }: AssociationOptions): number {
  return Math.max(timeMs, DELAY_MAX_MS + CLOCK_SLACK_MS);
}

/** How far apart in latitude any two that are linked may be, degrees. */
export function linkReachDeg({ distanceM }: AssociationOptions): number {
  return degreesOf(Math.max(distanceM + DEVICE_EXTENT_M, 2 * DEVICE_EXTENT_M));
}

/** The same where no device measured anything. */
export function nearReachDeg({ distanceM }: AssociationOptions): number {
  return degreesOf(distanceM);
}

/** The same for one node, where devices may have measured something near it. */
export function farReachDeg(node: LinkNode, options: AssociationOptions): number {
  if (node.reading !== null) return linkReachDeg(options);
  const isFor = node.isTrace || (node.isLinkable && isFire(node.observation.kind));
  return degreesOf(options.distanceM + (isFor ? DEVICE_EXTENT_M : 0));
}

/** The same in longitude about a node: cheap to ask of every pair of a long window. */
export function lonReachDeg(node: LinkNode, reachDeg: number): number {
  return reachDeg / Math.cos(Math.min(89.9, Math.abs(node.latDeg) + reachDeg) * DEG);
}

/** Degrees between two meridians, the shorter way. */
export function lonApartDeg(one: LinkNode, other: LinkNode): number {
  const apartDeg = Math.abs(one.lonDeg - other.lonDeg);
  return Math.min(apartDeg, 360 - apartDeg);
}

function degreesOf(wayM: number): number {
  return (wayM / MEAN_RADIUS_M / DEG) * 1.001;
}

/**
 * Are two observations near enough to be of one event? Both of compatible kinds and both inside or
 * both outside the same exercise; rows of one statement are different events; a row that is counted in
 * another belongs to that one however long the span. Beyond that
 * - words with words: spans at most the association time apart and no longer than it, the middles of
 *   their areas at most the association distance apart;
 * - two devices: the least misfit of all they measured, over place, instant and speed of sound, is
 *   below 13.82 (`jointMisfit`);
 * - a device with words: both are likelier of one event than of two by chance (`wordsRatio`);
 * - a trace may have been left at any time of its span.
 */
export function areLinked(one: LinkNode, other: LinkNode, options: AssociationOptions): boolean {
  if (one.exercise !== other.exercise) return false;
  const gapMs = Math.max(one.fromMs, other.fromMs) - Math.min(one.toMs, other.toMs);
  const isMeasured = one.reading !== null || other.reading !== null;
  if (gapMs > (isMeasured ? linkGateMs(options) : options.timeMs)) return false;
  const isPart = isPartOf(one, other) || isPartOf(other, one);
  if (!isPart) {
    const isOfTrace = one.isTrace !== other.isTrace;
    if (!one.isLinkable && !(isOfTrace && one.isTrace)) return false;
    if (!other.isLinkable && !(isOfTrace && other.isTrace)) return false;
    if (one.statement !== "" && one.statement === other.statement) return false;
    if (!areCompatible(one.observation.kind, other.observation.kind)) return false;
  }
  if (isPart || !isMeasured) return apartM(one, other) <= options.distanceM;
  return linkCost(one, other, options) < Number.POSITIVE_INFINITY;
}

/**
 * How badly a pair with at least one device fits one event: the joint misfit of two devices, −2 ln of
 * the ratio for a device and words; Infinity where they are not linked.
 */
export function linkCost(one: LinkNode, other: LinkNode, options: AssociationOptions): number {
  const known = one.memo.costs?.get(other);
  if (known !== undefined) return known;
  const cost = workedOutCost(one, other, options);
  // Both ways: windows are looked at again and again.
  one.memo.costs ??= new Map();
  one.memo.costs.set(other, cost);
  other.memo.costs ??= new Map();
  other.memo.costs.set(one, cost);
  return cost;
}

function workedOutCost(one: LinkNode, other: LinkNode, options: AssociationOptions): number {
  const wayM = apartM(one, other);
  if (one.reading !== null && other.reading !== null) {
    if (wayM > 2 * DEVICE_EXTENT_M || !mayAgree(one.reading, other.reading)) {
      return Number.POSITIVE_INFINITY;
    }
    const misfit = jointMisfit([one.reading, other.reading]);
    return misfit <= GATE ? misfit : Number.POSITIVE_INFINITY;
  }
  const [device, words] = one.reading === null ? [other, one] : [one, other];
  if (device.reading === null || wayM > options.distanceM + DEVICE_EXTENT_M) {
    return Number.POSITIVE_INFINITY;
  }
  const ratio = wordsRatio(words, device.reading, options);
  return ratio >= 1 ? -2 * Math.log(ratio) : Number.POSITIVE_INFINITY;
}

export function isPartOf(part: LinkNode, whole: LinkNode): boolean {
  return part.wholeName !== "" && part.wholeName === whole.ownName && whole.wholeName === "";
}

function apartM(one: LinkNode, other: LinkNode): number {
  const sinLat = Math.sin(((one.latDeg - other.latDeg) * DEG) / 2);
  const sinLon = Math.sin(((one.lonDeg - other.lonDeg) * DEG) / 2);
  const cos = Math.cos(one.latDeg * DEG) * Math.cos(other.latDeg * DEG);
  return 2 * MEAN_RADIUS_M * Math.asin(Math.sqrt(sinLat * sinLat + cos * sinLon * sinLon));
}

import type { LonLat } from "@truceline/model";
import { isAssessed, type WeaponSelector } from "../compiled-rule.ts";
import type { PreparedAgreement, PreparedLineVersion } from "../prepared-agreement.ts";
import type { CalculusEvent } from "./event.ts";
import { type HeightSpan, type Norm, type NormExemption, type Norms, normsOf } from "./norms.ts";
import type { RuleTimes } from "./rule-times.ts";
import { kindsOfRule, weaponMismatch } from "./weapon-match.ts";

/**
 * Which condition decides whether an event breaches an article: the first that fails, in this order
 * of asking; `exempt` where an exemption takes it out; `permitted` for an event that a permission
 * covers; `not-testable` for an article that no event breaks; `all` where every condition holds.
 */
export type BreachCondition =
  | "not-testable"
  | "kind"
  | "weapon"
  | "calibre"
  | "subject"
  | "phase"
  | "time"
  | "place"
  | "height"
  | "count"
  | "exempt"
  | "permitted"
  | "all";

export interface BreachAnswer {
  readonly breached: boolean;
  readonly because: BreachCondition;
}

/** What else the answer depends on. */
export interface BreachOptions {
  /**
   * When phases began that wait for a condition, by id; those not named began at the earliest
   * instant at which they could.
   */
  readonly phaseBeganAtMs?: ReadonlyMap<string, number> | undefined;
  /** The drawing of the line to measure from; the main version of the instant unless given. */
  readonly version?: PreparedLineVersion | undefined;
}

/**
 * Whether one certain event breaches an article, and which condition decides. Pure and exact: places
 * by the polygons themselves or the geodesic distance (1 mm), instants to the millisecond, ends as
 * the rules state them. What the event does not say (calibre, range, height, purpose) is taken as not
 * so. A purpose that an exemption names counts as notified where the exemption asks for notice.
 *
 * The event is taken as one with its count: `limit` compares that count, everything else asks for one.
 *
 * @throws AgreementError `TL_AGR_ARTICLE_ABSENT`
 * @example breachOf(prepared, "1", event).breached
 */
export function breachOf(
  prepared: PreparedAgreement,
  articleId: string,
  event: CalculusEvent,
  options: BreachOptions = {},
): BreachAnswer {
  const norms = normsOf(prepared);
  const norm = norms.of(articleId);
  if (norm === undefined) return not("not-testable");
  const { rule } = norm;
  if (!isAssessed(rule) && rule.kind !== "permit") return not("not-testable");
  const failed = firstFailed(norms, norm, event, options);
  if (failed !== null) return not(failed);
  if (rule.kind === "permit") return not("permitted");
  if (rule.kind === "limit" && event.count <= rule.atMost) return not("count");
  if (norm.exemptions.some((one) => isExempt(norms, norm, one, event, options))) {
    return not("exempt");
  }
  return { breached: true, because: "all" };
}

function not(because: BreachCondition): BreachAnswer {
  return { breached: false, because };
}

/** The place of an event that a norm looks at. */
export function placeIn(norm: Norm, event: CalculusEvent): LonLat | null {
  return norm.tested === null ? null : event[norm.tested];
}

/** The first condition of a rule that an event does not fulfil; null if it fulfils all but the count. */
function firstFailed(
  norms: Norms,
  norm: Norm,
  event: CalculusEvent,
  options: BreachOptions,
): BreachCondition | null {
  const { rule } = norm;
  if (!kindsOfRule(rule).includes(event.kind)) return "kind";
  const weapons: WeaponSelector | null = "weapons" in rule ? rule.weapons : null;
  const mismatch = weaponMismatch(weapons, event);
  if (mismatch !== null) return mismatch;
  if (!rule.by.includes(event.by)) return "subject";
  const times = timesFor(norms, norm.times, options);
  if (!times.holdsAt(event.atMs)) {
    return rule.time.phase !== undefined && event.atMs < times.fromMs ? "phase" : "time";
  }
  const place = placeIn(norm, event);
  const area = norms.areaOf(norm, event.atMs, options.version);
  if (area !== null && (place === null || !area.contains(place[0], place[1]))) return "place";
  return isWithinHeights(norm.heights, event.altitudeM) ? null : "height";
}

function timesFor(norms: Norms, times: RuleTimes, { phaseBeganAtMs }: BreachOptions): RuleTimes {
  const { phase } = times.time;
  const beganAtMs = phase === undefined ? undefined : phaseBeganAtMs?.get(phase);
  return beganAtMs === undefined ? times : norms.timesOf(times.time, beganAtMs);
}

function isWithinHeights({ floorM, ceilingM }: HeightSpan, altitudeM: number | null): boolean {
  const heightM = altitudeM ?? 0;
  return heightM >= floorM && heightM < ceilingM;
}

function isExempt(
  norms: Norms,
  norm: Norm,
  { exemption, times }: NormExemption,
  event: CalculusEvent,
  options: BreachOptions,
): boolean {
  if (event.purpose !== exemption.for) return false;
  if (!exemption.by.includes(event.by)) return false;
  if (exemption.kinds !== null && !exemption.kinds.includes(event.kind)) return false;
  if (!timesFor(norms, times, options).holdsAt(event.atMs)) return false;
  if (exemption.zone === null) return true;
  const place = placeIn(norm, event);
  if (place === null) return false;
  const area = norms.prepared.zoneArea(
    exemption.zone,
    event.atMs,
    versionFor(norms, exemption.zone, options),
  );
  if (!area.contains(place[0], place[1])) return false;
  return isWithinHeights(norms.heightsOf(exemption.zone), event.altitudeM);
}

/** A drawing of another line says nothing of this zone. */
function versionFor(
  { prepared }: Norms,
  zoneId: string,
  { version }: BreachOptions,
): PreparedLineVersion | undefined {
  return version !== undefined && prepared.zoneLine(zoneId) === version.lineId
    ? version
    : undefined;
}

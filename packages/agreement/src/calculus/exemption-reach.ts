import { breachOf } from "./breach.ts";
import type { CalculusEvent } from "./event.ts";
import { findEvent, groundOf } from "./find-event.ts";
import { findPlace } from "./find-place.ts";
import { allGround } from "./ground.ts";
import type { Norm, NormExemption, Norms } from "./norms.ts";
import { turningInstants } from "./rule-times.ts";
import { kindsOfRule } from "./weapon-match.ts";

/** What is to be said of an exemption. */
export type ExemptionReach =
  /** Whoever states the purpose is free of the whole article, and nobody is told. */
  | { readonly reach: "swallows"; readonly exemption: NormExemption; readonly event: CalculusEvent }
  /** It takes nothing out of its article. */
  | { readonly reach: "idle"; readonly exemption: NormExemption }
  | {
      readonly reach: "undecided";
      readonly exemption: NormExemption;
      readonly narrowerThanM: number;
    };

/**
 * How far the exemptions of an article reach: all of it, or none. Decided part by part: parties, kinds,
 * times and ground are each compared as wholes, which for one exemption of one rule is exact.
 */
export function exemptionReaches(norms: Norms, norm: Norm): readonly ExemptionReach[] {
  return norm.exemptions.flatMap((exemption): ExemptionReach[] => {
    const shared = shareOf(norms, norm, exemption);
    if (shared === "none") return [{ reach: "idle", exemption }];
    if (typeof shared === "number") {
      return [{ reach: "undecided", exemption, narrowerThanM: shared }];
    }
    if (shared === "part" || exemption.exemption.notify !== null) return [];
    const found = findEvent({ all: [norm] });
    if (found.answer !== "found") return [];
    const event = { ...found.event, purpose: exemption.exemption.for };
    const isFreed = breachOf(norms.prepared, norm.article.id, event).because === "exempt";
    return isFreed ? [{ reach: "swallows", exemption, event }] : [];
  });
}

/** Which share of a rule an exemption takes out; a number: not decided, at this width. */
function shareOf(
  norms: Norms,
  norm: Norm,
  { exemption, times }: NormExemption,
): "all" | "part" | "none" | number {
  const kinds = kindsOfRule(norm.rule);
  const freedKinds = kinds.filter((kind) => exemption.kinds?.includes(kind) ?? true);
  const freedParties = norm.rule.by.filter((party) => exemption.by.includes(party));
  if ((kinds.length > 0 && freedKinds.length === 0) || freedParties.length === 0) return "none";
  const instants = turningInstants([norm.times, times]);
  const bound = instants.filter((atMs) => norm.times.holdsAt(atMs));
  const freedAtMs = bound.find((atMs) => times.holdsAt(atMs));
  // A rule that never holds is told of as such.
  if (freedAtMs === undefined) return bound.length === 0 ? "part" : "none";
  let isAll =
    freedKinds.length === kinds.length &&
    freedParties.length === norm.rule.by.length &&
    bound.every((atMs) => times.holdsAt(atMs));
  if (exemption.zone === null) return isAll ? "all" : "part";
  const freed = norms.grounds.zone(exemption.zone, freedAtMs);
  const ground = groundOf(norm, freedAtMs) ?? allGround;
  const common = findPlace([ground, freed]);
  if (common.answer === "undecided") return common.narrowerThanM;
  if (common.answer === "none") return "none";
  const heights = norms.heightsOf(exemption.zone);
  isAll &&= heights.floorM <= norm.heights.floorM && heights.ceilingM >= norm.heights.ceilingM;
  if (!isAll) return "part";
  const beyond = findPlace([ground], [freed]);
  if (beyond.answer === "undecided") return beyond.narrowerThanM;
  return beyond.answer === "none" ? "all" : "part";
}

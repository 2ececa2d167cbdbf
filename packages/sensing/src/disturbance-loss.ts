import type { Disturbance, LonLat } from "@truceline/model";
import { areaHolds } from "./area-holds.ts";
import type { CatalogueEntry } from "./catalogue.ts";
import type { LossStretch } from "./layered-uptimes.ts";

/** What a disturbance is to a sensor: its kind, place, time and whom it concerns. */
export type DisturbanceTerms = Pick<
  Disturbance,
  "kind" | "area" | "span" | "remainingRatio" | "means"
>;

/**
 * Share 0..1 of its chances that a means keeps inside a disturbance.
 *
 * - Named in `means`: the ratio given; none given, what the catalogue says of it while jammed, and where
 *   it says nothing 0: coverage is not claimed on a doubt.
 * - `means` absent: jamming reaches all that depend on radio or satellite navigation, interference those
 *   that depend on satellite navigation, a denied area what moves with a patrol. These keep the ratio
 *   given; none given, the catalogue's figure while jammed, and nothing of a means that is not let in.
 *   The others keep all.
 *
 * Source: the catalogue (`jammingFactor`, `dependsOn`, `stands`).
 */
export function remainingRatioOf(
  { kind, means, remainingRatio }: DisturbanceTerms,
  entry: CatalogueEntry,
): number {
  const isNamed = means?.includes(entry.id) ?? false;
  if (!isNamed && (means !== undefined || !isReached(kind, entry))) return 1;
  if (remainingRatio !== undefined) return remainingRatio;
  return kind === "denied-area" ? 0 : (entry.jammingFactor?.value ?? 0);
}

function isReached(kind: Disturbance["kind"], entry: CatalogueEntry): boolean {
  if (kind === "denied-area") return entry.stands === "patrol";
  if (entry.jammingFactor === undefined) return false;
  // One that does not say what it depends on may depend on either.
  const on = entry.dependsOn?.on;
  return kind === "jamming" || on === undefined || on.includes("satellite-navigation");
}

/**
 * What disturbances take from a sensor at a place, stretch by stretch; spans hold both their ends.
 * Stretches may overlap: `layeredUptimes` lets the worst of one reason count.
 */
export function disturbedStretches(
  disturbances: readonly DisturbanceTerms[],
  position: LonLat,
  entry: CatalogueEntry,
): readonly LossStretch[] {
  return disturbances
    .filter((one) => remainingRatioOf(one, entry) < 1 && areaHolds(one.area, position))
    .map((one) => stretchOf(one, entry));
}

/** What a disturbance takes from a means that is in it; of one it does not concern nothing (factor 1). */
export function stretchOf(disturbance: DisturbanceTerms, entry: CatalogueEntry): LossStretch {
  const { fromMs, toMs } = disturbance.span;
  const reason = disturbance.kind === "denied-area" ? "denied" : "jammed";
  return { fromMs, toMs: toMs + 1, factor: remainingRatioOf(disturbance, entry), reason };
}

/**
 * Does a disturbance take from a means where it works, and not only where it stands? So with what moves:
 * a drone whose base lies outside a jammed area flies into it and is lost there.
 */
export function isLostWhereItWorks(disturbance: DisturbanceTerms, entry: CatalogueEntry): boolean {
  return entry.movement !== undefined && remainingRatioOf(disturbance, entry) < 1;
}

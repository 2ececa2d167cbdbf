import type { PreparedAgreement } from "@truceline/agreement";
import { areaOfObservation, type PlaceFinder } from "@truceline/fusion";
import { fireKinds, type Inspection, type Observation } from "@truceline/model";
import { shareInGround } from "@truceline/verification";

/** From here on an observation counts as inside: by the larger part of its area. */
const insideRatio = 0.5;
const persons: ReadonlySet<Observation["kind"]> = new Set(["persons"]);
const weapons: ReadonlySet<Observation["kind"]> = new Set(["weapon-present", "vehicle"]);

/** What was seen in and of one disengagement area. */
export interface AreaStanding {
  readonly zoneId: string;
  /** Observations inside it, by family; a count is of observations, not of what each counted. */
  readonly fireCount: number;
  readonly weaponCount: number;
  readonly personsCount: number;
  readonly otherCount: number;
  readonly observationIds: readonly string[];
  readonly inspections: readonly Inspection[];
  readonly refusedCount: number;
  readonly lastLookMs: number | null;
}

/** The disengagement areas of an agreement, in its order. */
export function disengagementAreas({ compiled }: PreparedAgreement): readonly string[] {
  return compiled.zones.filter(({ kind }) => kind === "disengagement-area").map(({ id }) => id);
}

/**
 * The disengagement areas one by one. An observation is inside by the larger part of its area, or where
 * its observer said so; one that nothing places and nobody said so of counts nowhere.
 *
 * @param observations standing ones of the time in question
 * @param inspections of the same time; those that name the area count, none that was withdrawn
 */
export function areasStanding(
  agreement: PreparedAgreement,
  observations: readonly Observation[],
  inspections: readonly Inspection[],
  places?: PlaceFinder,
): readonly AreaStanding[] {
  const placed = observations
    .filter(({ kind }) => kind !== "nothing")
    .map((observation) => ({ observation, area: areaOfObservation(observation, places) }));
  return disengagementAreas(agreement).map((zoneId) => {
    const inside = placed.filter(({ observation, area }) => {
      if (observation.insideDisengagementArea === zoneId) return true;
      if (area === null) return false;
      const ground = agreement.zoneArea(zoneId, observation.span.fromMs);
      return shareInGround(ground, area) >= insideRatio;
    });
    const countOf = (test: (kind: Observation["kind"]) => boolean) =>
      inside.filter(({ observation }) => test(observation.kind)).length;
    const own = inspections.filter(
      (one) =>
        one.withdrawn !== true && one.of === "disengagement-area" && one.place.zoneId === zoneId,
    );
    const looks = own
      .filter(({ access }) => access === "full" || access === "partial")
      .map(({ span }) => span.toMs);
    const fireCount = countOf((kind) => fireKinds.has(kind));
    const weaponCount = countOf((kind) => weapons.has(kind));
    const personsCount = countOf((kind) => persons.has(kind));
    return {
      zoneId,
      fireCount,
      weaponCount,
      personsCount,
      otherCount: inside.length - fireCount - weaponCount - personsCount,
      observationIds: inside.map(({ observation }) => observation.id),
      inspections: own,
      refusedCount: own.filter(({ access }) => access === "refused").length,
      lastLookMs: looks.length === 0 ? null : Math.max(...looks),
    };
  });
}

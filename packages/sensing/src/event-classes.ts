import { type CatalogueEntry, curveOf, type KindGroup, terrainFactorOf } from "./catalogue.ts";
import type { PlacedSensor } from "./deployed-sensors.ts";
import {
  type DetectionCurve,
  detectionChance,
  effectiveRangeM,
  maxRangeM,
} from "./detection-curve.ts";
import type { KindShare } from "./kind-mix.ts";
import { GEOMETRY_LOSSES, type LossSet, OUT_OF_RANGE, OUT_OF_VIEW, TERRAIN } from "./loss-set.ts";
import { NEAR_FACTOR, type Reach } from "./reach.ts";

/** How one means detects the kinds of a class. */
export interface MeansForClass {
  readonly group: KindGroup;
  readonly curve: DetectionCurve;
  readonly maxM: number;
  readonly effectiveM: number;
  /** Factor on the chance where the ground stands in between. */
  readonly hiddenFactor: number;
}

/** Chances by distance and view alone, and which pairs have any. */
export interface ChanceField {
  /** For each point of each pair, 0..1. */
  readonly chances: Float64Array;
  /** For each pair the sum over its points. */
  readonly sums: Float64Array;
  /** For each point of each cell, how many groups have a chance there; see `Reach.cellPointStart`. */
  readonly groupCounts: Uint16Array;
  /** Pairs with a chance at some point of the cell: `activePair[activeStart[c] … activeStart[c + 1]]`. */
  readonly activeStart: Int32Array;
  readonly activePair: Int32Array;
}

/** Kinds that every means detects alike, and the share of breaches they make up. */
export class EventClass {
  readonly share: number;
  /** By index of the catalogue; null where the means cannot detect these kinds. */
  readonly means: readonly (MeansForClass | null)[];
  readonly #sensors: readonly PlacedSensor[];
  readonly #reach: Reach;
  readonly #fields = new Map<LossSet, ChanceField>();
  #isAnyNear: Uint8Array | undefined;

  constructor(
    share: number,
    means: readonly (MeansForClass | null)[],
    sensors: readonly PlacedSensor[],
    reach: Reach,
  ) {
    this.share = share;
    this.means = means;
    this.#sensors = sensors;
    this.#reach = reach;
  }

  /** Chances with some reasons taken away; of those only range, view and terrain matter here. Kept. */
  field(gone: LossSet): ChanceField {
    const key = gone & GEOMETRY_LOSSES;
    let field = this.#fields.get(key);
    if (field === undefined) {
      field = this.#computeField(key);
      this.#fields.set(key, field);
    }
    return field;
  }

  /** For each point of each cell, 1 where a sensor for these kinds is within twice its range. */
  get isAnyNear(): Uint8Array {
    this.#isAnyNear ??= this.#computeNear();
    return this.#isAnyNear;
  }

  #computeNear(): Uint8Array {
    const { cellStart, cellPointStart, pairSensor, pairStart, distanceM } = this.#reach;
    const near = new Uint8Array(cellPointStart.at(-1) ?? 0);
    for (let cell = 0; cell + 1 < cellStart.length; cell++) {
      const first = cellPointStart[cell] as number;
      for (let pair = cellStart[cell] as number; pair < (cellStart[cell + 1] as number); pair++) {
        const sensor = this.#sensors[pairSensor[pair] as number] as PlacedSensor;
        const own = this.means[sensor.meansIndex];
        if (own == null) continue;
        const from = pairStart[pair] as number;
        for (let at = from; at < (pairStart[pair + 1] as number); at++) {
          if ((distanceM[at] as number) <= own.maxM * NEAR_FACTOR) near[first + at - from] = 1;
        }
      }
    }
    return near;
  }

  #computeField(gone: LossSet): ChanceField {
    const { cellStart, cellPointStart, pairSensor, pairStart, distanceM, isInView } = this.#reach;
    const isHidden = (gone & TERRAIN) === 0 ? this.#reach.isHidden : null;
    const chances = new Float64Array(distanceM.length);
    const sums = new Float64Array(pairSensor.length);
    const groupCounts = new Uint16Array(cellPointStart.at(-1) ?? 0);
    const lastGroups = new Int32Array(groupCounts.length).fill(-1);
    const activeStart = new Int32Array(cellStart.length);
    const activePair: number[] = [];
    for (let cell = 0; cell + 1 < cellStart.length; cell++) {
      for (let pair = cellStart[cell] as number; pair < (cellStart[cell + 1] as number); pair++) {
        const sensor = this.#sensors[pairSensor[pair] as number] as PlacedSensor;
        const own = this.means[sensor.meansIndex];
        if (own == null) continue;
        const from = pairStart[pair] as number;
        for (let at = from; at < (pairStart[pair + 1] as number); at++) {
          if (isInView[at] === 0 && (gone & OUT_OF_VIEW) === 0) continue;
          const awayM = distanceM[at] as number;
          if (awayM > own.maxM * NEAR_FACTOR) continue;
          const countedM = (gone & OUT_OF_RANGE) === 0 ? awayM : Math.min(awayM, own.effectiveM);
          const openChance = detectionChance(own.curve, countedM);
          const chance = isHidden?.[at] === 1 ? openChance * own.hiddenFactor : openChance;
          if (chance === 0) continue;
          chances[at] = chance;
          sums[pair] = (sums[pair] as number) + chance;
          // Pairs of one group come together, so one look back is enough.
          const place = (cellPointStart[cell] as number) + at - from;
          if (lastGroups[place] === sensor.groupIndex) continue;
          lastGroups[place] = sensor.groupIndex;
          groupCounts[place] = (groupCounts[place] as number) + 1;
        }
        if ((sums[pair] as number) > 0) activePair.push(pair);
      }
      activeStart[cell + 1] = activePair.length;
    }
    return { chances, sums, groupCounts, activeStart, activePair: Int32Array.from(activePair) };
  }
}

/** Puts kinds together that no means of the deployment tells apart; others of the catalogue do not matter. */
export function eventClasses(
  shares: readonly KindShare[],
  catalogue: readonly CatalogueEntry[],
  sensors: readonly PlacedSensor[],
  reach: Reach,
): readonly EventClass[] {
  const deployed = new Set(sensors.map(({ meansIndex }) => meansIndex));
  const byGroups = new Map<string, { share: number; groups: (KindGroup | null)[] }>();
  for (const { kind, share } of shares) {
    const groups = catalogue.map((entry, index) =>
      deployed.has(index)
        ? (entry.kindGroups.find(({ kinds }) => kinds.includes(kind)) ?? null)
        : null,
    );
    const key = groups
      .map((group, index) => (group === null ? -1 : catalogue[index]?.kindGroups.indexOf(group)))
      .join();
    const found = byGroups.get(key);
    if (found === undefined) byGroups.set(key, { share, groups });
    else found.share += share;
  }
  return [...byGroups.values()].map(({ share, groups }) => {
    const means = groups.map((group, index) =>
      group === null ? null : meansForClass(group, catalogue[index] as CatalogueEntry),
    );
    return new EventClass(share, means, sensors, reach);
  });
}

function meansForClass(group: KindGroup, entry: CatalogueEntry): MeansForClass {
  const curve = curveOf(group);
  return {
    group,
    curve,
    maxM: maxRangeM(curve),
    effectiveM: effectiveRangeM(curve),
    hiddenFactor: terrainFactorOf(entry, "hidden"),
  };
}

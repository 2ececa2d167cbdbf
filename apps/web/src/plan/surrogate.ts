import type { Deployment, LonLat } from "@truceline/model";
import {
  type CatalogueEntry,
  curveOf,
  defaultCatalogue,
  defaultClimate,
  detectionChance,
  type KindGroup,
  maxRangeM,
} from "@truceline/sensing";
import type { PlannedCoverage } from "./planned.ts";

/** What an estimate is made from: a plan with what it would see. */
export interface SurrogateInput {
  readonly deployment: Deployment;
  readonly coverage: readonly PlannedCoverage[];
  readonly centres: Readonly<Record<string, LonLat>>;
  readonly nightShare: number;
  readonly mean: number;
}

interface Surrogate {
  /** Verifiability with posts elsewhere, 0..1, by an estimate. */
  meanWith(moves: ReadonlyMap<string, LonLat>): number;
}

const metresPerDeg = 111_320;
const dayMs = 86_400_000;

/** Sensors of one means at a post, with the share of the horizon that they look at together. */
interface Watching {
  readonly entry: CatalogueEntry;
  readonly entryIndex: number;
  /** Up to 1 for those that look all round, or share the horizon. */
  readonly share: number;
}

interface Stand {
  readonly id: string;
  readonly position: LonLat;
  readonly watching: readonly Watching[];
  readonly reachM: number;
}

/** Kinds that no means of the deployment tells apart. */
interface KindClass {
  readonly share: number;
  readonly groups: readonly (KindGroup | null)[];
}

interface Question {
  readonly classes: readonly KindClass[];
  readonly needed: number;
  readonly lasts: boolean;
  readonly cells: ReadonlyMap<string, number>;
  readonly clauses: readonly PlannedCoverage[];
}

/**
 * An estimate of what moving posts does, quick enough for a drag: at the middle of each cell near where a
 * post was and is, in the light of day and of night and the weather of the climate, the chance that enough
 * posts detect, with the posts as solved and as moved. The difference is added to the solved plan. It leaves
 * out the other places of a cell, minutes of dusk and schedules: the coverage engine's answer follows.
 */
export function prepareSurrogate(input: SurrogateInput): Surrogate {
  const { deployment, coverage, centres, nightShare, mean } = input;
  const stands = standsOf(deployment);
  const standOf = new Map(stands.map((stand) => [stand.id, stand]));
  const questions = questionsOf(deployment, coverage);
  const near = new Map<string, readonly Stand[]>();
  const nearOf = (cell: string, centre: LonLat): readonly Stand[] => {
    let found = near.get(cell);
    if (found === undefined) {
      found = stands.filter((stand) => awayM(stand.position, centre) <= stand.reachM);
      near.set(cell, found);
    }
    return found;
  };
  const solvedRatios = new Map<string, readonly [day: number, night: number]>();

  const meanWith = (moves: ReadonlyMap<string, LonLat>): number => {
    const moved = [...moves].flatMap(([id, position]) => {
      const stand = standOf.get(id);
      return stand === undefined ? [] : [{ before: stand, after: { ...stand, position } }];
    });
    const befores = new Set(moved.map(({ before }) => before));
    let change = 0;
    for (const [index, question] of questions.entries()) {
      for (const [cell, at] of question.cells) {
        const centre = centres[cell];
        if (centre === undefined) continue;
        const isTouched = moved.some(
          ({ before, after }) =>
            awayM(before.position, centre) <= before.reachM ||
            awayM(after.position, centre) <= after.reachM,
        );
        if (!isTouched) continue;
        const all = nearOf(cell, centre);
        const key = `${index} ${cell}`;
        let before = solvedRatios.get(key);
        if (before === undefined) {
          before = coverageAt(centre, all, question);
          solvedRatios.set(key, before);
        }
        const others = all.filter((stand) => !befores.has(stand));
        const now = coverageAt(centre, [...others, ...moved.map(({ after }) => after)], question);
        for (const { weight, cells, dayRatios, nightRatios } of question.clauses) {
          const changeOf = (solved: number, step: number): number =>
            Math.min(1, Math.max(0, solved + step)) - solved;
          const day = changeOf(dayRatios[at] ?? 0, now[0] - before[0]);
          const night = changeOf(nightRatios[at] ?? 0, now[1] - before[1]);
          change += (weight * ((1 - nightShare) * day + nightShare * night)) / cells.length;
        }
      }
    }
    return Math.min(1, Math.max(0, mean + change));
  };
  return { meanWith };
}

function standsOf({ posts, sensors }: Deployment): readonly Stand[] {
  const shares = new Map<string, Map<string, number>>();
  for (const { post, means, view } of sensors) {
    const own = shares.get(post) ?? new Map<string, number>();
    const share = (view?.fieldOfViewDeg ?? 360) / 360;
    own.set(means, Math.min(1, (own.get(means) ?? 0) + share));
    shares.set(post, own);
  }
  return posts.map(({ id, position }) => {
    const watching = [...(shares.get(id) ?? [])].flatMap(([means, share]): Watching[] => {
      const entryIndex = defaultCatalogue.findIndex((entry) => entry.id === means);
      const entry = defaultCatalogue[entryIndex];
      return entry === undefined ? [] : [{ entry, entryIndex, share }];
    });
    const reachM = Math.max(
      0,
      ...watching.flatMap(({ entry }) => entry.kindGroups.map((own) => maxRangeM(curveOf(own)))),
    );
    return { id, position, watching, reachM };
  });
}

/** Clauses that ask alike about the same cells are one question. */
function questionsOf(
  { sensors }: Deployment,
  coverage: readonly PlannedCoverage[],
): readonly Question[] {
  const deployed = new Set(sensors.map(({ means }) => means));
  const found = new Map<string, Question>();
  for (const clause of coverage) {
    const { kinds, groupsNeeded, lookEveryMs, cells } = clause;
    const key = JSON.stringify([kinds, groupsNeeded, lookEveryMs, cells]);
    const known = found.get(key);
    found.set(
      key,
      known === undefined
        ? {
            classes: classesOf(kinds, deployed),
            needed: groupsNeeded,
            lasts: lookEveryMs >= dayMs,
            cells: new Map(cells.map((cell, index) => [cell, index])),
            clauses: [clause],
          }
        : { ...known, clauses: [...known.clauses, clause] },
    );
  }
  return [...found.values()];
}

function classesOf(
  kinds: PlannedCoverage["kinds"],
  deployed: ReadonlySet<string>,
): readonly KindClass[] {
  const found = new Map<string, KindClass>();
  for (const { kind, share } of kinds) {
    const groups = defaultCatalogue.map((entry) =>
      deployed.has(entry.id)
        ? (entry.kindGroups.find((group) => group.kinds.includes(kind)) ?? null)
        : null,
    );
    const key = groups
      .map((group, index) =>
        group === null ? -1 : defaultCatalogue[index]?.kindGroups.indexOf(group),
      )
      .join();
    found.set(key, { share: share + (found.get(key)?.share ?? 0), groups });
  }
  return [...found.values()];
}

/** Chance by day and by night that enough posts detect at a place, over kinds and weather. */
function coverageAt(
  centre: LonLat,
  stands: readonly Stand[],
  { classes, needed, lasts }: Question,
): readonly [day: number, night: number] {
  let [day, night] = [0, 0];
  const reached = stands.flatMap((stand) => {
    const m = awayM(stand.position, centre);
    return m <= stand.reachM ? [{ stand, m }] : [];
  });
  for (const { share, groups } of classes) {
    const chances = reached.flatMap(({ stand, m }) => {
      const own = stand.watching.flatMap(({ entry, entryIndex, share: view }) => {
        const group = groups[entryIndex];
        if (group == null) return [];
        const chance = detectionChance(curveOf(group), m) * entry.uptimeRatio.value * view;
        return chance > 0 ? [{ chance, group }] : [];
      });
      return own.length > 0 ? [own] : [];
    });
    if (chances.length < needed) continue;
    for (const { id, probability } of defaultClimate.states) {
      const under = (isNight: boolean): number =>
        atLeast(
          chances.map((own) => {
            let miss = 1;
            for (const { chance, group } of own) {
              const weather = group.weatherFactors[id]?.value ?? 0;
              const { dayFactor, nightFactor } = group;
              // What lasts is seen in the best light of the time that a look stays valid.
              const best = Math.max(dayFactor.value, nightFactor.value);
              const light = lasts ? best : isNight ? nightFactor.value : dayFactor.value;
              miss *= 1 - chance * weather * light;
            }
            return 1 - miss;
          }),
          needed,
        );
      day += share * probability * under(false);
      night += share * probability * under(true);
    }
  }
  return [day, night];
}

/** Chance that at least so many of independent posts detect. */
function atLeast(chances: readonly number[], needed: number): number {
  const exactly = new Float64Array(needed);
  exactly[0] = 1;
  for (const chance of chances) {
    for (let count = needed - 1; count > 0; count--) {
      exactly[count] =
        (exactly[count] as number) * (1 - chance) + (exactly[count - 1] as number) * chance;
    }
    exactly[0] = (exactly[0] as number) * (1 - chance);
  }
  return 1 - exactly.reduce((sum, own) => sum + own, 0);
}

/** On a sphere, on a plane between the two: good to a hundredth up to some 200 km. */
function awayM(one: LonLat, other: LonLat): number {
  const north = other[1] - one[1];
  const east = ((other[0] - one[0] + 540) % 360) - 180;
  const shrink = Math.cos(((one[1] + other[1]) * Math.PI) / 360);
  return Math.hypot(north, east * shrink) * metresPerDeg;
}

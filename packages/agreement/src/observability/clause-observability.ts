import {
  type CatalogueEntry,
  curveOf,
  defaultCatalogue,
  detectionChance,
  type KindShare,
  kindGroupOf,
  kindMix,
  maxRangeM,
} from "@truceline/sensing";
import type { CompiledArticle } from "../compiled.ts";
import { isAssessed } from "../compiled-rule.ts";

/** Posts are added until there are this many for each source that the standard asks for. */
const postsForEachSource = 3;
const searchStepM = 0.01;

/** Under what a breach would have to be seen, the weather clear and everything working. */
export const observingStates = ["day", "night", "jammed-day", "jammed-night"] as const;
export type ObservingState = (typeof observingStates)[number];

/** What one means of the catalogue, or all of them together, could tell of an article at best. */
export interface MeansReach {
  /**
   * Id of the means; `all` for posts that have every means of the catalogue that can stand at a post, or
   * every means where none such shows it.
   */
  readonly means: string;
  /**
   * The fewest posts side by side, at least as many as the standard asks for sources, that meet it by
   * day; null where three for each source still do not.
   */
  readonly postCount: number | null;
  /** How far from a breach those posts may be, in metres; null: they do not meet it at any distance. */
  readonly rangeM: Readonly<Record<ObservingState, number | null>>;
  /** Whether three posts for each source would meet it, next to the breach. */
  readonly isMeetable: Readonly<Record<ObservingState, boolean>>;
}

export interface ClauseObservability {
  readonly article: string;
  readonly independentSources: number;
  /** Coverage that the article asks for, 0..1. */
  readonly coverageRatio: number;
  /** Only means that show something of it; last `all`. Empty where none does. */
  readonly means: readonly MeansReach[];
}

/**
 * Of each assessed article, which means of a catalogue could meet its standard at all, at what range, by
 * day and night and under jamming. A standard is met at a distance when as many independent sources as
 * it asks for detect with the chance that its coverage asks for; kinds mixed by `kindMix`; posts are
 * independent and all at that distance, in clear weather, every one working. So what is denied here
 * holds for certain, by the catalogue; what is granted, at best.
 */
export function clauseObservability(
  articles: readonly CompiledArticle[],
  catalogue: readonly CatalogueEntry[] = defaultCatalogue,
): readonly ClauseObservability[] {
  // Most articles of a document ask the same of the same kinds.
  const known = new Map<string, readonly MeansReach[]>();
  return articles.flatMap((article) => {
    const { rule, standard, coverageRatio } = article;
    if (!isAssessed(rule)) return [];
    const { independentSources } = standard;
    const about = { article: article.id, independentSources, coverageRatio };
    const kinds = rule.kind === "access" ? (["access-denied"] as const) : rule.kinds;
    const key = `${kinds.join()} ${independentSources} ${coverageRatio}`;
    const kept = known.get(key);
    if (kept !== undefined) return [{ ...about, means: kept }];
    const mix = kindMix(kinds);
    const able = catalogue.filter((entry) =>
      mix.some(({ kind }) => kindGroupOf(entry, kind) !== undefined),
    );
    const reachOf = (means: string, entries: readonly CatalogueEntry[]) => ({
      means,
      ...bestReach(entries, mix, independentSources, coverageRatio),
    });
    const means = able.map((entry) => reachOf(entry.id, [entry]));
    const held = able.filter(isHeldAtPost);
    if (able.length > 0) means.push(reachOf("all", held.length > 0 ? held : able));
    known.set(key, means);
    return [{ ...about, means }];
  });
}

/** Not what serves a region from its base, passes overhead or goes on patrol: no post has those. */
function isHeldAtPost({ stands }: CatalogueEntry): boolean {
  return stands !== "base" && stands !== "orbit" && stands !== "patrol";
}

function bestReach(
  entries: readonly CatalogueEntry[],
  mix: readonly KindShare[],
  needed: number,
  ratio: number,
): Omit<MeansReach, "means"> {
  const coverage = (state: ObservingState, distanceM: number, postCount: number) => {
    let sum = 0;
    for (const { kind, share } of mix) {
      let missed = 1;
      for (const entry of entries) missed *= 1 - chanceOf(entry, kind, state, distanceM);
      sum += share * atLeast(1 - missed, postCount, needed);
    }
    return sum;
  };
  let postCount: number | null = null;
  for (let count = needed; count <= needed * postsForEachSource; count++) {
    if (coverage("day", 0, count) < ratio) continue;
    postCount = count;
    break;
  }
  const farthestM = Math.max(
    ...entries.flatMap(({ kindGroups }) => kindGroups.map((group) => maxRangeM(curveOf(group)))),
  );
  const asked = postCount ?? needed * postsForEachSource;
  const rangeIn = (state: ObservingState): number | null => {
    if (coverage(state, 0, asked) < ratio) return null;
    // Curves fall with distance, and so does what they add up to.
    let insideM = 0;
    let outsideM = farthestM + 1;
    while (outsideM - insideM > searchStepM) {
      const middleM = (insideM + outsideM) / 2;
      if (coverage(state, middleM, asked) >= ratio) insideM = middleM;
      else outsideM = middleM;
    }
    return Math.round(insideM);
  };
  const mostPosts = needed * postsForEachSource;
  const isMeetable = Object.fromEntries(
    observingStates.map((state) => [state, coverage(state, 0, mostPosts) >= ratio]),
  ) as Record<ObservingState, boolean>;
  const rangeM = Object.fromEntries(observingStates.map((state) => [state, rangeIn(state)]));
  return { postCount, rangeM: rangeM as Record<ObservingState, number | null>, isMeetable };
}

function chanceOf(
  entry: CatalogueEntry,
  kind: KindShare["kind"],
  state: ObservingState,
  distanceM: number,
): number {
  const group = kindGroupOf(entry, kind);
  if (group === undefined) return 0;
  const light = state.endsWith("night") ? group.nightFactor.value : group.dayFactor.value;
  const jamming = state.startsWith("jammed") ? (entry.jammingFactor?.value ?? 1) : 1;
  return detectionChance(curveOf(group), distanceM) * light * jamming;
}

/** Chance that at least some of several posts with the same chance detect: the binomial tail. */
function atLeast(chance: number, postCount: number, needed: number): number {
  let sum = 0;
  let ways = 1;
  for (let count = 0; count <= postCount; count++) {
    if (count > 0) ways = (ways * (postCount - count + 1)) / count;
    if (count >= needed) sum += ways * chance ** count * (1 - chance) ** (postCount - count);
  }
  return Math.min(1, sum);
}

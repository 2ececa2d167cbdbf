import type { DeployedSensor, Deployment, Post } from "@truceline/model";
import type { CandidateSite } from "./candidate-sites.ts";
import type { PricedPattern } from "./post-patterns.ts";

/** A post of a plan with the site and the pattern it came from. */
export interface BuiltPost {
  readonly post: Post;
  readonly sensors: readonly DeployedSensor[];
  readonly site: CandidateSite;
}

/** Most posts and sensors a deployment can hold; the record's own limits. */
export const postCountMax = 5_000;
export const sensorCountMax = 20_000;

/**
 * Posts at the sites chosen, numbered within their pattern along the line, so that two plans of the same
 * sites are the same.
 */
export function buildPosts(
  sites: readonly CandidateSite[],
  patterns: readonly PricedPattern[],
): readonly BuiltPost[] {
  const numbers = new Map<number, number>();
  return [...sites].sort(inOrder).map((site) => {
    const { pattern } = patterns[site.patternIndex] as PricedPattern;
    const number = (numbers.get(site.patternIndex) ?? 0) + 1;
    numbers.set(site.patternIndex, number);
    const id = `${pattern.id}-${String(number).padStart(3, "0")}`;
    const post: Post = {
      id,
      name: `${pattern.name} ${number}`,
      position: site.position,
      kind: pattern.kind,
      ...(pattern.onWatchCount > 0 ? { onWatchCount: pattern.onWatchCount } : {}),
    };
    const sensors = pattern.sensors.flatMap(({ means, count, heightM, hours }) =>
      Array.from({ length: count }, (_, index): DeployedSensor => {
        const fieldOfViewDeg = 360 / count;
        return {
          id: count === 1 ? `${id}-${means}` : `${id}-${means}-${index + 1}`,
          means,
          post: id,
          ...(heightM === undefined ? {} : { heightM }),
          ...(count === 1 ? {} : { view: { bearingDeg: index * fieldOfViewDeg, fieldOfViewDeg } }),
          ...(hours === undefined ? {} : { hours }),
        };
      }),
    );
    return { post, sensors, site };
  });
}

function inOrder(a: CandidateSite, b: CandidateSite): number {
  return (
    a.patternIndex - b.patternIndex ||
    compare(a.line ?? "~", b.line ?? "~") ||
    (a.chainageM ?? 0) - (b.chainageM ?? 0) ||
    compare(a.id, b.id)
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The deployment that `watch`, `check` and `simulate` read. */
export function deploymentOf(
  built: readonly BuiltPost[],
  about: { readonly id: string; readonly title: string; readonly sources: readonly string[] },
): Deployment {
  return {
    schema: "deployment/1",
    id: about.id,
    title: about.title,
    sources: [...about.sources],
    posts: built.map(({ post }) => post),
    sensors: built.flatMap(({ sensors }) => sensors),
  };
}

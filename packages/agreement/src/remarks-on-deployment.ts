import { cellCentre, cellEdgeM, distanceM } from "@truceline/geo";
import type { Deployment, LonLat, ObservationKind } from "@truceline/model";
import {
  type CatalogueEntry,
  curveOf,
  defaultCatalogue,
  kindGroupOf,
  maxRangeM,
} from "@truceline/sensing";
import type { CompiledArticle } from "./compiled.ts";
import type { PreparedAgreement } from "./prepared-agreement.ts";
import { makeRemark, type Remark } from "./remark.ts";

/** Cells beyond this number are looked at in even steps. */
const cellCountMax = 5_000;

/** The kinds of observation that show a breach of an article; empty where none could. */
function kindsOf({ rule }: CompiledArticle): readonly ObservationKind[] {
  return rule.kind === "prohibit" || rule.kind === "withdraw" ? rule.kinds : [];
}

/** The farthest at which a means shows any of the kinds; undefined if it shows none. */
function farthestM(entry: CatalogueEntry, kinds: readonly ObservationKind[]): number | undefined {
  const reachesM = kinds.flatMap((kind) => {
    const group = kindGroupOf(entry, kind);
    return group === undefined ? [] : [maxRangeM(curveOf(group))];
  });
  return reachesM.length === 0 ? undefined : Math.max(...reachesM);
}

/** True when a means of the catalogue can show a breach of the article, or none is needed. */
export function isObservable(
  article: CompiledArticle,
  catalogue: readonly CatalogueEntry[] = defaultCatalogue,
): boolean {
  const kinds = kindsOf(article);
  return kinds.length === 0 || catalogue.some((entry) => farthestM(entry, kinds) !== undefined);
}

/**
 * What a deployment can never tell, whatever the weather: articles that no place, or only some places,
 * of their ground have enough sources in reach for. Sensors of one post are one source. Optimistic on
 * purpose: terrain, view and hours are left to coverage, so what is said here holds for certain.
 */
export function remarkOnDeployment(
  prepared: PreparedAgreement,
  deployment: Deployment,
  catalogue: readonly CatalogueEntry[] = defaultCatalogue,
): readonly Remark[] {
  return prepared.compiled.articles.flatMap((article, index) => {
    const kinds = kindsOf(article);
    if (kinds.length === 0 || !isObservable(article, catalogue)) return [];
    return remarkOnArticle(article, index, prepared, reachByPost(deployment, kinds, catalogue));
  });
}

type PostReach = readonly { readonly position: LonLat; readonly reachM: number }[];

function remarkOnArticle(
  article: CompiledArticle,
  index: number,
  prepared: PreparedAgreement,
  posts: readonly PostReach[],
): readonly Remark[] {
  const { compiled } = prepared;
  const cells = prepared.articleCells(article.id, compiled.inForce.fromMs);
  const { independentSources } = article.standard;
  const step = Math.max(1, Math.ceil(cells.length / cellCountMax));
  let lookedAtCount = 0;
  let enoughCount = 0;
  let mostCount = 0;
  let lackingAt: LonLat | undefined;
  for (let at = 0; at < cells.length; at += step) {
    const cell = cells[at]?.cell ?? "";
    const centre = cellCentre(cell);
    // A corner of the cell is some 1.2 edges from its centre at most.
    const slackM = 1.2 * cellEdgeM(cell);
    const count = posts.filter((reaches) =>
      reaches.some(({ position, reachM }) => isWithin(position, centre, reachM + slackM)),
    ).length;
    lookedAtCount += 1;
    mostCount = Math.max(mostCount, count);
    if (count >= independentSources) enoughCount += 1;
    else lackingAt ??= centre;
  }
  if (lookedAtCount === 0 || lackingAt === undefined) return [];
  const reachedRatio = Math.round((enoughCount / lookedAtCount) * 1e4) / 1e4;
  const witness = {
    article: article.id,
    asked: independentSources,
    most: mostCount,
    reachedRatio,
    at: lackingAt,
  };
  const path = `/articles/${index}`;
  if (enoughCount === 0) {
    const special = `article \`${article.id}\` asks for ${independentSources}, at best ${mostCount} reach a place`;
    return [
      makeRemark("TL_AGR_REMARK_SOURCES_UNREACHED", { path: `${path}/standard` }, special, witness),
    ];
  }
  const share = `${(reachedRatio * 100).toFixed(0)} % of the ground of article \`${article.id}\``;
  return [makeRemark("TL_AGR_REMARK_GROUND_UNREACHED", { path }, `at best ${share}`, witness)];
}

const sphereRadiusM = 6_371_000;
/** Geodesics of WGS 84 are within 0.6 % of great circles on that sphere. */
const sphereErrorRatio = 0.01;

/** Whether the geodesic is no longer than a limit: exact, and only worked out where a sphere leaves it open. */
function isWithin(from: LonLat, to: LonLat, limitM: number): boolean {
  const toRad = Math.PI / 180;
  const [lat1, lat2] = [from[1] * toRad, to[1] * toRad];
  const halfLat = Math.sin((lat2 - lat1) / 2);
  const halfLon = Math.sin(((to[0] - from[0]) * toRad) / 2);
  const square = halfLat * halfLat + Math.cos(lat1) * Math.cos(lat2) * halfLon * halfLon;
  const aboutM = 2 * sphereRadiusM * Math.asin(Math.min(1, Math.sqrt(square)));
  if (aboutM > limitM * (1 + sphereErrorRatio)) return false;
  return aboutM < limitM * (1 - sphereErrorRatio) || distanceM(from, to) <= limitM;
}

function reachByPost(
  deployment: Deployment,
  kinds: readonly ObservationKind[],
  catalogue: readonly CatalogueEntry[],
): readonly PostReach[] {
  return deployment.posts.map((post) =>
    deployment.sensors
      .filter((sensor) => sensor.post === post.id)
      .flatMap((sensor) => {
        const entry = catalogue.find(({ id }) => id === sensor.means);
        const reachM = entry === undefined ? undefined : farthestM(entry, kinds);
        return reachM === undefined ? [] : [{ position: sensor.position ?? post.position, reachM }];
      }),
  );
}

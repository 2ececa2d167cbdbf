import { cellCentre, cellEdgeM, distanceM } from "@truceline/geo";
import type { Deployment, LonLat } from "@truceline/model";
import type { PreparedAgreement } from "./prepared-agreement.ts";
import { makeRemark, type Remark } from "./remark.ts";

/** Cells beyond this number are looked at in even steps. */
const cellCountMax = 5_000;

/**
 * Articles whose standard asks for more independent sources than could be in reach of any place of
 * their area, whatever the weather: nothing that happens there can ever meet the standard. Sensors of
 * one post are one source. Optimistic on purpose: terrain, view and hours are left to coverage.
 * @param rangeM The farthest that a means of the catalogue reaches, in metres; undefined if unknown.
 */
export function remarkOnDeployment(
  prepared: PreparedAgreement,
  deployment: Deployment,
  rangeM: (means: string) => number | undefined,
): readonly Remark[] {
  const reaches = reachByPost(deployment, rangeM);
  const { compiled } = prepared;
  return compiled.articles.flatMap((article, index) => {
    if (article.rule.kind === "narrative" || article.rule.kind === "access") return [];
    const cells = prepared.articleCells(article.id, compiled.inForce.fromMs);
    if (cells.length === 0) return [];
    const step = Math.max(1, Math.ceil(cells.length / cellCountMax));
    let mostCount = 0;
    let mostAt: LonLat | undefined;
    for (let at = 0; at < cells.length; at += step) {
      const cell = cells[at]?.cell ?? "";
      const centre = cellCentre(cell);
      // A corner of the cell is some 1.2 edges from its centre at most.
      const slackM = 1.2 * cellEdgeM(cell) * Math.sqrt(step);
      let count = 0;
      for (const reach of reaches) {
        if (reach.some(({ position, reachM }) => distanceM(position, centre) <= reachM + slackM)) {
          count += 1;
        }
      }
      if (count > mostCount || mostAt === undefined) {
        mostCount = count;
        mostAt = centre;
      }
    }
    const { independentSources } = article.standard;
    if (mostCount >= independentSources) return [];
    return [
      makeRemark(
        "TL_AGR_REMARK_SOURCES_UNREACHED",
        { path: `/articles/${index}/standard` },
        `article \`${article.id}\` asks for ${independentSources}, at best ${mostCount} reach a place`,
        { article: article.id, asked: independentSources, most: mostCount, at: mostAt },
      ),
    ];
  });
}

function reachByPost(
  deployment: Deployment,
  rangeM: (means: string) => number | undefined,
): readonly (readonly { readonly position: LonLat; readonly reachM: number }[])[] {
  return deployment.posts.map((post) =>
    deployment.sensors
      .filter((sensor) => sensor.post === post.id)
      .flatMap((sensor) => {
        const reachM = rangeM(sensor.means);
        return reachM === undefined ? [] : [{ position: sensor.position ?? post.position, reachM }];
      }),
  );
}

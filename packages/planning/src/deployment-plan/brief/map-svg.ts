import { cellBoundary, cellCentre } from "@truceline/geo";
import type { LonLat } from "@truceline/model";
import type { DeploymentPlan } from "../deployment-plan.ts";
import { escapeText } from "./escape-text.ts";

const widthPx = 960;
const heightMaxPx = 900;
const marginPx = 16;
/** Coverage is drawn in this many steps. */
const stepCount = 5;
/** Above so many posts their marks are drawn smaller, so that the ground shows between them. */
const manyPosts = 300;

/** Ways to look at what is left uncovered. */
export type VeilBy = "mean" | "day" | "night";

/**
 * Map of a plan as SVG: the ground that clauses are about, darker where less is covered; the lines; posts
 * with people as circles, equipment as triangles. Plate carrée about the middle: shapes are right, areas
 * nearly. North is up.
 */
export function planMapSvg(
  plan: DeploymentPlan,
  lines: readonly { readonly id: string; readonly positions: readonly LonLat[] }[],
  by: VeilBy = "mean",
): string {
  const centres = plan.byCell.map(({ cell }) => cellCentre(cell));
  const all = [
    ...centres,
    ...lines.flatMap(({ positions }) => positions),
    ...plan.deployment.posts.map(({ position }) => position),
  ];
  const project = projection(all);
  if (project === null) return "";
  const { heightPx, at } = project;
  const path = (positions: readonly (readonly [number, number])[]) =>
    positions.map((position, index) => `${index === 0 ? "M" : "L"}${at(position)}`).join("");
  const cells = plan.byCell.map((own) => {
    const ratio = own[by] ?? own.mean;
    const step = Math.min(stepCount - 1, Math.floor(ratio * stepCount));
    return `<path class="c${step} cell" d="${path(cellBoundary(own.cell))}Z"/>`;
  });
  const drawn = lines.map(
    ({ id, positions }) =>
      `<path class="line" d="${path(positions)}"><title>${escapeText(id)}</title></path>`,
  );
  const size = plan.deployment.posts.length > manyPosts ? 0.45 : 1;
  const posts = plan.deployment.posts.map(({ id, kind, position }) => {
    const [x = "0", y = "0"] = at(position).split(" ");
    const title = `<title>${escapeText(id)}</title>`;
    return kind === "observation-post" || kind === "patrol-base"
      ? `<circle class="people" cx="${x}" cy="${y}" r="${(2.6 * size).toFixed(2)}">${title}</circle>`
      : `<path class="gear" d="M${x} ${(Number(y) - 3.4 * size).toFixed(1)}l${(3 * size).toFixed(2)} ${(5.4 * size).toFixed(2)}h${(-6 * size).toFixed(2)}Z">${title}</path>`;
  });
  return [
    `<svg class="map" viewBox="0 0 ${widthPx} ${heightPx}" role="img" aria-label="Planned posts, and how much of the ground they cover">`,
    ...cells,
    ...drawn,
    ...posts,
    "</svg>",
  ].join("\n");
}

function projection(places: readonly (readonly [number, number])[]) {
  const [first] = places;
  if (first === undefined) return null;
  const besideDeg = (lonDeg: number) => ((lonDeg - first[0] + 540) % 360) - 180;
  let west = 180;
  let east = -180;
  let south = 90;
  let north = -90;
  for (const [lonDeg, latDeg] of places) {
    west = Math.min(west, besideDeg(lonDeg));
    east = Math.max(east, besideDeg(lonDeg));
    south = Math.min(south, latDeg);
    north = Math.max(north, latDeg);
  }
  const shrink = Math.max(0.05, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const wide = Math.max(1e-3, (east - west) * shrink);
  const high = Math.max(1e-3, north - south);
  const scale = Math.min((widthPx - 2 * marginPx) / wide, (heightMaxPx - 2 * marginPx) / high);
  const heightPx = Math.round(high * scale + 2 * marginPx);
  const leftPx = (widthPx - wide * scale) / 2;
  return {
    heightPx,
    at([lonDeg, latDeg]: readonly [number, number]): string {
      const x = leftPx + (besideDeg(lonDeg) - west) * shrink * scale;
      const y = marginPx + (north - latDeg) * scale;
      return `${x.toFixed(1)} ${y.toFixed(1)}`;
    },
  };
}

import type { CoverageView } from "@truceline/watch";
import type { FeatureCollection, Position } from "geojson";
import type { DrawnCell } from "./cells-inside.ts";
import { collection, feature } from "./geojson.ts";

/** How much of what may happen in a cell we could have seen, in the steps of the veil. */
export type VeilGrade = "seen" | "part" | "little" | "unseen";

/** Seen from the article's own requirement on; below it in steps of 0.5 and 0.15. */
export function veilGrade(coverageRatio: number, requirementRatio: number): VeilGrade {
  if (coverageRatio >= requirementRatio) return "seen";
  if (coverageRatio >= 0.5) return "part";
  return coverageRatio >= 0.15 ? "little" : "unseen";
}

/**
 * Records → GeoJSON: the cells of one article and hour by grade. Where the article does not apply
 * nothing is drawn. Without a coverage view every cell is unseen: nothing known is not quiet.
 */
export function cellFeatures(
  cells: readonly DrawnCell[],
  coverage: Pick<CoverageView, "ratios" | "requirementRatio"> | null,
): FeatureCollection {
  const byGrade = new Map<VeilGrade, Position[][][]>();
  cells.forEach((cell, index) => {
    const ratio = coverage === null ? 0 : (coverage.ratios[index] ?? 0);
    if (ratio < 0 || cell.polygons.length === 0) return;
    const grade = veilGrade(ratio, coverage?.requirementRatio ?? 1);
    const polygons = byGrade.get(grade) ?? [];
    for (const rings of cell.polygons) polygons.push(rings.map((ring) => [...ring]));
    byGrade.set(grade, polygons);
  });
  return collection(
    [...byGrade].map(([grade, coordinates]) =>
      feature({ type: "MultiPolygon", coordinates }, { grade }),
    ),
  );
}

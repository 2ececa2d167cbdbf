import type { Ground } from "@truceline/watch";
import { useEffect } from "preact/hooks";
import { betweenFeatures, lineFeatures } from "./features/line-features.ts";
import { sectorFeatures, siteFeatures, zoneFeatures } from "./features/zone-features.ts";
import type { MapSurface } from "./map-surface.ts";

/** Draws what the agreement says of the ground, its lines without a label: zones, sectors, lines, sites. */
export function useGround(surface: MapSurface | null, ground: Ground): void {
  useEffect(() => {
    if (surface === null) return;
    surface.setSource("zones", zoneFeatures(ground.zones));
    surface.setSource("sectors", sectorFeatures(ground.sectors));
    surface.setSource("between", betweenFeatures(ground.lines));
    surface.setSource(
      "lines",
      lineFeatures(ground, () => ""),
    );
    surface.setSource("sites", siteFeatures(ground.sites));
  }, [surface, ground]);
}

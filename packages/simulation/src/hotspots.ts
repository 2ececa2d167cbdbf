import { destination, type PreparedLine } from "@truceline/geo";
import type { LonLat, Rng } from "@truceline/model";
import type { Hotspot } from "./truth-events.ts";

/** One in each equal stretch of the line, so that no part is always silent; most of them seldom stir. */
export function lineHotspots(count: number, line: PreparedLine, rng: Rng): readonly Hotspot[] {
  return Array.from({ length: count }, (_, index) => {
    const chainageM = ((index + 0.2 + rng.nextUnit() * 0.6) / count) * line.lengthM;
    const alongSpreadM = 1_500 + rng.nextUnit() * 4_500;
    const acrossSpreadM = 800 + rng.nextUnit() * 1_500;
    const draw = rng.nextUnit();
    return {
      key: `h${index + 1}`,
      placeAt(along, across) {
        const placeM = Math.min(line.lengthM, Math.max(0, chainageM + along * alongSpreadM));
        const { position, azimuthDeg } = line.atChainage(placeM);
        const acrossM = across * acrossSpreadM;
        return destination(position, azimuthDeg + (acrossM < 0 ? -90 : 90), Math.abs(acrossM));
      },
      ratePerH: draw < 0.35 ? 0.03 : draw < 0.75 ? 0.12 : 0.3,
      branching: 0.35 + rng.nextUnit() * 0.3,
    };
  });
}

/** A site that is watched: an event in a week or so, not far from it. */
export function siteHotspot(id: string, at: LonLat): Hotspot {
  return {
    key: `site/${id}`,
    placeAt: (along, across) =>
      destination(
        at,
        (Math.atan2(across, along) * 180) / Math.PI,
        Math.hypot(along, across) * 1_500,
      ),
    ratePerH: 0.006,
    branching: 0.2,
  };
}

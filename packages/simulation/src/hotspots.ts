import type { CompiledSite } from "@truceline/agreement";
import { destination, type PreparedLine } from "@truceline/geo";
import type { LonLat, Rng } from "@truceline/model";
import type { Hotspot } from "./truth-events.ts";

/** Events an hour that nothing set off, of hotspots that seldom stir, that are middling, and lively. */
const ratesPerH = { seldom: 0.05, middling: 0.18, lively: 0.4 };
/** This many posts round a hotspot are a sign of why they were put there. */
const postedCountMin = 4;
/** Kinds of site that may see an event of their own. */
const eventfulSiteKinds = ["nuclear-plant", "port", "dam"];

/**
 * One in each equal stretch of the line, so that no part is always silent. Where posts stand close it
 * is livelier: that is where a mission puts them.
 */
export function lineHotspots(
  count: number,
  line: PreparedLine,
  postCountNear: (position: LonLat) => number,
  rng: Rng,
): readonly Hotspot[] {
  return Array.from({ length: count }, (_, index) => {
    const chainageM = ((index + 0.2 + rng.nextUnit() * 0.6) / count) * line.lengthM;
    const alongSpreadM = 1_500 + rng.nextUnit() * 4_500;
    const acrossSpreadM = 800 + rng.nextUnit() * 1_500;
    const isPosted = postCountNear(line.atChainage(chainageM).position) >= postedCountMin;
    const draw = rng.nextUnit() + (isPosted ? 0.25 : -0.1);
    return {
      key: `h${index + 1}`,
      placeAt(along, across) {
        const placeM = Math.min(line.lengthM, Math.max(0, chainageM + along * alongSpreadM));
        const { position, azimuthDeg } = line.atChainage(placeM);
        const acrossM = across * acrossSpreadM;
        return destination(position, azimuthDeg + (acrossM < 0 ? -90 : 90), Math.abs(acrossM));
      },
      ratePerH:
        draw < 0.35 ? ratesPerH.seldom : draw < 0.75 ? ratesPerH.middling : ratesPerH.lively,
      branching: 0.35 + rng.nextUnit() * 0.3,
    };
  });
}

/** Whether a site may see events of its own: plants, ports and dams. */
export function isEventful({ kind }: CompiledSite): boolean {
  return eventfulSiteKinds.includes(kind);
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

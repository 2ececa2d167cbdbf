import { lineOfSight, type Terrain } from "@truceline/geo";
import type { CoverageTerrain } from "./reach.ts";

/** A person, a vehicle: what is looked for stands about as high. Assumed. */
const lookedForM = 2;

/**
 * Heights of the ground as coverage asks for them: hidden is what the line of sight from the sensor's
 * height to two metres above the place does not reach, with the Earth's curvature and the usual
 * refraction (`lineOfSight`). Where the heights do not reach, the ground hides: nobody can count on it.
 */
export function terrainCover(terrain: Terrain): CoverageTerrain {
  return {
    source: terrain.source,
    isHidden: (from, fromHeightM, to) =>
      !lineOfSight(
        terrain,
        { position: from, aboveGroundM: fromHeightM },
        { position: to, aboveGroundM: lookedForM },
      ).visible,
  };
}

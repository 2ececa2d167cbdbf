import type { SectorSeen } from "@truceline/watch";

/** The sector that lacks most against what is asked of it; null without sectors. */
export function worstSector(sectors: readonly SectorSeen[]): SectorSeen | null {
  const lack = ({ seenRatio, requirementRatio }: SectorSeen): number =>
    requirementRatio - seenRatio;
  return sectors.reduce<SectorSeen | null>(
    (worst, sector) => (worst === null || lack(sector) > lack(worst) ? sector : worst),
    null,
  );
}

import type { LonLat } from "@truceline/model";
import type { Ground } from "@truceline/watch";

/** The version the ribbon is straightened from: in force, by letter of who drew it; else the newest. */
export function mainLine(lines: Ground["lines"]): readonly LonLat[] {
  const ordered = [...lines].sort(
    (one, other) =>
      Number(other.inForce) - Number(one.inForce) ||
      (one.inForce ? 0 : other.validFromMs - one.validFromMs) ||
      one.drawnBy.localeCompare(other.drawnBy),
  );
  return ordered[0]?.coordinates ?? [];
}

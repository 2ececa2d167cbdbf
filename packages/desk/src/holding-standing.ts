import type { Holding, Inspection, WeaponLine } from "@truceline/model";

/** One line of what was declared, with what was seen of it. */
export interface HoldingLine {
  readonly declared: WeaponLine;
  /** Null where nothing has been looked at yet, or nothing was let be seen. */
  readonly seenCount: number | null;
  /** Null where the last look was not a full one: what was not shown may be there. */
  readonly missingCount: number | null;
}

/** A storage site: declared, seen, missing, refused. */
export interface HoldingStanding {
  readonly holding: Holding;
  readonly lines: readonly HoldingLine[];
  readonly declaredCount: number;
  readonly seenCount: number;
  readonly missingCount: number;
  /** Declared, and neither seen nor known to be missing. */
  readonly notVerifiedCount: number;
  /** Seen beyond what was declared. */
  readonly surplusCount: number;
  /** The last look at which something was let be seen; undefined before the first. */
  readonly lastLook: Inspection | undefined;
  readonly lastVisit: Inspection | undefined;
  readonly refusedCount: number;
}

/**
 * What was seen of a declared holding at the last look that showed anything. Weapons are matched by
 * class, then by calibre and stated model where both give one; none is counted twice. What is missing is
 * known only from a look with full access: what was not shown is not missing, it was not verified.
 *
 * @param inspections of any place; those of this holding or its site count, none that was withdrawn
 */
export function holdingStanding(
  holding: Holding,
  inspections: readonly Inspection[],
): HoldingStanding {
  const own = inspections
    .filter((one) => one.withdrawn !== true && isOf(one, holding))
    .sort((a, b) => a.span.fromMs - b.span.fromMs || (a.id < b.id ? -1 : 1));
  const lastLook = own.findLast(({ access }) => access === "full" || access === "partial");
  const seen = (lastLook?.seen ?? []).map((line) => ({ ...line, left: line.count }));
  const isFull = lastLook?.access === "full";
  const seenCounts = holding.weapons.map(() => 0);
  // Exact matches first, so that a line without a calibre does not take what another one names.
  for (const match of [isSameModel, isSameKind]) {
    for (const [index, declared] of holding.weapons.entries()) {
      for (const line of seen) {
        if (!match(declared, line)) continue;
        const takes = Math.min(line.left, declared.count - (seenCounts[index] ?? 0));
        line.left -= takes;
        seenCounts[index] = (seenCounts[index] ?? 0) + takes;
      }
    }
  }
  const lines = holding.weapons.map((declared, index) => {
    const seenCount = seenCounts[index] ?? 0;
    return {
      declared,
      seenCount: lastLook === undefined ? null : seenCount,
      missingCount: isFull ? declared.count - seenCount : null,
    };
  });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const declaredCount = sum(holding.weapons.map(({ count }) => count));
  const seenCount = sum(seenCounts);
  const missingCount = isFull ? declaredCount - seenCount : 0;
  return {
    holding,
    lines,
    declaredCount,
    seenCount,
    missingCount,
    notVerifiedCount: declaredCount - seenCount - missingCount,
    surplusCount: sum(seen.map(({ left }) => left)),
    lastLook,
    lastVisit: own.at(-1),
    refusedCount: own.filter(({ access }) => access === "refused").length,
  };
}

function isOf({ of, holdingId, place }: Inspection, { id, site }: Holding): boolean {
  if (of !== "storage-site") return false;
  if (holdingId !== undefined) return holdingId === id;
  if (place.siteId !== undefined && site.siteId !== undefined) return place.siteId === site.siteId;
  return place.name !== undefined && place.name === site.name;
}

function isSameModel(declared: WeaponLine, seen: WeaponLine): boolean {
  return (
    declared.class === seen.class &&
    declared.calibreMm === seen.calibreMm &&
    declared.statedAs === seen.statedAs
  );
}

/** Of one class, and neither calibre contradicts the other. */
function isSameKind(declared: WeaponLine, seen: WeaponLine): boolean {
  return (
    declared.class === seen.class &&
    (declared.calibreMm === undefined ||
      seen.calibreMm === undefined ||
      declared.calibreMm === seen.calibreMm)
  );
}

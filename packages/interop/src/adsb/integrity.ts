/** How far from the truth a position may be, as the sender says it. */
export interface Integrity {
  /** Navigation integrity category, 0 unknown to 11 best. */
  readonly nic: number;
  /** Radius that holds the true place but for one hour in 100,000 or better; null for unknown. */
  readonly radiusM: number | null;
}

/** What supplements an aircraft sends apart from its position; A and C come in type code 31. */
export interface NicSupplements {
  readonly a: boolean;
  readonly b: boolean;
  readonly c: boolean;
}

/**
 * Integrity of a position by its type code (5 to 22) and supplements, for version 2 of the standard
 * (DO-260B, table 2-14 and its kin). Undefined for type codes that hold no position.
 */
export function integrityOf(typeCode: number, { a, b, c }: NicSupplements): Integrity | undefined {
  const known = (nic: number, radiusM: number): Integrity => ({ nic, radiusM });
  const unknown: Integrity = { nic: 0, radiusM: null };
  switch (typeCode) {
    case 5:
    case 9:
    case 20:
      return known(11, 7.5);
    case 6:
    case 10:
    case 21:
      return known(10, 25);
    case 7:
      return a && !c ? known(9, 75) : known(8, 185.2);
    case 8:
      if (a && c) return known(7, 370.4);
      if (a) return known(6, 555.6);
      return c ? known(6, 1111.2) : unknown;
    case 11:
      return a && b ? known(9, 75) : known(8, 185.2);
    case 12:
      return known(7, 370.4);
    case 13:
      if (a && b) return known(6, 1111.2);
      return b ? known(6, 555.6) : known(6, 926);
    case 14:
      return known(5, 1852);
    case 15:
      return known(4, 3704);
    case 16:
      return a && b ? known(3, 7408) : known(2, 14_816);
    case 17:
      return known(1, 37_040);
    case 18:
    case 22:
      return unknown;
    default:
      return undefined;
  }
}

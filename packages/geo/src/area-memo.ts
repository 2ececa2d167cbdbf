import type { Area, LonLat } from "@truceline/model";

interface Entry<Value> {
  readonly area: Area;
  readonly extra: number;
  readonly value: Value;
}

/**
 * What was worked out for an area, remembered in a fixed number of slots: posts, distances and
 * directions come again and again. Only sectors and circles are remembered, what people hear and see
 * from a post; every number is compared, so an answer is never another area's.
 *
 * Time: about 0.1 µs for what is known.
 */
export class AreaMemo<Value> {
  readonly #slots: (Entry<Value> | undefined)[];
  readonly #mask: number;

  /** @param slotBits 2 to this power is the number of slots. */
  constructor(slotBits: number) {
    this.#slots = Array.from({ length: 2 ** slotBits });
    this.#mask = 2 ** slotBits - 1;
  }

  /** @param extra a number that the value depends on beside the area */
  of(area: Area, extra: number, work: (area: Area, extra: number) => Value): Value {
    const hash = hashOf(area);
    if (hash === undefined) return work(area, extra);
    const slot = (hash ^ (hash >>> 15)) & this.#mask;
    const before = this.#slots[slot];
    if (before !== undefined && before.extra === extra && isSame(before.area, area)) {
      return before.value;
    }
    const value = work(area, extra);
    this.#slots[slot] = { area, extra, value };
    return value;
  }
}

function hashOf(area: Area): number | undefined {
  if (area.shape !== "sector" && area.shape !== "circle") return undefined;
  let hash = Math.imul((area.centre[0] * 1e6) | 0, 73_856_093);
  hash ^= Math.imul((area.centre[1] * 1e6) | 0, 19_349_663);
  if (area.shape === "circle") return hash ^ Math.imul(area.radiusM | 0, 83_492_791);
  hash ^= Math.imul(area.minM | 0, 83_492_791) ^ Math.imul(area.maxM | 0, 49_979_687);
  for (const deg of area.bearingsDeg) hash = Math.imul(hash ^ ((deg * 100) | 0), 16_777_619);
  return hash;
}

/** A slot is shared by many areas: every number is compared. */
function isSame(a: Area, b: Area): boolean {
  if (a.shape === "circle") {
    return b.shape === "circle" && a.radiusM === b.radiusM && isSameCentre(a, b);
  }
  return (
    a.shape === "sector" &&
    b.shape === "sector" &&
    a.minM === b.minM &&
    a.maxM === b.maxM &&
    a.halfWidthDeg === b.halfWidthDeg &&
    isSameCentre(a, b) &&
    a.bearingsDeg.length === b.bearingsDeg.length &&
    a.bearingsDeg.every((deg, index) => deg === b.bearingsDeg[index])
  );
}

function isSameCentre(a: { readonly centre: LonLat }, b: { readonly centre: LonLat }): boolean {
  return a.centre[0] === b.centre[0] && a.centre[1] === b.centre[1];
}

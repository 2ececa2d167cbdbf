/** Rings with more sides than this are checked for closure and the antimeridian only. */
export const ringSideCountMax = 500;

type Position = readonly [lonDeg: number, latDeg: number];

/** What is wrong with a ring, as words; undefined when nothing is. Planar in longitude, latitude. */
export function ringFault(ring: readonly Position[]): string | undefined {
  const first = ring[0];
  const last = ring.at(-1);
  if (first === undefined || last === undefined) return "the ring is empty";
  if (first[0] !== last[0] || first[1] !== last[1]) return "the ring is not closed";
  const sides: (readonly [Position, Position])[] = [];
  for (let index = 1; index < ring.length; index++) {
    const from = ring[index - 1] as Position;
    const to = ring[index] as Position;
    if (Math.abs(to[0] - from[0]) > 180) return `side ${index} crosses the antimeridian`;
    sides.push([from, to]);
  }
  if (sides.length > ringSideCountMax) return undefined;
  for (let one = 0; one < sides.length; one++) {
    for (let other = one + 2; other < sides.length; other++) {
      if (one === 0 && other === sides.length - 1) continue;
      const [a, b] = sides[one] as readonly [Position, Position];
      const [c, d] = sides[other] as readonly [Position, Position];
      if (cross(a, b, c, d)) return `sides ${one + 1} and ${other + 1} cross`;
    }
  }
  return undefined;
}

function cross(a: Position, b: Position, c: Position, d: Position): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function turn(a: Position, b: Position, c: Position): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

import {
  geodesicSegment,
  type Position,
  PreparedLine,
  PreparedZone,
  ringsOf,
  type ZoneGeometry,
} from "@truceline/geo";

const STEP_M = 500;

/**
 * The stretches of a border along ground that is not held: those farther than a margin from the held
 * ground. Ends of stretches within 500 m.
 */
export function borderOutside(
  border: readonly (readonly Position[])[],
  held: ZoneGeometry,
  marginM: number,
): Position[][] {
  const zone = new PreparedZone(held);
  const edges = ringsOf(held).map((ring) => new PreparedLine(ring));
  const isKept = ([lonDeg, latDeg]: Position) =>
    !zone.contains(lonDeg, latDeg) &&
    edges.every((edge) => Math.abs(edge.fastSignedDistanceM(lonDeg, latDeg)) > marginM);
  const runs: Position[][] = [];
  for (const line of border) {
    let run: Position[] = [];
    let last: Position | undefined;
    const close = () => {
      if (last !== undefined && run.at(-1) !== last) run.push(last);
      if (run.length > 1) runs.push(run);
      run = [];
      last = undefined;
    };
    for (const { position, isVertex } of steps(line)) {
      if (!isKept(position)) {
        close();
        continue;
      }
      if (isVertex || run.length === 0) run.push(position);
      last = position;
    }
    close();
  }
  return runs;
}

/**
 * The part of a border from the end that is farther away to the place nearest to a line's end: what
 * remains to be watched where the line meets the border. Empty where no end of the line is within
 * `reachM` of the border.
 */
export function borderBeyondLine(
  border: readonly (readonly Position[])[],
  line: readonly Position[],
  reachM: number,
): Position[][] {
  const ends = [line[0], line.at(-1)].filter((end) => end !== undefined);
  const meetings = border.flatMap((run, index) => {
    const prepared = new PreparedLine(run);
    return ends.map((end) => ({ index, prepared, nearest: prepared.nearest(end) }));
  });
  const [met] = meetings.sort((a, b) => a.nearest.distanceM - b.nearest.distanceM);
  if (met === undefined || met.nearest.distanceM > reachM) return [];
  const { prepared, nearest } = met;
  const others = border.filter((_, index) => index !== met.index);
  const [start, end] = [prepared.coordinates[0], prepared.coordinates.at(-1)];
  // The side that the other runs continue is the one that leads away from the line.
  const continues = (place: Position | undefined) =>
    place !== undefined &&
    others.some((run) => [run[0], run.at(-1)].some((one) => isSame(one, place)));
  const isFromStart = continues(start) || !continues(end);
  const own = isFromStart
    ? prepared.slice(0, nearest.chainageM)
    : prepared.slice(nearest.chainageM, prepared.lengthM);
  return [...others.map((run) => [...run]), own];
}

const isSame = (a: Position | undefined, b: Position) =>
  a !== undefined && a[0] === b[0] && a[1] === b[1];

/** The places of a line, with places between so that none is farther than a step from the next. */
function* steps(line: readonly Position[]): Generator<{ position: Position; isVertex: boolean }> {
  for (const [index, to] of line.entries()) {
    const from = line[index - 1];
    if (from !== undefined) {
      const edge = geodesicSegment(from, to);
      const count = Math.ceil(edge.distanceM / STEP_M);
      for (let step = 1; step < count; step++) {
        yield { position: edge.at((edge.distanceM * step) / count).position, isVertex: false };
      }
    }
    yield { position: to, isVertex: true };
  }
}

import type { BoundingBox } from "@truceline/geo";
import { type LonLat, lonLat } from "@truceline/model";
import { cutOut } from "./cut-out.ts";
import {
  BandGround,
  type Ground,
  GroundWithout,
  type HalfPlane,
  type MapCell,
  mapCell,
} from "./ground.ts";

/** Cells are halved until they are no wider than this. */
const PLACE_TOLERANCE_M = 1;
/** What is left of a cell and narrower than this is dropped: a circle of 3 m cannot lie across it. */
const CUT_TOLERANCE_M = 0.5;
/** What is narrower is taken for a touch where the search had to stop before `PLACE_TOLERANCE_M`. */
const TOUCH_M = 10;
const CELL_COUNT_MAX = 60_000;
/** Where nothing bounds the search. */
const openBox: BoundingBox = { westDeg: -179, southDeg: -80, eastDeg: 179, northDeg: 80 };

/**
 * `found`: a place that lies in all of the one and none of the other grounds, checked exactly.
 * `none`: there is no such ground that holds a circle of `narrowerThanM` across; 0 where it is proved
 * that there is none at all. `undecided`: the search had to stop at cells of this width.
 */
export type PlaceAnswer =
  | { readonly answer: "found"; readonly at: LonLat }
  | { readonly answer: "none"; readonly narrowerThanM: number }
  | { readonly answer: "undecided"; readonly narrowerThanM: number };

/**
 * Looks for a place that lies in every ground of one list and in none of another, by branch and bound:
 * the box that all share is halved again and again; a cell is dropped once it is proved that it
 * holds no such place, and the search ends with the first place that is one. Widest ground first.
 *
 * Cost: some 100 cells where the grounds clearly share ground or clearly do not; up to 60,000 where
 * they touch along a border.
 */
export function findPlace(inAll: readonly Ground[], inNone: readonly Ground[] = []): PlaceAnswer {
  const needed = distinct(inAll.flatMap(wholesOf));
  const avoided = distinct([...inNone, ...inAll.flatMap(takenOf)]);
  const excluded = new Set(avoided.map(({ key }) => key));
  if (needed.some(({ key }) => excluded.has(key)) || areBandsApart(needed, avoided)) {
    return { answer: "none", narrowerThanM: 0 };
  }
  const box = sharedBox(needed, avoided);
  if (box === null) return { answer: "none", narrowerThanM: 0 };
  let cells = [mapCell(box.westDeg, box.southDeg, box.eastDeg, box.northDeg)];
  let judgedCount = 0;
  let narrowM = 0;
  for (;;) {
    const next: MapCell[] = [];
    let widestM = 0;
    for (const cell of cells) {
      const judged = judge(cell, needed, avoided);
      judgedCount += 1;
      if (judged.verdict === "out") {
        narrowM = Math.max(narrowM, judged.narrowM);
        continue;
      }
      const { lonDeg, latDeg } = judged.verdict === "in" ? judged : cell;
      if (holds(lonDeg, latDeg, needed, avoided)) {
        return { answer: "found", at: shortPlace(lonDeg, latDeg, needed, avoided) };
      }
      widestM = Math.max(widestM, cell.radiusM * 2);
      next.push(...partsOf(cell));
    }
    if (next.length === 0) return { answer: "none", narrowerThanM: rounded(narrowM) };
    if (widestM <= PLACE_TOLERANCE_M || judgedCount + next.length > CELL_COUNT_MAX) {
      const narrowerThanM = rounded(Math.max(narrowM, widestM));
      return { answer: widestM <= TOUCH_M ? "none" : "undecided", narrowerThanM };
    }
    cells = next;
  }
}

type Judged =
  | { readonly verdict: "out" | "mixed"; readonly narrowM: number }
  | { readonly verdict: "in"; readonly lonDeg: number; readonly latDeg: number };

/**
 * Judges a cell by all grounds. Where no more than one straight edge of each runs through it, what is
 * left of the cell is cut out of it: either it holds a place, or it is narrower than the tolerance.
 */
function judge(cell: MapCell, inAll: readonly Ground[], inNone: readonly Ground[]): Judged {
  const halves: HalfPlane[] = [];
  let isSimple = true;
  for (const ground of inAll) {
    const one = ground.judge(cell);
    if (one === "out") return { verdict: "out", narrowM: 0 };
    if (one === "in") continue;
    const half = isSimple ? ground.half(cell) : null;
    if (half === null) isSimple = false;
    else halves.push(half);
  }
  for (const ground of inNone) {
    const one = ground.judge(cell);
    if (one === "in") return { verdict: "out", narrowM: 0 };
    if (one === "out") continue;
    const half = isSimple ? ground.half(cell) : null;
    if (half === null) isSimple = false;
    else halves.push({ ...half, dx: -half.dx, dy: -half.dy });
  }
  if (!isSimple) return { verdict: "mixed", narrowM: 0 };
  const left = cutOut(cell, halves);
  if (left.widthM < CUT_TOLERANCE_M && left.widthM < cell.radiusM) {
    return { verdict: "out", narrowM: left.widthM };
  }
  return { verdict: "in", lonDeg: left.lonDeg, latDeg: left.latDeg };
}

function holds(
  lonDeg: number,
  latDeg: number,
  inAll: readonly Ground[],
  inNone: readonly Ground[],
): boolean {
  return (
    inAll.every((ground) => ground.contains(lonDeg, latDeg)) &&
    !inNone.some((ground) => ground.contains(lonDeg, latDeg))
  );
}

/** The place with as few digits as still lie where it does. */
function shortPlace(
  fullLonDeg: number,
  fullLatDeg: number,
  inAll: readonly Ground[],
  inNone: readonly Ground[],
): LonLat {
  for (const digits of [1, 2, 3, 4, 5, 6, 7]) {
    const lonDeg = Number(fullLonDeg.toFixed(digits));
    const latDeg = Number(fullLatDeg.toFixed(digits));
    if (holds(lonDeg, latDeg, inAll, inNone)) return lonLat(lonDeg, latDeg);
  }
  return lonLat(fullLonDeg, fullLatDeg);
}

/** Halved across its longer side; four parts where they are about equal. */
function partsOf(cell: MapCell): readonly MapCell[] {
  const { westDeg, southDeg, eastDeg, northDeg, lonDeg, latDeg } = cell;
  const wideDeg = (eastDeg - westDeg) * Math.cos((latDeg * Math.PI) / 180);
  const highDeg = northDeg - southDeg;
  if (wideDeg > 2 * highDeg) {
    return [
      mapCell(westDeg, southDeg, lonDeg, northDeg),
      mapCell(lonDeg, southDeg, eastDeg, northDeg),
    ];
  }
  if (highDeg > 2 * wideDeg) {
    return [
      mapCell(westDeg, southDeg, eastDeg, latDeg),
      mapCell(westDeg, latDeg, eastDeg, northDeg),
    ];
  }
  return [
    mapCell(westDeg, southDeg, lonDeg, latDeg),
    mapCell(lonDeg, southDeg, eastDeg, latDeg),
    mapCell(westDeg, latDeg, lonDeg, northDeg),
    mapCell(lonDeg, latDeg, eastDeg, northDeg),
  ];
}

/** What all boxes share; null if nothing. Without bounds: round what is to be left out, and a degree more. */
function sharedBox(inAll: readonly Ground[], inNone: readonly Ground[]): BoundingBox | null {
  const boxes = inAll.flatMap(({ box }) => (box === null ? [] : [box]));
  if (boxes.length === 0) {
    const around = inNone.flatMap(({ box }) => (box === null ? [] : [box]));
    if (around.length === 0) return openBox;
    return {
      westDeg: Math.max(-180, Math.min(...around.map(({ westDeg }) => westDeg)) - 1),
      southDeg: Math.max(-89, Math.min(...around.map(({ southDeg }) => southDeg)) - 1),
      eastDeg: Math.min(180, Math.max(...around.map(({ eastDeg }) => eastDeg)) + 1),
      northDeg: Math.min(89, Math.max(...around.map(({ northDeg }) => northDeg)) + 1),
    };
  }
  const box = {
    westDeg: Math.max(...boxes.map(({ westDeg }) => westDeg)),
    southDeg: Math.max(...boxes.map(({ southDeg }) => southDeg)),
    eastDeg: Math.min(...boxes.map(({ eastDeg }) => eastDeg)),
    northDeg: Math.min(...boxes.map(({ northDeg }) => northDeg)),
  };
  return box.westDeg <= box.eastDeg && box.southDeg <= box.northDeg ? box : null;
}

/** A ground without others is the whole of it, and none of those. */
function wholesOf(ground: Ground): readonly Ground[] {
  return ground instanceof GroundWithout ? wholesOf(ground.whole) : [ground];
}

function takenOf(ground: Ground): readonly Ground[] {
  return ground instanceof GroundWithout ? [...ground.taken, ...takenOf(ground.whole)] : [];
}

/** Bands along one line are spans of distance: on neither side is anything of all, and of none, left. */
function areBandsApart(inAll: readonly Ground[], inNone: readonly Ground[]): boolean {
  const bands = inAll.filter((ground) => ground instanceof BandGround);
  const others = inNone.filter((ground) => ground instanceof BandGround);
  return bands.some(({ lineKey }) => {
    const own = bands.filter((band) => band.lineKey === lineKey);
    const taken = others.filter((band) => band.lineKey === lineKey);
    const leftM = Math.min(...own.map((band) => band.leftM));
    const rightM = Math.min(...own.map((band) => band.rightM));
    return (
      leftM <= Math.max(0, ...taken.map((band) => band.leftM)) &&
      rightM <= Math.max(0, ...taken.map((band) => band.rightM))
    );
  });
}

function distinct(grounds: readonly Ground[]): readonly Ground[] {
  return [...new Map(grounds.map((ground) => [ground.key, ground])).values()];
}

function rounded(widthM: number): number {
  return Math.ceil(widthM * 10) / 10;
}

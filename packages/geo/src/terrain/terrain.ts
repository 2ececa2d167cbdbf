import type { Position } from "../geometry.ts";

/** Heights of the ground, from whatever source. Implementations are pure and never throw. */
export interface Terrain {
  /** Where the heights come from, in words for a reader; goes with every result. */
  readonly source: string;
  /** Set where no heights are given and level ground is assumed: a result must say so. */
  readonly isFlat?: boolean;
  /** Metres above the source's level surface; null where the source says nothing. */
  heightM(lonDeg: number, latDeg: number): number | null;
  /**
   * Shares (0 … 1, ascending) of the way along which the ground's formula changes, for a way that is
   * straight in longitude and latitude; between two of them the height is at most quadratic in the
   * share, so that three heights there give it exactly. Absent: the ground is only sampled.
   */
  breaksAlong?(from: Position, to: Position): readonly number[];
}

/** The ground where nobody gave heights: level, and it says so. */
export const flatTerrain: Terrain = {
  source: "no terrain given: level ground assumed",
  isFlat: true,
  heightM: () => 0,
  breaksAlong: () => [],
};

/**
 * Heights at posts on a lattice in longitude and latitude, as `.hgt` and GeoTIFF hold them; row by
 * row from the north-west post eastwards. Between four posts the ground is bilinear.
 */
export interface HeightRaster {
  /** Of the first post. */
  readonly westDeg: number;
  readonly northDeg: number;
  /** Both above 0. */
  readonly stepLonDeg: number;
  readonly stepLatDeg: number;
  readonly cols: number;
  readonly rows: number;
  /** Metres; `cols` × `rows` of them. */
  readonly heightsM: Int16Array | Float32Array;
  /** This height means that there is none; NaN always does. */
  readonly voidHeight: number | null;
  /** A file's name, or whoever measured. */
  readonly source: string;
}

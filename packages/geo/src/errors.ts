import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const geoErrors = {
  TL_GEO_LINE_DEGENERATE: {
    fault: "data",
    message: "A line needs at least two different places.",
    hint: "Give the line a second place.",
  },
  TL_GEO_RING_OPEN: {
    fault: "data",
    message: "A ring's last position differs from its first.",
    hint: "Repeat the first position at the end of the ring.",
  },
  TL_GEO_RING_SHORT: {
    fault: "data",
    message: "A ring has fewer than four positions.",
    hint: "A ring needs three different places and the first one again.",
  },
  TL_GEO_RING_SELF_CROSSING: {
    fault: "data",
    message: "A ring crosses or touches itself.",
    hint: "The crossing place is given; reorder or remove the positions around it.",
  },
  TL_GEO_RINGS_CROSS: {
    fault: "data",
    message: "Two rings of a zone cross each other.",
    hint: "Holes lie inside their outline, and parts of a zone do not overlap.",
  },
  TL_GEO_RING_EMPTY: {
    fault: "data",
    message: "A ring encloses no area.",
    hint: "Give the ring three places that do not lie on one line.",
  },
  TL_GEO_POSITION_RANGE: {
    fault: "data",
    message: "A position is out of range or not a pair of numbers.",
    hint: "Write longitude first, -180 to 180, then latitude, -90 to 90.",
  },
  TL_GEO_POSITION_SWAPPED: {
    fault: "data",
    message: "Longitude and latitude are probably exchanged.",
    hint: "Write longitude first; the place would then lie where it is expected.",
  },
  TL_GEO_POSITION_OUTSIDE: {
    fault: "data",
    message: "A position lies outside the expected region.",
    hint: "Check the coordinates, or widen the expected region.",
  },
  TL_GEO_ANTIMERIDIAN: {
    fault: "data",
    message: "A ring crosses the 180th meridian.",
    hint: "Split the zone at the 180th meridian into two polygons of a MultiPolygon.",
  },
  TL_GEO_VERTEX_LIMIT: {
    fault: "data",
    message: "The shape has more vertices than allowed.",
    hint: "Simplify the shape before it is used.",
  },
  TL_GEO_GEOMETRY_TYPE: {
    fault: "data",
    message: "The geometry is not of the kind that is needed here.",
    hint: "A zone is a Polygon or MultiPolygon, a line a LineString of GeoJSON.",
  },
  TL_GEO_COMPASS_POINT: {
    fault: "data",
    message: "A direction is not one of the sixteen compass points.",
    hint: "Write N, NNE, NE … NNW, or the word in full.",
  },
  TL_GEO_CELL: {
    fault: "data",
    message: "A cell index is not valid.",
    hint: "Give an H3 cell as 15 hexadecimal digits.",
  },
  TL_GEO_CELL_LIMIT: {
    fault: "caller",
    message: "The shape covers more cells than allowed.",
    hint: "Choose a coarser resolution or a smaller shape.",
  },
  TL_GEO_AREA_EMPTY: {
    fault: "data",
    message: "An area has no extent to draw places from.",
    hint: "Give the polygon an inside, or the mixture a part with weight.",
  },
  TL_GEO_DISTANCE: {
    fault: "caller",
    message: "A distance is negative, not finite, or beyond what is supported here.",
  },
  TL_GEO_TERRAIN: {
    fault: "data",
    message: "Terrain heights do not fit the size, the steps or the place they come with.",
    hint: "Give columns times rows of heights, steps of at least 1e-6 degrees, and places on the globe.",
  },
  TL_GEO_SIGHT: {
    fault: "caller",
    message: "A height above ground or a coefficient of a line of sight is out of range.",
    hint: "Heights are 0 to 1,000,000 m above ground; the coefficient is 0 to 10, usually 6/7.",
  },
  TL_GEO_GRID: {
    fault: "caller",
    message: "A grid of heights has no cells, too many, or not as many heights as cells.",
    hint: "Choose a coarser cell or a smaller radius: at most 144 million cells.",
  },
  TL_GEO_GRID_CELL: {
    fault: "caller",
    message: "A cell is not one of the grid's.",
    hint: "Rows and columns are whole numbers from 0.",
  },
} as const satisfies Record<`TL_GEO_${string}`, ErrorEntry>;

export type GeoErrorCode = keyof typeof geoErrors;

export class GeoError extends TrucelineError<GeoErrorCode> {
  constructor(code: GeoErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, geoErrors[code], details, options);
  }
}

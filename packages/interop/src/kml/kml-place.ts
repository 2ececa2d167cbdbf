/** Longitude, latitude, and height where the mode of heights says above what. */
export type KmlPosition = readonly [lonDeg: number, latDeg: number, heightM?: number];

/** `absolute`: above the sea; `relativeToGround`. Without a mode heights mean nothing and are left out. */
export type KmlHeightMode = "absolute" | "relativeToGround";

export type KmlGeometry =
  | { readonly type: "Point"; readonly position: KmlPosition; readonly heightMode?: KmlHeightMode }
  | {
      readonly type: "LineString";
      readonly positions: readonly KmlPosition[];
      readonly heightMode?: KmlHeightMode;
    }
  | {
      readonly type: "Polygon";
      /** The first is the outline, the rest are holes; of each the first position is the last. */
      readonly rings: readonly (readonly KmlPosition[])[];
      readonly heightMode?: KmlHeightMode;
    }
  | {
      readonly type: "Track";
      readonly points: readonly { readonly atMs: number; readonly position: KmlPosition }[];
      readonly heightMode?: KmlHeightMode;
    }
  | { readonly type: "Collection"; readonly geometries: readonly KmlGeometry[] };

/** A placemark. */
export interface KmlPlace {
  readonly name?: string;
  readonly description?: string;
  /** Names of the folders around it, the outermost first. */
  readonly folders: readonly string[];
  /** When it was so; equal for an instant, open where one end is not said. */
  readonly span?: { readonly fromMs?: number; readonly toMs?: number };
  /** Extended data, by name. */
  readonly data: Readonly<Record<string, string>>;
  readonly geometry: KmlGeometry;
}

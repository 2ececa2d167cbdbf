import type { LonLat } from "@truceline/model";
import type { FeatureCollection } from "geojson";
import type { LayerGroup } from "../state/address.ts";
import type { MapColours } from "./map-colours.ts";

/** Names of what is drawn; each is one collection of features, replaced as a whole. */
export const sourceNames = [
  "zones",
  "cells",
  "between",
  "lines",
  "sectors",
  "ranges",
  "sites",
  "sensors",
  "planned",
  "patrols",
  "tracks",
  "traffic",
  "evidence",
  "areas",
  "incidents",
  "logged-before",
  "logged",
  "selection",
] as const;
export type SourceName = (typeof sourceNames)[number];

/** West, south, east, north, in degrees. */
export type Box = readonly [number, number, number, number];

export interface MapSight {
  readonly box: Box;
  readonly metresPerPixel: number;
}

/** What is done with a thing that is dragged. */
export interface DragListener {
  /** Whether this thing may be dragged. */
  begin(id: string): boolean;
  move(id: string, position: LonLat): void;
  /** Let go; null where the drag was given up. */
  end(id: string, position: LonLat | null): void;
}

/** What the page asks of a map. The library behind it is known to one file only. */
export interface MapSurface {
  setSource(name: SourceName, data: FeatureCollection): void;
  setColours(colours: MapColours): void;
  setShown(group: LayerGroup, shown: boolean): void;
  /** Show a box with some ground around it. */
  fit(box: Box): void;
  /** Bring a position into the middle; nearer if the map is far out. */
  centre(position: readonly [number, number]): void;
  zoomBy(steps: number): void;
  sight(): MapSight;
  /** After each movement. Returns the undo. */
  onSight(listener: (sight: MapSight) => void): () => void;
  /** A thing that can be selected was clicked; null for the ground. Returns the undo. */
  onPick(listener: (id: string | null) => void): () => void;
  /** The ground was clicked, wherever it was. Returns the undo. */
  onGround(listener: (position: LonLat) => void): () => void;
  /** A planned post was taken hold of, by mouse or finger; Esc gives the drag up. Returns the undo. */
  onDrag(listener: DragListener): () => void;
  /** Whether keys move the map while it is focused. */
  setKeyboard(on: boolean): void;
  /** The base map or a tile of it is missing; what is ours is still drawn. */
  onMissing(listener: () => void): () => void;
  /** Ask for the base map again, after the server was away. */
  askBaseAgain(): void;
  remove(): void;
}

import { lonLat } from "@truceline/model";
import type { Map as LibraryMap, LngLat, MapMouseEvent, MapTouchEvent } from "maplibre-gl";
import type { DragListener } from "./map-surface.ts";

const layers = ["planned", "planned-dot"];
/** How near the pointer must be to a post, in pixels: a finger is not a point. */
const reachPx = 8;

type PointerEvent = MapMouseEvent | MapTouchEvent;

/** Lets planned posts be dragged; the map stays where it is meanwhile. Returns the undo. */
export function dragPlanned(map: LibraryMap, listener: DragListener): () => void {
  let held: { readonly id: string; last: LngLat | null } | null = null;

  const postAt = ({ point: { x, y } }: PointerEvent): string | null => {
    const around: [[number, number], [number, number]] = [
      [x - reachPx, y - reachPx],
      [x + reachPx, y + reachPx],
    ];
    const shown = layers.filter((id) => map.getLayer(id) !== undefined);
    const id: unknown = map.queryRenderedFeatures(around, { layers: shown })[0]?.properties["id"];
    return typeof id === "string" ? id : null;
  };
  const take = (event: PointerEvent): void => {
    if ("points" in event && event.points.length !== 1) return;
    const id = postAt(event);
    if (id === null || !listener.begin(id)) return;
    event.preventDefault();
    held = { id, last: null };
  };
  const move = (event: PointerEvent): void => {
    if (held === null) {
      if (event.type === "mousemove") {
        map.getCanvas().style.cursor = postAt(event) === null ? "" : "grab";
      }
      return;
    }
    map.getCanvas().style.cursor = "grabbing";
    held.last = event.lngLat;
    listener.move(held.id, lonLat(event.lngLat.lng, event.lngLat.lat));
  };
  const letGo = (kept: boolean): void => {
    if (held === null) return;
    const { id, last } = held;
    held = null;
    map.getCanvas().style.cursor = "";
    listener.end(id, kept && last !== null ? lonLat(last.lng, last.lat) : null);
  };
  const end = (): void => letGo(true);
  const giveUp = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || held === null) return;
    event.preventDefault();
    letGo(false);
  };

  map.on("mousedown", take);
  map.on("touchstart", take);
  map.on("mousemove", move);
  map.on("touchmove", move);
  // Let go outside of the map as well.
  addEventListener("mouseup", end);
  addEventListener("touchend", end);
  addEventListener("keydown", giveUp, true);
  return () => {
    map.off("mousedown", take);
    map.off("touchstart", take);
    map.off("mousemove", move);
    map.off("touchmove", move);
    removeEventListener("mouseup", end);
    removeEventListener("touchend", end);
    removeEventListener("keydown", giveUp, true);
  };
}

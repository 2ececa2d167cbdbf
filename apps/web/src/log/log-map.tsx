import { areaOutline } from "@truceline/geo";
import type { LonLat } from "@truceline/model";
import type { CoverageView, Ground } from "@truceline/watch";
import type { Geometry } from "geojson";
import { useEffect, useMemo } from "preact/hooks";
import { cellFeatures } from "../map/features/cell-features.ts";
import { cellsInside } from "../map/features/cells-inside.ts";
import { collection, feature, pointFeature } from "../map/features/geojson.ts";
import { betweenFeatures, lineFeatures } from "../map/features/line-features.ts";
import { zoneFeatures } from "../map/features/zone-features.ts";
import { lineBox } from "../map/line-box.ts";
import { useMap } from "../map/use-map.ts";
import { words as pageWords } from "../words/words.ts";
import { logWords as words } from "./log-words.ts";
import type { DrawnArea } from "./reading.ts";

/** Where each observation may have been: this line's filled, earlier ones dashed, over the veil. */
export function LogMap(props: {
  readonly ground: Ground;
  readonly coverage: CoverageView | null;
  readonly post: LonLat | null;
  readonly areas: readonly DrawnArea[];
  readonly earlier: readonly DrawnArea[];
  /** A click gives the place, while one is asked for. */
  readonly choosing: ((position: LonLat) => void) | null;
}) {
  const { ground, coverage, post, areas, earlier, choosing } = props;
  const { element, surface } = useMap(lineBox(ground));

  useEffect(() => {
    if (surface === null) return;
    surface.setSource("zones", zoneFeatures(ground.zones));
    surface.setSource("between", betweenFeatures(ground.lines));
    surface.setSource(
      "lines",
      lineFeatures(ground, () => ""),
    );
  }, [surface, ground]);

  const cells = useMemo(() => cellsInside(ground.cells, ground.zones), [ground]);
  useEffect(() => {
    surface?.setSource("cells", cellFeatures(cells, coverage));
  }, [surface, cells, coverage]);

  useEffect(() => {
    surface?.setSource("logged", areaCollection(areas));
    const reach = boxOf(areas, post);
    if (reach !== null) surface?.fit(reach);
  }, [surface, areas, post]);
  useEffect(() => {
    surface?.setSource("logged-before", areaCollection(earlier));
  }, [surface, earlier]);
  useEffect(() => {
    surface?.setSource(
      "selection",
      collection(post === null ? [] : [pointFeature(post, { kind: "post" })]),
    );
  }, [surface, post]);
  useEffect(() => {
    if (surface === null || choosing === null) return;
    return surface.onGround(choosing);
  }, [surface, choosing]);

  return (
    <div class={choosing === null ? "mb" : "mb choosing"}>
      <div class="map" ref={element} />
      {ground.origin !== "observed" && (
        <div class="wm" aria-hidden>
          {pageWords.originWord[ground.origin]}
        </div>
      )}
      <p class="cap">{choosing === null ? words.mapSays : words.byMap}</p>
    </div>
  );
}

function areaCollection(areas: readonly DrawnArea[]) {
  return collection(
    areas.map(({ area, label }) =>
      feature(structuredClone(areaOutline(area)) as unknown as Geometry, { label }),
    ),
  );
}

/** About 2 km of ground around what is shown, so that a name or two is seen. */
const marginDeg = 0.02;

function boxOf(areas: readonly DrawnArea[], post: LonLat | null) {
  const points: (readonly number[])[] = post === null ? [] : [post];
  for (const { area } of areas) {
    const outline = areaOutline(area);
    points.push(
      ...(outline.type === "Polygon" ? outline.coordinates.flat() : outline.coordinates.flat(2)),
    );
  }
  if (points.length === 0) return null;
  const lons = points.map(([lonDeg = 0]) => lonDeg);
  const lats = points.map(([, latDeg = 0]) => latDeg);
  return [
    Math.min(...lons) - marginDeg,
    Math.min(...lats) - marginDeg,
    Math.max(...lons) + marginDeg,
    Math.max(...lats) + marginDeg,
  ] as const;
}

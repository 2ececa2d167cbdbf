import type { LonLat } from "@truceline/model";
import type { AgreementView, Ground, ShownRemark } from "@truceline/watch";
import { useEffect, useMemo } from "preact/hooks";
import { collection, feature, pointFeature, positions } from "../map/features/geojson.ts";
import { lineBox } from "../map/line-box.ts";
import type { Box } from "../map/map-surface.ts";
import { useGround } from "../map/use-ground.ts";
import { useMap } from "../map/use-map.ts";
import { words as pageWords } from "../words/words.ts";
import { agreementWords as words } from "./agreement-words.ts";
import { whereText } from "./rule-text.ts";

type Article = AgreementView["articles"][number];
type Polygons = Ground["zones"][number]["polygons"];

/** The ground of the chosen article, and the places that its remarks speak of. */
export function AgreementMap(props: {
  readonly ground: Ground;
  readonly article: Article | null;
  readonly remarks: readonly ShownRemark[];
  /** All of the article is shown: its examples are drawn as well. */
  readonly opened: boolean;
  readonly language: string;
}) {
  const { ground, article, remarks, opened, language } = props;
  const { element, surface } = useMap(lineBox(ground));

  useGround(surface, ground);

  const polygons = useMemo(() => polygonsOf(article, ground), [article, ground]);

  const places = remarks.flatMap(({ at }) => (at === null ? [] : [at]));
  const examples = opened ? numbered(article?.meaning?.examples ?? []) : [];
  const key = JSON.stringify([places, examples]);
  useEffect(() => {
    surface?.setSource(
      "logged",
      collection([
        ...polygons.map((rings) =>
          feature({ type: "Polygon", coordinates: rings.map(positions) }, { label: "" }),
        ),
        ...places.map((at) => pointFeature(at, { label: words.map.mark })),
        ...examples.map(({ at, label }) => pointFeature(at, { label })),
      ]),
    );
  }, [surface, polygons, key]);

  // Opened, the examples are looked at, else the whole of its ground.
  useEffect(() => {
    const box = examples.length > 1 ? boxOf([[examples.map(({ at }) => at)]]) : boxOf(polygons);
    surface?.fit(box ?? lineBox(ground));
  }, [surface, polygons, key]);

  const where = article === null ? null : whereText(article, language);
  return (
    <section class="agmap" aria-label={words.map.name}>
      <div class="mb">
        <div class="map" ref={element} />
        {ground.origin !== "observed" && (
          <div class="wm" aria-hidden>
            {pageWords.originWord[ground.origin]}
          </div>
        )}
      </div>
      <p class="agcap" role="status">
        {article === null
          ? words.map.none
          : where === null
            ? words.map.noGround(article.id)
            : words.map.of(article.id, where)}{" "}
        {places.length > 0 && words.map.shows} {examples.length > 0 && words.map.numbers}{" "}
        <span class="d">{pageWords.map.imply}</span>
      </p>
    </section>
  );
}

/** The examples by place, with their numbers: several lie in one. */
function numbered(
  examples: NonNullable<Article["meaning"]>["examples"],
): readonly { readonly at: LonLat; readonly label: string }[] {
  const byPlace = new Map<string, { at: LonLat; numbers: number[] }>();
  for (const [index, { places }] of examples.entries()) {
    // Both sides of an edge lie a few metres apart: one number for the two.
    const [at] = places;
    if (at === undefined) continue;
    const known = byPlace.get(at.join());
    if (known === undefined) byPlace.set(at.join(), { at, numbers: [index + 1] });
    else known.numbers.push(index + 1);
  }
  return [...byPlace.values()].map(({ at, numbers }) => ({ at, label: numbers.join(", ") }));
}

function polygonsOf(article: Article | null, ground: Ground): Polygons {
  const area = article?.area ?? null;
  if (area === null) return [];
  if (area.is === "ground") return area.polygons;
  return ground.zones.find(({ id }) => id === area.zone)?.polygons ?? [];
}

/** A tenth of ground around it. */
const marginShare = 0.1;

function boxOf(polygons: Polygons): Box | null {
  let [west, south, east, north] = [180, 90, -180, -90];
  let any = false;
  const take = ([lonDeg, latDeg]: LonLat): void => {
    any = true;
    west = Math.min(west, lonDeg);
    east = Math.max(east, lonDeg);
    south = Math.min(south, latDeg);
    north = Math.max(north, latDeg);
  };
  for (const rings of polygons) for (const position of rings[0] ?? []) take(position);
  if (!any) return null;
  const margin = marginShare * Math.max(east - west, north - south);
  return [west - margin, south - margin, east + margin, north + margin];
}

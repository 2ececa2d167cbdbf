import type { Ground, Picture } from "@truceline/watch";
import { useEffect, useMemo, useState } from "preact/hooks";
import { whole } from "../format/numbers.ts";
import { cellFeatures } from "../map/features/cell-features.ts";
import { cellsInside } from "../map/features/cells-inside.ts";
import { nothing } from "../map/features/geojson.ts";
import { betweenFeatures, lineFeatures } from "../map/features/line-features.ts";
import { plannedFeatures } from "../map/features/planned-features.ts";
import { sensorFeatures } from "../map/features/sensor-features.ts";
import { sectorFeatures, siteFeatures, zoneFeatures } from "../map/features/zone-features.ts";
import { lineBox } from "../map/line-box.ts";
import { useMap } from "../map/use-map.ts";
import type { Address } from "../state/address.ts";
import { go } from "../state/navigate.ts";
import { words as pageWords } from "../words/words.ts";
import { planWords } from "./plan-words.ts";
import type { Planned } from "./planned.ts";

const words = planWords.map;

/** Posts that stand and posts planned, and what the plan would still not see; or the posts as a list. */
export function PlanMap(props: {
  readonly ground: Ground;
  readonly picture: Picture | null;
  readonly planned: Planned | null;
  readonly address: Address;
}) {
  const { ground, picture, planned, address } = props;
  const { element, surface } = useMap(lineBox(ground));
  const [isNight, setNight] = useState(false);
  const [asList, setAsList] = useState(false);
  const article = useMemo(
    () =>
      planned?.coverage.find((one) => one.article === address.veil) ?? planned?.coverage[0] ?? null,
    [planned, address.veil],
  );

  useEffect(() => {
    if (surface === null) return;
    surface.setSource("zones", zoneFeatures(ground.zones));
    surface.setSource("sectors", sectorFeatures(ground.sectors));
    surface.setSource("between", betweenFeatures(ground.lines));
    surface.setSource(
      "lines",
      lineFeatures(ground, () => ""),
    );
    surface.setSource("sites", siteFeatures(ground.sites));
  }, [surface, ground]);
  const sensors = picture?.sensors;
  useEffect(() => {
    if (surface === null || sensors === undefined) return;
    // Whether they work at this moment is another screen's matter.
    const standing = sensors.map((sensor) => ({ ...sensor, state: "up" as const }));
    surface.setSource("sensors", sensorFeatures(standing, ground.posts));
  }, [surface, sensors, ground]);
  useEffect(() => {
    surface?.setSource(
      "planned",
      planned === null ? nothing : plannedFeatures(planned.plan.deployment),
    );
  }, [surface, planned]);

  const cells = useMemo(() => cellsInside(ground.cells, ground.zones), [ground]);
  useEffect(() => {
    if (surface === null) return;
    if (planned === null || article === null) {
      surface.setSource("cells", nothing);
      return;
    }
    const at = new Map(article.cells.map((cell, index) => [cell, index]));
    const own = isNight ? article.nightRatios : article.dayRatios;
    const ratios = ground.cells.map(({ cell }) => own[at.get(cell) ?? -1] ?? -1);
    const clause = planned.plan.byClause.find((one) => one.article === article.article);
    const requirementRatio = clause?.requirementRatio ?? 1;
    surface.setSource("cells", cellFeatures(cells, { ratios, requirementRatio }));
  }, [surface, cells, planned, article, isNight]);

  const origin = pageWords.originWord[ground.origin];
  return (
    <section class="panel0 plp plmap" aria-label={words.name}>
      <div class="mb">
        <div class="map" ref={element} />
        <div class="wm" aria-hidden>
          {words.mark(origin)}
        </div>
        <div class="plmode">
          <fieldset class="seg">
            <legend class="sr">{words.light}</legend>
            {[false, true].map((night) => (
              <button
                key={String(night)}
                type="button"
                aria-pressed={isNight === night}
                onClick={() => setNight(night)}
              >
                {night ? words.night : words.day}
              </button>
            ))}
          </fieldset>
          {planned !== null && planned.coverage.length > 1 && (
            <select
              class="field"
              aria-label={words.article}
              value={article?.article ?? ""}
              onChange={(event) => go({ veil: event.currentTarget.value })}
            >
              {planned.coverage.map((one) => (
                <option key={one.article} value={one.article}>
                  {words.articleOf(one.article)}
                </option>
              ))}
            </select>
          )}
          {planned !== null && (
            <button
              type="button"
              class="btn"
              aria-pressed={asList}
              onClick={() => setAsList(!asList)}
            >
              {asList ? words.hide : words.list}
            </button>
          )}
        </div>
        <div class="plkey">
          <span class="st">
            <Square dashed={false} />
            {words.stands}
          </span>
          <span class="st">
            <Square dashed />
            {words.planned}
          </span>
          <span class="st">
            <svg viewBox="0 0 20 11" width="20" height="11" aria-hidden>
              <rect width="20" height="11" fill="url(#hatch)" />
            </svg>
            {words.unseen}
          </span>
        </div>
        {asList && planned !== null && <PostList planned={planned} ground={ground} />}
      </div>
      <p class="agcap d">{pageWords.map.imply}</p>
    </section>
  );
}

const Square = ({ dashed }: { readonly dashed: boolean }) => (
  <svg viewBox="0 0 15 15" width="13" height="13" aria-hidden>
    <rect
      x="1"
      y="1"
      width="13"
      height="13"
      fill="none"
      stroke="var(--m-sensor)"
      stroke-width="1.4"
      {...(dashed ? { "stroke-dasharray": "2.5 2" } : {})}
    />
  </svg>
);

/** More rows than anybody reads; the plan's files hold them all. */
const listedMax = 200;

/** Everything on the map, without the map. */
function PostList({ planned, ground }: { readonly planned: Planned; readonly ground: Ground }) {
  const { bySite, deployment } = planned.plan;
  const nameOf = new Map(deployment.posts.map(({ id, name }) => [id, name ?? id]));
  const sectorOf = new Map(ground.sectors.map(({ id, name }) => [id, name]));
  const sites = [...bySite]
    .sort((one, other) => other.lossWithout - one.lossWithout)
    .slice(0, listedMax);
  const list = planWords.posts;
  return (
    <div class="pllist" tabIndex={0} role="region" aria-label={list.name}>
      <p class="d s12">
        {list.name}. {list.shown(sites.length, bySite.length)}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{list.post}</th>
            <th scope="col">{list.sector}</th>
            <th scope="col" class="num">
              {list.people}
            </th>
            <th scope="col" class="num">
              {list.loss}
            </th>
            <th scope="col">{list.serves}</th>
          </tr>
        </thead>
        <tbody>
          {sites.map(({ post, sector, people, lossWithout, clauses }) => (
            <tr key={post} data-post={post}>
              <td>{nameOf.get(post) ?? post}</td>
              <td>{sectorOf.get(sector) ?? sector}</td>
              <td class="num">{whole(people)}</td>
              <td class="num">{lossWithout < 0.0001 ? "< 0.0001" : lossWithout.toFixed(4)}</td>
              <td>{clauses.map(({ article }) => list.article(article)).join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

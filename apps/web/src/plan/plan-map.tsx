import type { LonLat, Post } from "@truceline/model";
import { type PostMove, withPostsMoved } from "@truceline/planning";
import type { Ground, Picture } from "@truceline/watch";
import type { FeatureCollection } from "geojson";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { whole } from "../format/numbers.ts";
import { cellFeatures } from "../map/features/cell-features.ts";
import { cellsInside } from "../map/features/cells-inside.ts";
import { collection, feature, nothing, pointFeature, positions } from "../map/features/geojson.ts";
import { plannedFeatures } from "../map/features/planned-features.ts";
import { sensorFeatures } from "../map/features/sensor-features.ts";
import { lineBox } from "../map/line-box.ts";
import { useGround } from "../map/use-ground.ts";
import { useMap } from "../map/use-map.ts";
import type { Address } from "../state/address.ts";
import { go } from "../state/navigate.ts";
import { words as pageWords } from "../words/words.ts";
import { planWords } from "./plan-words.ts";
import type { MorePlanned, Planned, PlannedCoverage } from "./planned.ts";
import { placed } from "./trial.ts";

const words = planWords.map;
const trialWords = planWords.trial;
const lights = ["day", "night", "fog"] as const;
type Light = (typeof lights)[number];

/** The chosen post where it stands, and from where it was moved. */
function chosenFeatures(solvedAt: LonLat | null, at: LonLat | null): FeatureCollection {
  if (at === null || solvedAt === null) return nothing;
  const point = pointFeature(at, { kind: "post" });
  if (at.join() === solvedAt.join()) return collection([point]);
  const path = { type: "LineString" as const, coordinates: positions([solvedAt, at]) };
  return collection([feature(path, { kind: "moved" }), point]);
}

/** Posts that stand and posts planned, and what the plan would still not see; or the posts as a list. */
export function PlanMap(props: {
  readonly ground: Ground;
  readonly picture: Picture | null;
  readonly planned: Planned | null;
  readonly address: Address;
  /** By day and by night, with the cells that moved posts change. */
  readonly coverage: readonly PlannedCoverage[];
  readonly fog: MorePlanned["fog"] | null;
  readonly moves: readonly PostMove[];
  readonly chosen: Post | null;
  readonly chosenAt: LonLat | null;
  readonly canTry: boolean;
  /** A post is being dragged; null once it is let go of. */
  readonly drag: (move: PostMove | null) => void;
  readonly move: (move: PostMove) => void;
}) {
  const { ground, picture, planned, address, coverage, fog, moves, chosen, chosenAt, canTry } =
    props;
  const { element, surface } = useMap(lineBox(ground));
  const [light, setLight] = useState<Light>("day");
  const [asList, setAsList] = useState(false);
  const [isPlacing, setPlacing] = useState(false);
  // Listeners of the map stay; what they do is that of the newest drawing.
  const now = useRef(props);
  now.current = props;
  const article = useMemo(
    () => coverage.find((one) => one.article === address.veil) ?? coverage[0] ?? null,
    [coverage, address.veil],
  );

  useGround(surface, ground);
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
      planned === null ? nothing : plannedFeatures(withPostsMoved(planned.plan.deployment, moves)),
    );
  }, [surface, planned, moves]);
  // A post chosen elsewhere is brought into sight; one taken hold of on the map stays where it is.
  const pickedHere = useRef<string | null>(null);
  useEffect(() => {
    if (surface === null || chosenAt === null || chosen?.id === pickedHere.current) return;
    surface.centre([chosenAt[0], chosenAt[1]]);
  }, [surface, chosen?.id]);
  const solvedAt = chosen?.position ?? null;
  useEffect(() => {
    surface?.setSource("selection", chosenFeatures(solvedAt, chosenAt));
  }, [surface, solvedAt?.join(), chosenAt?.join()]);
  // Arrow keys move the chosen post, and the map only while none is chosen.
  useEffect(() => surface?.setKeyboard(chosen === null), [surface, chosen === null]);
  useEffect(() => {
    if (surface === null) return;
    const undoPick = surface.onPick((id) => {
      const { planned: held } = now.current;
      if (held?.plan.deployment.posts.some((post) => post.id === id) !== true) return;
      pickedHere.current = id;
      go({ select: id });
    });
    const undoDrag = surface.onDrag({
      begin(id) {
        if (!now.current.canTry) return false;
        pickedHere.current = id;
        go({ select: id });
        return true;
      },
      move: (post, position) => now.current.drag({ post, position: placed(position) }),
      end(post, position) {
        now.current.drag(null);
        if (position !== null) now.current.move({ post, position: placed(position) });
      },
    });
    return () => {
      undoPick();
      undoDrag();
    };
  }, [surface]);
  // Before the next click can come: one that nobody hears would leave the post where it was.
  useLayoutEffect(() => {
    if (surface === null || !isPlacing || chosen === null) return;
    return surface.onGround((position) => {
      setPlacing(false);
      now.current.move({ post: chosen.id, position: placed(position) });
    });
  }, [surface, isPlacing, chosen]);

  const cells = useMemo(() => cellsInside(ground.cells, ground.zones), [ground]);
  useEffect(() => {
    if (surface === null) return;
    if (planned === null || article === null) {
      surface.setSource("cells", nothing);
      return;
    }
    const at = new Map(article.cells.map((cell, index) => [cell, index]));
    const inFog = fog?.find((one) => one.article === article.article)?.ratios;
    const own =
      light === "night"
        ? article.nightRatios
        : light === "fog" && inFog !== undefined
          ? inFog
          : article.dayRatios;
    const ratios = ground.cells.map(({ cell }) => own[at.get(cell) ?? -1] ?? -1);
    const clause = planned.plan.byClause.find((one) => one.article === article.article);
    const requirementRatio = clause?.requirementRatio ?? 1;
    surface.setSource("cells", cellFeatures(cells, { ratios, requirementRatio }));
  }, [surface, cells, planned, article, light, fog]);

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
            {lights.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={light === one}
                aria-disabled={one === "fog" && fog === null}
                title={one === "fog" && fog === null ? words.fogWaits : undefined}
                onClick={() => {
                  if (one !== "fog" || fog !== null) setLight(one);
                }}
              >
                {words[one]}
              </button>
            ))}
          </fieldset>
          {planned !== null && coverage.length > 1 && (
            <select
              class="field"
              aria-label={words.article}
              value={article?.article ?? ""}
              onChange={(event) => go({ veil: event.currentTarget.value })}
            >
              {coverage.map((one) => (
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
        {chosen !== null && canTry && (
          <div class="plmove">
            <b>{chosen.name ?? chosen.id}</b>
            <button
              type="button"
              class="btn"
              aria-pressed={isPlacing}
              onClick={() => setPlacing(!isPlacing)}
            >
              {isPlacing ? trialWords.clicking : trialWords.click}
            </button>
            <button type="button" class="btn" onClick={() => go({ select: null })}>
              {trialWords.letGo} <kbd>Esc</kbd>
            </button>
          </div>
        )}
        {light === "fog" && moves.length > 0 && <p class="plnote s12">{words.fogSolved}</p>}
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
        {asList && planned !== null && (
          <PostList
            planned={planned}
            ground={ground}
            chosen={chosen?.id ?? null}
            choose={(post) => {
              pickedHere.current = null;
              setAsList(false);
              go({ select: post });
            }}
          />
        )}
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
function PostList(props: {
  readonly planned: Planned;
  readonly ground: Ground;
  readonly chosen: string | null;
  readonly choose: (post: string) => void;
}) {
  const { planned, ground, chosen, choose } = props;
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
              <td>
                <button
                  type="button"
                  class="pllink"
                  aria-pressed={post === chosen}
                  onClick={() => choose(post)}
                >
                  {nameOf.get(post) ?? post}
                </button>
              </td>
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

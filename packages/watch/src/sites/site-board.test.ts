import { derivedId, lonLat, type Observation, type SiteVisit } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { denial } from "../../../desk/testing/desk-records.ts";
import { midOcean, observation, storeOf } from "../../testing/mid-ocean.ts";
import { type Edits, midOceanRoom, writeEdits } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";

/** Birch is a town without a radius of its own; Elm becomes a plant with one and two power lines. */
const agreement = midOcean((text) =>
  text.replace(
    "{ id: elm, kind: city, name: { en: Elm }, at: [-29.94, -0.1] }",
    "{ id: elm, kind: nuclear-plant, name: { en: Elm }, at: [-29.94, -0.1], safetyRadius: 2 km, powerLines: [North line, South line] }",
  ),
);
const birch = lonLat(-30.06, 0.12);
const elm = lonLat(-29.94, -0.1);
const kmNorth = ([lonDeg, latDeg]: readonly number[], km: number) =>
  lonLat(lonDeg ?? 0, (latDeg ?? 0) + km / 110.574);

const impact = (key: string, centre: ReturnType<typeof lonLat>, atMs = noonMs, radiusM = 300) =>
  observation(key, {
    atMs,
    recordedAtMs: atMs + minuteMs,
    nature: "impact",
    distance: undefined,
    direction: undefined,
    area: { shape: "circle", centre, radiusM },
  });

const visit = (key: string, change: Partial<SiteVisit>): SiteVisit => ({
  schema: "site-visit/1",
  id: derivedId("test-visit", key),
  origin: "exercise",
  recordedAtMs: noonMs,
  version: 1,
  by: "desk",
  place: { siteId: "elm" },
  purpose: "power lines",
  state: "done",
  requestedAtMs: noonMs - 50 * hourMs,
  checklist: [],
  ...change,
});

async function viewsOf(records: readonly Observation[], edits: Edits = []) {
  const store = await storeOf(records);
  await writeEdits(store, edits);
  const { work, views } = midOceanRoom(noonMs + 2 * hourMs, { agreement });
  await work(store);
  return views(store);
}

describe("sites", () => {
  test("[WAT-102] every site has its radius, the agreement's or its kind's, and says which", async () => {
    const { sites } = await (await viewsOf([])).sites();
    expect(sites.map(({ id, stakeRank }) => [id, stakeRank])).toEqual([
      ["elm", 0],
      ["birch", 3],
      ["port-west", 5],
    ]);
    expect(sites[0]).toMatchObject({ safetyRadiusM: 2_000, isRadiusAssumed: false });
    expect(sites[1]).toMatchObject({ safetyRadiusM: 5_000, isRadiusAssumed: true, eventCount: 0 });
  });

  test("[WAT-102] events are ranked by what is at stake, then by the chance that they were inside", async () => {
    const views = await viewsOf([
      impact("at-birch", birch),
      impact("edge-of-elm", kmNorth(elm, 2), noonMs + 20 * minuteMs),
      impact("in-elm", kmNorth(elm, 1), noonMs + 40 * minuteMs),
      impact("far", kmNorth(elm, 9), noonMs + 60 * minuteMs),
    ]);
    const { events } = await views.sites();
    expect(events.map(({ siteId, distanceM }) => [siteId, Math.round(distanceM / 1000)])).toEqual([
      ["elm", 1],
      ["elm", 2],
      ["birch", 0],
    ]);
    expect(events[0]?.insideRatio).toBeGreaterThan(0.99);
    // Half of what lies round a place on the edge lies inside.
    expect(events[1]?.insideRatio).toBeGreaterThan(0.4);
    expect(events[1]?.insideRatio).toBeLessThan(0.55);
    expect(events.every(({ place }) => place === "effect")).toBe(true);
  });

  test("[WAT-102] that somebody was not let in is no event that puts the site at risk", async () => {
    const refused = { ...impact("refused", kmNorth(elm, 1)), kind: "access-denied" as const };
    expect((await (await viewsOf([refused])).sites()).events).toEqual([]);
  });

  test("[WAT-102] exchanged for a wide uncertainty, the same place is no alarm of its own", async () => {
    const views = await viewsOf([impact("vague", kmNorth(elm, 1), noonMs, 30_000)]);
    expect((await views.sites()).events.filter(({ siteId }) => siteId === "elm")).toEqual([]);
  });

  test("[WAT-103] a plant's sheet tells lines, checklist, visits and when the mission was kept out", async () => {
    const first = visit("first", {
      done: { fromMs: noonMs - 30 * hourMs, toMs: noonMs - 29 * hourMs },
      recordedAtMs: noonMs - 28 * hourMs,
      checklist: [
        { item: "power-line: North line", state: "holds" },
        { item: "power-line: South line", state: "holds" },
        { item: "pillar-4", state: "holds" },
      ],
    });
    const second = visit("second", {
      done: { fromMs: noonMs - 3 * hourMs, toMs: noonMs - 2 * hourMs },
      checklist: [
        { item: "power-line: South line", state: "does-not-hold" },
        { item: "pillar-4", state: "not-asked" },
      ],
    });
    const due = visit("due", { state: "requested", dueMs: noonMs - hourMs });
    const kept = denial({ place: { siteId: "elm" }, reasonGiven: "no clearance" });
    const sheet = await (
      await viewsOf(
        [],
        [
          ["site-visit", first],
          ["site-visit", second],
          ["site-visit", due],
          ["denial", kept],
        ],
      )
    ).site("elm");
    expect(sheet?.row.lines).toMatchObject([
      { text: "North line supplies the site.", state: "holds", asOfMs: noonMs - 29 * hourMs },
      {
        text: "South line supplies the site.",
        state: "does-not-hold",
        asOfMs: noonMs - 2 * hourMs,
      },
    ]);
    // An answer stays until somebody gives another: a question that was not asked is none.
    expect(sheet?.items.find(({ item }) => item === "pillar-4")).toMatchObject({ state: "holds" });
    expect(sheet?.row.items).toEqual({
      holds: 2,
      "does-not-hold": 1,
      "not-seen": 0,
      "not-asked": 6,
    });
    expect(sheet?.row).toMatchObject({ openVisitCount: 1, backlogCount: 1, denialCount: 1 });
    expect(sheet?.denials).toMatchObject([{ reasonGiven: "no clearance" }]);
    expect(sheet?.visits[0]).toMatchObject({ state: "requested", isBacklog: true });
  });

  test("[WAT-103] a site that the agreement does not name is unknown", async () => {
    expect(await (await viewsOf([])).site("nowhere")).toBeUndefined();
  });
});

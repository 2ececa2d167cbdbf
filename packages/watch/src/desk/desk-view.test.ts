import {
  type Call,
  derivedId,
  type Holding,
  lonLat,
  type Observation,
  type SilenceWindow,
  type SiteVisit,
  type WatchNote,
} from "@truceline/model";
import { describe, expect, test } from "vitest";
import {
  call,
  checkIn,
  denial,
  patrol,
  silenceWindow,
} from "../../../desk/testing/desk-records.ts";
import { midOcean, observation, storeOf } from "../../testing/mid-ocean.ts";
import {
  agreement,
  allUp,
  type Edits,
  midOceanRoom,
  writeEdits,
} from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import type { MemoryStore } from "../store/memory-store.ts";

const envelope = { origin: "exercise" as const, recordedAtMs: noonMs, version: 1, by: "desk" };
/** Where the posts see well: the window's place. */
const seenPlace = { name: "Water main", position: lonLat(-30.0156, 0.036) };
const at = (minutes: number) => noonMs + minutes * minuteMs;

async function desk(
  edits: Edits,
  { nowMs = at(150), records = [] as readonly Observation[] } = {},
) {
  const store: MemoryStore = await storeOf([...allUp, ...records]);
  await writeEdits(store, edits);
  const { work, views } = midOceanRoom(nowMs);
  await work(store);
  return { views: views(store), store };
}

const window: SilenceWindow = silenceWindow({
  place: seenPlace,
  radiusM: 800,
  recordedAtMs: noonMs,
  requirementRatio: 0.7,
});
/** Fire at the place of the window, heard by two posts. */
const heard = ["op-1", "op-2"].map((post) =>
  observation(`w-${post}`, {
    post,
    atMs: at(70),
    nature: "impact",
    recordedAtMs: at(80),
    distance: undefined,
    direction: undefined,
    area: { shape: "circle", centre: seenPlace.position, radiusM: 200 },
  }),
);

describe("the desk", () => {
  test("with nothing written it is there, with its shift, and hands over what is down", async () => {
    const { views } = await desk([]);
    const view = await views.desk();
    expect(view).toMatchObject({
      origin: "exercise",
      live: true,
      patrols: [],
      windows: [],
      calls: [],
      handover: [],
      siteVisits: { openCount: 0, backlogCount: 0, oldestBacklogMs: null },
      storage: { declaredCount: 0, refusedCount: 0 },
      areas: [{ zoneId: "gorse", fireCount: 0, inspectionCount: 0 }],
    });
    // From 20:00 to 20:00, local time.
    expect(view.shift).toEqual({ fromMs: noonMs - 16 * hourMs, toMs: noonMs + 8 * hourMs });
  });

  test("[DSK-041] patrols show their clocks, clearances in words and the calls about them, overdue ones first", async () => {
    const late = patrol({ name: "Patrol 6", checkIns: [checkIn(41)], recordedAtMs: at(42) });
    const onTime = patrol({
      name: "Patrol 2",
      checkIns: [checkIn(140)],
      recordedAtMs: at(141),
      clearances: [
        { party: "a", state: "cleared", atMs: noonMs },
        { party: "b", state: "cleared", atMs: noonMs },
      ],
    });
    const toLeave = patrol({
      name: "Patrol 4",
      state: "planned",
      plan: { fromMs: at(210), toMs: at(300) },
    });
    const called: Call = call({
      refs: [late.id],
      atMs: at(80),
      recordedAtMs: at(80),
      answerDueMs: at(100),
    });
    const { views } = await desk([
      ["patrol", onTime],
      ["patrol", toLeave],
      ["patrol", late],
      ["call", called],
    ]);
    const { patrols, handover, calls } = await views.desk();
    expect(patrols).toMatchObject([
      {
        name: "Patrol 6",
        overdueMs: 79 * minuteMs,
        alarm: true,
        callCount: 1,
        clearance: "Party A not asked, Party B not asked",
        sectorNames: ["Sector North"],
      },
      {
        name: "Patrol 2",
        overdueMs: 0,
        alarm: false,
        dueMs: at(170),
        clearance: "cleared by both",
      },
      { name: "Patrol 4", state: "planned", dueMs: at(210) },
    ]);
    expect(calls).toMatchObject([{ party: "a", overdue: true, answered: false }]);
    expect(handover.map(({ text }) => text)).toEqual([
      "Patrol 6 is overdue, called once",
      "Party A has not answered: Route of Patrol 6",
      "Patrol 2 is out",
      "Patrol 4 leaves at 15:30, Party A not asked, Party B not asked",
    ]);
    const past = await views.desk(at(60));
    expect(past.live).toBe(false);
    expect(past.patrols.map(({ name, overdueMs }) => [name, overdueMs])).toEqual([
      ["Patrol 6", 0],
      ["Patrol 4", 0],
    ]);
  });

  test("[DSK-025] a window is met by what the posts see of its place, and broken by what two of them heard in it", async () => {
    const quiet = await (await desk([["silence-window", window]])).views.desk();
    expect(quiet.windows).toMatchObject([
      {
        name: "Water main",
        state: "met",
        minutes: "s".repeat(60),
        eventCount: 0,
        requirementRatio: 0.7,
      },
    ]);
    const [broken] = (
      await (await desk([["silence-window", window]], { records: heard })).views.desk()
    ).windows;
    expect(broken).toMatchObject({
      state: "breached",
      eventCount: 1,
      minutes: `${"s".repeat(10)}e${"s".repeat(49)}`,
    });
    // Seen from nowhere, nothing can be said of it.
    const far = { ...window, place: { position: lonLat(-29, 3) } };
    const [unseen] = (await (await desk([["silence-window", far]])).views.desk()).windows;
    expect(unseen).toMatchObject({
      state: "undetermined",
      minutes: "u".repeat(60),
      upperCount: null,
    });
    expect(unseen?.reasons[0]).toMatch(/^No sensor is near/);
  });

  test("[DSK-025] as known before the fire was told, the window was kept; while it runs it has no end", async () => {
    const { views } = await desk([["silence-window", window]], { records: heard });
    const running = await views.desk(at(75));
    expect(running.windows).toMatchObject([
      { state: "running", minutes: "s".repeat(15) + ".".repeat(45), eventCount: 0 },
    ]);
    expect((await views.desk(at(85))).windows[0]?.state).toBe("breached");
    expect((await views.desk(at(50))).windows[0]?.state).toBe("to-come");
    expect((await views.desk(noonMs - 1)).windows).toEqual([]);
  });

  test("[DSK-025] a patrol at the place of a window counts in its minutes; a denial takes it away", async () => {
    const place = { name: "Far bridge", position: lonLat(-29, 1) };
    const far: SilenceWindow = { ...window, place, requirementRatio: 0.01 };
    const one = midOcean((text) =>
      text.replaceAll("independentSources: 2", "independentSources: 1"),
    );
    const there = patrol({
      stops: [{ place, span: { fromMs: at(60), toMs: at(90) } }],
      checkIns: [checkIn(60, place)],
      checkInEveryMs: hourMs,
      recordedAtMs: at(61),
    });
    const stripOf = async (...edits: Parameters<typeof desk>[0]) => {
      const { store } = await desk(edits);
      return (await midOceanRoom(at(150), { agreement: one }).views(store).desk()).windows[0];
    };
    const seen = await stripOf(["silence-window", far], ["patrol", there]);
    expect(seen?.minutes).toBe("s".repeat(30) + "u".repeat(30));
    const span = { fromMs: at(70), toMs: at(80) - 1 };
    const denied = await stripOf(
      ["silence-window", far],
      ["patrol", there],
      ["denial", denial({ place, span, patrolId: there.id })],
    );
    expect(denied?.minutes).toBe("s".repeat(10) + "u".repeat(10) + "s".repeat(10) + "u".repeat(30));
    expect(denied?.reasons.join()).toContain("Access denied: Patrol 6");
  });

  test("[DSK-042] visits, holdings, notes and weapons are there, each as known at the instant", async () => {
    const visit: SiteVisit = {
      schema: "site-visit/1",
      id: derivedId("visit", 1),
      ...envelope,
      place: { siteId: "port-west" },
      purpose: "Survey",
      state: "blocked",
      requestedAtMs: noonMs - hourMs,
      blockedBecause: "mines on the road",
      checklist: [{ item: "pillar-1", state: "not-seen" }],
    };
    const held: Holding = {
      schema: "holding/1",
      id: derivedId("holding", 1),
      ...envelope,
      site: { name: "Depot", position: lonLat(-29.7, 0.05) },
      party: "b",
      declaredAtMs: noonMs,
      weapons: [{ class: "artillery", calibreMm: 122, count: 6 }],
    };
    const note: WatchNote = {
      schema: "watch-note/1",
      id: derivedId("note", 1),
      ...envelope,
      atMs: noonMs,
      text: "Fuel for the generator",
      refs: [],
      open: true,
    };
    const gun = (key: string, lonDeg: number) =>
      observation(key, {
        post: "op-2",
        kind: "weapon-present",
        means: ["saw"],
        nature: undefined,
        weapons: [{ class: "artillery", statedAs: "D-30" }],
        calibresMm: [122],
        distance: undefined,
        direction: undefined,
        area: { shape: "circle", centre: lonLat(lonDeg, 0.05), radiusM: 200 },
      });
    const { views } = await desk(
      [
        ["site-visit", visit],
        ["holding", held],
        ["watch-note", note],
      ],
      { records: [gun("near", -29.98), gun("far", -29.75), gun("stored", -29.7)] },
    );
    const view = await views.desk();
    expect(view.siteVisits).toMatchObject({
      openCount: 1,
      backlogCount: 1,
      visits: [{ placeName: "West Port", backlog: true, blockedBecause: "mines on the road" }],
    });
    expect(view.storage).toMatchObject({
      declaredCount: 6,
      seenCount: 0,
      notVerifiedCount: 6,
      missingCount: 0,
    });
    expect(view.weapons.inViolation).toMatchObject([
      { articleId: "2", what: "D-30 (122 mm)", countText: "1", probability: 1, sectorId: "north" },
    ]);
    expect(view.weapons.outsideStorage).toHaveLength(1);
    expect(view.weapons.undetermined).toHaveLength(0);
    expect(view.handover.map(({ is, text }) => [is, text])).toEqual([
      ["note", "Fuel for the generator"],
      ["visit", "Visit to West Port blocked: mines on the road, backlog"],
    ]);
    expect((await views.desk(noonMs - 1)).siteVisits.openCount).toBe(0);
  });

  test("[DSK-043] on the screen Now an overdue patrol and an unanswered call stand first, by their clocks", async () => {
    const late = patrol({ checkIns: [checkIn(41, seenPlace)], recordedAtMs: at(42) });
    const open = call({
      party: "b",
      about: "hotline",
      atMs: at(60),
      recordedAtMs: at(60),
      answerDueMs: at(65),
    });
    const answered = call({
      about: "route",
      answer: { atMs: at(62), text: "yes" },
      state: "answered",
      recordedAtMs: at(62),
    });
    const { views } = await desk(
      [
        ["patrol", late],
        ["call", open],
        ["call", answered],
      ],
      { records: heard },
    );
    const { queue, patrols } = await views.picture();
    expect(
      queue
        .slice(0, 3)
        .map(({ about, title, word, next, shape }) => [about, title, word, next, shape]),
    ).toEqual([
      ["call", "Party B has not answered: hotline", "overdue", "by 13:05", "cannot-see"],
      ["patrol", "Patrol 6 is overdue", "79 min", "not called yet", "cannot-see"],
      ["incident", "1 explosion, impact", "open", "< 0.01 to > 0.99 of 0.90", "undetermined"],
    ]);
    expect(patrols).toMatchObject([
      {
        name: "Patrol 6",
        state: "out",
        alarm: true,
        position: seenPlace.position,
        sectorIds: ["north"],
      },
    ]);
    const past = await views.picture(at(50));
    expect(past.queue.filter(({ about }) => about === "patrol" || about === "call")).toEqual([]);
    expect(past.patrols).toMatchObject([{ overdueMs: 0, dueMs: at(71) }]);
  });

  test("[DSK-035] a disengagement area counts what was observed in it, from near or said so, and how much was seen", async () => {
    const { westDeg, eastDeg, southDeg, northDeg } = agreement.zoneArea("gorse", noonMs).box;
    const centre = lonLat((westDeg + eastDeg) / 2, (southDeg + northDeg) / 2);
    const inside = {
      distance: undefined,
      direction: undefined,
      area: { shape: "circle" as const, centre, radiusM: 50 },
    };
    const records = [
      observation("in", { ...inside, nature: "impact" }),
      observation("persons", { ...inside, nature: undefined, kind: "persons", means: ["saw"] }),
      observation("out"),
      // Its observer stood far off; that it was inside is the observer's word.
      observation("said", {
        nature: undefined,
        observerPosition: { position: lonLat(-28, 1) },
        insideDisengagementArea: "gorse",
      }),
    ];
    const [area] = (await (await desk([], { records })).views.desk()).areas;
    expect(area).toMatchObject({ fireCount: 2, personsCount: 1, weaponCount: 0, otherCount: 0 });
    // No post of ours reaches it; a patrol that looked does, and a look at persons stays good for a time.
    expect(area?.seenRatio).toBe(0);
    const place = { position: centre };
    const looked = patrol({
      stops: [{ place, span: { fromMs: at(-120), toMs: at(-60) } }],
      checkIns: [{ atMs: at(-120), place }],
      checkInEveryMs: hourMs,
      leftAtMs: at(-150),
      recordedAtMs: noonMs,
    });
    const [seen] = (await (await desk([["patrol", looked]])).views.desk()).areas;
    expect(seen?.seenRatio).toBeGreaterThan(0.05);
    expect(seen?.seenRatio).toBeLessThanOrEqual(1);
  });
});

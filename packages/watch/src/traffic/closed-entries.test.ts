import { distanceM } from "@truceline/geo";
import { type Clock, derivedId, lonLat, type PositionReport, seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { stored } from "../../testing/mid-ocean.ts";
import { midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { minuteMs } from "../../testing/times.ts";
import { createProcessor } from "../processor/processor.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { readRecord } from "../store/read-record.ts";
import { createViews } from "../views/views.ts";
import { createTraffic } from "./create-traffic.ts";

/** Article 5 closes the security zone to uncrewed aircraft from 22:30 to 07:45. */
const nightMs = Date.UTC(2026, 2, 10, 23);
const at = (minute: number) => nightMs + minute * minuteMs;

/** From 20 km east of the line westwards: into the zone of 10 km at minute 5. */
const report = (minute: number, kmEast: number, change: Partial<PositionReport> = {}) =>
  ({
    schema: "position-report/1",
    id: derivedId("test-flight", minute),
    origin: "exercise",
    recordedAtMs: at(minute) + 2_000,
    source: "adsb-1",
    sourceId: `${change.identity?.value ?? "a"}/${minute}`,
    medium: "aircraft",
    atMs: at(minute),
    identity: { scheme: "icao24", value: "abc123" },
    kindStated: "uncrewed-aircraft",
    position: lonLat(-30 + kmEast / 111.32, 0.05),
    speedMps: 35,
    courseDeg: 270,
    altitudeM: 900,
    ...change,
  }) satisfies PositionReport;
const flight = Array.from({ length: 9 }, (_, minute) => report(minute, 20 - minute * 2.1));

async function roomWith(reports: readonly PositionReport[], nowMs = at(9)) {
  const store = new MemoryStore(seededRng("closed"));
  const room = { nowMs };
  const clock: Clock = { nowMs: () => room.nowMs };
  const options = { ...midOceanRoom(nowMs).options, store, clock };
  const add = async (added: readonly PositionReport[]) => {
    await store.append(added.map(stored));
  };
  await add(reports);
  const listed = async (kind: "observation" | "correction") =>
    (await store.list({ kind, origin: "exercise", source: "traffic" }, 100)).items;
  return {
    store,
    room,
    add,
    traffic: () => createTraffic(options),
    observations: async () =>
      (await listed("observation")).map((item) => readRecord("observation", item)),
    corrections: async () =>
      (await listed("correction")).map((item) => readRecord("correction", item)),
    views: () => createViews(options),
    assess: () => createProcessor(options).catchUp(),
  };
}

describe("entries into closed zones", () => {
  test("[WAT-113] an uncrewed aircraft in a zone closed to it is an observation, once, and becomes an incident", async () => {
    const room = await roomWith(flight);
    await room.traffic().catchUp();
    await room.traffic().catchUp();
    const [one, ...others] = await room.observations();
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      kind: "uncrewed-aircraft",
      source: "traffic",
      observer: { kind: "station" },
    });
    await room.assess();
    const incidents = await room.store.list({ kind: "incident", origin: "exercise" }, 10);
    expect(incidents.items).toHaveLength(1);
    const assessments = await room.store.list({ kind: "assessment", origin: "exercise" }, 50);
    const probabilities = assessments.items
      .map((item) => readRecord("assessment", item))
      .map(({ articleId, probability }) => [articleId, probability > 0.5]);
    // The article that closes the zone by night, and no article on fire.
    expect(probabilities.filter(([, isProbable]) => isProbable)).toEqual([["5", true]]);
  });

  test("[WAT-113] a crewed aircraft may be where only uncrewed ones may not", async () => {
    const room = await roomWith(flight.map((one) => ({ ...one, kindStated: "light aircraft" })));
    await room.traffic().catchUp();
    expect(await room.observations()).toEqual([]);
  });

  test.each([["the same process"], ["a process that came after"]])(
    "[WAT-113] what later reports change is corrected by %s, not rewritten",
    async (who) => {
      const gapped = flight.filter((_, minute) => minute < 4 || minute > 6);
      const room = await roomWith(gapped);
      const first = room.traffic();
      await first.catchUp();
      const [before] = await room.observations();
      await room.add(flight.slice(4, 7).map((one) => ({ ...one, recordedAtMs: at(10) })));
      room.room.nowMs = at(11);
      await (who === "the same process" ? first : room.traffic()).catchUp();
      const corrections = await room.corrections();
      expect(corrections).toMatchObject([{ withdraws: [before?.sourceId] }]);
      const standing = (await room.observations()).filter(
        ({ sourceId }) => sourceId !== before?.sourceId,
      );
      expect(standing).toHaveLength(1);
      // Nearer to the edge now: between two reports a minute apart.
      const length = (standing[0]?.span.toMs ?? 0) - (standing[0]?.span.fromMs ?? 0);
      expect(length).toBe(minuteMs);
    },
  );
});

describe("an entry is told as it was", () => {
  test("[WAT-113] a database that goes away loses no entry and no correction", async () => {
    const room = await roomWith(flight.filter((_, minute) => minute < 4 || minute > 6));
    const { store } = room;
    const traffic = room.traffic();
    const failingOnce = async () => {
      const append = store.append.bind(store);
      store.append = () => Promise.reject(new Error("away"));
      await expect(traffic.catchUp()).rejects.toThrow("away");
      store.append = append;
      await traffic.catchUp();
    };
    await failingOnce();
    const [first, ...others] = await room.observations();
    expect([first?.kind, others]).toEqual(["uncrewed-aircraft", []]);
    await room.add(flight.slice(4, 7).map((one) => ({ ...one, recordedAtMs: at(10) })));
    room.room.nowMs = at(11);
    await failingOnce();
    expect(await room.corrections()).toMatchObject([{ withdraws: [first?.sourceId] }]);
    expect(await room.observations()).toHaveLength(2);
  });

  test("[WAT-113] what it is may be heard after it came", async () => {
    const silent = flight.map(({ kindStated: _, ...one }) => one);
    const room = await roomWith(silent);
    const traffic = room.traffic();
    await traffic.catchUp();
    expect(await room.observations()).toEqual([]);
    await room.add([report(9, 1.1)]);
    room.room.nowMs = at(10);
    await traffic.catchUp();
    expect(await room.observations()).toMatchObject([{ kind: "uncrewed-aircraft" }]);
    await room.add([report(10, 0.5, { kindStated: "light aircraft" })]);
    room.room.nowMs = at(11);
    await traffic.catchUp();
    expect(await room.corrections()).toHaveLength(1);
  });

  test.each([["the same process"], ["a process that came after"]])(
    "[WAT-113] by %s it is corrected by nothing but what bears on it",
    async (who) => {
      const accurate = flight.map((one) => ({ ...one, accuracyM: 30 }));
      const room = await roomWith(accurate);
      const first = room.traffic();
      await first.catchUp();
      const before = await room.observations();
      expect(before).toMatchObject([{ area: { shape: "circle", radiusM: 30 } }]);
      // More reports than a track keeps, and a name.
      const named = { scheme: "icao24", value: "abc123", callSign: "BEE 1" } as const;
      await room.add(
        Array.from({ length: 1_500 }, (_, index) =>
          report(8 + (index + 1) / 20, 3.2 - index * 0.001, { identity: named }),
        ),
      );
      room.room.nowMs = at(84);
      await (who === "the same process" ? first : room.traffic()).catchUp();
      expect(await room.corrections()).toEqual([]);
      expect(await room.observations()).toEqual(before);
    },
  );
});

describe("warnings", () => {
  test("[WAT-114] tell an area and a time for half an hour, and nothing of what is there", async () => {
    const room = await roomWith(flight);
    await room.traffic().catchUp();
    const [warning, ...others] = await room.views().warnings();
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ kind: "uncrewed-aircraft", entryCount: 1 });
    expect(Object.keys(warning ?? {}).sort()).toEqual([
      "entryCount",
      "fromMs",
      "id",
      "kind",
      "ring",
      "sectorId",
      "sectorName",
      "untilMs",
    ]);
    expect((warning?.untilMs ?? 0) - (warning?.fromMs ?? 0)).toBe(30 * minuteMs);
    // Tenths of a degree, and the middle of the box is not where the aircraft was.
    for (const place of warning?.ring ?? []) {
      for (const deg of place) expect(deg * 10).toBeCloseTo(Math.round(deg * 10), 9);
    }
    const lons = warning?.ring.map(([lonDeg]) => lonDeg) ?? [];
    const lats = warning?.ring.map(([, latDeg]) => latDeg) ?? [];
    const middle = lonLat(
      (Math.min(...lons) + Math.max(...lons)) / 2,
      (Math.min(...lats) + Math.max(...lats)) / 2,
    );
    for (const { position } of flight) expect(distanceM(middle, position)).toBeGreaterThan(1_000);
    room.room.nowMs = at(60);
    expect(await room.views().warnings()).toEqual([]);
  });

  test("[WAT-114] the same wherever in the sector somebody is", async () => {
    const elsewhere = flight.map((one) => ({
      ...one,
      position: lonLat(one.position[0], one.position[1] + 0.02),
    }));
    const rings = [];
    for (const reports of [flight, elsewhere]) {
      const room = await roomWith(reports);
      await room.traffic().catchUp();
      rings.push((await room.views().warnings())[0]?.ring);
    }
    expect(rings[0]).toEqual(rings[1]);
  });
});

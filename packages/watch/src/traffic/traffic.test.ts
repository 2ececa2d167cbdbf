import {
  type Clock,
  type Disturbance,
  derivedId,
  lonLat,
  type PositionReport,
  type SensorState,
  seededRng,
} from "@truceline/model";
import { describe, expect, test } from "vitest";
import { midOcean, midOceanDeployment, sensorState, stored } from "../../testing/mid-ocean.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { readRecord } from "../store/read-record.ts";
import { createViews } from "../views/views.ts";
import { createTraffic, type Traffic } from "./create-traffic.ts";

/** The sea off West Port as a maritime zone, and a receiver that hears it. */
const agreement = midOcean((text) =>
  text.replace(
    /\nzones:\n/,
    "\nzones:\n  - { id: sea, kind: maritime-zone, name: { en: Sea off the port }, build: { around: { site: port-west, radius: 10 km } } }\n",
  ),
);
const deployment = {
  ...midOceanDeployment(),
  sensors: [{ id: "ais-1", means: "ais-receiver", post: "op-4", heightM: 30 }],
};
const port = lonLat(-30.16, 0);

const report = (minute: number, kmWest: number, change: Partial<PositionReport> = {}) => {
  const atMs = noonMs + minute * minuteMs;
  return {
    schema: "position-report/1",
    id: derivedId("test-report", minute, kmWest),
    origin: "exercise",
    recordedAtMs: atMs + 5_000,
    source: "ais-1",
    sourceId: `${minute}/${kmWest}`,
    medium: "vessel",
    atMs,
    receiverId: "ais-1",
    identity: { scheme: "mmsi", value: "211000001", name: "SEA LARK" },
    position: lonLat((port[0] ?? 0) - kmWest / 111.32, 0.001),
    speedMps: 5,
    courseDeg: 90,
    ...change,
  } satisfies PositionReport;
};

/** From 20 km west of the port to 6 km off it: into the sea zone at minute 44. */
const inbound = Array.from({ length: 31 }, (_, index) => report(index * 2, 20 - index * 0.46));

async function storeWith(records: readonly (PositionReport | SensorState)[]): Promise<MemoryStore> {
  const store = new MemoryStore(seededRng("traffic"));
  await add(store, records);
  return store;
}

const add = async (store: MemoryStore, records: readonly (PositionReport | SensorState)[]) => {
  await store.append(records.map(stored));
};

const upAllDay = sensorState("ais-1", noonMs - 10 * hourMs);
const trafficAt = (store: MemoryStore, clock: Clock) =>
  createTraffic({ store, agreement, deployment, origin: "exercise", clock });
const trafficOf = (store: MemoryStore, nowMs: number) => trafficAt(store, { nowMs: () => nowMs });

async function eventsOf(store: MemoryStore) {
  const page = await store.list({ kind: "traffic-event", origin: "exercise" }, 500);
  return page.items.map((item) => readRecord("traffic-event", item));
}

describe("traffic", () => {
  test("[WAT-110] a vessel that comes into a zone of the agreement is an event that names its reports", async () => {
    const store = await storeWith([upAllDay, ...inbound]);
    await trafficOf(store, noonMs + 61 * minuteMs).catchUp();
    const events = await eventsOf(store);
    expect(events).toMatchObject([
      {
        kind: "entered",
        zoneId: "sea",
        identities: ["mmsi:211000001"],
        names: ["SEA LARK"],
        version: 1,
      },
    ]);
    expect(events[0]?.span.fromMs).toBeGreaterThanOrEqual(noonMs + 40 * minuteMs);
    expect(events[0]?.span.toMs).toBeLessThanOrEqual(noonMs + 48 * minuteMs);
    expect(events[0]?.reportIds).toHaveLength(2);
  });

  test("[WAT-110] a process that starts again writes nothing twice", async () => {
    const store = await storeWith([upAllDay, ...inbound]);
    await trafficOf(store, noonMs + 61 * minuteMs).catchUp();
    const head = await store.headSeq();
    await trafficOf(store, noonMs + 62 * minuteMs).catchUp();
    expect(await store.headSeq()).toBe(head);
  });

  test("[WAT-223] a process that starts again with less than there was takes nothing back of what it has not read", async () => {
    const store = await storeWith([upAllDay, ...inbound]);
    const nowMs = noonMs + 61 * minuteMs;
    await trafficOf(store, nowMs).catchUp();
    const before = await eventsOf(store);
    expect(before.map(({ kind }) => kind)).toEqual(["entered"]);
    const clock = { nowMs: () => nowMs };
    const options = { store, agreement, deployment, origin: "exercise" as const, clock };
    await createTraffic({ ...options, limits: { lookBackCountMax: 5 } }).catchUp();
    expect(await eventsOf(store)).toEqual(before);
  });

  test("[WAT-111] silence is going dark only where the mission's own receiver would have heard", async () => {
    const atMs = noonMs + 60 * minuteMs + 2 * hourMs;
    const heard = await storeWith([upAllDay, ...inbound]);
    await trafficOf(heard, atMs).catchUp();
    const dark = (await eventsOf(heard)).filter(({ kind }) => kind === "went-dark");
    expect(dark).toHaveLength(1);
    expect(dark[0]?.wouldBeHeardRatio).toBeGreaterThan(0.9);

    const down = sensorState("ais-1", noonMs + 59 * minuteMs, "down");
    const deaf = await storeWith([upAllDay, down, ...inbound]);
    await trafficOf(deaf, atMs).catchUp();
    expect((await eventsOf(deaf)).filter(({ kind }) => kind === "went-dark")).toEqual([]);
  });

  test("[WAT-111] a silence that ended is taken back once it is told that the receiver was dead in it", async () => {
    const last = inbound.at(-1) as PositionReport;
    const again = report(100, 6.1);
    const store = await storeWith([upAllDay, ...inbound, again]);
    let nowMs = last.atMs + 50 * minuteMs;
    const clock = { nowMs: () => nowMs };
    const traffic = createTraffic({ store, agreement, deployment, origin: "exercise", clock });
    await traffic.catchUp();
    const silences = async () =>
      (await eventsOf(store)).filter(
        ({ kind, withdrawn }) =>
          withdrawn !== true && (kind === "went-dark" || kind === "reappeared"),
      );
    expect((await silences()).map(({ kind }) => kind)).toEqual(["went-dark", "reappeared"]);
    await store.append([stored(sensorState("ais-1", last.atMs + minuteMs, "down"))]);
    nowMs += 10_000;
    await traffic.step();
    expect(await silences()).toEqual([]);
  });

  test.each<[string, SensorState | Disturbance]>([
    ["its post is dead", sensorState("op-4", noonMs + 59 * minuteMs, "down")],
    [
      "it is jammed",
      {
        schema: "disturbance/1",
        id: derivedId("test-disturbance", "traffic"),
        origin: "exercise",
        recordedAtMs: noonMs + 60 * minuteMs,
        source: "desk",
        sourceId: "jammed",
        kind: "jamming",
        area: { shape: "circle", centre: lonLat(-30.00678, 0.02726), radiusM: 3_000 },
        span: { fromMs: noonMs + 59 * minuteMs, toMs: noonMs + 5 * hourMs, precision: "exact" },
      },
    ],
  ])("[WAT-111] nor where %s, although the receiver says that it is up", async (_name, fault) => {
    const store = await storeWith([upAllDay, ...inbound]);
    await store.append([stored(fault)]);
    await trafficOf(store, noonMs + 60 * minuteMs + 2 * hourMs).catchUp();
    expect((await eventsOf(store)).filter(({ kind }) => kind === "went-dark")).toEqual([]);
  });

  test.each([
    ["the same process", (first: Traffic, _next: () => Traffic) => first],
    ["a process that came after", (_first: Traffic, next: () => Traffic) => next()],
  ])("[WAT-111] late reports take back, by %s, the darkness that they fill", async (_, who) => {
    const gone = inbound.filter(({ atMs }) => atMs < noonMs + 20 * minuteMs);
    const store = await storeWith([upAllDay, ...gone]);
    let nowMs = noonMs + 55 * minuteMs;
    const clock = { nowMs: () => nowMs };
    const first = trafficAt(store, clock);
    await first.catchUp();
    expect((await eventsOf(store)).map(({ kind }) => kind)).toContain("went-dark");
    const late = inbound
      .filter(({ atMs }) => atMs >= noonMs + 20 * minuteMs)
      .map((one) => ({ ...one, recordedAtMs: noonMs + 61 * minuteMs }));
    await add(store, late);
    nowMs = noonMs + 62 * minuteMs;
    await who(first, () => trafficAt(store, clock)).catchUp();
    const dark = (await eventsOf(store)).filter(
      ({ kind, withdrawn }) => kind === "went-dark" && withdrawn !== true,
    );
    expect(dark).toEqual([]);
  });

  test("[WAT-112] the picture holds tracks up to their last report, and their past", async () => {
    const store = await storeWith([upAllDay, ...inbound]);
    const nowMs = noonMs + 70 * minuteMs;
    await trafficOf(store, nowMs).catchUp();
    const views = createViews({
      store,
      agreement,
      deployment,
      origin: "exercise",
      clock: { nowMs: () => nowMs },
    });
    const view = await views.traffic();
    expect(view.tracks).toMatchObject([
      { identity: "mmsi:211000001", name: "SEA LARK", lastAtMs: noonMs + 60 * minuteMs },
    ]);
    const [track] = view.tracks;
    expect(track?.past.at(-1)?.position).toEqual(track?.position);
    expect(track?.past.length).toBeGreaterThan(10);
    expect(view.events).toMatchObject([{ kind: "entered", zoneName: "Sea off the port" }]);

    const before = await views.traffic(noonMs + 21 * minuteMs);
    expect(before.tracks).toMatchObject([{ lastAtMs: noonMs + 20 * minuteMs }]);
    expect(before.events).toEqual([]);
  });

  test("[WAT-112] of another origin nothing is shown", async () => {
    const store = await storeWith(inbound);
    const clock = { nowMs: () => noonMs + 61 * minuteMs };
    const views = createViews({ store, agreement, deployment, origin: "observed", clock });
    expect((await views.traffic()).tracks).toEqual([]);
  });
});

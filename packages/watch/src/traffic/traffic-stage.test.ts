import { TrafficBook, type TrafficZone } from "@truceline/fusion";
import {
  derivedId,
  lonLat,
  type PositionReport,
  seededRng,
  type TrafficEvent,
} from "@truceline/model";
import { expect, test } from "vitest";
import { stored } from "../../testing/mid-ocean.ts";
import { minuteMs, noonMs } from "../../testing/times.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { readRecord } from "../store/read-record.ts";
import { ReportReader } from "./report-reader.ts";
import { TrafficStage } from "./traffic-stage.ts";

/** The eastern half of the world. */
const zones: readonly TrafficZone[] = [
  { id: "east", role: "area", contains: (lonDeg) => lonDeg > -30 },
];

/** To and fro over the edge of the zone, ten minutes on each side. */
const crossing = (fromMinute: number, toMinute: number): readonly PositionReport[] =>
  Array.from({ length: (toMinute - fromMinute) / 2 }, (_, index) => {
    const minute = fromMinute + index * 2;
    const atMs = noonMs + minute * minuteMs;
    const isEast = Math.floor(minute / 10) % 2 === 1;
    return {
      schema: "position-report/1",
      id: derivedId("test-report", minute),
      origin: "exercise",
      recordedAtMs: atMs,
      source: "ais-1",
      sourceId: `${minute}`,
      medium: "vessel",
      atMs,
      identity: { scheme: "mmsi", value: "211000001" },
      position: lonLat(-30 + (isEast ? 0.01 : -0.01), 0.001),
    };
  });

test("[WAT-223] a database that goes away takes back nothing that was only forgotten, and loses nothing taken back", async () => {
  const store = new MemoryStore(seededRng("stage"));
  const room = { nowMs: noonMs };
  const stage = new TrafficStage({
    store,
    reader: new ReportReader({ store, origin: "exercise" }),
    origin: "exercise",
    clock: { nowMs: () => room.nowMs },
    book: new TrafficBook({ zones, gates: [] }, {}, { eventCountMax: 4 }),
    zones,
    agreementHash: "a".repeat(64),
  });
  const events = async () => {
    const page = await store.list({ kind: "traffic-event", origin: "exercise" }, 100);
    return page.items.map((item) => readRecord("traffic-event", item));
  };
  const workIn = async (reports: readonly PositionReport[], atMinute: number) => {
    await store.append(reports.map(stored));
    room.nowMs = noonMs + atMinute * minuteMs;
    await stage.finish();
  };
  for (let minute = 0; minute < 180; minute += 60) {
    await workIn(crossing(minute, minute + 60), minute + 60);
  }
  const before = await events();
  expect(before.length).toBeGreaterThan(12);
  // It came a minute sooner than was thought: that entry is another, known while the store is away.
  const late = crossing(170, 172).map((report) => ({
    ...report,
    id: derivedId("test-late", report.id),
    sourceId: "late",
    atMs: report.atMs - minuteMs,
    recordedAtMs: noonMs + 181 * minuteMs,
  }));
  const commit = store.commitDerived.bind(store);
  store.commitDerived = () => Promise.reject(new Error("away"));
  await expect(workIn(late, 182)).rejects.toThrow("away");
  store.commitDerived = commit;
  await workIn([], 183);
  const after = await events();
  const isGone = ({ withdrawn }: TrafficEvent) => withdrawn === true;
  const idsOf = (list: readonly TrafficEvent[]) => list.map(({ id }) => id).sort();
  expect(after.filter(isGone)).toMatchObject([
    { kind: "entered", span: { toMs: noonMs + 170 * minuteMs } },
  ]);
  expect(before.filter(isGone)).toEqual([]);
  expect(after).toHaveLength(before.length + 1);
  expect(idsOf(after)).toEqual(expect.arrayContaining(idsOf(before)));
});

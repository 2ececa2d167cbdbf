import { derivedId, lonLat, type PositionReport, seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { midOcean, midOceanDeployment, stored } from "../../testing/mid-ocean.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { readRecord } from "../store/read-record.ts";
import { createTraffic } from "./create-traffic.ts";

/** A sea all round West Port, and the security zone closed to aircraft. */
const agreement = midOcean((text) =>
  text.replace(
    /\nzones:\n/,
    "\nzones:\n  - { id: sea, kind: maritime-zone, name: { en: Sea off the port }, build: { around: { site: port-west, radius: 10 km } } }\n",
  ),
);
const deployment = midOceanDeployment();

const report = (
  minute: number,
  value: string,
  position: readonly [number, number],
  change: Partial<PositionReport> = {},
): PositionReport => {
  const atMs = noonMs + minute * minuteMs;
  return {
    schema: "position-report/1",
    id: derivedId("test-report", value, minute),
    origin: "exercise",
    recordedAtMs: atMs,
    source: "ais-1",
    sourceId: `${value}/${minute}`,
    medium: "vessel",
    atMs,
    identity: { scheme: "mmsi", value },
    position: lonLat(position[0], position[1]),
    speedMps: 0.1,
    courseDeg: 90,
    ...change,
  };
};

/** One vessel in port, two beside each other at sea, and a balloon in the closed zone. */
const reportsAt = (minute: number): readonly PositionReport[] => [
  report(minute, "211000001", [-30.16, 0]),
  report(minute, "211000002", [-30.22, 0.01]),
  report(minute, "211000003", [-30.22, 0.0115]),
  report(minute, "abc123", [-30.02, 0.05], {
    medium: "aircraft",
    identity: { scheme: "icao24", value: "abc123" },
    kindStated: "uncrewed-aircraft",
    altitudeM: 900,
  }),
];

/** Eight hours, looked at every hour; with a new process at some of them. */
async function eventsWith(startsAgainAtHours: readonly number[]) {
  const store = new MemoryStore(seededRng("continued"));
  const room = { nowMs: noonMs };
  const clock = { nowMs: () => room.nowMs };
  const options = { store, agreement, deployment, origin: "exercise" as const, clock };
  const begin = () => createTraffic({ ...options, limits: { lookBackMs: 90 * minuteMs } });
  let traffic = begin();
  for (let hour = 0; hour < 8; hour++) {
    const minutes = Array.from({ length: 20 }, (_, index) => hour * 60 + index * 3);
    await store.append(minutes.flatMap(reportsAt).map(stored));
    room.nowMs = noonMs + (hour + 1) * hourMs;
    if (startsAgainAtHours.includes(hour)) traffic = begin();
    await traffic.catchUp();
  }
  const listed = async (kind: "traffic-event" | "observation") =>
    (await store.list({ kind, origin: "exercise" }, 100)).items;
  const events = (await listed("traffic-event")).map((item) => readRecord("traffic-event", item));
  return {
    events: events
      .filter(({ withdrawn }) => withdrawn !== true)
      .map(({ kind, identities, span }) => ({ kind, identities, span }))
      .sort((one, other) => (one.kind + one.identities < other.kind + other.identities ? -1 : 1)),
    reasons: events.map(({ reason }) => reason),
    observationCount: (await listed("observation")).length,
  };
}

describe("[WAT-224] what goes on is told once", () => {
  test.each([
    ["one start again", [5]],
    ["every start again", [2, 3, 4, 5, 6, 7]],
  ])("by %s as by one process", async (_, hours) => {
    const whole = await eventsWith([]);
    expect(whole.events.map(({ kind }) => kind)).toEqual([
      "entered",
      "loitering",
      "loitering",
      "loitering",
      "port-call",
      "rendezvous",
    ]);
    expect(whole.observationCount).toBe(1);
    const again = await eventsWith(hours);
    expect(again.events).toEqual(whole.events);
    expect(again.observationCount).toBe(1);
    for (const reason of again.reasons) expect(reason.split("It went on").length).toBeLessThan(3);
  });
});

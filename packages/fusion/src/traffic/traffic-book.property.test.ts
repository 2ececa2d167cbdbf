import { lonLat, type PositionReport, seededRng } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { reportOf } from "../testing/position-reports.ts";
import type { TrafficEventDraft } from "../tracks/track.ts";
import { defaultTrackOptions } from "../tracks/track-options.ts";
import { TrafficBook } from "./traffic-book.ts";
import type { TrafficGround } from "./traffic-ground.ts";

const MINUTE_MS = 60_000;

const ground: TrafficGround = {
  zones: [
    { id: "z", role: "area", contains: (lonDeg) => lonDeg > -30 },
    { id: "l", role: "lane", laneCourseDeg: 270, contains: (_, latDeg) => latDeg > 0.01 },
    { id: "p", role: "port", contains: (lonDeg, latDeg) => lonDeg > -29.99 && latDeg < -0.02 },
  ],
  gates: [{ id: "g", from: lonLat(-29.99, -0.1), to: lonLat(-29.99, 0.1) }],
  wouldBeHeard: ([lonDeg]) => (lonDeg < -30.02 ? 0.5 : 0.99),
};

/** Meetings are looked for more widely, and tracks end sooner, so that wanderings have some of both. */
function wideBook(): TrafficBook {
  return new TrafficBook(
    ground,
    { meetingDistanceM: 900, meetingMps: 3, meetingAfterMs: 10 * MINUTE_MS },
    { vessel: { ...defaultTrackOptions.vessel, endAfterMs: 8 * MINUTE_MS } },
  );
}

/** Some vessels that wander about one place, stop, fall silent, jump, and share names. */
function wanderings(seed: number): PositionReport[] {
  const rng = seededRng(`traffic-book/${seed}`);
  const reports: PositionReport[] = [];
  for (let vessel = 0; vessel < 4; vessel++) {
    const mmsi = `21100000${Math.min(vessel, 2)}`;
    let lonDeg = -30 + (rng.nextUnit() - 0.5) * 0.02;
    let latDeg = (rng.nextUnit() - 0.5) * 0.02 + (vessel === 3 ? 2 : 0);
    let atMs = Math.floor(rng.nextUnit() * MINUTE_MS);
    let eastMps = 0;
    let northMps = 0;
    for (let step = 0; step < 40; step++) {
      if (rng.nextUnit() < 0.2) {
        const isStill = rng.nextUnit() < 0.4;
        eastMps = isStill ? 0 : (rng.nextUnit() - 0.5) * 16;
        northMps = isStill ? 0 : (rng.nextUnit() - 0.5) * 16;
      }
      const stepS = 30 + Math.floor(rng.nextUnit() * (rng.nextUnit() < 0.05 ? 4_000 : 240));
      atMs += stepS * 1000;
      lonDeg += (eastMps * stepS) / 111_195;
      latDeg += (northMps * stepS) / 111_195;
      const isStray = rng.nextUnit() < 0.03;
      reports.push(reportOf({ mmsi, atMs, position: [isStray ? lonDeg + 3 : lonDeg, latDeg] }));
      if (rng.nextUnit() < 0.05) {
        reports.push({
          ...(reports.at(-1) as PositionReport),
          id: `${"0".repeat(8)}-0000-8000-8000-${`${reports.length}`.padStart(12, "0")}`,
        });
      }
    }
  }
  return reports.sort((one, other) => one.atMs - other.atMs);
}

/** The same reports, each put off by less than the lateness allowed. */
function disordered(reports: readonly PositionReport[], seed: number, byMs: number) {
  const rng = seededRng(`disorder/${seed}`);
  return reports
    .map((report) => ({ report, atMs: report.atMs + rng.nextUnit() * byMs }))
    .sort((one, other) => one.atMs - other.atMs)
    .map(({ report }) => report);
}

function held(events: readonly TrafficEventDraft[]): string {
  return JSON.stringify(events);
}

const seeds = fc.record({
  seed: fc.nat(),
  order: fc.nat(),
  batch: fc.integer({ min: 1, max: 40 }),
});

test("[FUS-158] tracks and events are the same in whatever order reports come within the lateness", () => {
  fc.assert(
    fc.property(seeds, ({ seed, order, batch }) => {
      const reports = wanderings(seed);
      const lastMs = reports.at(-1)?.atMs ?? 0;
      const sorted = wideBook();
      sorted.take(reports);
      const other = wideBook();
      const mixed = disordered(reports, order, 29 * MINUTE_MS);
      for (let at = 0; at < mixed.length; at += batch) {
        other.take(mixed.slice(at, at + batch));
        // Looked at on the way, so that what is held must really be revised.
        other.events(lastMs);
      }
      expect(held(other.events(lastMs))).toBe(held(sorted.events(lastMs)));
      expect(other.tracksAt(lastMs)).toEqual(sorted.tracksAt(lastMs));
    }),
    { numRuns: 60 },
  );
});

test("[FUS-169] what was told, revised and withdrawn adds up to what is held", () => {
  fc.assert(
    fc.property(seeds, ({ seed, order, batch }) => {
      const reports = disordered(wanderings(seed), order, 29 * MINUTE_MS);
      const book = wideBook();
      const told = new Map<string, TrafficEventDraft>();
      let nowMs = 0;
      for (let at = 0; at < reports.length; at += batch) {
        const some = reports.slice(at, at + batch);
        book.take(some);
        nowMs = Math.max(nowMs, ...some.map((report) => report.atMs));
        const { added, revised, withdrawn } = book.changes(nowMs);
        for (const draft of added) {
          expect(told.has(draft.key)).toBe(false);
          told.set(draft.key, draft);
        }
        for (const draft of revised) {
          expect(told.has(draft.key)).toBe(true);
          told.set(draft.key, draft);
        }
        for (const draft of withdrawn) expect(told.delete(draft.key)).toBe(true);
      }
      const all = book.events(nowMs);
      expect(told.size).toBe(all.length);
      for (const draft of all) expect(told.get(draft.key)).toEqual(draft);
    }),
    { numRuns: 40 },
  );
});

test("[FUS-152] no point of a track and no event lies after the last report, or where none was", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(10_000_000), (seed, aheadMs) => {
      const reports = wanderings(seed);
      const book = wideBook();
      book.take(reports);
      const lastMs = reports.at(-1)?.atMs ?? 0;
      const places = new Set(reports.map((report) => String(report.position)));
      for (const track of book.tracksAt(lastMs + aheadMs)) {
        expect(track.lastAtMs).toBeLessThanOrEqual(lastMs);
        for (const point of track.points) expect(places).toContain(String(point.position));
      }
      for (const event of book.events(lastMs + aheadMs)) {
        expect(event.fromMs).toBeLessThanOrEqual(event.toMs);
        if (event.kind !== "went-dark") expect(event.toMs).toBeLessThanOrEqual(lastMs);
      }
    }),
    { numRuns: 40 },
  );
});

test("the made wanderings show every kind of event that vessels have", () => {
  const kinds = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const book = wideBook();
    book.take(wanderings(seed));
    for (const event of book.events(0)) kinds.add(event.kind);
  }
  expect([...kinds].sort()).toEqual([
    "crossed-gate",
    "entered",
    "identity-conflict",
    "impossible-position",
    "left",
    "loitering",
    "port-call",
    "reappeared",
    "rendezvous",
    "went-dark",
    "wrong-way",
  ]);
});

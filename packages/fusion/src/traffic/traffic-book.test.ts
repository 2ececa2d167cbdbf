import { lonLat, type PositionReport } from "@truceline/model";
import { expect, test } from "vitest";
import { reportOf, vesselWay } from "../testing/position-reports.ts";
import type { TrafficEventDraft } from "../tracks/track.ts";
import { TrafficBook } from "./traffic-book.ts";
import type { TrafficGround, TrafficZone } from "./traffic-ground.ts";

const MINUTE_MS = 60_000;

/** A square of a tenth of a degree round a place. */
function square(id: string, lonDeg: number, latDeg: number, rest: Partial<TrafficZone> = {}) {
  return {
    id,
    role: "area",
    contains: (lon: number, lat: number) =>
      Math.abs(lon - lonDeg) <= 0.05 && Math.abs(lat - latDeg) <= 0.05,
    ...rest,
  } satisfies TrafficZone;
}

function bookOf(reports: readonly PositionReport[], ground: Partial<TrafficGround> = {}) {
  const book = new TrafficBook({ zones: [], gates: [], ...ground });
  book.take(reports);
  return book;
}

/** East through the square at 30° W: from 0.1° west of its middle to 0.1° east of it. */
const through = vesselWay({
  mmsi: "211000001",
  count: 38,
  stepMs: MINUTE_MS,
  speedMps: 10,
  from: lonLat(-30.1, 0),
});

test("[FUS-160] a vessel enters and leaves an area between two reports", () => {
  const events = bookOf(through, { zones: [square("z", -30, 0)] }).events(0);
  expect(events.map((event) => [event.kind, event.zoneId, event.toMs - event.fromMs])).toEqual([
    ["entered", "z", MINUTE_MS],
    ["left", "z", MINUTE_MS],
  ]);
});

test("[FUS-160] who is first heard inside has entered only where the zone is closed", () => {
  const inside = through.filter((report) => Math.abs((report.position?.[0] ?? 0) + 30) < 0.04);
  const open = bookOf(inside, { zones: [square("z", -30, 0)] }).events(0);
  expect(open).toEqual([]);
  const zones = [square("z", -30, 0, { closedTo: ["vessel"] })];
  const [event] = bookOf(inside, { zones }).events(0);
  expect(event?.kind).toBe("entered");
  expect(event?.reason).toContain("First heard inside");
});

test("[FUS-161] a gate tells the side a vessel came from", () => {
  const gates = [{ id: "g", from: lonLat(-30, -0.05), to: lonLat(-30, 0.05) }];
  const [event, ...others] = bookOf(through, { gates }).events(0);
  expect(others).toEqual([]);
  expect(event?.kind).toBe("crossed-gate");
  expect(event?.reason).toMatch(/^From its left to its right/);
  expect(event?.position?.[0]).toBeCloseTo(-30, 6);
  const beside = [{ id: "g", from: lonLat(-30, 0.01), to: lonLat(-30, 0.05) }];
  expect(bookOf(through, { gates: beside }).events(0)).toEqual([]);
});

test.each([
  [270, ["entered", "left", "wrong-way"]],
  [90, ["entered", "left"]],
  [0, ["entered", "left"]],
])("[FUS-162] going east in a lane that leads %i°", (laneCourseDeg, kinds) => {
  const zones = [square("l", -30, 0, { role: "lane", laneCourseDeg })];
  const events = bookOf(through, { zones }).events(0);
  expect(events.map((event) => event.kind).sort()).toEqual(kinds);
});

const heard = { wouldBeHeard: () => 0.97 };

test("[FUS-163] silence is dark only where it would have been heard", () => {
  const reports = [...through.slice(0, 10), ...through.slice(10).map((each) => later(each, 60))];
  const dark = bookOf(reports, heard).events(0);
  expect(dark.map((event) => event.kind)).toEqual(["went-dark", "reappeared"]);
  expect(dark[0]?.wouldBeHeardRatio).toBe(0.97);
  expect(bookOf(reports).events(0)).toEqual([]);
  expect(bookOf(reports, { wouldBeHeard: () => 0.5 }).events(0)).toEqual([]);
  expect(bookOf(reports, { wouldBeHeard: () => Number.NaN }).events(0)).toEqual([]);
});

test("[FUS-163] a hole in coverage on the way between the reports explains the silence", () => {
  const reports = [...through.slice(0, 10), ...through.slice(28).map((each) => later(each, 60))];
  const wouldBeHeard = ([lonDeg]: readonly [number, number]) =>
    Math.abs(lonDeg + 30) < 0.01 ? 0 : 1;
  expect(bookOf(reports, { wouldBeHeard }).events(0)).toEqual([]);
  expect(bookOf(reports, heard).events(0)).not.toEqual([]);
});

test("[FUS-163] a silence that goes on is told once it is long enough, and closed by the next report", () => {
  const book = bookOf(through, heard);
  const lastMs = through.at(-1)?.atMs ?? 0;
  expect(book.changes(lastMs + 29 * MINUTE_MS).added).toEqual([]);
  const [open] = book.changes(lastMs + 31 * MINUTE_MS).added;
  expect(open).toMatchObject({ kind: "went-dark", isOpen: true, fromMs: lastMs });
  const none = { added: [], revised: [], withdrawn: [] };
  expect(book.changes(lastMs + 90 * MINUTE_MS)).toEqual(none);
  book.take([later(through.at(-1) as PositionReport, 100)]);
  const { added, revised, withdrawn } = book.changes(lastMs + 100 * MINUTE_MS);
  expect(added.map((event) => event.kind)).toEqual(["reappeared"]);
  expect(revised.map((event) => [event.key, event.isOpen])).toEqual([[open?.key, false]]);
  expect(withdrawn).toEqual([]);
});

test("[FUS-163] a silence that ended is taken back once it is told that the receiver was dead, and stands again when that was wrong", () => {
  let chance = 0.97;
  const reports = [...through.slice(0, 10), ...through.slice(10).map((each) => later(each, 60))];
  const book = bookOf(reports, { wouldBeHeard: () => chance });
  expect(book.changes(0).added.map(({ kind }) => kind)).toEqual(["went-dark", "reappeared"]);
  chance = 0.4;
  expect(book.changes(0).withdrawn.map(({ kind }) => kind)).toEqual(["went-dark", "reappeared"]);
  expect(book.events(0)).toEqual([]);
  chance = 0.95;
  const [again] = book.changes(0).added;
  expect(again).toMatchObject({ kind: "went-dark", wouldBeHeardRatio: 0.95 });
  expect(again?.reason).toContain("at least 95 %");
});

test("[FUS-163] who lies in port, at anchor, or has landed has not gone dark", () => {
  const anchored = through.slice(0, 5).map((each) => ({ ...each, status: "at anchor" }));
  expect(bookOf(anchored, heard).events(1e9)).toEqual([]);
  const zones = [square("p", -30.1, 0, { role: "port" })];
  expect(bookOf(through.slice(0, 5), { ...heard, zones }).events(1e9)).toEqual([]);
  const flight = {
    mmsi: "4ca001",
    count: 5,
    stepMs: 10_000,
    speedMps: 60,
    medium: "aircraft",
  } as const;
  const low = vesselWay({ ...flight, altitudeM: 100 });
  expect(bookOf(low, heard).events(1e9)).toEqual([]);
  const high = vesselWay({ ...flight, altitudeM: 9_000 });
  expect(
    bookOf(high, heard)
      .events(1e9)
      .map((event) => event.kind),
  ).toEqual(["went-dark"]);
});

test("[FUS-164] loitering is an hour within two kilometres, outside ports and not at anchor", () => {
  const slow = vesselWay({ mmsi: "211000001", count: 30, stepMs: 3 * MINUTE_MS, speedMps: 0.3 });
  const zones = [square("z", -30, 0)];
  expect(
    bookOf(slow, { zones })
      .events(0)
      .map((event) => [event.kind, event.zoneId]),
  ).toEqual([["loitering", "z"]]);
  expect(bookOf(slow).events(0)).toEqual([]);
  const anchored = slow.map((each) => ({ ...each, status: "moored" }));
  expect(bookOf(anchored, { zones }).events(0)).toEqual([]);
  const fast = vesselWay({ mmsi: "211000001", count: 30, stepMs: 3 * MINUTE_MS, speedMps: 2 });
  expect(
    bookOf(fast, { zones })
      .events(0)
      .map((event) => event.kind),
  ).not.toContain("loitering");
});

test("[FUS-165] a port call is lying still in a port", () => {
  const zones = [square("p", -30, 0, { role: "port" })];
  const still = Array.from({ length: 10 }, (_, index) =>
    reportOf({ mmsi: "211000001", atMs: index * 5 * MINUTE_MS, position: [-30, 0], speedMps: 0.1 }),
  );
  const [event, ...others] = bookOf(still, { zones }).events(0);
  expect(others).toEqual([]);
  expect(event).toMatchObject({ kind: "port-call", zoneId: "p", fromMs: 0, toMs: 45 * MINUTE_MS });
  expect(bookOf(still.slice(0, 4), { zones }).events(0)).toEqual([]);
});

/** Two vessels nearly still, a stated number of metres apart. */
function pair(apartDeg: number, count: number, speedMps: number): PositionReport[] {
  return ["211000001", "211000002"].flatMap((mmsi, index) =>
    vesselWay({
      mmsi,
      count,
      stepMs: 3 * MINUTE_MS,
      speedMps,
      // Beside the other one at every instant.
      from: lonLat(-30 + (index * speedMps * 17) / 111_319, index * apartDeg),
      shiftMs: index * 17_000,
    }),
  );
}

test.each([
  ["200 m for an hour", 0.0018, 21, ["rendezvous"]],
  ["400 m for an hour", 0.0036, 21, []],
  ["200 m for 20 minutes", 0.0018, 7, []],
])("[FUS-166] two vessels nearly still at %s", (_, apartDeg, count, kinds) => {
  const events = bookOf(pair(apartDeg, count, 0.2)).events(0);
  expect(events.map((event) => event.kind)).toEqual(kinds);
  for (const event of events) {
    expect(event.identities).toEqual(["mmsi:211000001", "mmsi:211000002"]);
  }
});

test("[FUS-166] vessels beside each other in port do not meet", () => {
  const zones = [square("p", -30, 0, { role: "port" })];
  const events = bookOf(pair(0.0018, 21, 0.2), { zones }).events(0);
  expect(events.map((event) => event.kind)).not.toContain("rendezvous");
});

test("[FUS-167] two identities on one way are told as a conflict", () => {
  const events = bookOf(pair(0.0004, 15, 6)).events(0);
  expect(events.map((event) => [event.kind, event.identities.length])).toEqual([
    ["identity-conflict", 2],
  ]);
});

test("[FUS-168] an air corridor is entered and left by height", () => {
  const zones = [square("c", -30, 0, { medium: "aircraft", floorM: 1_000, ceilingM: 3_000 })];
  const heights = [500, 800, 1_200, 2_000, 3_500, 4_000];
  const reports = heights.map((altitudeM, index) =>
    reportOf({
      mmsi: "4ca001",
      medium: "aircraft",
      atMs: index * 10_000,
      position: [-30 + index * 0.005, 0],
      altitudeM,
    }),
  );
  const events = bookOf(reports, { zones }).events(0);
  expect(events.map((event) => [event.kind, event.toMs])).toEqual([
    ["entered", 20_000],
    ["height-left", 40_000],
  ]);
  const onGround = { groundHeightM: () => 800 };
  const above = bookOf(reports, { zones, ...onGround }).events(0);
  expect(above.map((event) => [event.kind, event.toMs])).toEqual([
    ["entered", 30_000],
    ["height-left", 50_000],
  ]);
  const unknown = reports.map(({ altitudeM: _, ...rest }) => rest);
  expect(bookOf(unknown, { zones }).events(0)).toEqual([]);
});

test("[FUS-169] a late report takes back what it shows not to have happened", () => {
  const gap = new TrafficBook(
    { zones: [], gates: [], ...heard },
    { darkAfterMs: { vessel: 20 * MINUTE_MS, aircraft: MINUTE_MS } },
  );
  gap.take(through.filter((_, index) => index < 5 || index > 34));
  expect(gap.changes(0).added.map((event) => event.kind)).toEqual(["went-dark", "reappeared"]);
  gap.take(through.slice(5, 35));
  expect(gap.changes(0).withdrawn.map((event) => event.kind)).toEqual(["went-dark", "reappeared"]);
  expect(gap.events(0)).toEqual([]);
});

function later(report: PositionReport, minutes: number): PositionReport {
  const atMs = report.atMs + minutes * MINUTE_MS;
  return { ...report, id: report.id.replace(/^./u, "f"), atMs, recordedAtMs: atMs };
}

test("[FUS-157] what is let go in a flood is not told as withdrawn, and keeps its names", () => {
  const book = new TrafficBook(
    { zones: [square("z", -30, 0)], gates: [], ...heard },
    {},
    { identityCountMax: 50 },
  );
  book.take(
    through.map((report) => ({ ...report, identity: { ...report.identity, name: "Alba" } })),
  );
  const nowMs = (through.at(-1)?.atMs ?? 0) + 31 * MINUTE_MS;
  const { added } = book.changes(nowMs);
  expect(added.map((event) => [event.kind, event.names])).toEqual([
    ["entered", ["Alba"]],
    ["left", ["Alba"]],
    ["went-dark", ["Alba"]],
  ]);
  // Each of them heard often enough not to give way first.
  const flood = Array.from({ length: 400 }, (_, index) =>
    reportOf({
      mmsi: `${900_000_000 + Math.floor(index / 4)}`,
      atMs: nowMs + index * 1_000,
      position: [-25, 1],
      status: "at anchor",
    }),
  );
  expect(book.take(flood).evictedCount).toBeGreaterThan(40);
  expect(book.changes(nowMs + 500_000)).toEqual({ added: [], revised: [], withdrawn: [] });
  const kept = book.events(nowMs + 500_000).filter((event) => event.zoneId === "z");
  expect(kept.map((event) => event.kind)).toEqual(["entered", "left"]);
});

test("[FUS-164] what goes on is open, and closed by the report that ends it", () => {
  const slow = vesselWay({ mmsi: "211000001", count: 30, stepMs: 3 * MINUTE_MS, speedMps: 0.3 });
  const zones = [square("z", -30, 0)];
  const away = reportOf({ mmsi: "211000001", atMs: 100 * MINUTE_MS, position: [-29.96, 0] });
  const book = bookOf(slow, { zones });
  const [open] = book.events(0);
  expect(open).toMatchObject({ kind: "loitering", isOpen: true, toMs: 87 * MINUTE_MS });
  book.take([away]);
  const closed = book.events(0).find((event) => event.key === open?.key);
  expect(closed).toEqual({ ...open, isOpen: false });
});

test("[FUS-166] a rendezvous has ended once both went on", () => {
  const met = pair(0.0018, 21, 0.2);
  const parted = ["211000001", "211000002"].map((mmsi, index) =>
    reportOf({ mmsi, atMs: 75 * MINUTE_MS, position: [-30.05 + index * 0.1, 0] }),
  );
  expect(
    bookOf(met)
      .events(0)
      .map((event) => event.isOpen),
  ).toEqual([true]);
  const events = bookOf([...met, ...parted]).events(0);
  expect(events.map((event) => [event.kind, event.isOpen])).toEqual([["rendezvous", false]]);
});

test("[FUS-166] a rendezvous of more than a day is one that grows, and is forgotten when it is long over", () => {
  const book = new TrafficBook({ zones: [], gates: [] });
  const [one, other] = ["211000001", "211000002"].map((mmsi, index) =>
    vesselWay({
      mmsi,
      count: 850,
      stepMs: 6 * MINUTE_MS,
      speedMps: 0,
      from: lonLat(-30, index * 0.0018),
    }),
  );
  const keys = new Set<string>();
  const seen: TrafficEventDraft[] = [];
  for (let from = 0; from < 850; from += 20) {
    // Nearly still for 30 hours, then side by side on their way.
    const part = [one, other].flatMap((way) =>
      (way ?? []).slice(from, from + 20).map((report) => {
        const goneDeg = Math.max(0, report.atMs - 30 * 60 * MINUTE_MS) / 100_000_000;
        const [lonDeg = 0, latDeg = 0] = report.position ?? [];
        return { ...report, position: lonLat(lonDeg + goneDeg, latDeg) };
      }),
    );
    book.take(part);
    const { added, revised, withdrawn } = book.changes(part.at(-1)?.atMs ?? 0);
    expect(withdrawn).toEqual([]);
    seen.push(...added, ...revised);
    for (const { key } of seen) keys.add(key);
  }
  expect([...keys]).toHaveLength(1);
  expect(seen.at(-1)).toMatchObject({ kind: "rendezvous", isOpen: false });
  expect((seen.at(-1)?.toMs ?? 0) - (seen.at(-1)?.fromMs ?? 0)).toBeCloseTo(30 * 3_600_000, -6);
  expect(book.events(0)).toEqual([]);
});

test.each([
  ["two identities on one way", () => pair(0.0004, 15, 6)],
  [
    "one identity in two places",
    () => [
      ...vesselWay({ mmsi: "211000001", count: 15, stepMs: 3 * MINUTE_MS, speedMps: 6 }),
      ...vesselWay({
        mmsi: "211000001",
        count: 15,
        stepMs: 3 * MINUTE_MS,
        speedMps: 6,
        from: [-25, 3],
        shiftMs: 17_000,
      }),
    ],
  ],
])("[FUS-201] a conflict of %s ends with its tracks where nobody is heard again", (_, make) => {
  const book = bookOf(make());
  const [open] = book.changes(45 * MINUTE_MS).added;
  expect(open).toMatchObject({ kind: "identity-conflict", isOpen: true });
  const endMs = (open?.toMs ?? 0) + 60 * MINUTE_MS;
  expect(book.changes(endMs)).toEqual({ added: [], revised: [], withdrawn: [] });
  expect(book.changes(endMs + 1).revised).toEqual([{ ...open, isOpen: false }]);
});

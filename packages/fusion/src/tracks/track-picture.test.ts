import type { PositionReport } from "@truceline/model";
import { expect, test } from "vitest";
import { reportOf, vesselWay } from "../testing/position-reports.ts";
import { TrackPicture } from "./track-picture.ts";

const MINUTE_MS = 60_000;

test("[FUS-152] a track ends at its last report and is never carried on", () => {
  const picture = new TrackPicture();
  const reports = vesselWay({ mmsi: "211000001", count: 30, stepMs: MINUTE_MS, speedMps: 8 });
  const taken = picture.take(reports);
  expect(taken.takenCount).toBe(30);
  const lastMs = reports.at(-1)?.atMs ?? 0;
  for (const laterMs of [0, MINUTE_MS, 600 * MINUTE_MS]) {
    const [track] = picture.tracksAt(lastMs + laterMs);
    expect(track?.lastAtMs).toBe(lastMs);
    expect(track?.points.at(-1)?.position).toEqual(reports.at(-1)?.position);
    expect(track?.isEnded).toBe(laterMs > 60 * MINUTE_MS);
  }
  const [track] = picture.tracksAt(lastMs);
  expect(track?.state.speedMps).toBeCloseTo(8, 0);
  expect(track?.state.courseDeg).toBeCloseTo(90, 0);
});

test("[FUS-152] asked for a past instant it tells nothing of later reports", () => {
  const picture = new TrackPicture();
  const reports = vesselWay({ mmsi: "211000001", count: 30, stepMs: MINUTE_MS, speedMps: 8 });
  picture.take(reports);
  const middle = reports[10];
  const [track] = picture.tracksAt(middle?.atMs ?? 0);
  expect(track?.points).toHaveLength(11);
  expect(picture.tracksAt((reports[0]?.atMs ?? 0) - 1)).toEqual([]);
});

test("[FUS-153] one wrong position is flagged with the speed it would take, and is not on the track", () => {
  const picture = new TrackPicture();
  const reports = vesselWay({ mmsi: "211000001", count: 20, stepMs: MINUTE_MS, speedMps: 8 });
  const stray = reportOf({
    mmsi: "211000001",
    atMs: (reports[9]?.atMs ?? 0) + MINUTE_MS / 2,
    position: [-20, 5],
  });
  picture.take([...reports, stray]);
  const events = picture.events();
  expect(events.map((event) => event.kind)).toEqual(["impossible-position"]);
  expect(events[0]?.reason).toMatch(/km from its last place 30 s before: .* m\/s, where nothing/);
  expect(events[0]?.reportIds).toEqual([stray.id]);
  const tracks = picture.tracksAt(reports.at(-1)?.atMs ?? 0);
  expect(tracks).toHaveLength(1);
  expect(tracks[0]?.points).toHaveLength(20);
});

test("[FUS-154] one identity in two places is a conflict, and two tracks", () => {
  const picture = new TrackPicture();
  const here = vesselWay({ mmsi: "211000001", count: 20, stepMs: MINUTE_MS, speedMps: 8 });
  const there = vesselWay({
    mmsi: "211000001",
    count: 20,
    stepMs: MINUTE_MS,
    speedMps: 5,
    from: [-25, 3],
    shiftMs: 20_000,
  });
  picture.take([...here, ...there]);
  const events = picture.events();
  expect(events.map((event) => event.kind)).toEqual(["identity-conflict"]);
  const tracks = picture.tracksAt(there.at(-1)?.atMs ?? 0);
  expect(tracks.map((track) => [track.id, track.points.length])).toEqual([
    ["mmsi:211000001", 20],
    ["mmsi:211000001#2", 20],
  ]);
});

/** Reports of one identity from two places, each a minute after the other, for so many minutes. */
function secondPlace(count: number, shiftMs: number): PositionReport[] {
  return vesselWay({
    mmsi: "211000001",
    count,
    stepMs: MINUTE_MS,
    speedMps: 5,
    from: [-25, 3],
    shiftMs: shiftMs + 20_000,
  });
}

function inOrder(reports: readonly PositionReport[]): readonly PositionReport[] {
  return reports.toSorted((one, other) => one.atMs - other.atMs);
}

test("[FUS-201] a conflict has ended once one of the places was not heard for as long as a track lasts", () => {
  const here = vesselWay({ mmsi: "211000001", count: 180, stepMs: MINUTE_MS, speedMps: 8 });
  const there = secondPlace(20, 0);
  const lastThereMs = there.at(-1)?.atMs ?? 0;
  const conflictBy = (untilMs: number) => {
    const picture = new TrackPicture();
    picture.take(inOrder([...here, ...there]).filter((report) => report.atMs <= untilMs));
    return picture.events().filter((event) => event.kind === "identity-conflict");
  };
  const endMs = lastThereMs + 60 * MINUTE_MS;
  expect(conflictBy(endMs)).toMatchObject([{ isOpen: true, toMs: lastThereMs }]);
  expect(conflictBy(endMs + MINUTE_MS)).toMatchObject([{ isOpen: false, toMs: lastThereMs }]);
  // What is heard of the one place afterwards says nothing of two.
  expect(conflictBy(endMs + 60 * MINUTE_MS)).toEqual(conflictBy(endMs + MINUTE_MS));
});

test("[FUS-201] two places heard again after a conflict has ended are another one", () => {
  const picture = new TrackPicture();
  const here = vesselWay({ mmsi: "211000001", count: 180, stepMs: MINUTE_MS, speedMps: 8 });
  const again = secondPlace(20, 150 * MINUTE_MS);
  picture.take(inOrder([...here, ...secondPlace(20, 0), ...again]));
  const conflicts = picture.events().filter((event) => event.kind === "identity-conflict");
  expect(conflicts.map(({ fromMs, isOpen }) => [fromMs, isOpen])).toEqual([
    [20_000, false],
    [again[0]?.atMs, true],
  ]);
});

test("[FUS-154] an identity that jumps and stays away is an impossible position, not two senders", () => {
  const picture = new TrackPicture();
  const before = vesselWay({ mmsi: "211000001", count: 10, stepMs: MINUTE_MS, speedMps: 8 });
  const after = vesselWay({
    mmsi: "211000001",
    count: 10,
    stepMs: MINUTE_MS,
    speedMps: 8,
    from: [-25, 3],
    shiftMs: 10 * MINUTE_MS,
  });
  picture.take([...before, ...after]);
  expect(picture.events().map((event) => [event.kind, event.isOpen])).toEqual([
    ["impossible-position", false],
  ]);
});

function shifted({ id, atMs }: PositionReport, ms: number) {
  return { id: id.replace(/^./u, "e"), atMs: atMs + ms, recordedAtMs: atMs + ms };
}

test("[FUS-155] positions that go round one point are flagged as made up", () => {
  const picture = new TrackPicture({ pastCountMax: 60 });
  const circling = Array.from({ length: 400 }, (_, index) => {
    const angle = (index / 16) * 2 * Math.PI;
    return reportOf({
      mmsi: "211000001",
      atMs: index * 30_000,
      position: [-30 + 0.004 * Math.cos(angle), 0.004 * Math.sin(angle)],
      speedMps: 4,
    });
  });
  picture.take(circling);
  const [event, ...others] = picture.events();
  expect(others).toEqual([]);
  expect(event).toMatchObject({ kind: "impossible-position", fromMs: 0, toMs: 399 * 30_000 });
  expect(event?.isOpen).toBe(true);
  expect(event?.reason).toContain("turns round one point at 44");
  expect(picture.tracksAt(400 * 30_000)[0]?.faults).toContain("circle");
  // And on its way again.
  const onward = vesselWay({ mmsi: "211000001", count: 20, stepMs: 30_000, speedMps: 8 });
  picture.take(onward.map((report) => ({ ...report, ...shifted(report, 400 * 30_000) })));
  expect(picture.events().map(({ key, isOpen }) => [key, isOpen])).toEqual([[event?.key, false]]);
});

test("[FUS-156] copies, reports from the future and ones too late are counted and left out", () => {
  const picture = new TrackPicture({ latenessMs: 5 * MINUTE_MS });
  const reports = vesselWay({ mmsi: "211000001", count: 30, stepMs: MINUTE_MS, speedMps: 8 });
  picture.take(reports);
  const copy = { ...(reports[29] as (typeof reports)[number]), id: reports[28]?.id ?? "" };
  const late = reportOf({
    mmsi: "211000001",
    atMs: (reports[3]?.atMs ?? 0) + 1,
    position: [-30, 0],
  });
  const early = {
    ...reportOf({ mmsi: "211000001", atMs: 1e12, position: [-30, 0] }),
    recordedAtMs: 0,
  };
  const nameless = { ...late, identity: { scheme: "none" as const } };
  const { position: _, ...placeless } = late;
  expect(picture.take([copy, late, early, nameless, placeless])).toEqual({
    takenCount: 0,
    duplicateCount: 1,
    tooLateCount: 1,
    fromFutureCount: 1,
    namelessCount: 1,
    placelessCount: 1,
    evictedCount: 0,
  });
});

test("[FUS-157] a flood of ever-new identities leaves those heard before", () => {
  const picture = new TrackPicture({ identityCountMax: 100 });
  const real = Array.from({ length: 50 }, (_, index) =>
    vesselWay({ mmsi: `2110000${index + 10}`, count: 5, stepMs: MINUTE_MS, speedMps: 8 }),
  ).flat();
  picture.take(real);
  const flood = Array.from({ length: 5_000 }, (_, index) =>
    reportOf({ mmsi: `${900_000_000 + index}`, atMs: 10 * MINUTE_MS + index, position: [-30, 1] }),
  );
  const taken = picture.take(flood);
  expect(taken.evictedCount).toBe(4_950);
  expect(picture.identityCount()).toBe(100);
  const ids = new Set(picture.tracksAt(100 * MINUTE_MS).map((track) => track.identity));
  for (const report of real) expect(ids).toContain(`mmsi:${report.identity.value}`);
});

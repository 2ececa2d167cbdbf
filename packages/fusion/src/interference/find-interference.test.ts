import { destination, distanceM } from "@truceline/geo";
import { type LonLat, lonLat, type PositionReport, seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { reportOf } from "../testing/position-reports.ts";
import { findInterference, interferenceBlockMs } from "./find-interference.ts";

const minuteMs = 60_000;
const centre = lonLat(-30, 0);

interface Made {
  readonly seed: string;
  readonly vesselCount: number;
  readonly hours: number;
  /** Chance that a report is one of a transponder's own blunders. */
  readonly blunderRatio?: number;
  readonly interference?: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly centre: LonLat;
    readonly radiusM: number;
    /** Share of those inside that are affected. */
    readonly affectedRatio: number;
    readonly shows: "far-ring" | "far-spot" | "lowered";
  };
}

/** Ships on straight ways through 150 by 150 km, heard each minute or so, with what is to be found known. */
function madeTraffic({ seed, vesselCount, hours, blunderRatio = 0.002, interference }: Made) {
  const rng = seededRng(seed);
  const reports: PositionReport[] = [];
  const far = destination(centre, 60, 300_000);
  /** Instants at which each that was affected told so. */
  const toldMs = new Map<string, number[]>();
  for (let vessel = 0; vessel < vesselCount; vessel++) {
    const mmsi = String(200_000_000 + vessel);
    const from = lonLat(-30 + (rng.nextUnit() - 0.5) * 1.35, (rng.nextUnit() - 0.5) * 1.35);
    const courseDeg = rng.nextUnit() * 360;
    const speedMps = 2.5 + rng.nextUnit() * 6;
    const isPicked = interference !== undefined && rng.nextUnit() < interference.affectedRatio;
    const ringDeg = rng.nextUnit() * 360;
    for (let atMs = rng.nextUnit() * minuteMs; atMs < hours * 60 * minuteMs; ) {
      const true_ = destination(from, courseDeg, (speedMps * atMs) / 1_000);
      const noise = destination(true_, rng.nextUnit() * 360, rng.nextUnit() * 15);
      const isBlunder = rng.nextUnit() < blunderRatio;
      const blunder = destination(true_, rng.nextUnit() * 360, 20_000 + rng.nextUnit() * 2e6);
      const isInside =
        interference !== undefined &&
        isPicked &&
        atMs >= interference.fromMs &&
        atMs < interference.toMs &&
        distanceM(true_, interference.centre) <= interference.radiusM;
      if (isInside) toldMs.set(mmsi, [...(toldMs.get(mmsi) ?? []), atMs]);
      const false_ =
        interference?.shows === "far-ring"
          ? destination(far, ringDeg + atMs / minuteMs, 5_000)
          : destination(far, rng.nextUnit() * 360, 5);
      const shows = isInside ? interference.shows : undefined;
      const position = shows === undefined || shows === "lowered" ? noise : false_;
      reports.push({
        ...reportOf({
          mmsi,
          atMs: Math.round(atMs),
          position: isBlunder ? blunder : position,
          speedMps,
          courseDeg,
        }),
        receiverId: `ais-${vessel % 3}`,
        integrity: { isPositionTrusted: shows !== "lowered" },
      });
      atMs += minuteMs * (0.5 + rng.nextUnit());
    }
  }
  const affectedIn = (fromMs: number) =>
    [...toldMs.values()].filter((times) =>
      times.some((atMs) => atMs >= fromMs && atMs < fromMs + interferenceBlockMs),
    ).length;
  return { reports, affectedIn };
}

const blocksOf = (hours: number) =>
  Array.from({ length: hours * 6 }, (_, index) => index * interferenceBlockMs);
/** A block with the reports that the function is to be given. */
const foundIn = (reports: readonly PositionReport[], fromMs: number) =>
  findInterference(
    reports.filter(({ atMs }) => atMs < fromMs + interferenceBlockMs),
    fromMs,
  );

describe("[FUS-195] interference found from positions that go wrong together", () => {
  test("no alarm in 144 blocks of ships that blunder by themselves", () => {
    let alarmCount = 0;
    let blunderBlocks = 0;
    for (let seed = 0; seed < 4; seed++) {
      const { reports } = madeTraffic({ seed: `quiet ${seed}`, vesselCount: 60, hours: 6 });
      for (const fromMs of blocksOf(6)) {
        alarmCount += foundIn(reports, fromMs).length;
        blunderBlocks++;
      }
    }
    expect([blunderBlocks, alarmCount]).toEqual([144, 0]);
  });

  test.each(["far-ring", "far-spot", "lowered"] as const)(
    "%s: found in its first block and its last in 9 of 10 and more, where it is, and not before it began",
    (shows) => {
      let foundCount = 0;
      let worthCount = 0;
      for (let seed = 0; seed < 10; seed++) {
        const truth = {
          fromMs: 30 * minuteMs,
          toMs: 90 * minuteMs,
          centre: destination(centre, seed * 36, 25_000),
          radiusM: 35_000,
          affectedRatio: 0.7,
          shows,
        };
        const { reports, affectedIn } = madeTraffic({
          seed: `${shows} ${seed}`,
          vesselCount: 60,
          hours: 2,
          interference: truth,
        });
        expect(foundIn(reports, truth.fromMs - interferenceBlockMs)).toEqual([]);
        expect(foundIn(reports, truth.toMs + interferenceBlockMs)).toEqual([]);
        // Of a few among many nobody can say that they went wrong together. In its first block and its last:
        for (const fromMs of [truth.fromMs, truth.toMs - interferenceBlockMs]) {
          if (affectedIn(fromMs) < 8) continue;
          worthCount++;
          if (foundIn(reports, fromMs).length > 0) foundCount++;
        }
        const [first] = foundIn(reports, truth.fromMs);
        if (first === undefined) continue;
        expect(first.fromMs).toBeGreaterThanOrEqual(truth.fromMs);
        expect(first.fromMs).toBeLessThan(truth.fromMs + 2 * minuteMs);
        const apartM = distanceM(first.area.centre, truth.centre);
        expect(apartM).toBeLessThan(truth.radiusM);
        // One that blunders by itself just beside the area widens it.
        expect(first.area.radiusM).toBeLessThan(1.5 * truth.radiusM);
        expect(first.receiverCount).toBeGreaterThanOrEqual(1);
      }
      expect(worthCount).toBeGreaterThanOrEqual(8);
      expect(foundCount / worthCount).toBeGreaterThanOrEqual(0.9);
    },
  );

  test("says how the wrong positions lie", () => {
    const patternOf = (shows: "far-ring" | "far-spot" | "lowered") =>
      foundIn(
        madeTraffic({
          seed: `pattern ${shows}`,
          vesselCount: 80,
          hours: 2,
          blunderRatio: 0,
          interference: {
            fromMs: 60 * minuteMs,
            toMs: 120 * minuteMs,
            centre,
            radiusM: 45_000,
            affectedRatio: 1,
            shows,
          },
        }).reports,
        70 * minuteMs,
      )[0]?.pattern;
    expect(patternOf("far-ring")).toBe("circle");
    expect(patternOf("far-spot")).toBe("spot");
    expect(patternOf("lowered")).toBe("in-place");
  });

  test("one transponder that goes wrong, ships at anchor, and a tow under way are nothing", () => {
    const quiet = madeTraffic({ seed: "one", vesselCount: 30, hours: 1, blunderRatio: 0 }).reports;
    const alone = Array.from({ length: 20 }, (_, index) =>
      reportOf({
        mmsi: "299999999",
        atMs: index * 3 * minuteMs,
        position: index % 2 === 0 ? [-30, 0] : [-35, 4],
        speedMps: 5,
      }),
    );
    const port = Array.from({ length: 40 }, (_, index) =>
      reportOf({
        mmsi: String(210_000_000 + (index % 10)),
        atMs: (20 + index) * minuteMs,
        position: [-30.2, 0.1],
        speedMps: 0,
        status: "moored",
      }),
    );
    const tow = Array.from({ length: 100 }, (_, index) =>
      reportOf({
        mmsi: String(220_000_000 + (index % 5)),
        atMs: Math.floor(index / 5) * 3 * minuteMs + (index % 5) * 1_000,
        position: destination(lonLat(-29.8, -0.2), 90, 3 * Math.floor(index / 5) * 180),
        speedMps: 3,
      }),
    );
    for (const fromMs of blocksOf(1)) {
      expect(foundIn([...quiet, ...alone, ...port, ...tow], fromMs)).toEqual([]);
    }
  });

  test("the order of the reports is nothing, nor is one that comes twice", () => {
    const { reports } = madeTraffic({
      seed: "order",
      vesselCount: 50,
      hours: 2,
      interference: {
        fromMs: 60 * minuteMs,
        toMs: 100 * minuteMs,
        centre,
        radiusM: 45_000,
        affectedRatio: 0.8,
        shows: "far-ring",
      },
    });
    const once = foundIn(reports, 70 * minuteMs);
    expect(once).toHaveLength(1);
    expect(foundIn([...reports].reverse(), 70 * minuteMs)).toEqual(once);
    expect(foundIn([...reports, ...reports.slice(0, 500)], 70 * minuteMs)).toEqual(once);
  });
});

import { cellAt, cellSamplePoints, distanceM } from "@truceline/geo";
import {
  type Denial,
  type Deployment,
  lonLat,
  type Patrol,
  type PatrolTrack,
} from "@truceline/model";
import {
  curveOf,
  defaultCatalogue,
  detectionChance,
  kindGroupOf,
  pointCoverage,
  prepareCoverage,
  statedUptimes,
} from "@truceline/sensing";
import { describe, expect, test } from "vitest";
import {
  checkIn,
  denial,
  hourMs,
  minuteMs,
  noonMs,
  patrol,
  track,
} from "../testing/desk-records.ts";
import { withMovingSensors, withMovingUptimes } from "./moving-sensor.ts";
import { patrolSensors } from "./patrol-sensors.ts";

const at = (minutes: number) => noonMs + minutes * minuteMs;
/** Ears of a patrol as "place minutes state", minutes past noon. */
function earsOf(one: Patrol, tracks: readonly PatrolTrack[] = [], denials: readonly Denial[] = []) {
  return patrolSensors(one, tracks, denials)
    .filter(({ means }) => means === "ear")
    .flatMap(({ position, pieces }) =>
      pieces.map(({ fromMs, toMs, factor, reason }) => {
        const [from, to] = [fromMs, toMs].map((atMs) => Math.round((atMs - noonMs) / minuteMs));
        return `${position.map((deg) => deg.toFixed(2)).join(" ")} ${from}-${to} ${reason ?? factor}`;
      }),
    );
}
const heard = { recordedAtMs: at(120) };

describe("what a patrol could see and hear", () => {
  test("[DSK-010] planned and not there is not seen: not received, then down once it is back", () => {
    expect(earsOf(patrol(heard))).toEqual(["-30.00 0.05 10-50 not-received"]);
    expect(earsOf(patrol({ ...heard, state: "planned" }))).toEqual([
      "-30.00 0.05 10-50 not-received",
    ]);
    expect(earsOf(patrol({ ...heard, state: "back", backAtMs: at(100) }))).toEqual([
      "-30.00 0.05 10-50 down",
    ]);
    expect(earsOf(patrol({ ...heard, state: "cancelled" }))).toEqual([]);
  });

  test("[DSK-010] a check-in at a stop shows it there until the next is due or it is elsewhere", () => {
    expect(earsOf(patrol({ ...heard, checkIns: [checkIn(12)] }))).toEqual([
      "-30.00 0.05 10-12 not-received",
      "-30.00 0.05 12-42 1",
      "-30.00 0.05 42-50 not-received",
    ]);
    const elsewhere = checkIn(30, { position: lonLat(-29.9, 0) });
    expect(earsOf(patrol({ ...heard, checkIns: [elsewhere, checkIn(12)] }))).toEqual([
      "-30.00 0.05 10-12 not-received",
      "-30.00 0.05 12-30 1",
      "-30.00 0.05 30-50 not-received",
      "-29.90 0.00 30-35 1",
    ]);
    // A check-in without a place shows that it lives, not where.
    expect(earsOf(patrol({ ...heard, checkIns: [{ atMs: at(12) }] }))).toEqual([
      "-30.00 0.05 10-50 not-received",
    ]);
  });

  test("[DSK-010] a track shows where it was; driving it sees and does not hear", () => {
    const slow = track([
      [12, -30, 0.05],
      [20, -30.0005, 0.05],
      [45, -30, 0.0503],
    ]);
    expect(earsOf(patrol(heard), [slow])).toEqual([
      "-30.00 0.05 10-12 not-received",
      "-30.00 0.05 12-46 1",
      "-30.00 0.05 46-50 not-received",
    ]);
    const driving = track([
      [60, -30, 0.05],
      [65, -29.95, 0.05],
    ]);
    const sensors = patrolSensors(patrol({ ...heard, stops: [] }), [driving], []);
    expect(sensors.filter(({ means }) => means === "eye").length).toBeGreaterThanOrEqual(5);
    // Only its last point, where nothing shows that it drove on.
    expect(sensors.filter(({ means }) => means === "ear")).toHaveLength(1);
    const others = track([[12, -30, 0.05]], { patrolId: "00000000-0000-7000-8000-000000000000" });
    expect(earsOf(patrol({ ...heard, stops: [] }), [others])).toEqual([]);
    const early = track([[12, -30, 0.05]], { recordedAtMs: at(11) });
    expect(earsOf(patrol({ ...heard, stops: [] }), [early])).toEqual([]);
  });

  test("[DSK-011] a denial at the stop takes it away, with its reason, whoever was said to be there", () => {
    const there = patrol({ ...heard, checkIns: [checkIn(12)], checkInEveryMs: hourMs });
    const span = { fromMs: at(20), toMs: at(30) - 1 };
    expect(earsOf(there, [], [denial({ span })])).toEqual([
      "-30.00 0.05 10-12 not-received",
      "-30.00 0.05 12-20 1",
      "-30.00 0.05 20-30 denied",
      "-30.00 0.05 30-50 1",
    ]);
    // Withdrawn, of another patrol, at another place, or of a kind that lets people through: it stays.
    const before = earsOf(there);
    for (const change of [
      { withdrawn: true },
      { patrolId: "00000000-0000-7000-8000-000000000000" },
      { place: { position: lonLat(-29.9, 0) } },
      { kind: "delay" as const },
      { kind: "interference" as const },
    ]) {
      expect(earsOf(there, [], [denial({ span, ...change })])).toEqual(before);
    }
  });

  test("[DSK-011] turned back on the way, what it did not reach was denied; a delay only while it lasts", () => {
    const barrier = { place: { position: lonLat(-29.9, 0) } };
    const span = { fromMs: at(5), toMs: at(15) - 1 };
    expect(earsOf(patrol(heard), [], [denial({ ...barrier, span })])).toEqual([
      "-30.00 0.05 10-50 denied",
    ]);
    expect(earsOf(patrol(heard), [], [denial({ span, kind: "delay" })])).toEqual([
      "-30.00 0.05 10-15 denied",
      "-30.00 0.05 15-50 not-received",
    ]);
  });
});

test("[DSK-012] coverage with a patrol is that of counting minutes and points by hand", () => {
  const base: Deployment = {
    schema: "deployment/1",
    id: "two-posts",
    posts: [{ id: "op-1", kind: "observation-post", position: lonLat(-30.03, 0.05) }],
    sensors: [{ id: "ear-1", means: "ear", post: "op-1" }],
  };
  const there = patrol({ ...heard, checkIns: [checkIn(12), checkIn(40)] });
  const denials = [denial({ span: { fromMs: at(20), toMs: at(30) - 1 } })];
  const moving = patrolSensors(
    there,
    [
      track([
        [50, -30, 0.05],
        [54, -29.96, 0.03],
      ]),
    ],
    denials,
  );
  const cell = cellAt(-30, 0.06, 8);
  const up = statedUptimes([
    {
      schema: "sensor-state/1",
      id: there.id,
      origin: "exercise",
      recordedAtMs: noonMs,
      source: "ear-1",
      sourceId: "up",
      sensorId: "ear-1",
      fromMs: noonMs - hourMs,
      state: "up",
    },
  ]);
  const uptimes = withMovingUptimes(up, moving);
  const engine = prepareCoverage({
    deployment: withMovingSensors(base, moving),
    cells: [cell],
    timezone: "Etc/UTC",
  });
  for (const groupsNeeded of [1, 2]) {
    const hour = engine.hour({
      hourFromMs: noonMs,
      uptimes,
      kinds: ["explosion"],
      groupsNeeded,
      weather: [{ id: "clear", probability: 1 }],
    });
    const placed = [
      { id: "ear-1", group: "op-1", means: "ear", position: lonLat(-30.03, 0.05) },
      ...moving,
    ];
    let sum = 0;
    const points = cellSamplePoints(cell);
    // Every ten seconds, so that pieces that begin within a minute are met.
    for (let second = 5; second < 3_600; second += 10) {
      const atMs = noonMs + second * 1_000;
      for (const point of points) {
        const sensors = placed.map(({ id, group, means, position }) => {
          const entry = defaultCatalogue.find((one) => one.id === means);
          const kindGroup = entry === undefined ? undefined : kindGroupOf(entry, "explosion");
          if (kindGroup === undefined) throw new Error(means);
          const factor = uptimes.pieces(id, atMs, atMs + 1)[0]?.factor ?? 0;
          const chance = detectionChance(curveOf(kindGroup), distanceM(position, point));
          return { id, group, chance: chance * factor * kindGroup.dayFactor.value };
        });
        sum += pointCoverage({ sensors, causes: [], groupsNeeded });
      }
    }
    const byHand = sum / (360 * points.length);
    expect(hour.ratios[0]).toBeGreaterThan(0.1);
    expect(Math.abs((hour.ratios[0] ?? 0) - byHand)).toBeLessThan(0.005);
  }
});

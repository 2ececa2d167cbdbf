import { cellAt, cellCentre, destination } from "@truceline/geo";
import { type Deployment, lonLat, type SensorState } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type CoverageQuery, prepareCoverage } from "./coverage-engine.ts";
import { plannedUptimes, statedUptimes } from "./sensor-timeline.ts";

const hourMs = 3_600_000;
const dayHour = Date.parse("2025-03-01T14:00Z"); // noon at 30° W
const nightHour = Date.parse("2025-03-01T02:00Z");
const cell = cellAt(-30, 0, 7); // about 1.3 km to a corner
const centre = cellCentre(cell);
const away = cellAt(-29, 0, 7); // 111 km off

type Sensor = Deployment["sensors"][number];

function deploymentOf(
  posts: readonly { id: string; awayM: number; azimuthDeg?: number }[],
  sensors: readonly Sensor[],
): Deployment {
  return {
    schema: "deployment/1",
    id: "mid-ocean",
    posts: posts.map(({ id, awayM, azimuthDeg = 90 }) => ({
      id,
      kind: "observation-post" as const,
      position: awayM === 0 ? centre : destination(centre, azimuthDeg, awayM),
    })),
    sensors: [...sensors],
  };
}

const pair = deploymentOf(
  [
    { id: "east", awayM: 500, azimuthDeg: 90 },
    { id: "west", awayM: 500, azimuthDeg: 270 },
  ],
  [
    { id: "east-cam", means: "camera", post: "east" },
    { id: "west-cam", means: "camera", post: "west" },
  ],
);

const state = (
  sensorId: string,
  fromMs: number,
  name: SensorState["state"],
  factor?: number,
): SensorState => ({
  schema: "sensor-state/1",
  id: "018f0000-0000-7000-8000-000000000001",
  origin: "exercise",
  recordedAtMs: fromMs,
  source: "health",
  sourceId: `${sensorId}-${fromMs}`,
  sensorId,
  fromMs,
  state: name,
  ...(factor === undefined ? {} : { factor }),
});
const up = (...ids: string[]) => ids.map((id) => state(id, 0, "up"));

const ask = (
  deployment: Deployment,
  query: Partial<CoverageQuery>,
  cells: readonly string[] = [cell],
) => {
  const hour = prepareCoverage({ deployment, cells, timezone: "Etc/UTC" }).hour({
    hourFromMs: dayHour,
    uptimes: statedUptimes(up(...deployment.sensors.map(({ id }) => id))),
    kinds: ["explosion"],
    groupsNeeded: 1,
    ...query,
  });
  return { ...hour, first: hour.ratios[0] as number, why: hour.losses([0]) };
};

describe("coverage of a cell in an hour", () => {
  test("[SEN-010] turning a camera off turns its cell from met to unseen, and says why", () => {
    const requirement = 0.8;
    const clear = [{ id: "clear", probability: 1 }];
    const before = ask(pair, { groupsNeeded: 2, weather: clear });
    expect(before.first).toBeGreaterThan(requirement);
    const states = [...up("east-cam", "west-cam"), state("west-cam", dayHour - hourMs, "down")];
    const after = ask(pair, { groupsNeeded: 2, uptimes: statedUptimes(states), weather: clear });
    expect(after.first).toBe(0);
    expect(after.why[0]).toEqual({
      reason: "down",
      lossRatio: expect.closeTo(before.first, 12),
      sensorIds: ["west-cam"],
    });
  });

  test.each(["jammed", "denied", "down", "not-received", "degraded"] as const)(
    "[SEN-011] a sensor that is %s is named under that word",
    (name) => {
      const states = [...up("east-cam"), state("west-cam", 0, name)];
      const { why } = ask(pair, { groupsNeeded: 2, uptimes: statedUptimes(states) });
      expect(why[0]).toMatchObject({ reason: name, sensorIds: ["west-cam"] });
    },
  );

  test("[SEN-012] an hour half of which a camera was down has half of the coverage", () => {
    const whole = ask(pair, { groupsNeeded: 2 }).first;
    const states = [...up("east-cam", "west-cam"), state("west-cam", dayHour + hourMs / 2, "down")];
    const half = ask(pair, { groupsNeeded: 2, uptimes: statedUptimes(states) });
    expect(half.first).toBeCloseTo(whole / 2, 12);
    expect(half.why[0]).toMatchObject({ reason: "down" });
  });

  test("[SEN-012] up-time counts to the second, also inside a minute", () => {
    const whole = ask(pair, {}).first;
    const oneLess = { kinds: ["explosion"], groupsNeeded: 1 } as const;
    const states = [...up("east-cam"), state("east-cam", dayHour + 90_000, "down")];
    const single = deploymentOf([{ id: "east", awayM: 0 }], [pair.sensors[0] as Sensor]);
    const full = ask(single, oneLess).first;
    const cut = ask(single, { ...oneLess, uptimes: statedUptimes(states) }).first;
    expect(cut).toBeCloseTo((full * 90) / 3600, 12);
    expect(whole).toBeGreaterThan(full);
  });

  test("[SEN-002] two sensors on one post are one source", () => {
    const mast = deploymentOf(
      [{ id: "mast", awayM: 0 }],
      [
        { id: "cam", means: "camera", post: "mast" },
        { id: "ear", means: "ear", post: "mast" },
      ],
    );
    expect(ask(mast, { groupsNeeded: 1 }).first).toBeGreaterThan(0.9);
    const two = ask(mast, { groupsNeeded: 2 });
    expect(two.first).toBe(0);
    expect(two.why[0]).toMatchObject({ reason: "one-source-only", sensorIds: ["ear", "cam"] });
  });

  test("[SEN-013] cameras on different halves of a cell are not taken for two on the same", () => {
    const looking = (eastDeg: number, westDeg: number) =>
      deploymentOf(
        [
          { id: "m1", awayM: 0 },
          { id: "m2", awayM: 0 },
        ],
        [
          {
            id: "c1",
            means: "camera",
            post: "m1",
            view: { bearingDeg: eastDeg, fieldOfViewDeg: 170 },
          },
          {
            id: "c2",
            means: "camera",
            post: "m2",
            view: { bearingDeg: westDeg, fieldOfViewDeg: 170 },
          },
        ],
      );
    const apart = ask(looking(90, 270), { groupsNeeded: 2 });
    const together = ask(looking(90, 90), { groupsNeeded: 2 });
    // Both see their own foot, one of seven points; the rest only where views overlap.
    expect(together.first).toBeGreaterThan(2 * apart.first);
    expect(apart.why.map(({ reason }) => reason)).toContain("out-of-view");
  });

  test("[SEN-014] fog takes two cameras at once: a common cause is not two chances", () => {
    const foggy = [
      { id: "clear", probability: 0.5 },
      { id: "fog", probability: 0.5 },
    ];
    const clear = ask(pair, { groupsNeeded: 2, weather: [{ id: "clear", probability: 1 }] }).first;
    const fog = ask(pair, { groupsNeeded: 2, weather: [{ id: "fog", probability: 1 }] }).first;
    const mixed = ask(pair, { groupsNeeded: 2, weather: foggy });
    expect(mixed.first).toBeCloseTo((clear + fog) / 2, 12);
    expect(mixed.why[0]).toMatchObject({ reason: "weather" });
  });

  test("[SEN-005] at night an eye loses persons, and the night is named", () => {
    const post = deploymentOf([{ id: "op", awayM: 0 }], [{ id: "eye", means: "eye", post: "op" }]);
    const day = ask(post, { kinds: ["persons"] });
    const night = ask(post, { kinds: ["persons"], hourFromMs: nightHour });
    expect(night.first).toBeLessThan(day.first / 5);
    expect(night.why[0]).toMatchObject({ reason: "night", sensorIds: ["eye"] });
    expect(day.why.map(({ reason }) => reason)).not.toContain("night");
  });

  test("[SEN-015] outside its hours a sensor sees nothing, and that is named", () => {
    const post = deploymentOf(
      [{ id: "op", awayM: 0 }],
      [{ id: "ear", means: "ear", post: "op", hours: { from: "06:00", to: "14:30" } }],
    );
    const open = ask(post, { hourFromMs: dayHour - hourMs }).first;
    const half = ask(post, {}).first;
    const shut = ask(post, { hourFromMs: dayHour + hourMs });
    expect(half).toBeCloseTo(open / 2, 12);
    expect(shut.first).toBe(0);
    expect(shut.why[0]).toMatchObject({ reason: "off-schedule", sensorIds: ["ear"] });
  });

  test("[SEN-011] far from every sensor there is no sensor; nearer it is out of range", () => {
    const post = deploymentOf([{ id: "op", awayM: 0 }], [{ id: "ear", means: "ear", post: "op" }]);
    const far = ask(post, {}, [away]);
    expect(far.why).toEqual([{ reason: "no-sensor", lossRatio: 1, sensorIds: [] }]);
    const near = ask(
      deploymentOf([{ id: "op", awayM: 14_000 }], [{ id: "ear", means: "ear", post: "op" }]),
      {},
    );
    expect(near.first).toBe(0);
    expect(near.why[0]).toMatchObject({ reason: "out-of-range", sensorIds: ["ear"] });
  });

  test("[SEN-011] within twice its range is judged by the kinds asked for, not by the means", () => {
    // An eye 8 km away: far for persons (2 km), though near for an explosion (10 km).
    const post = deploymentOf(
      [{ id: "op", awayM: 8_000 }],
      [{ id: "eye", means: "eye", post: "op" }],
    );
    expect(ask(post, { kinds: ["persons"] }).why).toEqual([
      { reason: "no-sensor", lossRatio: 1, sensorIds: [] },
    ]);
    expect(ask(post, { kinds: ["explosion"] }).why[0]?.reason).toBe("out-of-range");
  });

  test("[SEN-011] where two reasons must both go, both are named with 0", () => {
    const states = [state("east-cam", 0, "down"), state("west-cam", 0, "jammed")];
    const { first, why } = ask(pair, { groupsNeeded: 2, uptimes: statedUptimes(states) });
    expect(first).toBe(0);
    expect(why).toEqual([
      { reason: "jammed", lossRatio: 0, sensorIds: ["west-cam"] },
      { reason: "down", lossRatio: 0, sensorIds: ["east-cam"] },
    ]);
  });

  test("[SEN-011] what is too far and looks the other way is named under both", () => {
    const turned = deploymentOf(
      [{ id: "mast", awayM: 14_000 }],
      [{ id: "ear", means: "ear", post: "mast", view: { bearingDeg: 90, fieldOfViewDeg: 10 } }],
    );
    expect(ask(turned, {}).why).toEqual([
      { reason: "out-of-range", lossRatio: 0, sensorIds: ["ear"] },
      { reason: "out-of-view", lossRatio: 0, sensorIds: ["ear"] },
    ]);
  });

  test("a kind that no means detects is not covered, for want of a sensor", () => {
    const { first, why } = ask(pair, { kinds: ["thermal-anomaly"] });
    expect(first).toBe(0);
    expect(why[0]).toMatchObject({ reason: "no-sensor", lossRatio: 1 });
  });

  test("an hour that still runs counts up to now only", () => {
    const states = [...up("east-cam", "west-cam"), state("west-cam", dayHour + 600_000, "down")];
    const query = { groupsNeeded: 2, uptimes: statedUptimes(states) };
    const untilThen = ask(pair, { ...query, toMs: dayHour + 600_000 }).first;
    expect(untilThen).toBeCloseTo(ask(pair, { groupsNeeded: 2 }).first, 12);
  });

  test("a plan's power cut takes the sensors that name it together", () => {
    const planned = {
      ...pair,
      sensors: pair.sensors.map((sensor) => ({ ...sensor, commonCauses: ["line 4"] })),
    };
    const cut = {
      id: "line 4",
      states: [
        { id: "on", probability: 0.75, factor: 1 },
        { id: "off", probability: 0.25, factor: 0 },
      ],
    };
    const query = {
      hourFromMs: dayHour,
      uptimes: plannedUptimes(() => 1),
      kinds: ["explosion"] as const,
      groupsNeeded: 2,
    };
    const setup = { deployment: planned, cells: [cell], timezone: "Etc/UTC" };
    const without = prepareCoverage(setup).hour(query).ratios[0] as number;
    const withCut = prepareCoverage({ ...setup, causes: [cut] }).hour(query).ratios[0] as number;
    expect(withCut).toBeCloseTo(0.75 * without, 12);
  });
});

describe("states that persist", () => {
  const post = deploymentOf([{ id: "op", awayM: 0 }], [{ id: "eye", means: "eye", post: "op" }]);
  const query = {
    kinds: ["weapon-present"] as const,
    persistence: { is: "state" as const, lookEveryMs: 12 * hourMs },
  };

  test("[SEN-016] a look stays valid until the interval for looking again has run out", () => {
    const states = [state("eye", 0, "up"), state("eye", dayHour, "denied")];
    const at = (laterH: number) =>
      ask(post, {
        ...query,
        uptimes: statedUptimes(states),
        hourFromMs: dayHour + laterH * hourMs,
      });
    const looking = at(-1).first;
    expect(looking).toBeGreaterThan(0.8);
    expect(at(6).first).toBe(looking);
    expect(at(11).first).toBe(looking);
    const expired = at(13);
    expect(expired.first).toBe(0);
    expect(expired.why[0]).toMatchObject({ reason: "denied", sensorIds: ["eye"] });
  });

  test("[SEN-016] it runs out to the minute, not at the next full hour", () => {
    const states = [state("eye", 0, "up"), state("eye", dayHour + hourMs / 2, "denied")];
    const later = { ...query, uptimes: statedUptimes(states), hourFromMs: dayHour + 12 * hourMs };
    const before = ask(post, { ...later, hourFromMs: dayHour + 11 * hourMs }).first;
    expect(ask(post, later).first).toBeCloseTo(before / 2, 12);
  });

  test("[SEN-016] looking often does not add up to certainty", () => {
    const often = ask(post, query).first;
    const once = ask(post, { ...query, persistence: { is: "impulse" } }).first;
    expect(often).toBeCloseTo(once, 12);
  });

  test("[SEN-016] the best look counts: last daylight carries into the night", () => {
    const dark = ask(post, { ...query, hourFromMs: nightHour });
    const impulse = ask(post, { ...query, hourFromMs: nightHour, persistence: { is: "impulse" } });
    expect(dark.first).toBeGreaterThan(5 * impulse.first);
  });
});

describe("bringing an hour up to date", () => {
  const cells = [cell, away];
  const engine = prepareCoverage({ deployment: pair, cells, timezone: "Etc/UTC" });
  const query = (states: SensorState[]): CoverageQuery => ({
    hourFromMs: dayHour,
    uptimes: statedUptimes(states),
    kinds: ["explosion"],
    groupsNeeded: 2,
  });

  test("[SEN-017] only cells near a sensor are computed again, with the same result", () => {
    const before = engine.hour(query(up("east-cam", "west-cam")));
    const changed = query([...up("east-cam", "west-cam"), state("west-cam", dayHour, "down")]);
    const base = { ratios: before.ratios, changedSensorIds: ["west-cam"] };
    const updated = engine.hour(changed, base);
    expect(updated.computedCount).toBe(1);
    expect(engine.cellsNear("west-cam")).toEqual([0]);
    expect(engine.cellsNear("nobody")).toEqual([]);
    expect([...updated.ratios]).toEqual([...engine.hour(changed).ratios]);
    expect(before.ratios[0]).toBeGreaterThan(0); // the base is left as it was
  });

  test("[SEN-017] cells named are computed, whatever changed", () => {
    const changed = query([...up("east-cam", "west-cam"), state("west-cam", dayHour, "down")]);
    const whole = engine.hour(changed);
    const nothing = { ratios: new Float64Array(cells.length), changedSensorIds: [] };
    expect(engine.hour(changed, nothing).computedCount).toBe(0);
    const all = engine.hour(changed, { ...nothing, cells: [0, 1] });
    expect(all.computedCount).toBe(2);
    expect([...all.ratios]).toEqual([...whole.ratios]);
  });
});

describe("what is refused", () => {
  test.each([
    ["no group", { groupsNeeded: 0 }, "TL_SENSING_QUERY"],
    ["no kind", { kinds: [] }, "TL_SENSING_QUERY"],
    ["two hours", { toMs: dayHour + 2 * hourMs }, "TL_SENSING_QUERY"],
    [
      "an unknown weather",
      { weather: [{ id: "ash", probability: 1 }] },
      "TL_SENSING_WEATHER_UNKNOWN",
    ],
    ["half a weather", { weather: [{ id: "fog", probability: 0.5 }] }, "TL_SENSING_STATES"],
  ])("%s", (_, query, code) => {
    expect(() => ask(pair, query)).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    [
      "an unknown means",
      { ...pair, sensors: [{ id: "x", means: "nose", post: "east" }] },
      "TL_SENSING_MEANS_UNKNOWN",
    ],
    [
      "an unknown post",
      { ...pair, sensors: [{ id: "x", means: "ear", post: "south" }] },
      "TL_SENSING_POST_UNKNOWN",
    ],
    [
      "one id twice",
      { ...pair, sensors: [...pair.sensors, pair.sensors[0] as Sensor] },
      "TL_SENSING_ID_TWICE",
    ],
  ])("%s", (_, deployment, code) => {
    expect(() => ask(deployment, {})).toThrow(expect.objectContaining({ code }));
  });

  test("an empty deployment covers nothing", () => {
    const { first, why } = ask(deploymentOf([], []), {});
    expect(first).toBe(0);
    expect(why).toEqual([{ reason: "no-sensor", lossRatio: 1, sensorIds: [] }]);
  });

  test("a sensor beside the 180th meridian sees across it", () => {
    const here = cellAt(179.97, 0, 7);
    const deployment: Deployment = {
      schema: "deployment/1",
      id: "edge",
      posts: [{ id: "op", kind: "observation-post", position: lonLat(-179.999, 0) }],
      sensors: [{ id: "ear", means: "ear", post: "op" }],
    };
    expect(ask(deployment, {}, [here]).first).toBeGreaterThan(0.8);
  });
});

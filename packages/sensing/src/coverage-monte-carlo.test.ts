import { cellAt, cellCentre, cellSamplePoints, destination, inverseGeodesic } from "@truceline/geo";
import {
  type Deployment,
  type Disturbance,
  lonLat,
  type SensorState,
  seededRng,
} from "@truceline/model";
import { expect, test } from "vitest";
import { prepareCoverage } from "./coverage-engine.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { detectionProbability } from "./detection-probability.ts";
import { disturbedStretches } from "./disturbance-loss.ts";
import { layeredUptimes } from "./layered-uptimes.ts";
import { isNight } from "./light.ts";
import { statedUptimes } from "./sensor-timeline.ts";
import { defaultClimate } from "./weather.ts";

/**
 * Coverage against drawn breaches: each has a place of the cell, an instant of the hour and a weather,
 * each sensor then sees it or not by the toss of a coin. Whether a sensor was up, jammed or denied is
 * read from the made states themselves, not from up-times.
 */
const cell = cellAt(-30, 0, 6);
const centre = cellCentre(cell);
const noonMs = Date.parse("2025-03-01T14:00Z");
const drawCount = 60_000;
const minute = (count: number) => noonMs + count * 60_000;

const post = (id: string, azimuthDeg: number, awayM: number) => ({
  id,
  kind: "mast" as const,
  position: destination(centre, azimuthDeg, awayM),
});
const deployment: Deployment = {
  schema: "deployment/1",
  id: "mid-ocean",
  posts: [post("p1", 0, 1_500), post("p2", 120, 2_500), post("p3", 240, 3_500)],
  sensors: [
    { id: "drone-1", means: "drone", post: "p1" },
    { id: "radar-1", means: "ground-radar", post: "p2" },
    { id: "camera-1", means: "camera", post: "p2" },
    { id: "patrol-1", means: "vehicle-patrol", post: "p3" },
  ],
};
/** `[sensor, from minute, state]`: what each said of itself. */
const said: readonly (readonly [string, number, SensorState["state"]])[] = [
  ["drone-1", -60, "up"],
  ["radar-1", -60, "up"],
  ["camera-1", -60, "up"],
  ["camera-1", 47.5, "down"],
  ["patrol-1", -60, "up"],
];
const circle = (postIndex: number, radiusM: number) => ({
  shape: "circle" as const,
  centre: deployment.posts[postIndex]?.position ?? lonLat(0, 0),
  radiusM,
});
const span = (from: number, to: number) => ({
  fromMs: minute(from),
  toMs: minute(to) - 1,
  precision: "exact" as const,
});
const disturbances: readonly Pick<Disturbance, "kind" | "area" | "span" | "remainingRatio">[] = [
  // Reaches the drone and the radar, not the camera beside it.
  { kind: "jamming", area: circle(0, 5_000), span: span(10, 35.25) },
  // Over it a second, weaker one: the worst counts.
  { kind: "jamming", area: circle(1, 100), span: span(30, 40), remainingRatio: 0.6 },
  { kind: "denied-area", area: circle(2, 1_000), span: span(20, 50) },
];
/** What each sensor keeps at a minute of the hour, worked out by hand from the lists above. */
const keptByHand: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  "drone-1": [
    [0, 10, 1],
    [10, 35.25, 0],
    [35.25, 60, 1],
  ],
  "radar-1": [
    [0, 10, 1],
    [10, 35.25, 0.3],
    [35.25, 40, 0.6],
    [40, 60, 1],
  ],
  "camera-1": [
    [0, 47.5, 1],
    [47.5, 60, 0],
  ],
  "patrol-1": [
    [0, 20, 1],
    [20, 50, 0],
    [50, 60, 1],
  ],
};

const states = said.map(
  ([sensorId, from, state]): SensorState => ({
    schema: "sensor-state/1",
    id: "018f0000-0000-7000-8000-000000000001",
    origin: "simulated",
    recordedAtMs: minute(from),
    source: "health",
    sourceId: `${sensorId} ${from}`,
    sensorId,
    fromMs: minute(from),
    state,
  }),
);
const stated = statedUptimes(states);
const uptimes = uptimesOf(disturbances);

function drawnCoverage(groupsNeeded: number, isDisturbed: boolean): number {
  const rng = seededRng(`breaches/${groupsNeeded}/${isDisturbed}`);
  const points = cellSamplePoints(cell);
  const night = isNight(centre, noonMs);
  const chances = new Map<string, number>();
  let metCount = 0;
  for (let draw = 0; draw < drawCount; draw++) {
    const at = Math.floor(rng.nextUnit() * points.length);
    const point = points[at] as (typeof points)[number];
    const atMinute = rng.nextUnit() * 60;
    let left = rng.nextUnit();
    const weather = defaultClimate.states.find(({ probability }) => {
      left -= probability;
      return left < 0;
    })?.id as string;
    const groups = new Set<string>();
    for (const { id, means, post: postId } of deployment.sensors) {
      const key = `${id}/${at}/${weather}`;
      let chance = chances.get(key);
      if (chance === undefined) {
        const position = deployment.posts.find((one) => one.id === postId)?.position ?? point;
        const { distanceM } = inverseGeodesic(position, point);
        chance = detectionProbability(means, "vehicle", distanceM, { isNight: night, weather });
        chances.set(key, chance);
      }
      const piece = keptByHand[id]?.find(([from, to]) => from <= atMinute && atMinute < to);
      const isUndisturbed = !isDisturbed && id !== "camera-1";
      const kept = isUndisturbed ? 1 : (piece?.[2] ?? 0);
      if (rng.nextUnit() < chance * kept) groups.add(postId);
    }
    if (groups.size >= groupsNeeded) metCount++;
  }
  return metCount / drawCount;
}

test.each([
  [1, false],
  [1, true],
  [2, false],
  [2, true],
  [3, true],
] as const)(
  "[SEN-203] %d groups needed, disturbed %s: as many drawn breaches are established as coverage says",
  (groupsNeeded, isDisturbed) => {
    const engine = prepareCoverage({ deployment, cells: [cell], timezone: "Etc/UTC" });
    const hour = engine.hour({
      hourFromMs: noonMs,
      uptimes: isDisturbed ? uptimes : stated,
      kinds: ["vehicle"],
      groupsNeeded,
    });
    const ratio = hour.ratios[0] as number;
    const deviation = Math.sqrt((ratio * (1 - ratio)) / drawCount);
    expect(Math.abs(drawnCoverage(groupsNeeded, isDisturbed) - ratio)).toBeLessThan(4 * deviation);
    expect(ratio).toBeGreaterThan(0.01);
    expect(ratio).toBeLessThan(0.99);
  },
);

test("[SEN-203] what jamming and denial took comes back when they alone are taken away", () => {
  const engine = prepareCoverage({ deployment, cells: [cell], timezone: "Etc/UTC" });
  const query = { hourFromMs: noonMs, kinds: ["vehicle"] as const, groupsNeeded: 1 };
  const hour = engine.hour({ ...query, uptimes });
  const lossOf = (reason: string) => hour.losses([0]).find((loss) => loss.reason === reason);
  const without = (kind: Disturbance["kind"]) => {
    const others = uptimesOf(disturbances.filter((one) => one.kind !== kind));
    return (
      (engine.hour({ ...query, uptimes: others }).ratios[0] as number) - (hour.ratios[0] as number)
    );
  };
  expect(lossOf("jammed")?.lossRatio).toBeCloseTo(without("jamming"), 9);
  expect(lossOf("denied")?.lossRatio).toBeCloseTo(without("denied-area"), 9);
  expect(lossOf("jammed")?.sensorIds).toEqual(["drone-1", "radar-1"]);
  expect(lossOf("denied")?.sensorIds).toEqual(["patrol-1"]);
  expect(lossOf("down")?.sensorIds).toEqual(["camera-1"]);
});

function uptimesOf(some: typeof disturbances) {
  return layeredUptimes(stated, (sensorId) => {
    const sensor = deployment.sensors.find(({ id }) => id === sensorId);
    const position = deployment.posts.find(({ id }) => id === sensor?.post)?.position ?? centre;
    const entry = defaultCatalogue.find(({ id }) => id === sensor?.means);
    return entry === undefined ? [] : disturbedStretches(some, position, entry);
  });
}

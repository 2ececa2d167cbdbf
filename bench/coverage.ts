// How long does the coverage of a planned day take, and one late change? 1,000 sensors × 4,000 cells × 24
// hours × 6 sets of kinds, hours that are alike asked once (`dayCoverage`, which plans use). The yardstick
// computes cells the plain way, by `pointCoverage` from curves and factors, on a sample of the same cells;
// the error is the largest difference. Times are of the processor, since other programs share the machine.
import { cellCentre, cellSamplePoints, cellsOfZone, distanceM } from "@truceline/geo";
import { type Deployment, lonLat, type ObservationKind, seededRng } from "@truceline/model";
import { alikeHours, dayCoverage } from "@truceline/planning";
import {
  defaultCatalogue,
  defaultClimate,
  detectionProbability,
  HOUR_MS,
  isNight,
  kindMix,
  plannedUptimes,
  pointCoverage,
  prepareCoverage,
} from "@truceline/sensing";
import { median, printLine } from "./bench-line.ts";

const floorS = 2;
const lateFloorMs = 10;
const sensorCount = 1_000;
const cellCount = 4_000;
const runCount = 5;
const checkedCount = 12;
const startMs = Date.UTC(2026, 2, 10);
const asked: readonly { kinds: readonly ObservationKind[]; groupsNeeded: number; days: number }[] =
  [
    {
      kinds: ["explosion", "burst", "shot", "projectile-in-flight", "muzzle-flash"],
      groupsNeeded: 2,
      days: 0,
    },
    { kinds: ["explosion"], groupsNeeded: 1, days: 0 },
    { kinds: ["weapon-present", "vehicle"], groupsNeeded: 1, days: 1 },
    { kinds: ["persons"], groupsNeeded: 1, days: 1 },
    { kinds: ["uncrewed-aircraft"], groupsNeeded: 1, days: 0 },
    { kinds: ["aircraft"], groupsNeeded: 1, days: 0 },
  ];

// A band of 30 by 660 km along the equator, as the lead scenario has one along its line.
const cells = cellsOfZone(
  {
    type: "Polygon",
    coordinates: [
      [
        [-33, -0.14],
        [-27, -0.14],
        [-27, 0.14],
        [-33, 0.14],
        [-33, -0.14],
      ],
    ],
  },
  7,
).slice(0, cellCount);
const rng = seededRng("bench/coverage");
const means = ["ear", "eye", "camera", "acoustic-array"];
const posts = Array.from({ length: sensorCount / 2 }, (_, index) => ({
  id: `p${index}`,
  kind: "observation-post" as const,
  position: lonLat(-33 + 6 * rng.nextUnit(), -0.1 + 0.2 * rng.nextUnit()),
}));
const deployment: Deployment = {
  schema: "deployment/1",
  id: "bench",
  posts,
  sensors: Array.from({ length: sensorCount }, (_, index) => ({
    id: `s${index}`,
    post: `p${Math.floor(index / 2)}`,
    means: means[(index % 2) + 2 * (Math.floor(index / 2) % 2)] ?? "ear",
  })),
};
const uptimes = plannedUptimes(() => 0.9);
const engine = prepareCoverage({ deployment, cells, timezone: "Etc/UTC" });
const questionOf = (index: number) => {
  const { kinds, groupsNeeded, days } = asked[index] as (typeof asked)[number];
  return {
    kinds,
    groupsNeeded,
    uptimes,
    persistence:
      days === 0
        ? ({ is: "impulse" } as const)
        : ({ is: "state", lookEveryMs: days * 24 * HOUR_MS } as const),
  };
};

function day(): Float64Array[] {
  const names = alikeHours(deployment, startMs);
  return [...asked.keys()].flatMap((index) => [
    ...dayCoverage(engine, startMs, names, questionOf(index)),
  ]);
}

/** Milliseconds of the processor that something takes. */
function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const seconds: number[] = [];
let last: Float64Array[] = [];
for (let run = 0; run <= runCount; run++) {
  const ms = processorMs(() => {
    last = day();
  });
  if (run > 0) seconds.push(ms / 1000);
}

// One sensor's late word: the hour it is about, for every question, from what was known before.
const lateMs: number[] = [];
for (let run = 0; run < 40; run++) {
  const changed = `s${Math.floor(rng.nextUnit() * sensorCount)}`;
  const hour = Math.floor(rng.nextUnit() * 24);
  const down = plannedUptimes((id) => (id === changed ? 0 : 0.9));
  const ms = processorMs(() => {
    for (const index of asked.keys()) {
      engine.hour(
        { hourFromMs: startMs + hour * HOUR_MS, ...questionOf(index), uptimes: down },
        { ratios: last[index * 24 + hour] as Float64Array, changedSensorIds: [changed] },
      );
    }
  });
  if (run >= 10) lateMs.push(ms);
}

/** Coverage of a cell in an hour wholly of day or night, the plain way. */
function plainly(
  cell: string,
  hour: number,
  kinds: readonly ObservationKind[],
  groupsNeeded: number,
): number {
  const centre = cellCentre(cell);
  const near = deployment.sensors.flatMap((sensor) => {
    const post = posts.find(({ id }) => id === sensor.post);
    if (post === undefined || distanceM(post.position, centre) > 40_000) return [];
    return [{ ...sensor, at: post.position }];
  });
  let sum = 0;
  const points = cellSamplePoints(cell);
  for (const point of points) {
    for (const { kind, share } of kindMix(kinds)) {
      for (const { id: weather, probability } of defaultClimate.states) {
        const sensors = near.map(({ id, post, means: own, at }) => ({
          id,
          group: post,
          chance:
            0.9 *
            detectionProbability(own, kind, distanceM(at, point), {
              isNight: isNight(at, startMs + hour * HOUR_MS + HOUR_MS / 2),
              weather,
            }),
        }));
        sum +=
          (share * probability * pointCoverage({ sensors, causes: [], groupsNeeded })) /
          points.length;
      }
    }
  }
  return sum;
}

let error = 0;
let plainMs = 0;
for (let check = 0; check < checkedCount; check++) {
  const at = Math.floor(rng.nextUnit() * cells.length);
  const hour = check % 2 === 0 ? 12 : 1;
  const { kinds, groupsNeeded } = asked[0] as (typeof asked)[number];
  const ratio = (last[hour] as Float64Array)[at] as number;
  plainMs += processorMs(() => {
    const plain = plainly(cells[at] as string, hour, kinds, groupsNeeded);
    error = Math.max(error, Math.abs(ratio - plain));
  });
}
plainMs /= checkedCount;

printLine({
  name: "coverage",
  value: median(seconds),
  unit: `s of the processor for ${sensorCount} sensors, ${cells.length} cells, 24 hours, ${asked.length} sets of kinds`,
  against: `floor ${floorS} s; the plain way ${plainMs.toPrecision(3)} ms a cell-hour, one set of kinds`,
  ratio: floorS / median(seconds),
  error,
  detail: {
    defaultMeans: defaultCatalogue.length,
    plainS: Math.round((plainMs * cells.length * 24 * asked.length) / 1000),
    best: Math.min(...seconds),
  },
});
printLine({
  name: "coverage late",
  value: median(lateMs),
  unit: `ms of the processor for one sensor's late change in one hour, ${asked.length} sets of kinds`,
  against: `floor ${lateFloorMs} ms`,
  ratio: lateFloorMs / median(lateMs),
  detail: { worst: Math.max(...lateMs) },
});

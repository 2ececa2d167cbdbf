// Clustering a year of 1,000,000 observations into incidents, as they come in order of time, with memory
// for open windows only; against the same groups by `associate` on a part that fits into memory at once.
//
// The year is uneven, as real ones are: quiet days and nights of shelling. Each event is told of by up to
// four: people at posts (distance band, one of 16 points, the minute), acoustic stations (bearing and
// instant), cameras (bearing and flash), and now and then a crater found hours later. Made as it is read,
// outside the time measured: nobody holds a million observations.
import { type AssociationOptions, associate, GroupStream } from "@truceline/fusion";
import { compassPointAt, destination, inverseGeodesic } from "@truceline/geo";
import {
  derivedId,
  type LonLat,
  lonLat,
  type Observation,
  type Rng,
  seededRng,
} from "@truceline/model";
import { printLine } from "./bench-line.ts";

const observationCount = Number(process.env["INCIDENTS"] ?? 1_000_000);
const floorS = 20;
const comparedCount = Math.min(40_000, observationCount);
const yearMs = 365 * 86_400_000;
const fromMs = Date.UTC(2026, 0, 1);
const options: AssociationOptions = { distanceM: 3_000, timeMs: 120_000 };

/** A line of 400 km along the equator in the open ocean, with a post, a station or a camera every 5 km. */
const posts: LonLat[] = Array.from({ length: 80 }, (_, index) =>
  lonLat(-30 + index * 0.045, (index % 3) * 0.02),
);

/** Observations in order of when they begin, a day at a time. */
function* yearOf(count: number): Generator<Observation> {
  const rng = seededRng("bench/incidents");
  const dayCount = Math.round(yearMs / 86_400_000);
  const weights = Array.from({ length: dayCount }, () => (rng.nextUnit() < 0.1 ? 8 : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let made = 0;
  let held: Observation[] = [];
  for (const [day, weight] of weights.entries()) {
    const wanted = Math.round((count * weight) / total);
    const dayFromMs = fromMs + day * 86_400_000;
    const today = held;
    while (today.length < wanted) today.push(...eventOf(dayFromMs, made + today.length, rng));
    today.sort((one, other) => one.span.fromMs - other.span.fromMs);
    // What began before the next day can begin is complete; sounds of its last minute wait.
    const limitMs = dayFromMs + 86_400_000 - 300_000;
    held = today.filter(({ span }) => span.fromMs >= limitMs);
    for (const observation of today) {
      if (observation.span.fromMs >= limitMs) continue;
      if (made >= count) return;
      made += 1;
      yield observation;
    }
  }
}

function eventOf(dayFromMs: number, number: number, rng: Rng): Observation[] {
  const atMs = Math.round(dayFromMs + 300_000 + rng.nextUnit() * (86_400_000 - 600_000));
  const post = Math.floor(rng.nextUnit() * posts.length);
  const place = destination(
    posts[post] ?? lonLat(-30, 0),
    rng.nextUnit() * 360,
    300 + rng.nextUnit() * 4_500,
  );
  const told: Observation[] = [];
  for (let offset = -1; offset <= 1; offset++) {
    const at = posts[post + offset];
    if (at === undefined || rng.nextUnit() < 0.35) continue;
    told.push(toldBy(`${number} ${offset}`, post + offset, at, place, atMs, rng));
  }
  if (rng.nextUnit() < 0.02) {
    told.push({
      ...headOf(`${number} c`, "patrol", atMs),
      observer: { kind: "patrol", id: "inspection" },
      means: ["observed"],
      kind: "damage",
      area: { shape: "circle", centre: place, radiusM: 20 },
      span: { fromMs: atMs - 60_000, toMs: atMs + 6 * 3_600_000, precision: "minute" },
    });
  }
  return told;
}

function headOf(name: string, source: string, atMs: number) {
  return {
    schema: "observation/1" as const,
    id: derivedId("bench", name),
    origin: "observed" as const,
    recordedAtMs: atMs + 60_000,
    source,
    sourceId: name,
    kind: "explosion" as const,
    count: { qualifier: "exactly" as const, min: 1 },
  };
}

/** Of ten posts seven are people, two have a station, one a camera. */
function toldBy(
  name: string,
  post: number,
  at: LonLat,
  place: LonLat,
  atMs: number,
  rng: Rng,
): Observation {
  const { distanceM, azimuthDeg } = inverseGeodesic(at, place);
  const source = `post-${post}`;
  const mod = post % 10;
  const head = { ...headOf(name, source, atMs), observerPosition: { position: at, accuracyM: 5 } };
  if (mod < 7) {
    const minuteMs = Math.floor(atMs / 60_000) * 60_000;
    const nearM = Math.floor(distanceM / 1_000) * 1_000;
    return {
      ...head,
      observer: { kind: "person", id: source },
      means: ["heard"],
      span: { fromMs: minuteMs, toMs: minuteMs + 60_000, precision: "minute" },
      distance: { minM: Math.max(0, nearM - 500), maxM: nearM + 1_500 },
      direction: { form: "single", points: [compassPointAt(azimuthDeg)] },
    };
  }
  const isHeard = mod < 9;
  const off = () => rng.nextUnit() + rng.nextUnit() + rng.nextUnit() - 1.5;
  const cameMs = Math.round(atMs + (isHeard ? (distanceM / 337.3) * 1_000 : 0) + off() * 30);
  return {
    ...head,
    observer: { kind: isHeard ? "acoustic" : "camera", sensorId: source },
    means: ["recorded"],
    kind: isHeard ? "explosion" : "muzzle-flash",
    span: { fromMs: cameMs - 60, toMs: cameMs + 60, precision: "exact" },
    direction: {
      form: "bearing",
      bearingDeg: (azimuthDeg + off() * 3 + 720) % 360,
      standardDeviationDeg: 2,
    },
  };
}

/** Groups as text, to compare; only of the observations that come first. */
function keysOf(groups: Iterable<readonly Observation[]>): Set<string> {
  return new Set([...groups].map((group) => group.map(({ sourceId }) => sourceId).join("+")));
}

/** The same groups both ways? */
function differences(): {
  readonly differing: number;
  readonly compared: number;
  readonly wholeS: number;
} {
  const part: Observation[] = [];
  for (const observation of yearOf(observationCount)) {
    if (part.length === comparedCount) break;
    part.push(observation);
  }
  const startedMs = performance.now();
  const whole = keysOf(associate(part, options));
  const wholeS = (performance.now() - startedMs) / 1_000;
  const stream = new GroupStream(options);
  const groups = part.flatMap((observation) => stream.push(observation));
  const once = keysOf([...groups, ...stream.finish()]);
  const differing = [...once].filter((key) => !whole.has(key)).length + whole.size - once.size;
  return { differing: Math.abs(differing), compared: whole.size, wholeS };
}

const { differing, compared, wholeS } = differences();
globalThis.gc?.();

const stream = new GroupStream(options);
let groupCount = 0;
let groupedCount = 0;
let mostOpen = 0;
let spentMs = 0;
let chunk: Observation[] = [];
const heapMb: number[] = [];
let processorMs = 0;
const take = (observations: readonly Observation[]) => {
  const startedMs = performance.now();
  const cpuFrom = process.cpuUsage();
  for (const observation of observations) {
    for (const group of stream.push(observation)) {
      groupCount += 1;
      groupedCount += group.length;
    }
    mostOpen = Math.max(mostOpen, stream.openCount);
  }
  spentMs += performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpuFrom);
  processorMs += (user + system) / 1_000;
};
let doneCount = 0;
for (const observation of yearOf(observationCount)) {
  chunk.push(observation);
  doneCount += 1;
  if (chunk.length < 10_000) continue;
  take(chunk);
  chunk = [];
  if (doneCount % 100_000 === 0) {
    globalThis.gc?.();
    heapMb.push(Math.round(process.memoryUsage().heapUsed / 1e6));
  }
}
take(chunk);
const startedMs = performance.now();
for (const group of stream.finish()) {
  groupCount += 1;
  groupedCount += group.length;
}
spentMs += performance.now() - startedMs;

printLine({
  name: "incidents",
  value: spentMs / 1_000,
  unit: `s for ${doneCount} observations of a year`,
  against: `floor: ${floorS} s for 1,000,000`,
  ratio: (floorS * (doneCount / 1_000_000)) / (spentMs / 1_000),
  error: differing,
  detail: {
    groupCount,
    groupedCount,
    comparedGroups: compared,
    differingGroups: differing,
    wholeLogS: Number(wholeS.toFixed(2)),
    wholeLogOf: comparedCount,
    mostOpen,
    heapMb,
    processorS: Number((processorMs / 1_000).toFixed(2)),
  },
});

import { type Rng, seededRng } from "@truceline/model";

/** What a scene was made with. */
export interface SceneParameters {
  readonly seed: string;
  readonly objectCount: number;
  readonly scanCount: number;
  readonly stepS: number;
  /** Half the side of the square that is watched. */
  readonly reachM: number;
  readonly speedMps: readonly [least: number, most: number];
  readonly positionSigmaM: number;
  readonly detectionRatio: number;
  /** Places in all; false ones fill up what the objects do not give. */
  readonly detectionCount: number;
  /** Chance to begin or end a turn in a scan, and the rate of a turn. */
  readonly turnRatio: number;
  readonly turnRateRadPerS: number;
  /** All pass the middle, half way through, within this; 0: they start anywhere. */
  readonly crossingM: number;
}

/** A made scene: what there was and what was received, metres east and north. */
export interface TrackScene {
  readonly parameters: SceneParameters;
  /** Scan by scan, the objects in the same order. */
  readonly truth: readonly (readonly (readonly [number, number])[])[];
  readonly detections: readonly (readonly (readonly [number, number])[])[];
}

const common = {
  stepS: 10,
  speedMps: [3, 14],
  positionSigmaM: 25,
  detectionRatio: 0.95,
  turnRatio: 0.08,
  turnRateRadPerS: 0.015,
  crossingM: 0,
} as const;

/** The scenes kept in `fixtures/tracks`: three of a thousand detections, and small ones that can be solved. */
export const sceneParameters: Readonly<Record<string, SceneParameters>> = {
  "fifty-objects": {
    ...common,
    seed: "tracks/fifty",
    objectCount: 50,
    scanCount: 17,
    reachM: 10_000,
    detectionCount: 1_000,
  },
  "two-hundred-objects": {
    ...common,
    seed: "tracks/two-hundred",
    objectCount: 200,
    scanCount: 5,
    reachM: 10_000,
    detectionCount: 1_000,
  },
  "dense-crossing": {
    ...common,
    seed: "tracks/crossing",
    objectCount: 24,
    scanCount: 34,
    reachM: 2_500,
    detectionCount: 1_000,
    crossingM: 250,
  },
  ...Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [
      `small-${index + 1}`,
      {
        ...common,
        seed: `tracks/small/${index + 1}`,
        objectCount: 4 + (index % 3),
        scanCount: 8,
        reachM: 1_200,
        detectionCount: (4 + (index % 3)) * 8 + 14,
        crossingM: index < 4 ? 150 : 0,
      },
    ]),
  ),
};

export function makeScene(parameters: SceneParameters): TrackScene {
  const rng = seededRng(parameters.seed);
  const { scanCount, objectCount, detectionRatio, positionSigmaM, reachM } = parameters;
  const ways = Array.from({ length: objectCount }, (_, index) =>
    wayOf(parameters, rng.fork(`way/${index}`)),
  );
  const truth = Array.from({ length: scanCount }, (_, scan) =>
    ways.map((way) => rounded(way[scan] as readonly [number, number])),
  );
  const heard = rng.fork("heard");
  const detections = truth.map((places) =>
    places
      .filter(() => heard.nextUnit() < detectionRatio)
      .map(([eastM, northM]) =>
        rounded([eastM + positionSigmaM * normal(heard), northM + positionSigmaM * normal(heard)]),
      ),
  );
  const falseOnes = rng.fork("false");
  let missing = parameters.detectionCount - detections.reduce((sum, scan) => sum + scan.length, 0);
  for (let scan = 0; missing > 0; scan = (scan + 1) % scanCount) {
    const place = [uniform(falseOnes, reachM), uniform(falseOnes, reachM)] as const;
    (detections[scan] as (readonly [number, number])[]).push(rounded(place));
    missing -= 1;
  }
  const order = rng.fork("order");
  for (const scan of detections) shuffle(scan as (readonly [number, number])[], order);
  // A scene that drew more than its number gives up the last ones.
  let surplus = -missing;
  for (let scan = scanCount - 1; surplus > 0; scan = (scan + scanCount - 1) % scanCount) {
    (detections[scan] as (readonly [number, number])[]).pop();
    surplus -= 1;
  }
  return { parameters, truth, detections };
}

/** Straight stretches and turns at one rate. */
function wayOf(parameters: SceneParameters, rng: Rng): readonly (readonly [number, number])[] {
  const { scanCount, stepS, speedMps, turnRatio, turnRateRadPerS, crossingM, reachM } = parameters;
  const speed = speedMps[0] + rng.nextUnit() * (speedMps[1] - speedMps[0]);
  let course = rng.nextUnit() * 2 * Math.PI;
  let rate = 0;
  const way: [number, number][] = [[0, 0]];
  for (let scan = 1; scan < scanCount; scan++) {
    if (rng.nextUnit() < turnRatio) {
      rate = rate === 0 ? (rng.nextUnit() < 0.5 ? turnRateRadPerS : -turnRateRadPerS) : 0;
    }
    const [eastM, northM] = way[scan - 1] as [number, number];
    const middle = course + (rate * stepS) / 2;
    course += rate * stepS;
    way.push([eastM + speed * stepS * Math.sin(middle), northM + speed * stepS * Math.cos(middle)]);
  }
  const anchor = crossingM > 0 ? (way[scanCount >> 1] as [number, number]) : way[0];
  const spreadM = crossingM > 0 ? crossingM : reachM * 0.9;
  const [eastM, northM] = [uniform(rng, spreadM), uniform(rng, spreadM)];
  return way.map((place) => [
    place[0] - (anchor?.[0] ?? 0) + eastM,
    place[1] - (anchor?.[1] ?? 0) + northM,
  ]);
}

function uniform(rng: Rng, reachM: number): number {
  return (rng.nextUnit() * 2 - 1) * reachM;
}

function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.nextUnit())) * Math.cos(2 * Math.PI * rng.nextUnit());
}

function rounded(place: readonly [number, number]): readonly [number, number] {
  return [Math.round(place[0] * 10) / 10, Math.round(place[1] * 10) / 10];
}

function shuffle<T>(items: T[], rng: Rng): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(rng.nextUnit() * (at + 1));
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
}

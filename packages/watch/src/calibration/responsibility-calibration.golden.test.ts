import { locate, type Measurement, originEvidence } from "@truceline/fusion";
import { LocalPlane } from "@truceline/geo";
import {
  derivedId,
  type JointSamples,
  lonLat,
  type Observation,
  type Rng,
  seededRng,
  type WeaponClass,
} from "@truceline/model";
import { attribute, type Evidence, LIKELIHOOD_CAP, reachesOf } from "@truceline/verification";
import { describe, expect, test } from "vitest";
import { expectGolden } from "../../../../checks/expect-golden.ts";
import { reliabilitySvg } from "../../testing/reliability-svg.ts";

// The line is the equator; a holds the ground north of it, b the ground south of it.
const hypotheses = ["a", "b", "unknown", "deception"] as const;
type Hypothesis = (typeof hypotheses)[number];
const plane = new LocalPlane(-30, 0);
const caseCount = 1_200;
const bins = [0.25, 0.3, 0.35, 0.4, 0.44, 0.47, 0.55];
/** What the software assumes of each sensor. Truth is made with others. */
const assumed = { craterDeg: 8, bearingDeg: 2 };

/** The group of all evidence of where it was fired from, as the pipeline has it. */
const PLACE_GROUP = "side of the line";

/** How the world is, in ways the software does not know. */
interface World {
  readonly name: string;
  readonly shares: Readonly<Record<Hypothesis, number>>;
  readonly craterDeg: number;
  readonly bearingDeg: number;
  /** Of a mortar; the table says 8.5 km for nine in ten, 20 km for the rest. */
  readonly reachM: number;
  /** Standard deviation of how far behind the line fire comes from. */
  readonly depthM: number;
}

const worlds: readonly World[] = [
  {
    name: "shares as assumed, sensors worse by half",
    shares: { a: 0.25, b: 0.25, unknown: 0.25, deception: 0.25 },
    craterDeg: 12,
    bearingDeg: 3,
    reachM: 7_000,
    depthM: 2_500,
  },
  {
    name: "mostly the parties, one of them more",
    shares: { a: 0.55, b: 0.3, unknown: 0.1, deception: 0.05 },
    craterDeg: 12,
    bearingDeg: 3,
    reachM: 6_000,
    depthM: 2_000,
  },
  {
    name: "mostly others and deception",
    shares: { a: 0.2, b: 0.15, unknown: 0.35, deception: 0.3 },
    craterDeg: 14,
    bearingDeg: 3.5,
    reachM: 10_000,
    depthM: 3_000,
  },
];

function normal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.nextUnit())) * Math.cos(2 * Math.PI * rng.nextUnit());
}

function drawn(shares: Readonly<Record<Hypothesis, number>>, rng: Rng): Hypothesis {
  let rest = rng.nextUnit();
  for (const hypothesis of hypotheses) {
    if (rest < shares[hypothesis]) return hypothesis;
    rest -= shares[hypothesis];
  }
  return "unknown";
}

function positionAt(eastM: number, northM: number) {
  const out = new Float64Array(2);
  plane.toPosition(eastM, northM, out, 0);
  return lonLat(out[0] as number, out[1] as number);
}

/** What was done and by whom, and what the software makes of it. */
function caseOf(world: World, index: number) {
  const rng = seededRng(`responsibility/${world.name}/${index}`);
  const truth = drawn(world.shares, rng);
  // A party fires from its own ground; others and deception from where they can.
  const isNorth = truth === "a" || (truth !== "b" && rng.nextUnit() < 0.5);
  const depthM = Math.abs(normal(rng)) * world.depthM + 50;
  const northM = isNorth ? depthM : -depthM;
  const eastM = (rng.nextUnit() - 0.5) * 8_000;
  // Mostly over the line, now and then along it.
  const towardsDeg = (isNorth ? 180 : 0) + normal(rng) * 35;
  const rangeM = world.reachM * (0.15 + 0.85 * rng.nextUnit());
  const angle = (towardsDeg * Math.PI) / 180;
  const impact = {
    eastM: eastM + rangeM * Math.sin(angle),
    northM: northM + rangeM * Math.cos(angle),
  };
  const evidence: Evidence[] = [];
  if (rng.nextUnit() < 0.7)
    evidence.push(...directionEvidence(world, { eastM, northM }, impact, rng));
  if (rng.nextUnit() < 0.7) evidence.push(...placeEvidence(world, { eastM, northM }, rng));
  const flat = { a: 1, b: 1, unknown: 1, deception: 1 };
  const { posterior, leading } = attribute(hypotheses, flat, evidence);
  return { truth, leading, stated: leading === null ? 0 : (posterior[leading] ?? 0) };
}

interface Place {
  readonly eastM: number;
  readonly northM: number;
}

function item(id: string, group: string, north: number): Evidence {
  const likelihood = { a: north, b: 1 - north, unknown: 0.5, deception: 0.5 };
  return { id, group, cap: LIKELIHOOD_CAP, likelihood };
}

/** A crater's azimuth, read off worse than claimed. */
function directionEvidence(world: World, from: Place, impact: Place, rng: Rng): Evidence[] {
  const back = Math.atan2(from.eastM - impact.eastM, from.northM - impact.northM);
  const readDeg = (back * 180) / Math.PI + normal(rng) * world.craterDeg;
  const crater: Observation = {
    schema: "observation/1",
    id: derivedId("calibration", "crater"),
    origin: "simulated",
    recordedAtMs: 0,
    source: "mission",
    sourceId: "crater",
    span: { fromMs: 0, toMs: 0, precision: "minute" },
    observer: { kind: "patrol", id: "p" },
    means: ["observed"],
    kind: "explosion",
    nature: "impact",
    count: { qualifier: "exactly", min: 1 },
    area: { shape: "circle", centre: positionAt(impact.eastM, impact.northM), radiusM: 10 },
    arrivedFrom: {
      bearingDeg: (readDeg + 720) % 360,
      standardDeviationDeg: assumed.craterDeg,
    },
  };
  const drawing = {
    drawnBy: "mission",
    sideOf: (_lonDeg: number, latDeg: number) => (latDeg > 0 ? "a" : "b"),
  };
  return originEvidence([crater], ofMortar, [drawing], reachesOf).map(({ id, group, bySide }) =>
    item(id, group, bySide["a"] ?? 0),
  );
}

const weapon: WeaponClass = "mortar";
const ofMortar: JointSamples = {
  count: 0,
  weights: new Float64Array(0),
  firedFrom: new Float64Array(0),
  effect: new Float64Array(0),
  atMs: new Float64Array(0),
  whatIndex: new Uint16Array(0),
  what: [{ p: 1, kind: "explosion", nature: "impact", weapon, calibreMm: null }],
  factors: null,
};

/** The place of fire by three bearings, as good as claimed or not; used only where clearly on one side. */
function placeEvidence(world: World, from: Place, rng: Rng): Evidence[] {
  const measurements = [-4_000, 500, 5_000].map((eastM): Measurement => {
    const sensor = { eastM, northM: (rng.nextUnit() - 0.5) * 2_000 };
    const azimuth = Math.atan2(from.eastM - sensor.eastM, from.northM - sensor.northM);
    return {
      type: "bearing",
      sensor,
      azimuthDeg: (azimuth * 180) / Math.PI + normal(rng) * world.bearingDeg,
      sigmaDeg: assumed.bearingDeg,
    };
  });
  const found = locate(measurements, { temperatureC: 10 });
  if (found.isRefused) return [];
  const north = upTo(found.northM / Math.sqrt(found.covarianceM2[1][1]));
  return Math.max(north, 1 - north) < 0.9 ? [] : [item("place", PLACE_GROUP, north)];
}

/** Normal distribution function, Abramowitz and Stegun 26.2.17, 7.5e-8. */
function upTo(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const poly =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
  return z > 0 ? 1 - tail : tail;
}

interface Bin {
  readonly stated: number;
  readonly found: number;
  readonly count: number;
}

/** Leading hypotheses by what was stated for them: how often they were the truth. */
function binsOf(world: World): { readonly bins: Bin[]; readonly silentCount: number } {
  const cases = Array.from({ length: caseCount }, (_, index) => caseOf(world, index));
  const named = cases.filter(({ leading }) => leading !== null);
  return {
    silentCount: cases.length - named.length,
    bins: bins.flatMap((from, index) => {
      const to = bins[index + 1] ?? 1.001;
      const own = named.filter(({ stated }) => stated >= from && stated < to);
      if (own.length < 25) return [];
      return [
        {
          stated: own.reduce((sum, { stated }) => sum + stated, 0) / own.length,
          found: own.filter(({ truth, leading }) => truth === leading).length / own.length,
          count: own.length,
        },
      ];
    }),
  };
}

describe("responsibility on truth made otherwise than assumed", () => {
  const outcomes = worlds.map((world) => ({ world, ...binsOf(world) }));
  const [asAssumed, byParties, byOthers] = outcomes;

  test("[FUS-131] with sensors worse than claimed, what is stated comes true as often, or oftener", () => {
    expect(asAssumed?.bins.length).toBeGreaterThanOrEqual(2);
    for (const { stated, found, count } of [
      ...(asAssumed?.bins ?? []),
      ...(byParties?.bins ?? []),
    ]) {
      // Two standard errors of the count in the bin.
      const slack = 2 * Math.sqrt((stated * (1 - stated)) / count);
      expect(found).toBeGreaterThanOrEqual(stated - slack);
    }
  });

  test("[FUS-131] geometry alone names nobody, which where others did most of it would be wrong", () => {
    for (const { bins: found } of outcomes) {
      for (const { stated } of found) expect(stated).toBeLessThan(0.55);
    }
    for (const { found } of byOthers?.bins ?? []) expect(found).toBeLessThan(0.55);
  });

  test("[FUS-131] the plot and the table in the reference are these figures", () => {
    const folder = new URL("../../../../docs/reference/", import.meta.url);
    const curves = outcomes.map(({ world, bins: points }) => ({ name: world.name, points }));
    const title = "Responsibility: how often the leading hypothesis was the truth";
    expectGolden(
      new URL("fusion-responsibility.svg", folder),
      reliabilitySvg(title, "stated for the leading hypothesis", "found", curves),
    );
    const rows = outcomes.flatMap(({ world, bins: found, silentCount }) => [
      ...found.map(
        (bin) =>
          `| ${world.name} | ${bin.stated.toFixed(3)} | ${bin.found.toFixed(3)} | ${bin.count} |`,
      ),
      `| ${world.name} | no evidence | | ${silentCount} |`,
    ]);
    const worldRows = worlds.map(
      ({ name, shares, craterDeg, bearingDeg, reachM }) =>
        `| ${name} | ${hypotheses.map((one) => shares[one]).join(" / ")} | ${craterDeg}° | ${bearingDeg}° | ${reachM / 1_000} km |`,
    );
    expectGolden(
      new URL("fusion-responsibility.md", folder),
      `${[
        "# How often a stated responsibility was right",
        "",
        `Written by \`REGEN=1 npx vitest run packages/watch/src/calibration\`. ${caseCount} events in each of three worlds; the software assumes a flat prior over a, b, unknown and deception, craters ± ${assumed.craterDeg}°, bearings ± ${assumed.bearingDeg}°, mortars that reach 8.5 km (nine in ten) or 20 km. Each world is otherwise. See [fusion.md](fusion.md).`,
        "",
        "| world | a / b / unknown / deception | craters | bearings | reach |",
        "| --- | --- | --- | --- | --- |",
        ...worldRows,
        "",
        "| world | stated (mean of bin) | found | events |",
        "| --- | --- | --- | --- |",
        ...rows,
        "",
        "![Reliability of responsibility](fusion-responsibility.svg)",
      ].join("\n")}\n`,
    );
  });
});

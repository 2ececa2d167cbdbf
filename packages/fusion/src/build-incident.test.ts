import { destination, inverseGeodesic, isInsideArea } from "@truceline/geo";
import { type Area, incidentRecord, type JointSamples, type Observation } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { associate } from "./associate.ts";
import { buildIncident } from "./build-incident.ts";
import { drawSamples } from "./draw-samples.ts";
import { areaOfObservation } from "./observed-area.ts";
import { arbCrowd, nearAndSoon, noonMs, observed, ocean, seenAt } from "./testing/observations.ts";

/** An explosion 2 to 4 km away, from an observer so far from the ocean's middle. */
function heardFrom(
  name: string,
  towardsDeg: number,
  awayM: number,
  direction: "N" | "E" | "S" | "W",
  change: Partial<Observation> = {},
): Observation {
  return observed(name, {
    observerPosition: { position: destination(ocean, towardsDeg, awayM), accuracyM: 0 },
    distance: { minM: 2_000, maxM: 4_000 },
    direction: { form: "single", points: [direction] },
    nature: "outgoing",
    ...change,
  });
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

function placed(samples: JointSamples, end: "firedFrom" | "effect", area: Area): number {
  let inside = 0;
  for (let index = 0; index < samples.count; index++) {
    const lonDeg = samples[end][index * 2] as number;
    if (Number.isNaN(lonDeg)) continue;
    const latDeg = samples[end][index * 2 + 1] as number;
    if (isInsideArea(area, lonDeg, latDeg)) inside += samples.weights[index] as number;
  }
  return inside;
}

describe("the record", () => {
  const group = [heardFrom("b", 180, 3_000, "N"), heardFrom("a", 270, 3_000, "E")];

  test("[FUS-020] id and content depend on the set, not on order or receiver", () => {
    const one = buildIncident(group).incident;
    const other = buildIncident([...group].reverse()).incident;
    expect(other).toEqual(one);
    const readmitted = group.map((observation, index) => ({
      ...observation,
      id: `00000000-0000-8000-8000-00000000000${index}`,
    }));
    expect(buildIncident(readmitted).incident.id).toBe(one.id);
    expect(one.recordedAtMs).toBe(noonMs + 60_000);
  });

  test("[FUS-024] fits its schema for any crowd of observations", () => {
    fc.assert(
      fc.property(arbCrowd, (crowd) => {
        for (const members of associate(crowd, nearAndSoon)) {
          const { incident } = buildIncident(members, { sampleCount: 64, sectorOf: () => "s1" });
          expect(incidentRecord.faults(incident)).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("sectors are those its places touch", () => {
    const sectorOf = ([lonDeg]: readonly [number, number]) => (lonDeg < -30 ? "west" : "east");
    const { incident } = buildIncident([seenAt("a", 0, 0, noonMs)], { sectorOf });
    expect(incident.sectorIds).toEqual(["east", "west"]);
  });

  test("an empty group is refused", () => {
    expect(() => buildIncident([])).toThrow(
      expect.objectContaining({ code: "TL_FUSION_GROUP_EMPTY" }),
    );
  });
});

describe("samples", () => {
  test("[FUS-021] are drawn again bit for bit, whatever the order", () => {
    const group = [heardFrom("b", 180, 3_000, "N"), heardFrom("a", 270, 3_000, "E")];
    const { incident, samples } = buildIncident(group);
    expect(drawSamples(incident, [...group].reverse())).toEqual(samples);
    expect(() => drawSamples(incident, group.slice(1))).toThrow(
      expect.objectContaining({ code: "TL_FUSION_GROUP_OTHER" }),
    );
  });

  test("[FUS-022] two sources that agree leave only what both allow", () => {
    const group = [heardFrom("b", 180, 3_000, "N"), heardFrom("a", 270, 3_000, "E")];
    const { incident, samples } = buildIncident(group);
    for (const observation of group) {
      const area = areaOfObservation(observation);
      if (area === null) throw new Error("placed");
      expect(placed(samples, "firedFrom", area)).toBeGreaterThan(0.98);
    }
    const alone = buildIncident(group.slice(0, 1)).incident;
    const majorM = (summary: typeof incident.firedFrom) =>
      summary?.ellipse95?.shape === "ellipse" ? summary.ellipse95.semiMajorM : Number.NaN;
    expect(majorM(incident.firedFrom)).toBeLessThan(majorM(alone.firedFrom));
    expect(inverseGeodesic(ocean, incident.firedFrom?.median ?? [0, 0]).distanceM).toBeLessThan(
      600,
    );
  });

  test("[FUS-022] two sources without a common place give their even mixture", () => {
    const group = [heardFrom("b", 0, 0, "N"), heardFrom("a", 0, 0, "S")];
    const { samples } = buildIncident(group);
    for (const observation of group) {
      const area = areaOfObservation(observation);
      if (area === null) throw new Error("placed");
      expect(placed(samples, "firedFrom", area)).toBeCloseTo(0.5, 1);
    }
  });

  test("[FUS-022] the same observer twice does not sharpen its own place", () => {
    const observer = { kind: "patrol", id: "one" } as const;
    const first = heardFrom("a", 180, 3_000, "N", { observer });
    const second = heardFrom("b", 180, 3_000, "N", { observer });
    expect(buildIncident([first, second]).samples.factors?.places).toEqual(
      buildIncident([first]).samples.factors?.places,
    );
  });

  test("[FUS-004] undetermined is both ends, each unknown where the place is the other's", () => {
    const { samples } = buildIncident([heardFrom("a", 0, 0, "N", { nature: "undetermined" })]);
    expect(
      samples.factors?.places.map(({ p, firedFrom, effect }) => [
        p,
        firedFrom !== null,
        effect !== null,
      ]),
    ).toEqual([
      [0.5, true, false],
      [0.5, false, true],
    ]);
    for (let index = 0; index < samples.count; index++) {
      const isFiredKnown = !Number.isNaN(samples.firedFrom[index * 2] as number);
      const isEffectKnown = !Number.isNaN(samples.effect[index * 2] as number);
      expect(isFiredKnown).not.toBe(isEffectKnown);
    }
  });

  test("[FUS-004] who could not tell speaks of the end that another names", () => {
    const vague = heardFrom("a", 0, 0, "N", { nature: "undetermined" });
    const impact = heardFrom("b", 180, 100, "N", { nature: "impact" });
    const { samples } = buildIncident([vague, impact]);
    expect(samples.factors?.places).toEqual([
      { p: 1, firedFrom: null, effect: "samples", fromIndex: 0, toIndex: samples.count },
    ]);
  });

  test("[FUS-004] outgoing and impact of one event know both ends", () => {
    const { incident } = buildIncident([
      heardFrom("a", 0, 0, "N"),
      heardFrom("b", 0, 0, "E", { nature: "impact" }),
    ]);
    expect(incident.firedFrom).not.toBeNull();
    expect(incident.effect).not.toBeNull();
    const { incident: outgoing } = buildIncident([heardFrom("a", 0, 0, "N")]);
    expect(outgoing.effect).toBeNull();
  });

  test("[FUS-023] weights are a probability, places lie where something was observed", () => {
    fc.assert(
      fc.property(arbCrowd, (crowd) => {
        for (const members of associate(crowd, nearAndSoon)) {
          const { samples } = buildIncident(members, { sampleCount: 64 });
          expect(sum(samples.weights)).toBeCloseTo(1, 9);
          expect(samples.weights.every((weight) => weight >= 0)).toBe(true);
          const areas = members.flatMap((member) => areaOfObservation(member) ?? []);
          for (const end of [samples.firedFrom, samples.effect]) {
            for (let index = 0; index < samples.count; index++) {
              const lonDeg = end[index * 2] as number;
              if (Number.isNaN(lonDeg)) continue;
              const latDeg = end[index * 2 + 1] as number;
              const nearOne = areas.some((area) => {
                if (area.shape !== "circle") return false;
                return inverseGeodesic(area.centre, [lonDeg, latDeg]).distanceM <= area.radiusM + 1;
              });
              expect(nearOne).toBe(true);
            }
          }
          const { fromMs, toMs } = samples.factors?.time ?? { fromMs: 0, toMs: 0 };
          expect(samples.atMs.every((atMs) => atMs >= fromMs && atMs <= toMs)).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("what it was", () => {
  const kindsOf = (...observations: Observation[]) => buildIncident(observations).incident;

  test("[FUS-025] each independent source has one voice", () => {
    const loud = { observer: { kind: "camera", sensorId: "c" } } as const;
    const { weapons } = kindsOf(
      heardFrom("a", 0, 0, "N", { ...loud, weapons: [{ class: "mortar" }] }),
      heardFrom("b", 0, 0, "N", { ...loud, weapons: [{ class: "mortar" }] }),
      heardFrom("c", 0, 0, "N", { weapons: [{ class: "artillery" }] }),
    );
    expect(weapons).toEqual([
      { class: "artillery", p: 0.5 },
      { class: "mortar", p: 0.5 },
    ]);
  });

  test("[FUS-025] 'shots or bursts' gives way to 'burst', 'undetermined' to 'outgoing'", () => {
    const { kinds, natures } = kindsOf(
      observed("a", { kind: "shot-or-burst" }),
      observed("b", { kind: "burst", nature: "outgoing" }),
    );
    expect(kinds).toEqual([{ kind: "burst", p: 1 }]);
    expect(natures).toEqual([{ nature: "outgoing", p: 1 }]);
  });

  test("[FUS-025] calibres belong to their class", () => {
    const { samples } = buildIncident([
      observed("a", { weapons: [{ class: "mortar" }], calibresMm: [82, 120] }),
    ]);
    expect(samples.what.map(({ weapon, calibreMm, p }) => [weapon, calibreMm, p])).toEqual([
      ["mortar", 120, 0.5],
      ["mortar", 82, 0.5],
    ]);
  });

  test("the largest count is told in its own words", () => {
    const { countText } = kindsOf(
      observed("a", { count: { qualifier: "exactly", min: 3, max: 3 } }),
      observed("b", { count: { qualifier: "at-least", min: 12 } }),
    );
    expect(countText).toBe("at least 12");
  });
});

import {
  type Assessment,
  derivedId,
  independentGroupsOf,
  type Observation,
} from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { assessIncident } from "./assess-incident.ts";
import { breachMass } from "./breach-mass.ts";
import { predicateOf } from "./rule-predicate.ts";
import { circleAt, incidentOf, noonMs, oceanAgreement, samplesOf } from "./testing/ocean.ts";

const prepared = oceanAgreement();
const exchanged = oceanAgreement({ west: "b", east: "a" });
const hourMs = 3_600_000;

const arbArea = fc.record({
  km: fc.double({ min: -40, max: 40, noNaN: true }),
  radiusM: fc.integer({ min: 100, max: 8_000 }),
});
const arbEnds = fc.oneof(
  fc.record({ firedFrom: arbArea, effect: fc.constant(null) }),
  fc.record({ firedFrom: fc.constant(null), effect: arbArea }),
  fc.record({ firedFrom: arbArea, effect: arbArea }),
);
const arbWhat = fc.record({
  kind: fc.constantFrom("explosion", "burst", "weapon-present", "vehicle"),
  weapon: fc.constantFrom("undetermined", "mortar", "artillery", "small-arms", "mlrs"),
  calibreMm: fc.constantFrom(null, 82, 120),
  nature: fc.constantFrom("undetermined", "outgoing", "impact", "controlled-detonation"),
});
const arbEvent = fc
  .record({
    ends: arbEnds,
    what: fc.array(arbWhat, { minLength: 1, maxLength: 4 }),
    fromHour: fc.integer({ min: -240, max: 600 }),
    hours: fc.constantFrom(0, 0, 1, 12, 30),
    groups: fc.subarray(["camera of a", "camera of b", "patrol"], { minLength: 1 }),
  })
  .map(({ ends, what, fromHour, hours, groups }) => {
    const area = (one: { km: number; radiusM: number } | null) =>
      one === null ? null : circleAt(one.km, one.radiusM);
    const fromMs = noonMs + fromHour * hourMs;
    const toMs = fromMs + hours * hourMs;
    const samples = samplesOf({
      firedFrom: area(ends.firedFrom),
      effect: area(ends.effect),
      what: what.map((one) => ({ ...one, p: 1 / what.length })) as NonNullable<
        Parameters<typeof samplesOf>[0]["what"]
      >,
      fromMs,
      toMs,
    });
    const incident = incidentOf({
      independentGroups: groups,
      span: { fromMs, toMs, precision: "exact" },
    });
    return { samples, incident };
  });

const articleIds = ["fire", "landing", "night", "guns", "access", "words"];

function all(
  agreement: typeof prepared,
  {
    samples,
    incident,
  }: { samples: ReturnType<typeof samplesOf>; incident: ReturnType<typeof incidentOf> },
) {
  return articleIds.map((id) =>
    assessIncident(incident, samples, agreement.article(id), agreement),
  );
}

/** The same assessment with the parties called the other way round. */
function exchangedNames(assessment: Assessment | null): unknown {
  if (assessment === null) return null;
  const swap = (name: string) => ({ a: "b", b: "a" })[name] ?? name;
  const { responsibility, underLines, ...rest } = assessment;
  const { id, agreementHash, trace, ...same } = rest;
  return {
    ...same,
    numbers: trace.map(({ factor, value }) => `${factor} ${value}`).sort(),
    underLines: underLines
      .map((under) => ({ ...under, drawnBy: swap(under.drawnBy) }))
      .sort(byDrawer),
    responsibility:
      responsibility === null
        ? null
        : {
            word: responsibility.word,
            posterior: responsibility.posterior
              .map(({ hypothesis, p }) => ({ hypothesis: swap(hypothesis), p }))
              .sort((one, other) => (one.hypothesis < other.hypothesis ? -1 : 1)),
          },
  };
}
const byDrawer = (one: { drawnBy: string }, other: { drawnBy: string }) =>
  one.drawnBy < other.drawnBy ? -1 : 1;

test("[VER-060] exchanging the parties in agreement, geometry and observers exchanges every result", () => {
  let assessedCount = 0;
  fc.assert(
    fc.property(arbEvent, (event) => {
      const swapGroup = (name: string) =>
        name.replace(/of ([ab])$/, (_, side) => `of ${side === "a" ? "b" : "a"}`);
      const swapped = {
        samples: event.samples,
        incident: {
          ...event.incident,
          independentGroups: event.incident.independentGroups.map(swapGroup).sort(),
        },
      };
      const one = all(prepared, event);
      const other = all(exchanged, swapped);
      assessedCount += one.filter((assessment) => assessment !== null).length;
      expect(other.map(exchangedNames)).toEqual(
        one.map((assessment) => exchangedTwice(assessment)),
      );
    }),
  );
  expect(assessedCount).toBeGreaterThan(50);
});

/** In the form of `exchangedNames`, but with the names as they are. */
function exchangedTwice(assessment: Assessment | null): unknown {
  const swap = (name: string) => ({ a: "b", b: "a" })[name] ?? name;
  if (assessment === null) return null;
  return exchangedNames({
    ...assessment,
    underLines: assessment.underLines.map((under) => ({ ...under, drawnBy: swap(under.drawnBy) })),
    responsibility:
      assessment.responsibility === null
        ? null
        : {
            ...assessment.responsibility,
            posterior: assessment.responsibility.posterior.map(({ hypothesis, p }) => ({
              hypothesis: swap(hypothesis),
              p,
            })),
          },
  });
}

test("[VER-061] probabilities stay in 0 to 1, least never above most, and the outcome follows", () => {
  fc.assert(
    fc.property(arbEvent, (event) => {
      for (const assessment of all(prepared, event)) {
        if (assessment === null) continue;
        const { probability, underLines, outcome, standard, independentSources } = assessment;
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(1);
        if (underLines.length > 0) {
          expect(probability).toBe(Math.min(...underLines.map((under) => under.probability)));
        }
        const isBreach =
          probability >= standard.probability && independentSources >= standard.independentSources;
        expect(outcome === "breach").toBe(isBreach);
      }
      const rule = predicateOf(prepared.article("fire"), prepared);
      const ground = prepared.articleArea("fire", noonMs);
      if (rule === null || ground === null) throw new Error("the article is there");
      const mass = breachMass(rule, ground, event.samples);
      expect(mass.least).toBeLessThanOrEqual(mass.most + 1e-12);
    }),
  );
});

test("[VER-061] the order in which places were sampled changes nothing", () => {
  fc.assert(
    fc.property(arbEvent, fc.integer({ min: 1, max: 255 }), (event, by) => {
      const { samples } = event;
      const turned = (values: Float64Array, width: number) => {
        const out = new Float64Array(values.length);
        out.set(values.subarray(by * width));
        out.set(values.subarray(0, by * width), values.length - by * width);
        return out;
      };
      const shuffledSamples = {
        ...samples,
        firedFrom: turned(samples.firedFrom, 2),
        effect: turned(samples.effect, 2),
        atMs: turned(samples.atMs, 1),
        whatIndex: Uint16Array.from(turned(Float64Array.from(samples.whatIndex), 1)),
        factors: null,
      };
      for (const id of ["fire", "landing", "night"]) {
        const rule = predicateOf(prepared.article(id), prepared);
        const ground = prepared.articleArea(id, noonMs);
        if (rule === null || ground === null) throw new Error("the article is there");
        const one = breachMass(rule, ground, { ...samples, factors: null });
        const other = breachMass(rule, ground, shuffledSamples);
        expect(other.least).toBeCloseTo(one.least, 9);
        expect(other.most).toBeCloseTo(one.most, 9);
      }
    }),
    { numRuns: 50 },
  );
});

test("[VER-065] exact factors and weighted samples give the same probability", () => {
  fc.assert(
    fc.property(arbEvent, (event) => {
      for (const id of ["fire", "landing", "night", "guns", "access"]) {
        const rule = predicateOf(prepared.article(id), prepared);
        const ground = prepared.articleArea(id, noonMs);
        if (rule === null || ground === null) throw new Error("the article is there");
        const exact = breachMass(rule, ground, event.samples);
        const sampled = breachMass(rule, ground, { ...event.samples, factors: null });
        // 256 samples over place, time and what: four standard errors of a half are 0.125.
        expect(Math.abs(sampled.least - exact.least)).toBeLessThan(0.13);
        expect(Math.abs(sampled.most - exact.most)).toBeLessThan(0.13);
      }
    }),
    { numRuns: 60 },
  );
});

test("[VER-064] a further source never lowers the number of groups, the same source never raises it", () => {
  const arbObserver = fc.record({
    kind: fc.constantFrom("patrol", "camera", "not-stated"),
    id: fc.constantFrom(undefined, "one", "two"),
    sensorId: fc.constantFrom(undefined, "s1", "s2"),
    mastId: fc.constantFrom(undefined, "m1"),
  });
  const arbObservation = fc
    .tuple(arbObserver, fc.constantFrom("x", "y"), fc.nat())
    .map(([observer, source, number]) => {
      const stated = Object.fromEntries(
        Object.entries(observer).filter(([, value]) => value !== undefined),
      );
      return { id: derivedId(number), source, observer: stated } as unknown as Observation;
    });
  fc.assert(
    fc.property(
      fc.array(arbObservation, { minLength: 1 }),
      arbObservation,
      (observations, further) => {
        const before = independentGroupsOf(observations);
        const after = independentGroupsOf([...observations, further]);
        expect(after.length).toBeGreaterThanOrEqual(before.length);
        expect(after.length - before.length).toBeLessThanOrEqual(1);
        const [first] = observations;
        if (first !== undefined) {
          expect(independentGroupsOf([...observations, { ...first, sourceId: "again" }])).toEqual(
            before,
          );
        }
      },
    ),
  );
});

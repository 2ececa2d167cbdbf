import { breachOf, type CalculusEvent } from "@truceline/agreement";
import { destination } from "@truceline/geo";
import { derivedId, lonLat, type Observation } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { assessIncident } from "./assess-incident.ts";
import { incidentOf, oceanAgreement, samplesOf } from "./testing/ocean.ts";

const standard = "standard: { probability: 0.9, independentSources: 1 }";
const articles = [
  "prohibit: fire, by: any, in: { from: 10 km, to: 20 km, of: line }",
  "prohibit: fire, by: each, in: { within: 25 km, of: line, except: [box] }",
  'prohibit: fire, by: any, in: box, time: { weekdays: [sat, sun], daily: ["22:00", "06:00"] }',
  "prohibit: fire, by: any, in: everywhere, time: { spans: [{ from: 2026-01-10, to: 2026-01-12 }] }",
  "prohibit: fire, with: { class: [mortar, artillery], calibreMm: { min: 100 } }, by: any, in: box",
  "prohibit: flight, by: each, in: { zone: band, above: 150 m, below: 3 km }",
  "limit: { persons: 12 }, by: each, in: { within: 9 km, of: line, side: a }",
  "limit: { weapons: 3 }, with: { class: tank }, by: each, in: { sector: south }",
  "prohibit: presence, by: each, in: box, time: { phase: late }",
  "prohibit: fire, by: any, in: box, time: { phase: waiting }",
  "withdraw: { class: artillery }, by: each, beyond: 15 km, of: line, deadline: P10D",
].map((rule, index) => `  - { id: "n${index}", rule: { ${rule} }, ${standard} }\n`);
const sections = `sectors:
  - { id: south, name: { en: South }, along: { line: line, from: 0 km, to: 110 km } }
  - { id: north, name: { en: North }, along: { line: line, from: 110 km } }
phases:
  - { id: late, name: { en: Late }, begins: 2026-01-11T00:00Z }
  - { id: waiting, name: { en: Waiting }, begins: { after: fire, metFor: P7000D } }
`;
const prepared = oceanAgreement(undefined, { articles: articles.join(""), sections });
const earlyMs = Date.UTC(2026, 0, 2, 1);
const lateMs = Date.UTC(2026, 0, 20);

const arbThing = fc.oneof(
  fc.record({
    kind: fc.constant("explosion" as const),
    weapon: fc.constantFrom("mortar" as const, "artillery" as const, "tank" as const),
    calibreMm: fc.constantFrom(60, 100, 122),
  }),
  fc.record({
    kind: fc.constantFrom("aircraft" as const, "uncrewed-aircraft" as const),
    altitudeM: fc.integer({ min: 0, max: 4_000 }),
  }),
  fc.record({ kind: fc.constant("persons" as const), count: fc.integer({ min: 1, max: 25 }) }),
  fc.record({
    kind: fc.constant("weapon-present" as const),
    weapon: fc.constantFrom("tank" as const, "artillery" as const),
    calibreMm: fc.constantFrom(100, 122),
    count: fc.integer({ min: 1, max: 6 }),
  }),
);

test("[VER-076] of a certain event the assessment says what the calculus says", () => {
  let breachCount = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...articles.keys()),
      arbThing,
      fc.integer({ min: -30_000, max: 30_000 }),
      fc.integer({ min: -60_000, max: 60_000 }),
      fc.integer({ min: earlyMs, max: lateMs }),
      fc.constantFrom("a", "b"),
      (index, thing, eastM, northM, atMs, by) => {
        // Under two drawings the assessment takes the least; the calculus is asked under each.
        const place = destination(destination(lonLat(-30, 0), 90, eastM), 0, northM);
        const at = lonLat(place[0], place[1]);
        const isFire = thing.kind === "explosion";
        const event: CalculusEvent = {
          kind: thing.kind,
          weapon: "weapon" in thing ? thing.weapon : null,
          calibreMm: "calibreMm" in thing ? thing.calibreMm : null,
          count: "count" in thing ? thing.count : 1,
          by,
          firedFrom: isFire ? at : null,
          landedAt: null,
          present: isFire ? null : at,
          altitudeM: "altitudeM" in thing ? thing.altitudeM : null,
          atMs,
          purpose: null,
        };
        const articleId = `n${index}`;
        const lineId = prepared.articleLine(articleId);
        const versions = lineId === null ? [undefined] : prepared.lineVersionsAt(lineId, atMs);
        const answers = versions.map(
          (version) => breachOf(prepared, articleId, event, { version }).breached,
        );

        const area = { shape: "circle" as const, centre: at, radiusM: 0 };
        const what = {
          kind: thing.kind,
          nature: "undetermined",
          ...(event.weapon === null ? {} : { weapon: event.weapon }),
          calibreMm: event.calibreMm,
        };
        const observation: Observation = {
          schema: "observation/1",
          id: derivedId("certain"),
          origin: "observed",
          recordedAtMs: atMs,
          source: "test",
          sourceId: "certain",
          span: { fromMs: atMs, toMs: atMs, precision: "exact" },
          observer: { kind: "patrol" },
          means: ["saw"],
          kind: thing.kind,
          count: { qualifier: "exactly", min: event.count, max: event.count },
          ...(event.weapon === null ? {} : { weapons: [{ class: event.weapon }] }),
          ...(event.calibreMm === null ? {} : { calibresMm: [event.calibreMm] }),
          ...(event.altitudeM === null
            ? {}
            : { height: { minM: event.altitudeM, maxM: event.altitudeM } }),
        };
        const found = assessIncident(
          incidentOf({ span: observation.span }),
          samplesOf({
            ...(isFire ? { firedFrom: area } : { effect: area }),
            what: [what],
            fromMs: atMs,
          }),
          prepared.article(articleId),
          prepared,
          [observation],
        );
        const isBreach = found?.outcome === "breach";
        if (isBreach) breachCount += 1;
        expect(isBreach).toBe(answers.length > 0 && answers.every((answer) => answer));
        if (answers.every((answer) => !answer))
          expect(found?.outcome ?? "no-breach").toBe("no-breach");
      },
    ),
    { numRuns: 2_000 },
  );
  expect(breachCount).toBeGreaterThan(20);
});

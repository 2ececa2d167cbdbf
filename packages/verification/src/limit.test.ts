import { derivedId, type Observation } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assessIncident } from "./assess-incident.ts";
import { countSeen } from "./sighting.ts";
import { circleAt, incidentOf, noonMs, oceanAgreement, samplesOf } from "./testing/ocean.ts";

const articles = `  - { id: tanks, rule: { limit: { weapons: 10 }, with: { class: tank }, by: each, in: band }, standard: { probability: 0.9, independentSources: 1 } }
  - { id: nobody, rule: { limit: { persons: 0 }, by: each, in: box }, standard: { probability: 0.9, independentSources: 1 } }
  - { id: own, rule: { limit: { persons: 0 }, by: a, in: { within: 10 km, of: line, side: a } }, standard: { probability: 0.9, independentSources: 1 } }
  - { id: theirs, rule: { limit: { persons: 0 }, by: a, in: box }, standard: { probability: 0.9, independentSources: 1 } }
`;
const prepared = oceanAgreement(undefined, { articles });

const seen = (
  count: Observation["count"],
  more: Partial<Observation> = {},
  number = 0,
): Observation => ({
  schema: "observation/1",
  id: derivedId("sighting", String(number)),
  origin: "observed",
  recordedAtMs: noonMs,
  source: "test",
  sourceId: `s${number}`,
  span: { fromMs: noonMs, toMs: noonMs, precision: "exact" },
  observer: { kind: "patrol", id: `patrol ${number}` },
  means: ["saw"],
  kind: "weapon-present",
  weapons: [{ class: "tank" }],
  count,
  ...more,
});
const exactly = (count: number) => ({ qualifier: "exactly" as const, min: count, max: count });
const tank = { kind: "weapon-present" as const, weapon: "tank" as const };

function assessed(articleId: string, observations: readonly Observation[] | undefined, km = 5) {
  const what = observations?.[0]?.kind === "persons" ? { kind: "persons" as const } : tank;
  return assessIncident(
    incidentOf(),
    samplesOf({ effect: circleAt(km), what: [what] }),
    prepared.article(articleId),
    prepared,
    observations,
  );
}
const stepOf = (found: ReturnType<typeof assessed>, factor: string) =>
  found?.trace.find((one) => one.factor === factor);

describe("[VER-069] a limit of ten tanks", () => {
  test.each([
    ["eleven", [exactly(11)], "breach", "11"],
    ["ten", [exactly(10)], "no-breach", "10"],
    ["about twelve", [{ qualifier: "about", min: 12, max: 12 }], "undetermined", "9 to 15"],
    ["at least four", [{ qualifier: "at-least", min: 4 }], "undetermined", "4 or more"],
    ["at least eleven", [{ qualifier: "at-least", min: 11 }], "breach", "11 or more"],
    ["5 to 9", [{ qualifier: "range", min: 5, max: 9 }], "no-breach", "5 to 9"],
    ["some", [{ qualifier: "uncounted" }], "undetermined", "1 or more"],
    ["six and six, perhaps the same", [exactly(6), exactly(6)], "undetermined", "6 to 12"],
    ["three and four", [exactly(3), exactly(4)], "no-breach", "4 to 7"],
  ] as const)("%s seen", (_, counts, outcome, text) => {
    const observations = counts.map((count, number) => seen(count, {}, number));
    const found = assessed("tanks", observations);
    expect(found?.outcome).toBe(outcome);
    expect(stepOf(found, "count")?.text).toBe(
      `Seen at once: ${text}; the article allows 10 weapons of each side it binds.`,
    );
  });

  test("what may be no tank counts towards the most only", () => {
    const mixed = { weapons: [{ class: "tank" as const }, { class: "artillery" as const }] };
    expect(assessed("tanks", [seen(exactly(20), mixed)])?.outcome).toBe("undetermined");
  });
  test("outside the ground nothing is said", () => {
    expect(assessed("tanks", [seen(exactly(20))], 60)).toBeNull();
  });
  test("without observations the number is open", () => {
    expect(assessed("tanks", undefined)?.outcome).toBe("undetermined");
  });
});

test("[VER-069] where none is allowed, one is enough", () => {
  const persons = seen({ qualifier: "uncounted" }, { kind: "persons" });
  expect(assessed("nobody", [persons])?.outcome).toBe("breach");
});

test("[VER-071] an article that binds one side only stays open: who it was is not observed", () => {
  const found = assessed("theirs", [seen(exactly(5), { kind: "persons" })]);
  expect(found?.outcome).toBe("undetermined");
  expect(stepOf(found, "subject")?.text).toBe(
    "The article binds a only. Who it was is not told by what was observed.",
  );
});

test("[VER-071] what stands on ground that the side bound holds counts as its own", () => {
  const persons = seen(exactly(5), { kind: "persons" });
  const found = assessed("own", [persons], -8);
  expect(found?.outcome).toBe("breach");
  expect(stepOf(found, "subject")?.text).toBe(
    "The article binds a only, and its ground is what a holds by the line: what stands there counts as theirs.",
  );
  expect(assessed("own", [persons], 8)).toBeNull();
});

/** True things, each observer's share of them, and how that observer put the number. */
const arbScene = fc.integer({ min: 1, max: 30 }).chain((thingCount) =>
  fc.record({
    thingCount: fc.constant(thingCount),
    views: fc.array(
      fc.record({
        sees: fc.uniqueArray(fc.integer({ min: 0, max: thingCount - 1 }), { minLength: 1 }),
        says: fc.constantFrom("exactly", "at-least", "range", "uncounted"),
        below: fc.integer({ min: 0, max: 5 }),
        above: fc.integer({ min: 0, max: 5 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  }),
);

test("[VER-069] whoever saw the same things, the true number lies between least and most", () => {
  const { rule } = prepared.article("tanks");
  if (rule.kind !== "limit") throw new Error("no limit");
  fc.assert(
    fc.property(arbScene, ({ views }) => {
      const observations = views.map(({ sees, says, below, above }, number) => {
        const count = sees.length;
        const min = Math.max(0, count - below);
        if (says === "exactly") return seen(exactly(count), {}, number);
        if (says === "at-least") return seen({ qualifier: says, min }, {}, number);
        return says === "range"
          ? seen({ qualifier: says, min, max: count + above }, {}, number)
          : seen({ qualifier: says }, {}, number);
      });
      const truth = new Set(views.flatMap(({ sees }) => sees)).size;
      const bounds = countSeen(rule, observations);
      expect(bounds?.least).toBeLessThanOrEqual(truth);
      expect(bounds?.most).toBeGreaterThanOrEqual(truth);
      expect(countSeen(rule, [...observations].reverse())).toEqual(bounds);
    }),
  );
});

test("[VER-060, VER-069] exchanging the parties changes nothing in what a limit says", () => {
  fc.assert(
    fc.property(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 20 }), (km, count) => {
      const results = [
        { west: "a", east: "b" },
        { west: "b", east: "a" },
      ].map((names) => {
        const own = oceanAgreement(names, { articles });
        const found = assessIncident(
          incidentOf(),
          samplesOf({ effect: circleAt(km), what: [tank] }),
          own.article("tanks"),
          own,
          [seen(exactly(count))],
        );
        return found === null ? null : [found.outcome, found.probability, stepOf(found, "count")];
      });
      expect(results[0]).toEqual(results[1]);
    }),
    { numRuns: 20 },
  );
});

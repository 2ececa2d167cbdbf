import { type Assessment, assessmentRecord } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { assessIncident } from "./assess-incident.ts";
import type { HeldGround, MoreEvidence, SideEvidence } from "./side-of-line.ts";
import {
  circleAt,
  incidentOf,
  kmEast,
  noonMs,
  oceanAgreement,
  samplesOf,
} from "./testing/ocean.ts";

const prepared = oceanAgreement();
const dayMs = 24 * 3_600_000;

function assessed(
  articleId: string,
  samples: Parameters<typeof samplesOf>[0],
  change: Parameters<typeof incidentOf>[0] = {},
): Assessment | null {
  const fromMs = samples.fromMs ?? noonMs;
  const span = { fromMs, toMs: samples.toMs ?? fromMs, precision: "exact" } as const;
  return assessIncident(
    incidentOf({ span, ...change }),
    samplesOf(samples),
    prepared.article(articleId),
    prepared,
  );
}

const stepOf = (assessment: Assessment | null, factor: string) =>
  assessment?.trace.find((step) => step.factor === factor);

describe("what is in the article's zone", () => {
  test.each([
    { title: "well inside", km: 10, outcome: "breach", least: 1, most: 1 },
    {
      title: "just inside the least favourable line",
      km: 20,
      outcome: "breach",
      least: 1,
      most: 1,
    },
    {
      title: "astride the edge of the line farther off",
      km: 21,
      outcome: "undetermined",
      least: 0.3,
      most: 0.7,
    },
    { title: "between the two edges", km: 23, outcome: "undetermined", least: 0, most: 0 },
  ])("[VER-051] $title", ({ km, outcome, least, most }) => {
    const found = assessed("fire", { firedFrom: circleAt(km) });
    expect(found?.outcome).toBe(outcome);
    expect(found?.probability).toBeGreaterThanOrEqual(least);
    expect(found?.probability).toBeLessThanOrEqual(most);
    expect(() => assessmentRecord.parse(found)).not.toThrow();
  });

  test("[VER-053] each line version is given, by the letter of who drew it; the least counts", () => {
    const found = assessed("fire", { firedFrom: circleAt(23) });
    expect(
      found?.underLines.map(({ drawnBy, probability, outcome }) => ({
        drawnBy,
        probability,
        outcome,
      })),
    ).toEqual([
      { drawnBy: "b", probability: 0, outcome: "no-breach" },
      { drawnBy: "mission", probability: 1, outcome: "breach" },
    ]);
    expect(found?.probability).toBe(0);
    expect(found?.outcome).toBe("undetermined");
  });

  test("[VER-053] before the second version there is one, before the first nothing is decided", () => {
    const none = assessed("fire", { firedFrom: circleAt(1), fromMs: Date.UTC(2026, 0, 1, 12) });
    expect(none?.outcome).toBe("undetermined");
    expect(none?.probability).toBe(0);
    expect(stepOf(none, "place")?.text).toBe("No version of the line line was in force yet.");
    const early = assessed("fire", { firedFrom: circleAt(23), fromMs: Date.UTC(2026, 0, 3) });
    expect(early?.underLines.map(({ drawnBy }) => drawnBy)).toEqual(["mission"]);
    expect(early?.outcome).toBe("breach");
    const spanning = assessed("fire", {
      firedFrom: circleAt(23),
      fromMs: Date.UTC(2026, 0, 4, 12),
      toMs: Date.UTC(2026, 0, 5, 12),
    });
    expect(spanning?.underLines.map(({ drawnBy }) => drawnBy)).toEqual(["b", "mission"]);
  });

  test("[VER-059] surely elsewhere, of another kind, narrative, or before it is in force: not assessed", () => {
    expect(assessed("fire", { firedFrom: circleAt(60) })).toBeNull();
    expect(assessed("fire", { effect: circleAt(1), what: [{ kind: "vehicle" }] })).toBeNull();
    expect(assessed("words", { firedFrom: circleAt(1) })).toBeNull();
    expect(assessed("fire", { firedFrom: circleAt(1), fromMs: Date.UTC(2025, 11, 1) })).toBeNull();
  });
});

describe("what the evidence leaves open", () => {
  test("[VER-052] an impact whose weapon could have fired from outside is undetermined", () => {
    const what = [{ nature: "impact", weapon: "mlrs" as const }];
    const found = assessed("fire", { effect: circleAt(10), what });
    expect(found?.probability).toBe(0);
    expect(found?.outcome).toBe("undetermined");
    expect(stepOf(found, "place-open")?.value).toBe(1);
  });

  test("[VER-052] an impact of a weapon that cannot reach in from outside was fired inside", () => {
    const what = [{ nature: "impact", weapon: "recoilless-gun" as const }];
    const found = assessed("fire", { effect: circleAt(10), what });
    expect(found?.probability).toBe(1);
    expect(found?.outcome).toBe("breach");
  });

  test("[VER-052] reach is taken in shares: nine mortars of ten", () => {
    const what = [{ nature: "impact", weapon: "mortar" as const }];
    const found = assessed("fire", { effect: circleAt(10), what });
    expect(found?.probability).toBeCloseTo(0.9, 9);
  });

  test("[VER-052] an event that nothing places is kept and says so", () => {
    const found = assessed("fire", {});
    expect(stepOf(found, "place-open")?.text).toBe("Nothing says where it was: all of it is open.");
    expect(found?.outcome).toBe("undetermined");
    expect(found?.probability).toBe(0);
    expect(stepOf(found, "place-open")?.value).toBe(1);
  });

  test("[VER-052] a controlled detonation is no fire", () => {
    expect(
      assessed("fire", { effect: circleAt(1), what: [{ nature: "controlled-detonation" }] }),
    ).toBeNull();
  });
});

describe("the standard", () => {
  test("[VER-054] one source of two is not a breach, and the trace says what is missing", () => {
    const found = assessed(
      "fire",
      { firedFrom: circleAt(10) },
      { independentGroups: ["camera one"] },
    );
    expect(found?.outcome).toBe("undetermined");
    expect(stepOf(found, "standard")?.text).toContain("Missing: 1 source of 2");
  });

  test("[VER-058] each factor stands in the trace with its number", () => {
    const found = assessed("fire", {
      firedFrom: circleAt(10),
      fromMs: noonMs,
      toMs: noonMs + 60_000,
    });
    expect(found?.trace.map(({ factor, value }) => [factor, value])).toEqual([
      ["place", 1],
      ["place", 1],
      ["time", 1],
      ["kind", 1],
      ["joint", 1],
      ["sources", 2],
      ["standard", undefined],
      ["responsibility", undefined],
    ]);
    expect(stepOf(found, "place")?.text).toBe(
      "1.000 of the place of fire lies in band by the line of b.",
    );
  });
});

describe("times", () => {
  const nightMs = Date.UTC(2026, 0, 10, 22); // midnight in Kyiv
  test.each([
    { title: "in the night", fromMs: nightMs, toMs: nightMs, probability: 1 },
    {
      title: "at 07:44:59.999",
      fromMs: Date.UTC(2026, 0, 10, 5, 44, 59, 999),
      toMs: undefined,
      probability: 1,
    },
    {
      title: "half of an hour over 22:30",
      fromMs: Date.UTC(2026, 0, 10, 20),
      toMs: Date.UTC(2026, 0, 10, 21),
      probability: 0.5,
    },
    {
      title: "a day of 23 hours loses one of the night",
      fromMs: Date.UTC(2026, 2, 28, 22),
      toMs: Date.UTC(2026, 2, 29, 21),
      probability: 8.25 / 23,
    },
    {
      title: "a day of 25 hours has one more",
      fromMs: Date.UTC(2026, 9, 24, 21),
      toMs: Date.UTC(2026, 9, 25, 22),
      probability: 10.25 / 25,
    },
  ])("[VER-055] $title", ({ fromMs, toMs, probability }) => {
    const found = assessed("night", { firedFrom: circleAt(1), fromMs, toMs: toMs ?? fromMs });
    expect(found?.probability).toBeCloseTo(probability, 4);
  });

  test("[VER-055] at 07:45 the night is over: not assessed", () => {
    expect(
      assessed("night", { firedFrom: circleAt(1), fromMs: Date.UTC(2026, 0, 10, 5, 45) }),
    ).toBeNull();
  });
});

describe("withdrawal", () => {
  const deadlineMs = Date.UTC(2026, 0, 1) + 14 * dayMs;
  const gun = (calibreMm: number | null) => ({
    effect: circleAt(10),
    what: [
      {
        kind: "weapon-present" as const,
        nature: "undetermined",
        weapon: "mortar" as const,
        calibreMm,
      },
    ],
  });
  test.each([
    {
      title: "a 120 mm mortar after the deadline",
      calibreMm: 120,
      fromMs: deadlineMs,
      outcome: "breach",
    },
    {
      title: "an 82 mm mortar is not meant",
      calibreMm: 82,
      fromMs: deadlineMs,
      outcome: undefined,
    },
    {
      title: "before the deadline nothing is",
      calibreMm: 120,
      fromMs: deadlineMs - 1,
      outcome: undefined,
    },
    {
      title: "a mortar of unknown calibre stays open",
      calibreMm: null,
      fromMs: deadlineMs,
      outcome: "undetermined",
    },
  ])("[VER-056] [VER-057] $title", ({ calibreMm, fromMs, outcome }) => {
    expect(assessed("guns", { ...gun(calibreMm), fromMs })?.outcome).toBe(outcome);
  });

  test("[VER-057] artillery of unknown calibre is all 100 mm and more", () => {
    const what = [{ kind: "weapon-present" as const, weapon: "artillery" as const }];
    expect(assessed("guns", { effect: circleAt(10), what, fromMs: deadlineMs })?.outcome).toBe(
      "breach",
    );
  });

  test("[VER-059] an event of which nobody said a weapon does not concern a withdrawal", () => {
    const what = [{ kind: "weapon-present" as const }];
    expect(assessed("guns", { effect: circleAt(10), what, fromMs: deadlineMs })).toBeNull();
  });
});

test("[VER-066] the mission's own record of a denial is a breach where it was stopped", () => {
  const what = [{ kind: "access-denied" as const, nature: "undetermined" }];
  const change = { independentGroups: ["patrol two"] };
  expect(assessed("access", { effect: circleAt(5), what }, change)?.outcome).toBe("breach");
  expect(assessed("access", { effect: circleAt(60), what }, change)).toBeNull();
  expect(assessed("access", { effect: circleAt(5), what }, change)?.responsibility).toBeNull();
});

describe("responsibility", () => {
  test("[VER-063] one side of the line alone names nobody, and the prior is printed", () => {
    const found = assessed("fire", { firedFrom: circleAt(10) });
    expect(found?.responsibility?.word).toBe("not-attributed");
    expect(found?.responsibility?.prior).toEqual([
      { hypothesis: "a", p: 0.25 },
      { hypothesis: "b", p: 0.25 },
      { hypothesis: "unknown", p: 0.25 },
      { hypothesis: "deception", p: 0.25 },
    ]);
    const posterior = Object.fromEntries(
      found?.responsibility?.posterior.map(({ hypothesis, p }) => [hypothesis, p]) ?? [],
    );
    // 1, 1/20 and twice 1/2 from a flat prior.
    expect(posterior).toEqual({ a: 0.0244, b: 0.4878, unknown: 0.2439, deception: 0.2439 });
  });

  test("[VER-063] null where the place of fire is unknown, or between two lines", () => {
    const what = [{ nature: "impact", weapon: "recoilless-gun" as const }];
    expect(assessed("fire", { effect: circleAt(10), what })?.responsibility).toBeNull();
    expect(assessed("fire", { firedFrom: circleAt(-2, 300) })?.responsibility).not.toBeNull();
    const betweenKm = -2;
    const along = prepared.distanceFromLine("line", kmEast(betweenKm), noonMs);
    expect(along?.party).toBe("a");
    expect(assessed("fire", { firedFrom: circleAt(0, 300) })?.responsibility).toBeNull();
  });

  const byEvidence = (samples: Parameters<typeof samplesOf>[0], ...evidence: SideEvidence[]) => {
    const span = { fromMs: noonMs, toMs: noonMs, precision: "exact" } as const;
    const grounds: HeldGround[] = [];
    const more: MoreEvidence = (given) => {
      grounds.push(...given);
      return evidence;
    };
    const incident = incidentOf({ span });
    const article = prepared.article("fire");
    const found = assessIncident(incident, samplesOf(samples), article, prepared, null, more);
    return { found, grounds };
  };
  const direction = { id: "e", group: "side of the line", text: "It came from 90° ± 8°." };

  test("[FUS-130] a direction of arrival bears a side where the place of fire is unknown, and names nobody", () => {
    const what = [{ nature: "impact", weapon: "recoilless-gun" as const }];
    const { found, grounds } = byEvidence(
      { effect: circleAt(10), what },
      { ...direction, bySide: { a: 0.02, b: 0.98 } },
    );
    expect(grounds.length).toBeGreaterThan(0);
    const [lonDeg, latDeg] = kmEast(10);
    expect(grounds[0]?.sideOf(Number(lonDeg), Number(latDeg))).toBe("b");
    expect(found?.responsibility?.word).toBe("not-attributed");
    const posterior = new Map(
      found?.responsibility?.posterior.map(({ hypothesis, p }) => [hypothesis, p]),
    );
    expect(posterior.get("b")).toBeGreaterThan(0.45);
    expect(posterior.get("a")).toBeLessThan(0.05);
    expect(posterior.get("unknown")).toBeGreaterThan(0.2);
    expect(posterior.get("deception")).toBeGreaterThan(0.2);
    const text = stepOf(found, "responsibility")?.text ?? "";
    expect(text).toContain("From a flat prior of 0.25 each, one factor of at most 20");
  });

  test("[FUS-130] place of fire and direction are one factor: together they say no more than the surer", () => {
    const alone = assessed("fire", { firedFrom: circleAt(10) })?.responsibility?.posterior;
    const { found } = byEvidence(
      { firedFrom: circleAt(10) },
      { ...direction, bySide: { a: 0.001, b: 0.999 } },
    );
    for (const [index, { p }] of (alone ?? []).entries()) {
      expect(Math.abs((found?.responsibility?.posterior[index]?.p ?? 1) - p)).toBeLessThan(1e-3);
    }
  });

  test("[FUS-130] what is made to look like a party's doing looks so by every means", () => {
    const held = { id: "class", group: "class held", text: "", bySide: { a: 0.1, b: 0.9 } };
    const { found } = byEvidence({ firedFrom: circleAt(10) }, held);
    const p = new Map(found?.responsibility?.posterior.map((one) => [one.hypothesis, one.p]));
    // b: 1; deception: 1/2; unknown: 1/2 of 5/9.
    expect(p.get("deception")).toBeCloseTo((p.get("b") ?? 0) / 2, 3);
    expect(p.get("unknown")).toBeCloseTo(((p.get("b") ?? 0) * 5) / 18, 3);
  });
});

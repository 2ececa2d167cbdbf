import type { CompiledArticle } from "@truceline/agreement";
import { type Assessment, clauseStateRecord, type Loss } from "@truceline/model";
import { chiSquareQuantile } from "@truceline/sensing";
import { describe, expect, test } from "vitest";
import { type ClauseStateInput, clauseState, type SectorHour } from "./clause-state.ts";
import { clauseSentence, lossText } from "./clause-words.ts";
import { coverageQuestionOf } from "./coverage-question.ts";

const hourMs = 3_600_000;
const midnight = Date.parse("2026-03-10T00:00Z");

const article: CompiledArticle = {
  id: "1",
  text: { en: "No fire." },
  rule: {
    kind: "prohibit",
    activity: "fire",
    kinds: ["explosion"],
    weapons: null,
    by: ["a", "b"],
    tested: "firedFrom",
    zone: "band",
    time: { fromMs: 0 },
  },
  standard: { probability: 0.9, independentSources: 2 },
  coverageRatio: 0.8,
  persistence: { is: "impulse" },
  count: "smm",
};

const day = (ratio: number, more: Partial<SectorHour> = {}): SectorHour[] =>
  Array.from({ length: 24 }, (_, hour) => ({
    fromMs: midnight + hour * hourMs,
    toMs: midnight + (hour + 1) * hourMs,
    ratios: [ratio, ratio],
    losses: [],
    ...more,
  }));

const input = (more: Partial<ClauseStateInput> = {}): ClauseStateInput => ({
  origin: "exercise",
  article,
  sectorId: "s1",
  timezone: "Etc/UTC",
  inForce: { fromMs: 0 },
  periodFromMs: midnight,
  periodToMs: midnight + 24 * hourMs,
  assessments: [],
  cellCount: 2,
  hours: day(0.9),
  ...more,
});

const assessed = (
  number: number,
  outcome: Assessment["outcome"],
  more: Partial<Assessment> = {},
): Assessment => ({
  schema: "assessment/1",
  id: `018f0000-0000-7000-8000-00000000010${number}`,
  version: 1,
  origin: "exercise",
  recordedAtMs: midnight,
  incidentId: `018f0000-0000-7000-8000-00000000020${number}`,
  atMs: midnight + number * hourMs,
  articleId: "1",
  agreementHash: "0".repeat(64),
  sectorIds: ["s1"],
  probability: outcome === "breach" ? 0.95 : outcome === "no-breach" ? 0.05 : 0.5,
  standard: article.standard,
  independentSources: 2,
  outcome,
  underLines: [],
  responsibility: null,
  trace: [],
  ...more,
});

describe("the state of a clause", () => {
  test.each([
    ["covered and nothing assessed", {}, "met"],
    ["requirement just reached", { hours: day(0.8) }, "met"],
    ["requirement just missed", { hours: day(0.7999) }, "undetermined"],
    ["dark", { hours: day(0) }, "undetermined"],
    ["a breach assessed", { assessments: [assessed(1, "breach")] }, "breached"],
    [
      "a breach assessed in the dark",
      { hours: day(0), assessments: [assessed(1, "breach")] },
      "breached",
    ],
    ["an incident that was no breach", { assessments: [assessed(1, "no-breach")] }, "met"],
    ["an incident left open", { assessments: [assessed(1, "undetermined")] }, "undetermined"],
    ["no ground in the sector", { cellCount: 0 }, "not-applicable"],
    ["not yet in force", { inForce: { fromMs: midnight + 24 * hourMs } }, "not-applicable"],
    ["no longer in force", { inForce: { fromMs: 0, toMs: midnight } }, "not-applicable"],
  ] as const)("[VER-001] %s", (_, more, state) => {
    expect(clauseState(input(more)).state).toBe(state);
  });

  test("[VER-001] a narrative article is shown, never assessed", () => {
    const narrative = { ...article, rule: { kind: "narrative" as const } };
    const result = clauseState(input({ article: narrative, assessments: [assessed(1, "breach")] }));
    expect(result).toMatchObject({ state: "narrative", assessedCount: 0, losses: [], bound: null });
  });

  test.each([
    ["of another article", assessed(1, "breach", { articleId: "2" })],
    ["of another sector", assessed(1, "breach", { sectorIds: ["s2"] })],
    ["before the period", assessed(1, "breach", { atMs: midnight - 1 })],
    [
      "at the cut-off, which belongs to the next",
      assessed(1, "breach", { atMs: midnight + 24 * hourMs }),
    ],
    ["withdrawn", assessed(1, "breach", { withdrawn: {} })],
  ])("[VER-002] an assessment %s does not count", (_, assessment) => {
    expect(clauseState(input({ assessments: [assessment] }))).toMatchObject({
      state: "met",
      incidentIds: [],
    });
  });

  test("[VER-002] of several versions the last one counts, in whatever order they come", () => {
    const versions = [
      assessed(1, "breach"),
      assessed(1, "no-breach", { version: 3 }),
      assessed(1, "breach", { version: 2 }),
    ];
    expect(clauseState(input({ assessments: versions })).state).toBe("met");
    expect(clauseState(input({ assessments: [...versions].reverse() })).state).toBe("met");
  });

  test("[VER-003] what people found stands before what the software assessed", () => {
    const assessments = [assessed(1, "breach"), assessed(2, "undetermined")];
    const incidentId = (index: number) => assessments[index]?.incidentId ?? "";
    const cleared = clauseState(
      input({
        assessments,
        findings: [
          { incidentId: incidentId(0), isBreach: false },
          { incidentId: incidentId(1), isBreach: false },
        ],
      }),
    );
    expect(cleared).toMatchObject({ state: "met", assessedCount: 0, openCount: 0, foundCount: 0 });
    const found = clauseState(
      input({ assessments, findings: [{ incidentId: incidentId(1), isBreach: true }] }),
    );
    expect(found).toMatchObject({
      state: "breached",
      assessedCount: 1,
      foundCount: 1,
      openCount: 0,
    });
    expect(found.bound?.seenCount).toBe(2);
  });

  test("[VER-004] the number expected to be none goes with each count", () => {
    const assessments = [
      assessed(2, "breach", { probability: 0.93 }),
      assessed(1, "breach", { probability: 0.99 }),
      assessed(3, "undetermined"),
    ];
    const state = clauseState(input({ assessments }));
    expect(state).toMatchObject({ assessedCount: 2, openCount: 1, expectedWrongCount: 0.08 });
    // Breaches by time, then what is open.
    expect(state.incidentIds.map((id) => id.at(-1))).toEqual(["1", "2", "3"]);
  });

  test("[VER-005] assessments of another origin are refused", () => {
    const assessments = [assessed(1, "breach", { origin: "observed" })];
    expect(() => clauseState(input({ assessments }))).toThrow(
      expect.objectContaining({ code: "TL_MODEL_ORIGIN_MIXED" }),
    );
  });

  test("it is a clause state record but for its keeper's keys", () => {
    const content = clauseState(input({ assessments: [assessed(1, "breach")] }));
    const id = "018f0000-0000-7000-8000-000000000001";
    const record = { ...content, id, version: 1, recordedAtMs: midnight };
    expect(clauseStateRecord.faults(record)).toEqual([]);
  });
});

describe("coverage of a sector and period", () => {
  test("[VER-006] is the mean over cells and hours", () => {
    const hours = day(0.9).map((hour, index) => ({
      ...hour,
      ratios: index < 12 ? [1, 0.6] : [0, 0.4],
    }));
    const state = clauseState(input({ hours }));
    expect(state.coverageRatio).toBe(0.5);
    expect(state.coverageByHour).toEqual([...Array(12).fill(0.8), ...Array(12).fill(0.2)]);
    expect(state.freeToAvoidRatio).toBe(0.25);
  });

  test("[VER-006] half hours at a cut-off count half", () => {
    const hours = day(0).map((hour, index) => ({ ...hour, ratios: [index === 0 ? 1 : 0] }));
    const state = clauseState(
      input({
        hours,
        cellCount: 1,
        periodFromMs: midnight + hourMs / 2,
        periodToMs: midnight + 2 * hourMs,
      }),
    );
    expect(state.coverageByHour).toEqual([1, 0]);
    expect(state.coverageRatio).toBe(0.3333);
  });

  test("[VER-006] only hours in which the rule holds count", () => {
    const nightly = {
      ...article,
      rule: { ...article.rule, time: { fromMs: 0, dailyWindow: ["22:00", "02:00"] } },
    };
    const hours = day(0).map((hour, index) => ({
      ...hour,
      ratios: [index >= 22 || index < 2 ? 0.9 : 0],
    }));
    const state = clauseState(input({ article: nightly as CompiledArticle, hours, cellCount: 1 }));
    expect(state).toMatchObject({ state: "met", coverageRatio: 0.9, freeToAvoidRatio: 0 });
    expect(state.bound?.exposureH).toBe(3.6);
  });

  test("[VER-007] hours that nobody has given were not received", () => {
    const state = clauseState(input({ hours: day(0.9).slice(0, 12) }));
    expect(state).toMatchObject({
      state: "undetermined",
      coverageRatio: 0.45,
      freeToAvoidRatio: 0.5,
    });
    expect(state.losses).toEqual([{ reason: "not-received", lossRatio: 0.5, sensorIds: [] }]);
    expect(clauseState(input({ hours: [] })).losses[0]).toMatchObject({ lossRatio: 1 });
  });

  test("[VER-008] reasons come largest first, as a mean over the period, worst sensor first", () => {
    const loss = (reason: Loss["reason"], lossRatio: number, ...sensorIds: string[]): Loss => ({
      reason,
      lossRatio,
      sensorIds,
    });
    const hours = day(0.2).map((hour, index) => ({
      ...hour,
      losses: [
        loss("night", 0.1, "eye-1"),
        ...(index < 12 ? [loss("down", 0.6, "cam-2", "cam-1")] : [loss("down", 0.1, "cam-1")]),
        loss("jammed", 0, "cam-3"),
      ],
    }));
    expect(clauseState(input({ hours })).losses).toEqual([
      loss("down", 0.35, "cam-2", "cam-1"),
      loss("night", 0.1, "eye-1"),
      loss("jammed", 0, "cam-3"),
    ]);
  });
});

describe("the bound on what may have gone unseen", () => {
  test("[VER-009] ½χ²₀.₉₅(2n + 2)/E, a day, for this sector alone", () => {
    const quiet = clauseState(input()).bound;
    expect(quiet).toEqual({ seenCount: 0, exposureH: 21.6, upperPerDay: 3.3286 });
    expect(quiet?.upperPerDay).toBeCloseTo((-Math.log(0.05) / 21.6) * 24, 4);
    const two = clauseState(input({ assessments: [assessed(1, "breach"), assessed(2, "breach")] }));
    expect(two.bound?.upperPerDay).toBeCloseTo((chiSquareQuantile(0.95, 6) / 2 / 21.6) * 24, 3);
  });

  test("[VER-009] where nothing could be seen there is no bound", () => {
    expect(clauseState(input({ hours: day(0) })).bound).toBeNull();
  });
});

describe("in words", () => {
  test.each([
    [
      { hours: day(0.388) },
      "We cannot say that Article 1 was kept here. We could see 38 % of it; the article asks 80 %.",
    ],
    [
      {},
      "Article 1 was kept here as far as we could see. We could see 90 % of it; the article asks 80 %.",
    ],
    [
      { assessments: [assessed(1, "breach")] },
      "We assess 1 breach of Article 1 here. We could see 90 % of it; the article asks 80 %.",
    ],
    [
      { assessments: [assessed(1, "undetermined")] },
      "We cannot say that Article 1 was kept here. 1 incident is open. We could see 90 % of it; the article asks 80 %.",
    ],
    [{ cellCount: 0 }, "Article 1 does not apply here in this period."],
  ])("[VER-021] a state is a whole sentence", (more, sentence) => {
    expect(clauseSentence(clauseState(input(more)))).toBe(sentence);
  });

  test.each([
    [
      { reason: "down", lossRatio: 0.241, sensorIds: ["cam-3", "cam-7"] },
      "Down: cam-3, cam-7. Alone it takes 24 %.",
    ],
    [
      { reason: "night", lossRatio: 0.001, sensorIds: ["a", "b", "c", "d", "e"] },
      "Night: a, b, c and 2 more. Alone it takes less than 1 %.",
    ],
    [
      { reason: "no-sensor", lossRatio: 0, sensorIds: [] },
      "No sensor is near. Alone it would give nothing back.",
    ],
  ] as const)("[VER-021] a loss is a whole sentence", (loss, sentence) => {
    expect(lossText({ ...loss, sensorIds: [...loss.sensorIds] })).toBe(sentence);
  });
});

describe("what an article asks of a deployment", () => {
  test("[VER-022] its own kinds, standard and persistence", () => {
    expect(coverageQuestionOf(article)).toEqual({
      kinds: ["explosion"],
      groupsNeeded: 2,
      persistence: { is: "impulse" },
    });
  });
  test("[VER-022] a denial is known where people are; a narrative article asks nothing", () => {
    const access = {
      kind: "access" as const,
      of: "mission",
      zone: "z",
      by: ["a"],
      time: { fromMs: 0 },
    };
    expect(coverageQuestionOf({ ...article, rule: access })?.kinds).toEqual(["access-denied"]);
    expect(coverageQuestionOf({ ...article, rule: { kind: "narrative" } })).toBeNull();
  });
});

describe("[VER-075] why a clause is not told by its figures", () => {
  const withRule = (rule: CompiledArticle["rule"]): CompiledArticle => ({ ...article, rule });
  const bound = { by: ["a", "b"], time: { fromMs: 0 } };
  const limit: CompiledArticle = {
    ...withRule({
      ...bound,
      kind: "limit",
      of: "weapons",
      kinds: ["weapon-present"],
      weapons: null,
      atMost: 10,
      tested: "present",
      zone: "band",
    }),
    persistence: { is: "state", lookEveryMs: 6 * hourMs },
  };
  const sighting = (number: number, count?: number) =>
    assessed(number, count === undefined ? "undetermined" : "no-breach", {
      trace: [{ factor: "count", text: "Seen.", ...(count === undefined ? {} : { value: count }) }],
    });

  test.each([
    [
      { ...bound, kind: "require", does: { en: "Go." }, zone: null, obligation: null },
      "required-act",
      "Article 1 is not assessed by software. It asks for an act, which is tracked as an obligation.",
    ],
    [
      { ...bound, kind: "freeze", what: "line", line: "l", zone: null, toleranceM: 0, kinds: [] },
      "no-earlier-state",
      "Article 1 is not assessed by software. What held when it began stands in no record to compare with.",
    ],
    [
      {
        ...bound,
        kind: "notify",
        of: "exercise",
        kinds: [],
        weapons: null,
        to: ["mission"],
        beforeMs: 1,
        zone: null,
      },
      "notification",
      "Article 1 is not assessed by software. Whether something was told beforehand stands in no observation.",
    ],
    [
      { ...bound, kind: "permit", activity: "fire", kinds: ["shot"], weapons: null, zone: null },
      "permission",
      "Article 1 is not assessed by software. It allows something, so nothing in it can be broken.",
    ],
    [
      {
        ...bound,
        kind: "prohibit",
        activity: "sabotage",
        kinds: [],
        weapons: null,
        tested: "present",
        zone: "z",
      },
      "no-kind-shows-it",
      "Article 1 is not assessed by software. No kind of observation shows by itself that it was broken.",
    ],
  ] as const)("%o", (rule, reason, sentence) => {
    const state = clauseState(input({ article: withRule(rule as CompiledArticle["rule"]) }));
    expect([state.state, state.reason]).toEqual(["narrative", reason]);
    expect(clauseSentence(state)).toBe(sentence);
  });

  test("a phase that waits: not yet in force, whatever could be seen", () => {
    const waiting = withRule({
      ...article.rule,
      time: { fromMs: 0, phase: "p", waits: true },
    } as CompiledArticle["rule"]);
    const state = clauseState(input({ article: waiting, hours: day(1) }));
    expect([state.state, state.reason]).toEqual(["not-applicable", "phase-waits"]);
    expect(clauseSentence(state)).toBe(
      "Article 1 is not yet in force: its phase waits for a condition that people establish.",
    );
  });

  test.each([
    ["four and six at once", [sighting(1, 4), sighting(2, 6)], "met", undefined],
    ["six and six at once", [sighting(1, 6), sighting(2, 6)], "undetermined", "sightings-add-up"],
    ["six and six, eight hours apart", [sighting(1, 6), sighting(9, 6)], "met", undefined],
    ["an unknown number", [sighting(1)], "undetermined", "sightings-add-up"],
    ["a breach stays one", [assessed(3, "breach"), sighting(1, 9)], "breached", undefined],
    [
      "what was taken back does not count",
      [sighting(1, 6), { ...sighting(2, 6), withdrawn: {} }],
      "met",
      undefined,
    ],
  ] as const)("a limit of ten: %s", (_, assessments, state, reason) => {
    const found = clauseState(input({ article: limit, assessments }));
    expect([found.state, found.reason]).toEqual([state, reason]);
    expect(() =>
      clauseStateRecord.parse({
        ...found,
        id: "018f0000-0000-7000-8000-000000000300",
        version: 1,
        recordedAtMs: midnight,
      }),
    ).not.toThrow();
  });
});

import { lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { parseMidOcean } from "../../fixtures/mid-ocean.ts";
import type { CompiledAgreement } from "../compiled.ts";
import { prepareAgreement } from "../prepare-agreement.ts";
import { breachOf } from "./breach.ts";
import type { CalculusEvent } from "./event.ts";

function compile(): CompiledAgreement {
  const { compiled, faults } = parseMidOcean();
  expect(faults).toEqual([]);
  if (compiled === undefined) throw new Error("the example does not compile");
  return compiled;
}
const compiled = compile();
const prepared = prepareAgreement(compiled);

const onTheLine = lonLat(-30, 0.001);
const shot: CalculusEvent = {
  kind: "shot",
  weapon: null,
  calibreMm: null,
  count: 1,
  by: "a",
  firedFrom: onTheLine,
  landedAt: null,
  present: null,
  altitudeM: null,
  atMs: compiled.inForce.fromMs + 30 * 86_400_000,
  purpose: null,
};
const gun: CalculusEvent = {
  ...shot,
  kind: "weapon-present",
  weapon: "artillery",
  calibreMm: 122,
  firedFrom: null,
  present: onTheLine,
};

describe("breachOf", () => {
  test.each([
    { title: "a shot on the line", article: "1", event: shot, because: "all" },
    {
      title: "the same, ten degrees off",
      article: "1",
      event: { ...shot, firedFrom: lonLat(-20, 10) },
      because: "place",
    },
    {
      title: "a shot that landed there, from nobody knows where",
      article: "1",
      event: { ...shot, firedFrom: null, landedAt: onTheLine },
      because: "place",
    },
    {
      title: "before entry into force",
      article: "1",
      event: { ...shot, atMs: compiled.inForce.fromMs - 1 },
      because: "time",
    },
    { title: "by nobody bound", article: "1", event: { ...shot, by: "c" }, because: "subject" },
    { title: "a gun where fire is meant", article: "1", event: gun, because: "kind" },
  ])("[AGR-030] $title: $because", ({ article, event, because }) => {
    expect(breachOf(prepared, article, event)).toEqual({ breached: because === "all", because });
  });

  test("[AGR-030] a withdrawal looks at class, calibre, distance and deadline", () => {
    const withdrawal = compiled.articles.find(({ rule }) => rule.kind === "withdraw");
    if (withdrawal?.rule.kind !== "withdraw") throw new Error("the example has a withdrawal");
    const { rule, id } = withdrawal;
    const [weapon = "tank"] = rule.weapons.classes;
    const event = { ...gun, weapon, calibreMm: (rule.weapons.calibreMinMm ?? 0) + 1 };
    expect(breachOf(prepared, id, { ...event, atMs: rule.time.fromMs })).toMatchObject({
      breached: true,
    });
    const because = (changed: Partial<CalculusEvent>) =>
      breachOf(prepared, id, { ...event, atMs: rule.time.fromMs, ...changed }).because;
    expect(because({ weapon: "small-arms" })).toBe("weapon");
    expect(because({ atMs: rule.time.fromMs - 1 })).toBe("time");
    expect(because({ present: lonLat(-30, 5) })).toBe("place");
    if (rule.weapons.calibreMinMm !== undefined) {
      expect(because({ calibreMm: rule.weapons.calibreMinMm - 1 })).toBe("calibre");
      expect(because({ calibreMm: null })).toBe("calibre");
    }
  });

  test("[AGR-030] a narrative article is broken by nothing, an unknown one is refused", () => {
    const narrative = compiled.articles.find(({ rule }) => rule.kind === "narrative");
    expect(breachOf(prepared, narrative?.id ?? "", shot)).toEqual({
      breached: false,
      because: "not-testable",
    });
    expect(() => breachOf(prepared, "none", shot)).toThrow(
      expect.objectContaining({ code: "TL_AGR_ARTICLE_ABSENT" }),
    );
  });

  test("[AGR-030] daily hours, weekdays, spans and phases decide by the local clock", () => {
    const base = compiled.articles[0];
    if (base?.rule.kind !== "prohibit") throw new Error("the first article prohibits");
    const { rule } = base;
    const fromMs = Date.parse("2026-03-02T00:00:00Z");
    const withTime = (time: Partial<typeof rule.time>) =>
      prepareAgreement({
        ...compiled,
        timezone: "Etc/UTC",
        phases: [
          {
            id: "second",
            name: { en: "Second" },
            begins: { by: "after", article: "2", state: "met", forMs: 3_600_000 },
          },
        ],
        articles: [
          { ...base, rule: { ...rule, time: { fromMs, ...time } } },
          { ...base, id: "2", rule: { ...rule, time: { fromMs: fromMs + 7_200_000 } } },
        ],
      });
    const because = (time: Partial<typeof rule.time>, at: string, began?: number) =>
      breachOf(
        withTime(time),
        base.id,
        { ...shot, atMs: Date.parse(at) },
        { phaseBeganAtMs: began === undefined ? undefined : new Map([["second", began]]) },
      ).because;
    const night = { dailyWindow: ["22:00", "06:00"] as const };
    expect(because(night, "2026-03-02T21:59:59.999Z")).toBe("time");
    expect(because(night, "2026-03-02T22:00:00Z")).toBe("all");
    expect(because(night, "2026-03-03T05:59:00Z")).toBe("all");
    expect(because(night, "2026-03-03T06:00:00Z")).toBe("time");
    // 2 March 2026 is a Monday: its night lasts into Tuesday, Tuesday's own does not count.
    const mondayNight = { ...night, weekdays: [1] };
    expect(because(mondayNight, "2026-03-03T05:00:00Z")).toBe("all");
    expect(because(mondayNight, "2026-03-03T23:00:00Z")).toBe("time");
    const span = { spans: [{ fromMs: fromMs + 1_000, toMs: fromMs + 2_000 }] };
    expect(because(span, "2026-03-02T00:00:01Z")).toBe("all");
    expect(because(span, "2026-03-02T00:00:02Z")).toBe("time");
    const phase = { phase: "second" };
    expect(because(phase, "2026-03-02T02:59:00Z")).toBe("phase");
    expect(because(phase, "2026-03-02T03:00:00Z")).toBe("all");
    expect(because(phase, "2026-03-02T03:00:00Z", fromMs + 86_400_000)).toBe("phase");
  });
});

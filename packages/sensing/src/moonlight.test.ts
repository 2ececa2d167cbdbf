import { cellAt } from "@truceline/geo";
import { type Deployment, lonLat } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { prepareCoverage } from "./coverage-engine.ts";
import { defaultCatalogue } from "./default-catalogue.ts";
import { moonlight, moonSpans, nightFactorOf } from "./moonlight.ts";
import { plannedUptimes } from "./sensor-timeline.ts";

const place = [-30, 0.1] as const;
const hourMs = 3_600_000;
/** Full moon of 13 January 2025, 22:27 UTC, and new moon of 29 January, 12:36 UTC: any almanac. */
const fullMs = Date.parse("2025-01-13T22:27Z");
const newMs = Date.parse("2025-01-29T12:36Z");

describe("[SEN-033] moonlight", () => {
  test("a full moon near midnight is bright, a quarter of a lux at most", () => {
    const light = moonlight(place, Date.parse("2025-01-14T02:00Z"));
    expect(light.litRatio).toBeGreaterThan(0.99);
    expect(light.altitudeDeg).toBeGreaterThan(50);
    expect(light.level).toBe("bright");
    expect(light.illuminanceLux).toBeGreaterThan(0.1);
    expect(light.illuminanceLux).toBeLessThan(0.3);
  });

  test("at new moon every hour of the day is dark", () => {
    for (let hour = -12; hour < 12; hour++) {
      const light = moonlight(place, newMs + hour * hourMs);
      expect(light.litRatio).toBeLessThan(0.01);
      expect(light.level).toBe("dark");
    }
  });

  test("a moon below the horizon gives no light", () => {
    const light = moonlight(place, Date.parse("2025-01-13T14:00Z"));
    expect(light.altitudeDeg).toBeLessThan(0);
    expect(light.illuminanceLux).toBe(0);
  });

  test("a half moon gives about a tenth of a full one at the same height", () => {
    // The greatest light of each night, when the moon stands high over the equator.
    const greatest = (nightFromMs: number) =>
      Math.max(
        ...Array.from(
          { length: 96 },
          (_, step) => moonlight(place, nightFromMs + (step * hourMs) / 4).illuminanceLux,
        ),
      );
    const ratio = greatest(fullMs - 7.4 * 24 * hourMs) / greatest(fullMs - 12 * hourMs);
    expect(ratio).toBeGreaterThan(0.05);
    expect(ratio).toBeLessThan(0.2);
  });

  test("spans fill the time in order and say what the instant says", () => {
    const toMs = fullMs + 30 * hourMs;
    const spans = moonSpans(place, fullMs, toMs);
    expect(spans[0]?.fromMs).toBe(fullMs);
    expect(spans.at(-1)?.toMs).toBe(toMs);
    expect(new Set(spans.map(({ level }) => level))).toEqual(new Set(["dark", "dim", "bright"]));
    for (const [index, span] of spans.entries()) {
      if (index > 0) expect(span.fromMs).toBe(spans[index - 1]?.toMs);
      const { level } = moonlight(place, (Math.floor(span.fromMs / 600_000) + 0.5) * 600_000);
      expect(span.level).toBe(level);
    }
  });
});

describe("coverage by moonlight", () => {
  const deployment: Deployment = {
    schema: "deployment/1",
    id: "mid-ocean",
    posts: [{ id: "p", kind: "observation-post", position: lonLat(...place) }],
    sensors: [{ id: "s", means: "eye", post: "p" }],
  };
  const cells = [cellAt(place[0], place[1], 8)];
  const ratioAt = (means: string, hourFromMs: number, counted?: boolean) => {
    const sensors = [{ id: "s", means, post: "p" }];
    const engine = prepareCoverage({
      deployment: { ...deployment, sensors },
      cells,
      timezone: "Etc/UTC",
      ...(counted === undefined ? {} : { moonlight: counted }),
    });
    const uptimes = plannedUptimes(() => 1);
    return engine.hour({ hourFromMs, uptimes, kinds: ["vehicle"], groupsNeeded: 1 }).ratios[0] ?? 0;
  };
  const moonlitMs = Date.parse("2025-01-14T02:00Z");
  const moonlessMs = Date.parse("2025-01-29T02:00Z");

  test("[SEN-033] an eye sees more by a full moon, and only where that is asked for", () => {
    const group = defaultCatalogue.find(({ id }) => id === "eye")?.kindGroups[2];
    if (group === undefined) throw new Error("the eye sees vehicles");
    const dark = ratioAt("eye", moonlitMs);
    expect(ratioAt("eye", moonlitMs, false)).toBe(dark);
    const gain = nightFactorOf(group, "bright") / nightFactorOf(group, "dark");
    expect(ratioAt("eye", moonlitMs, true) / dark).toBeCloseTo(gain, 9);
    expect(ratioAt("eye", moonlessMs, true)).toBeCloseTo(ratioAt("eye", moonlessMs), 12);
  });

  test("[SEN-033] a thermal image gains nothing from the moon, nor an eye by day", () => {
    expect(ratioAt("thermal-camera", moonlitMs, true)).toBe(ratioAt("thermal-camera", moonlitMs));
    const noonMs = Date.parse("2025-01-14T14:00Z");
    expect(ratioAt("eye", noonMs, true)).toBeCloseTo(ratioAt("eye", noonMs), 12);
  });
});

/** The clause board of the fixture. */
import type { ClauseBoard, ClauseCell } from "@truceline/watch";
import { wordOfProbability } from "../src/format/numbers.ts";
import { isoDate, startOfDayMs } from "../src/format/time.ts";
import { seenRatio } from "./fixture-coverage.ts";
import { articles, ground, sectors } from "./fixture-ground.ts";
import { happenings } from "./fixture-happenings.ts";

const hourMs = 3_600_000;
const { timezone } = ground.agreement;

export function clauseBoard(period: string, knownAtMs: number): ClauseBoard {
  const dayMs = startOfDayMs(knownAtMs, timezone);
  const fromMs =
    period === "today"
      ? dayMs
      : period === "yesterday"
        ? dayMs - 24 * hourMs
        : startOfDayMs(Date.parse(`${period}T12:00:00Z`), timezone);
  const toMs = fromMs + 24 * hourMs;
  const known = happenings(fromMs, Math.min(toMs, knownAtMs), knownAtMs);
  const cells = articles.flatMap((article) =>
    sectors.map((sector): ClauseCell | null => {
      if (fromMs > knownAtMs) return null;
      const hours = Math.min(24, Math.max(1, Math.ceil((knownAtMs - fromMs) / hourMs)));
      const coverageByHour = Array.from({ length: hours }, (_, i) =>
        seenRatio(article.id, fromMs + i * hourMs, sector.id),
      );
      const mean = coverageByHour.reduce((sum, r) => sum + r, 0) / hours;
      const here = known.filter(
        (one) => one.articleId === article.id && one.sectorId === sector.id,
      );
      const assessed = here.filter(({ shape }) => shape === "breached");
      const found = here.filter(({ shape }) => shape === "found");
      const open = here.filter(({ shape }) => shape === "undetermined");
      const applies = article.id !== "4" || sector.id === "s3" || sector.id === "s4";
      const state =
        article.kind === "narrative"
          ? "narrative"
          : !applies
            ? "not-applicable"
            : assessed.length + found.length > 0
              ? "breached"
              : mean >= 0.8
                ? "met"
                : "undetermined";
      const percentSeen = `${Math.round(100 * mean)} %`;
      return {
        articleId: article.id,
        sectorId: sector.id,
        state,
        reason: null,
        sentence:
          state === "met"
            ? `Article ${article.id} was kept here as far as we could see. We could see ${percentSeen} of it; the article asks 80 %.`
            : state === "breached"
              ? `Article ${article.id} was broken here. We could see ${percentSeen} of it; the article asks 80 %.`
              : `We cannot say that Article ${article.id} was kept here. We could see ${percentSeen} of it; the article asks 80 %.`,
        assessedCount: assessed.length,
        foundCount: found.length,
        openCount: open.length,
        expectedWrongCount: assessed.reduce((sum, one) => sum + 1 - one.probability, 0),
        coverageRatio: mean,
        requirementRatio: 0.8,
        coverageByHour,
        losses:
          mean > 0.98
            ? []
            : [
                {
                  reason: "down",
                  text: "Camera C 12 down since 13:05",
                  lossRatio: (1 - mean) * 0.5,
                },
                {
                  reason: "terrain",
                  text: "Terrain hides 22 % of the sector",
                  lossRatio: (1 - mean) * 0.25,
                },
                { reason: "night", text: "Night, 18:12 to 06:18", lossRatio: (1 - mean) * 0.2 },
              ],
        bound: {
          seenCount: assessed.length,
          exposureH: 24 * mean,
          upperPerDay: (24 * 2.9957) / Math.max(1, 24 * mean),
        },
        freeToAvoidRatio: 0.22 * (1 - mean),
        incidents: [...assessed, ...found, ...open].slice(0, 6).map((one) => ({
          id: one.id,
          title: one.title,
          atMs: one.atMs,
          shape: one.shape,
          text: `${one.probability.toFixed(2)} ${wordOfProbability(one.probability)}`,
        })),
      };
    }),
  );
  return {
    origin: "exercise",
    knownAtMs,
    periodFromMs: fromMs,
    periodToMs: toMs,
    periodName: isoDate(fromMs + 12 * hourMs, timezone),
    articles: articles.map(({ id, text, kind, notAssessed, requirementRatio }) => ({
      id,
      text,
      kind,
      notAssessed,
      waitsFor: null,
      requirementRatio,
    })),
    sectors: sectors.map(({ id, name, fromM, toM: endM }) => ({ id, name, lengthM: endM - fromM })),
    cells,
    history: articles.map(({ id }) =>
      Array.from(
        { length: 14 },
        (_, day) =>
          (["met", "met", "met", "undetermined", "breached"] as const)[
            (day * 7 + Number(id) * 3 + ((day * day) % 5)) % 5
          ] ?? "met",
      ),
    ),
  };
}

import type { Observation, ObservationKind } from "@truceline/model";
import { type CompileContext, checkReference } from "../compile-context.ts";
import type { CompiledArticle } from "../compiled.ts";
import type { Mark } from "../compiled-words.ts";
import type { Cursor } from "../cursor.ts";
import { parseDurationMs, parseInstantMs } from "../quantities.ts";
import type { CompiledIndicator, IndicatorSign } from "./indicator.ts";

const dayMs = 86_400_000;
/** A board shows no more days than this. */
export const indicatorDayCountMax = 366;

/** The indicators of a document in their order, every fault reported. */
export function compileIndicators(
  context: CompileContext,
  articles: readonly CompiledArticle[],
): readonly CompiledIndicator[] {
  const { root, reporter, timezone, inForce } = context;
  const sectorIds = root
    .get("sectors")
    .items()
    .flatMap((sector) => sector.get("id").text() ?? []);
  return root
    .get("indicators")
    .items()
    .map((entry) => {
      const coverageOf = entry.get("coverageOf");
      const article = articles.find(({ id }) => id === coverageOf.text());
      checkReference(
        coverageOf,
        articles.map(({ id }) => id),
        "article",
        reporter,
      );
      if (article?.rule.kind === "narrative") {
        reporter.report(
          "TL_AGR_INDICATOR_COVERAGE",
          coverageOf.pointer,
          `article \`${article.id}\` is narrative`,
        );
      }
      const named = entry
        .get("in")
        .items()
        .filter((item) => checkReference(item, sectorIds, "sector", reporter))
        .map((item) => item.text());
      const source = entry.get("source").text();
      return {
        id: entry.get("id").text() ?? "",
        name: entry.get("name").localText(),
        shownBy: entry.get("shownBy").items().map(compileSign),
        sectors: entry.has("in") ? sectorIds.filter((id) => named.includes(id)) : null,
        counts: (entry.get("counts").text() ?? "days") as CompiledIndicator["counts"],
        threshold: {
          count: entry.get("threshold").get("count").number() ?? 1,
          dayCount: dayCountOf(entry.get("threshold").get("within"), context),
        },
        fromMs: parseInstantMs(entry.get("from").text() ?? "", timezone) ?? inForce?.fromMs ?? 0,
        unlessNotified: entry.get("unlessNotified").value === true,
        coverageOf: coverageOf.text() ?? "",
        coverageRatio: entry.get("coverage").number() ?? article?.coverageRatio ?? 0.8,
        mark: (entry.get("mark").text() ?? "assumed") as Mark,
        ...(source === undefined ? {} : { source }),
      };
    });
}

function compileSign(sign: Cursor): IndicatorSign {
  const texts = (key: string) => [
    ...new Set(
      sign
        .get(key)
        .items()
        .flatMap((item) => item.text() ?? []),
    ),
  ];
  return {
    kinds: texts("kinds") as ObservationKind[],
    means: texts("means") as Observation["means"][number][],
    words: texts("words"),
    exercise: sign.get("exercise").value === true,
  };
}

function dayCountOf(within: Cursor, { reporter }: CompileContext): number {
  const ms = parseDurationMs(within.text() ?? "");
  if (ms === undefined) return 1;
  const dayCount = ms / dayMs;
  if (!Number.isInteger(dayCount) || dayCount < 1 || dayCount > indicatorDayCountMax) {
    reporter.report("TL_AGR_INDICATOR_DAYS", within.pointer, `\`${within.text()}\``);
    return 1;
  }
  return dayCount;
}

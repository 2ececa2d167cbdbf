import { defaultCatalogue, kindGroupOf } from "@truceline/sensing";
import type { CompiledAgreement } from "../compiled.ts";
import type { RemarkList } from "../remark.ts";

/** Remarks on indicators: what nobody can see, what cannot be reached, coverage of something else. */
export function remarkOnIndicators(compiled: CompiledAgreement, list: RemarkList): void {
  for (const [index, indicator] of (compiled.indicators ?? []).entries()) {
    const pointer = `/indicators/${index}`;
    const { id, shownBy, counts, threshold, coverageOf } = indicator;
    const kinds = [...new Set(shownBy.flatMap((sign) => sign.kinds))];
    const isShown = defaultCatalogue.some((entry) =>
      kinds.some((kind) => kindGroupOf(entry, kind) !== undefined),
    );
    if (!isShown) {
      list.add("TL_AGR_REMARK_INDICATOR_UNOBSERVABLE", `${pointer}/shownBy`, `\`${id}\``, {
        kinds,
      });
    }
    if (counts === "days" && threshold.count > threshold.dayCount) {
      list.add(
        "TL_AGR_REMARK_INDICATOR_UNREACHABLE",
        `${pointer}/threshold`,
        `\`${id}\`, ${threshold.count} days of ${threshold.dayCount}`,
        { count: threshold.count, dayCount: threshold.dayCount },
      );
    }
    const rule = compiled.articles.find((article) => article.id === coverageOf)?.rule;
    const covered = rule !== undefined && "kinds" in rule ? rule.kinds : [];
    if (!kinds.some((kind) => (covered as readonly string[]).includes(kind))) {
      list.add(
        "TL_AGR_REMARK_INDICATOR_COVERAGE",
        `${pointer}/coverageOf`,
        `\`${id}\`, article \`${coverageOf}\``,
        { kinds, covered },
      );
    }
  }
}

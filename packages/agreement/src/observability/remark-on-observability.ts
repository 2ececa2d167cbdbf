import type { CompiledAgreement } from "../compiled.ts";
import type { RemarkList } from "../remark.ts";
import { clauseObservability, type ObservingState } from "./clause-observability.ts";

/** Standards that no means of the catalogue meets: however near, in the dark, or while jammed. */
export function remarkOnObservability(compiled: CompiledAgreement, list: RemarkList): void {
  for (const clause of clauseObservability(compiled.articles)) {
    const all = clause.means.at(-1);
    // No means shows anything of it: told as such.
    if (all === undefined) continue;
    const index = compiled.articles.findIndex(({ id }) => id === clause.article);
    const pointer = `/articles/${index}`;
    const special = `article \`${clause.article}\``;
    const { independentSources, coverageRatio } = clause;
    const about = { article: clause.article, independentSources, coverageRatio };
    const isBlind = (state: ObservingState) => !all.isMeetable[state];
    if (isBlind("day") && isBlind("night")) {
      list.add("TL_AGR_REMARK_STANDARD_UNMET", pointer, special, about);
      continue;
    }
    const dark = (["day", "night"] as const).find(isBlind);
    if (dark !== undefined) {
      list.add("TL_AGR_REMARK_UNMET_BY_LIGHT", pointer, `${special} by ${dark}`, {
        ...about,
        means: clause.means,
      });
    }
    const jammed = (["jammed-day", "jammed-night"] as const).filter(isBlind);
    const light = jammed
      .map((state) => state.replace("jammed-", ""))
      .filter((name) => name !== dark);
    if (light.length > 0) {
      list.add(
        "TL_AGR_REMARK_UNMET_WHILE_JAMMED",
        pointer,
        `${special} by ${light.join(" and ")}`,
        {
          ...about,
          means: clause.means,
        },
      );
    }
  }
}

import { type CompileContext, checkReference } from "./compile-context.ts";
import type { CompiledContribution } from "./compiled.ts";
import type { Mark } from "./compiled-words.ts";
import { parseMeasure } from "./quantities.ts";

/** What states and parties would give, in the order of the document, every fault reported. */
export function compileContributions(
  { root, partyIds, reporter }: CompileContext,
  thirdPartyIds: readonly string[],
): readonly CompiledContribution[] {
  const idsOf = (key: string) =>
    root
      .get(key)
      .items()
      .flatMap((entry) => entry.get("id").text() ?? []);
  const ruleIds = idsOf("decisions");
  const obligationIds = idsOf("obligations");
  return root
    .get("contributions")
    .items()
    .map((entry) => {
      checkReference(
        entry.get("who"),
        [...partyIds, ...thirdPartyIds],
        "party or third party",
        reporter,
      );
      const needs = entry
        .get("needs")
        .items()
        .filter((rule) => checkReference(rule, ruleIds, "decision rule", reporter))
        .map((rule) => rule.text());
      const obligation = entry.get("obligation");
      if (entry.has("obligation")) {
        checkReference(obligation, obligationIds, "obligation", reporter);
      }
      const whole = entry.get("mayBePartOf");
      if (entry.has("mayBePartOf")) {
        const others = idsOf("contributions").filter((id) => id !== entry.get("id").text());
        checkReference(whole, others, "other contribution", reporter);
      }
      const atLeast = parseMeasure(entry.get("atLeast").text() ?? "") ?? null;
      const upTo = parseMeasure(entry.get("upTo").text() ?? "") ?? null;
      if (atLeast !== null && upTo !== null) {
        const { pointer } = entry.get("upTo");
        if (atLeast.unit !== upTo.unit) {
          reporter.report("TL_AGR_UNIT", pointer, `\`${upTo.unit}\` beside \`${atLeast.unit}\``, {
            hint: `Write both in ${atLeast.unit}.`,
          });
        } else if (upTo.value < atLeast.value) {
          reporter.report(
            "TL_AGR_NUMBER_RANGE",
            pointer,
            "the cap is below what is given at least",
            {
              hint: "Exchange `atLeast` and `upTo`.",
            },
          );
        }
      }
      const source = entry.get("source").text();
      return {
        id: entry.get("id").text() ?? "",
        who: entry.get("who").text() ?? "",
        gives: entry.get("gives").localText(),
        atLeast,
        upTo,
        caveats: entry
          .get("caveats")
          .items()
          .map((caveat) => caveat.localText()),
        needs: ruleIds.filter((id) => needs.includes(id)),
        ...(obligation.text() === undefined ? {} : { obligation: obligation.text() }),
        ...(whole.text() === undefined ? {} : { mayBePartOf: whole.text() }),
        mark: (entry.get("mark").text() ?? "assumed") as Mark,
        ...(source === undefined ? {} : { source }),
      };
    });
}

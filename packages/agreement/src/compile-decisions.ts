import { type CompileContext, checkReference } from "./compile-context.ts";
import type { CompiledDecision } from "./compiled.ts";
import type { Mark } from "./compiled-words.ts";
import type { Cursor } from "./cursor.ts";
import type { DecisionRule } from "./decisions/decision-rule.ts";
import { parseShare } from "./quantities.ts";

/** The decision rules of a document in their order, every fault reported. */
export function compileDecisions(context: CompileContext): readonly CompiledDecision[] {
  return context.root
    .get("decisions")
    .items()
    .map((entry) => compileDecision(entry, context));
}

function compileDecision(entry: Cursor, { reporter }: CompileContext): CompiledDecision {
  const members = entry.get("members");
  const memberCount = members.number();
  const ids: string[] =
    memberCount === undefined
      ? []
      : Array.from({ length: Math.min(500, Math.max(0, memberCount)) }, (_, index) =>
          String(index + 1),
        );
  for (const member of members.items()) {
    const id = member.text();
    if (id === undefined) continue;
    if (ids.includes(id)) reporter.report("TL_AGR_ID_TWICE", member.pointer, `\`${id}\``);
    else ids.push(id);
  }
  const weights = entry.get("weights");
  for (const [, weight] of weights.entries()) {
    checkReference(weight, ids, "member", reporter, "key");
  }
  const vetoes = entry
    .get("vetoes")
    .items()
    .filter((veto) => checkReference(veto, ids, "member", reporter))
    .map((veto) => veto.text());
  const source = entry.get("source").text();
  return {
    id: entry.get("id").text() ?? "",
    name: entry.get("name").localText(),
    members: ids.map((id) => ({ id, weight: weights.get(id).number() ?? 1 })),
    vetoes: ids.filter((id) => vetoes.includes(id)),
    quorum: parseShare(entry.get("quorum").text() ?? "") ?? null,
    passes: passesOf(entry),
    mark: (entry.get("mark").text() ?? "assumed") as Mark,
    ...(source === undefined ? {} : { source }),
  };
}

function passesOf(entry: Cursor): DecisionRule["passes"] {
  const threshold = entry.get("threshold");
  if (threshold.value === undefined) {
    return {
      by: "unanimity",
      silenceBlocks: entry.get("unanimity").get("silence").text() === "blocks",
    };
  }
  const moreThan = threshold.get("moreThan").text();
  return {
    by: "threshold",
    of: (threshold.get("of").text() ?? "present-and-voting") as "present-and-voting",
    share: parseShare(moreThan ?? threshold.get("atLeast").text() ?? "") ?? [1, 2],
    strict: moreThan !== undefined,
    yesMembersAtLeast: threshold.get("yesMembers").number() ?? 0,
  };
}

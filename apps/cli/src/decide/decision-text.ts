import type { CompiledDecision, Decision, VotingPower } from "@truceline/agreement";

const outcomeWords = {
  adopted: "Adopted",
  rejected: "Not adopted",
  "no-quorum": "No quorum: nothing can be decided",
} as const;

/** A decision for people: what came out, who could have turned it, what is missing. */
export function decisionText(
  rule: CompiledDecision,
  decision: Decision,
  power: readonly VotingPower[] | null | undefined,
): string {
  const { outcome, tally, yesRatio, vetoedBy, pivotal, missing } = decision;
  const veto = vetoedBy.length === 0 ? "" : ` Vetoed by ${vetoedBy.join(", ")}.`;
  const share = yesRatio === null ? "" : ` Yes share ${(100 * yesRatio).toFixed(1)} %.`;
  const source = rule.source === undefined ? "" : ` (${rule.mark}: ${rule.source})`;
  return [
    `${rule.name["en"] ?? Object.values(rule.name)[0] ?? ""} (${rule.id})`,
    `Rule: ${ruleWords(rule)}${source}`,
    `${outcomeWords[outcome]}: yes ${tally.yes}, no ${tally.no}, abstaining ${tally.abstain}, absent ${tally.absent}.${share}${veto}`,
    pivotal.length === 0
      ? "Nobody alone could have turned it."
      : `Each of these alone could have turned it: ${pivotal.join(", ")}.`,
    ...(outcome === "adopted"
      ? []
      : [
          missing === null
            ? "Missing: nothing helps, the rule passes in no case."
            : `Missing: ${missing.length} to change to yes, such as ${missing.join(", ")}.`,
        ]),
    ...powerLines(power),
  ].join("\n");
}

function powerLines(power: readonly VotingPower[] | null | undefined): readonly string[] {
  if (power === undefined) return [];
  if (power === null) return ["Power: not computed, the weights are too many and too large."];
  const width = Math.max(...power.map(({ id }) => id.length));
  return [
    "Power (swings; Banzhaf, share of all swings; Shapley-Shubik):",
    ...power.map(
      ({ id, swings, banzhafNormalised, shapleyShubik }) =>
        `  ${id.padEnd(width)}  ${swings}; ${fractionText(banzhafNormalised)}; ${fractionText(shapleyShubik)}`,
    ),
  ];
}

const fractionText = ({ text, value }: { readonly text: string; readonly value: number }) =>
  `${text.length > 24 ? "" : `${text} = `}${(100 * value).toFixed(2)} %`;

function ruleWords({ passes, quorum, vetoes, members }: CompiledDecision): string {
  const by =
    passes.by === "unanimity"
      ? passes.silenceBlocks
        ? "each member votes yes"
        : "nobody votes no"
      : `${passes.strict ? "more than" : "at least"} ${passes.share.join("/")} of ${passes.of === "members" ? `${members.length} members` : passes.of.replaceAll("-", " ")}` +
        (passes.yesMembersAtLeast === 0 ? "" : `, at least ${passes.yesMembersAtLeast} yes`);
  return [
    by,
    ...(quorum === null ? [] : [`quorum ${quorum.join("/")}`]),
    ...(vetoes.length === 0 ? [] : [`veto of ${vetoes.join(", ")}`]),
  ].join("; ");
}

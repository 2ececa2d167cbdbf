import type { ShownDecision } from "@truceline/watch";
import { agreementWords } from "./agreement-words.ts";
import { nameOf } from "./text-of.ts";
import { wordText } from "./who-text.ts";

const words = agreementWords.decisions;
/** More names than these are told by their number. */
const namesMax = 8;

/** How each body decides, what it needs, who could stop it, and what a vote weighs. */
export function Decisions(props: {
  readonly decisions: readonly ShownDecision[];
  readonly language: string;
}) {
  const { decisions, language } = props;
  return (
    <div class="agp">
      <p class="agnote">{words.weightSay}</p>
      <table class="agterms agdec">
        <thead>
          <tr>
            <th scope="col">{words.body}</th>
            <th scope="col">{words.rule}</th>
            <th scope="col">{words.needs}</th>
            <th scope="col">{words.turns}</th>
            <th scope="col">{words.weight}</th>
          </tr>
        </thead>
        <tbody>
          {decisions.map((decision) => (
            <tr key={decision.id} data-decision={decision.id}>
              <th scope="row">
                {nameOf(decision.name, language)}
                <span class="d">
                  {words.members(decision.memberCount)} · {words.marks[decision.mark]}
                </span>
              </th>
              <td>{ruleText(decision)}</td>
              <td>
                {decision.fewestYes === null
                  ? words.never
                  : words.fewest(decision.fewestYes.length, decision.memberCount)}
              </td>
              <td>{turnsText(decision)}</td>
              <td>
                <ul>
                  {decision.groups.map((group) => (
                    <li key={`${group.weight}${group.hasVeto}`}>
                      {group.banzhaf === null || group.shapleyShubik === null
                        ? words.notComputed
                        : words.power(
                            groupText(group, decision),
                            group.banzhaf.value.toFixed(3),
                            group.shapleyShubik.value.toFixed(3),
                          )}
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const shareText = ([numerator, denominator]: readonly [number, number]): string =>
  `${numerator}/${denominator}`;

function ruleText({ passes, quorum, vetoes }: ShownDecision): string {
  return [
    passes.by === "unanimity"
      ? words.unanimity[passes.silenceBlocks ? "blocks" : "consents"]
      : words.threshold(shareText(passes.share), words.of[passes.of], passes.strict),
    ...(passes.by === "threshold" && passes.yesMembersAtLeast > 1
      ? [words.yesMembers(passes.yesMembersAtLeast)]
      : []),
    ...(quorum === null ? [] : [words.quorum(shareText(quorum))]),
    ...(vetoes.length === 0 ? [] : [words.vetoes(vetoes.map(wordText).join(", "))]),
  ].join(" ");
}

function turnsText({ allYes, memberCount }: ShownDecision): string {
  if (allYes.outcome !== "adopted") return words.never;
  const { pivotal } = allYes;
  if (pivotal.length === 0) return words.nobody;
  if (pivotal.length === memberCount) return words.everybody(memberCount);
  return words.byNo(
    pivotal.length > namesMax ? words.members(pivotal.length) : pivotal.map(wordText).join(", "),
  );
}

function groupText(
  { members, weight, hasVeto }: ShownDecision["groups"][number],
  { groups }: ShownDecision,
): string {
  const isWeighted = new Set(groups.map((group) => group.weight)).size > 1;
  const who = hasVeto
    ? words.withVeto(members.length)
    : groups.length === 1
      ? words.each(members.length)
      : words.others(members.length);
  return isWeighted ? `${who}, ${words.weightOf(weight)}` : who;
}

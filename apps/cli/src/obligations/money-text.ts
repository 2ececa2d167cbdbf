import {
  type CompiledAgreement,
  type ContributionTotal,
  contributionTotals,
  type MoneyOfYear,
} from "@truceline/agreement";

const number = (value: number) => value.toLocaleString("en-GB");
const englishOf = (text: Readonly<Record<string, string>>) =>
  text["en"] ?? Object.values(text)[0] ?? "";

/** Money by the year it is due; empty where there is none. */
export function moneyText(rows: readonly MoneyOfYear[]): string {
  if (rows.length === 0) return "";
  const lines = rows.map(({ year, currency, least, most, obligations }) => {
    const sum = least === most ? number(least) : `${number(least)} to ${number(most)}`;
    const parts = obligations.map(({ id, who, value, mayBePartOf }) => {
      const unclear = mayBePartOf === undefined ? "" : `, may be part of ${mayBePartOf}`;
      return `${id} ${number(value)} (${who.join(", ")}${unclear})`;
    });
    return `  ${year ?? "no date"}  ${sum} ${currency}: ${parts.join("; ")}`;
  });
  return ["", "Money by year, as claimed or assumed:", ...lines].join("\n");
}

/** What states would give, with caps and caveats, and what it comes to; empty where there is none. */
export function contributionsText({ contributions = [] }: CompiledAgreement): string {
  if (contributions.length === 0) return "";
  const lines = contributions.flatMap((one) => {
    const amounts = [
      ...(one.atLeast === null
        ? []
        : [`at least ${number(one.atLeast.value)} ${one.atLeast.unit}`]),
      ...(one.upTo === null ? [] : [`up to ${number(one.upTo.value)} ${one.upTo.unit}`]),
    ];
    const source = one.source === undefined ? "" : `; ${one.source}`;
    const whole = one.mayBePartOf === undefined ? [] : [`    may be part of ${one.mayBePartOf}`];
    const needs = one.needs.length === 0 ? [] : [`    waits for: ${one.needs.join(", ")}`];
    return [
      `  ${one.id}  ${one.who}: ${englishOf(one.gives)} (${[...amounts, one.mark].join("; ")}${source})`,
      ...one.caveats.map((caveat) => `    caveat: ${englishOf(caveat)}`),
      ...needs,
      ...whole,
    ];
  });
  const totals = contributionTotals(contributions).map(totalText);
  return ["", "Contributions:", ...lines, ...totals].join("\n");
}

function totalText(total: ContributionTotal): string {
  const { unit, atLeast, upTo, upToApart, ids, mark, conditionalCount } = total;
  const caps = upTo === upToApart ? [upTo] : [upToApart, upTo];
  const cap =
    upTo === null
      ? "without a common cap"
      : `${caps.map((value) => number(value ?? 0)).join(" to ")} at most`;
  const conditions = conditionalCount === 0 ? "" : `, ${conditionalCount} of them under conditions`;
  return `  Together in ${unit}: ${number(atLeast)} at least, ${cap} (${ids.length}${conditions}; ${mark})`;
}

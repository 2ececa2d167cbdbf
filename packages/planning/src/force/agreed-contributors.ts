import type { CompiledAgreement, LocalText } from "@truceline/agreement";
import type { TheatreContributor } from "./theatre-file.ts";

const offTheLine = /\bnot on the line\b/i;
const byDay = /\bby day only\b/i;
const wordsMax = 300;
const caveatCountMax = 20;

/**
 * Contributors of a theatre as an agreement's `contributions` have them: those that give people. Of one
 * that only says "up to" nothing is certain: from none to all. Where contributions may be part of another,
 * the other is what they leave of it at the middle, and all of it at most. A decision still to be taken is
 * something that they need and nobody knows. Caveats are kept as words; "not on the line" and "by day
 * only" are taken at their word.
 */
export function agreedContributors({
  contributions = [],
  decisions = [],
}: Pick<CompiledAgreement, "contributions" | "decisions">): readonly TheatreContributor[] {
  const given = contributions.filter(({ atLeast, upTo }) =>
    [atLeast, upTo].some((amount) => amount?.unit === "persons"),
  );
  const mostOf = ({ atLeast, upTo }: (typeof given)[number]) => (upTo ?? atLeast)?.value ?? 0;
  return given.map((own): TheatreContributor => {
    const { id, who, atLeast, mark, source } = own;
    const parts = given.filter(({ mayBePartOf }) => mayBePartOf === id);
    const most = mostOf(own);
    const least = parts.length > 0 ? 0 : (atLeast?.value ?? 0);
    const value = Math.max(least, most - parts.reduce((sum, part) => sum + mostOf(part), 0));
    const told = own.caveats.map(wordsOf);
    const offLine = told.find((text) => offTheLine.test(text));
    const dayOnly = told.find((text) => byDay.test(text));
    const caveats = told.filter((text) => text !== offLine && text !== dayOnly);
    const needs = own.needs.map((decision) => ({
      what: wordsOf(decisions.find((one) => one.id === decision)?.name ?? { en: decision }),
    }));
    return {
      id,
      people: {
        ...{ value, low: least, high: most },
        ...(mark === "assumed" ? { mark } : {}),
        source: source ?? `the agreement's contribution of ${who}`,
      },
      ...(offLine === undefined ? {} : { offLine }),
      ...(dayOnly === undefined ? {} : { dayOnly }),
      ...(needs.length === 0 ? {} : { needs: needs.slice(0, caveatCountMax) }),
      ...(caveats.length === 0 ? {} : { caveats: caveats.slice(0, caveatCountMax) }),
    };
  });
}

const wordsOf = (text: LocalText) =>
  (text["en"] ?? Object.values(text)[0] ?? "").slice(0, wordsMax);

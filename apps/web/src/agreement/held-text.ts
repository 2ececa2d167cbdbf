import type { ShownPositions } from "@truceline/watch";
import { whole } from "../format/numbers.ts";
import { agreementWords } from "./agreement-words.ts";
import { nameOf } from "./text-of.ts";

const words = agreementWords.positions;
type Term = ShownPositions["terms"][number];

interface Held {
  readonly low: { readonly value: number; readonly included: boolean } | null;
  readonly high: { readonly value: number; readonly included: boolean } | null;
  readonly options: readonly string[] | null;
}

/** What somebody would accept of a term: "at most 30 000", "watch or guard". */
export function heldText({ low, high, options }: Held, term: Term, language: string): string {
  if (options !== null) {
    return words.or(
      options.map((id) => {
        const option = term.options?.find((one) => one.id === id);
        return option === undefined ? id : nameOf(option.name, language);
      }),
    );
  }
  if (low === null && high === null) return words.anything;
  if (low !== null && high !== null && low.value === high.value) {
    return words.exactly(figure(low.value));
  }
  const ends = [
    ...(low === null ? [] : [(low.included ? words.atLeast : words.moreThan)(figure(low.value))]),
    ...(high === null ? [] : [(high.included ? words.atMost : words.lessThan)(figure(high.value))]),
  ];
  return ends.join(", ");
}

/** A number as it was held: one decimal where it has any. */
function figure(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 1000
    ? whole(value)
    : String(Math.round(value * 10) / 10);
}

/** What all would accept of a term, in words. */
export function commonText(term: Term, language: string): string {
  const { remains, excluding, positions } = term.ground;
  if (positions.length === 0) return words.nobody;
  if (remains === null) return words.nothing(excluding.join(", "));
  return remains.is === "choice"
    ? heldText({ low: null, high: null, options: remains.options }, term, language)
    : heldText({ ...remains, options: null }, term, language);
}

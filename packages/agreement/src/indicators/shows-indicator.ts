import type { Observation } from "@truceline/model";
import type { CompiledIndicator, IndicatorSign } from "./indicator.ts";

/**
 * Whether an observation shows an indicator: by kind, means, the observer's own words and whether it
 * was called an exercise. Words are compared from the beginning of a word on, whatever their case.
 */
export function showsIndicator(
  { shownBy }: Pick<CompiledIndicator, "shownBy">,
  observation: Pick<
    Observation,
    "kind" | "means" | "exercise" | "assessedAs" | "remark" | "weapons"
  >,
): boolean {
  return shownBy.some((sign) => isSign(sign, observation));
}

function isSign(
  { kinds, means, words, exercise }: IndicatorSign,
  observation: Parameters<typeof showsIndicator>[1],
): boolean {
  if (!kinds.includes(observation.kind)) return false;
  if (means.length > 0 && !means.some((one) => observation.means.includes(one))) return false;
  if (exercise && observation.exercise === undefined) return false;
  if (words.length === 0) return true;
  const { assessedAs = "", remark = "", weapons = [] } = observation;
  const written = folded(
    [assessedAs, remark, ...weapons.map((one) => one.statedAs ?? "")].join(" "),
  );
  const beginnings = written.split(/[^\p{L}\p{N}]+/u);
  const joined = ` ${beginnings.join(" ")}`;
  return words.some((word) =>
    joined.includes(
      ` ${folded(word)
        .split(/[^\p{L}\p{N}]+/u)
        .join(" ")
        .trim()}`,
    ),
  );
}

/** Compatibility forms and case taken out, so that one word is one text. */
function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

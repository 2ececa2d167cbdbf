import { type CompileContext, checkReference } from "./compile-context.ts";
import type {
  CompiledContradiction,
  CompiledPosition,
  CompiledTerm,
  HeldTerm,
  IntervalEnd,
} from "./compiled.ts";
import type { Cursor } from "./cursor.ts";
import { measureIn, parseCalendarSpan, parseMeasure } from "./quantities.ts";

/** The terms that positions speak of. */
export function compileTerms({ root, reporter }: CompileContext): readonly CompiledTerm[] {
  return root
    .get("terms")
    .items()
    .map((entry) => {
      const stated = entry.get("is").text() ?? "";
      const isKnown = Object.hasOwn(keysOf, stated);
      const is = isKnown ? (stated as CompiledTerm["is"]) : "choice";
      const needed = is === "choice" ? "options" : "unit";
      const other = is === "choice" ? "unit" : "options";
      if (isKnown && !entry.has(needed)) {
        reporter.report("TL_AGR_KEY_MISSING", entry.pointer, `\`${needed}\``, {
          hint: `A term that is ${is === "interval" ? "an" : "a"} ${is} has \`${needed}\`.`,
        });
      }
      if (isKnown && entry.has(other)) {
        reporter.report("TL_AGR_KEY_UNKNOWN", entry.get(other).pointer, `\`${other}\``, {
          at: "key",
          hint: `A term that is ${is === "interval" ? "an" : "a"} ${is} has \`${needed}\` instead.`,
        });
      }
      const unit = entry.get("unit").text();
      const options = entry
        .get("options")
        .items()
        .map((option) => ({
          id: option.get("id").text() ?? "",
          name: option.get("name").localText(),
        }));
      for (const [index, { id }] of options.entries()) {
        if (options.findIndex((option) => option.id === id) < index) {
          const at = entry.get("options").items()[index]?.get("id").pointer ?? entry.pointer;
          reporter.report("TL_AGR_ID_TWICE", at, `\`${id}\``);
        }
      }
      return {
        id: entry.get("id").text() ?? "",
        name: entry.get("name").localText(),
        is,
        ...(unit === undefined ? {} : { unit }),
        ...(options.length === 0 ? {} : { options }),
      };
    });
}

/** The positions of a document in their order, every fault reported. */
export function compilePositions(
  context: CompileContext,
  terms: readonly CompiledTerm[],
  thirdPartyIds: readonly string[],
): readonly CompiledPosition[] {
  const { root, reporter, timezone, partyIds } = context;
  return root
    .get("positions")
    .items()
    .map((entry) => {
      const side = entry.get("side");
      const sideId = side.text();
      if (sideId !== undefined) {
        checkReference(side, [...partyIds, ...thirdPartyIds], "party or third party", reporter);
      }
      const grade = entry.get("grade").text();
      const seen = new Set<string>();
      const holds = entry
        .get("holds")
        .items()
        .flatMap((held) => {
          const name = held.get("term");
          const ids = terms.map(({ id }) => id);
          if (!checkReference(name, ids, "term", reporter)) return [];
          const term = terms.find(({ id }) => id === name.text());
          if (term === undefined) return [];
          if (seen.has(term.id)) {
            reporter.report("TL_AGR_ID_TWICE", name.pointer, `\`${term.id}\` of one position`);
          }
          seen.add(term.id);
          return [heldOf(held, term, context)];
        });
      return {
        id: entry.get("id").text() ?? "",
        who: entry.get("who").text() ?? "",
        ...(sideId === undefined ? {} : { side: sideId }),
        said: parseCalendarSpan(entry.get("when").text() ?? "", timezone) ?? { fromMs: 0, toMs: 0 },
        dateBasis: (entry.get("dateBasis").text() ?? "stated") as CompiledPosition["dateBasis"],
        published: entry.get("published").text() ?? "",
        ...(grade === undefined ? {} : { grade }),
        says: entry.get("says").localText(),
        holds,
      };
    });
}

/** Contradictions that the document names; what terms show is computed apart. */
export function compileContradictions({
  root,
  reporter,
}: CompileContext): readonly CompiledContradiction[] {
  const ids = ["positions", "decisions"].flatMap((key) =>
    root
      .get(key)
      .items()
      .flatMap((entry) => entry.get("id").text() ?? []),
  );
  return root
    .get("contradictions")
    .items()
    .map((entry) => ({
      between: entry
        .get("between")
        .items()
        .filter((item) => checkReference(item, ids, "position or decision rule", reporter))
        .map((item) => item.text() ?? ""),
      kind: entry.get("kind").text() ?? "",
      note: entry.get("note").localText(),
    }));
}

const keysOf: Readonly<Record<CompiledTerm["is"], readonly string[]>> = {
  number: ["exactly"],
  interval: ["atLeast", "moreThan", "atMost", "lessThan"],
  choice: ["oneOf"],
};
const allKeys = Object.values(keysOf).flat();

function heldOf(held: Cursor, term: CompiledTerm, { reporter }: CompileContext): HeldTerm {
  const allowed = keysOf[term.is];
  const given = allKeys.filter((key) => held.has(key));
  const wrong = given.find((key) => !allowed.includes(key));
  if (wrong !== undefined) {
    reporter.report(
      "TL_AGR_TERM_VALUE",
      held.get(wrong).pointer,
      `\`${wrong}\` of the ${term.is} \`${term.id}\``,
      { at: "key" },
    );
  } else if (given.length === 0) {
    reporter.report("TL_AGR_TERM_VALUE", held.pointer, `nothing is said of \`${term.id}\``);
  }
  const ends: Record<"low" | "high", IntervalEnd | null> = { low: null, high: null };
  for (const key of given.filter((name) => allowed.includes(name) && name !== "oneOf")) {
    const value = measureOf(held.get(key), term, reporter);
    if (value === undefined) continue;
    const end = { value, included: key !== "moreThan" && key !== "lessThan" };
    for (const side of ["low", "high"] as const) {
      if (key !== "exactly" && (side === "low") !== (key === "atLeast" || key === "moreThan")) {
        continue;
      }
      if (ends[side] !== null) {
        reporter.report("TL_AGR_TERM_VALUE", held.get(key).pointer, "two ends on one side");
      }
      ends[side] = end;
    }
  }
  const { low, high } = ends;
  if (low !== null && high !== null && isEmpty(low, high)) {
    reporter.report("TL_AGR_TERM_VALUE", held.pointer, "the ends leave nothing between them");
  }
  const optionIds = (term.options ?? []).map(({ id }) => id);
  const chosen = held
    .get("oneOf")
    .items()
    .filter((item) => term.is === "choice" && checkReference(item, optionIds, "option", reporter))
    .map((item) => item.text());
  return {
    term: term.id,
    low,
    high,
    options: term.is === "choice" ? optionIds.filter((id) => chosen.includes(id)) : null,
  };
}

/** True if nothing lies between two ends. */
export function isEmpty(low: IntervalEnd, high: IntervalEnd): boolean {
  return low.value > high.value || (low.value === high.value && !(low.included && high.included));
}

function measureOf(
  stated: Cursor,
  term: CompiledTerm,
  reporter: CompileContext["reporter"],
): number | undefined {
  const text = stated.text() ?? "";
  const unit = term.unit ?? "";
  const value = measureIn(text, unit);
  const measure = parseMeasure(text);
  if (value === undefined && measure !== undefined && unit !== "") {
    reporter.report("TL_AGR_UNIT", stated.pointer, `\`${measure.unit}\``, {
      hint: `The term \`${term.id}\` is in ${unit}.`,
    });
  }
  return value;
}

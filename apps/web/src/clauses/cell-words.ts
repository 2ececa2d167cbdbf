import type { ClauseCell, StandingShape } from "@truceline/watch";
import { words } from "../words/words.ts";

/** Shape of a cell: a breach found by people outranks one assessed. */
export function cellShape(cell: ClauseCell): StandingShape {
  if (cell.state === "met") return "met";
  if (cell.state === "breached") return cell.foundCount > 0 ? "found" : "breached";
  return "undetermined";
}

/** "11 assessed", "3 found", "2 open", "met": the count and the word beside the shape. */
export function cellCount(cell: ClauseCell): {
  readonly count: number | null;
  readonly word: string;
} {
  switch (cell.state) {
    case "met":
      return { count: null, word: words.clauses.met };
    case "breached":
      return cell.foundCount > 0
        ? { count: cell.foundCount, word: words.clauses.found }
        : { count: cell.assessedCount, word: words.clauses.assessed };
    case "undetermined":
      return cell.openCount > 0
        ? { count: cell.openCount, word: words.clauses.open }
        : { count: null, word: words.clauses.undetermined };
    case "not-applicable":
      return {
        count: null,
        word:
          cell.reason === "phase-waits" ? words.clauses.notYetInForce : words.clauses.notApplicable,
      };
    case "narrative":
      return { count: null, word: words.clauses.narrative };
  }
}

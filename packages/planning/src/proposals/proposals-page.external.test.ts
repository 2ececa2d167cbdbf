import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareProposals } from "./compare-proposals.ts";
import { type ColumnId, columnIds, type ProposalCell, type RowId } from "./proposals-table.ts";

/** The drawn page of the specification; its figures were worked out apart from this code. */
const page = new URL("../../../../../shared/ui/proposals.html", import.meta.url);
const isThere = existsSync(page);
if (!isThere) console.warn("skipped: the shared folder is not there");

interface DrawnCell {
  readonly c: string;
  readonly lo: string;
  readonly hi: string;
  readonly same: boolean;
  readonly tor: readonly (readonly [string, number, number, string, string])[];
}
type Drawn = Readonly<Record<string, { readonly own: DrawnCell; readonly common: DrawnCell }>>;

const rows: Readonly<Record<string, RowId>> = {
  line: "line",
  perkm: "people-per-km",
  work: "at-work",
  posts: "posts",
  space: "spacing",
  watch: "watching",
  mast: "masts",
  pool: "pool",
  army: "army-share",
  cost: "cost",
  air: "air-and-sea",
  ref: "refused-by",
};
const drawn: Drawn = isThere
  ? (JSON.parse(
      /<script type="application\/json" id="cells">(.*?)<\/script>/s.exec(
        readFileSync(page, "utf8"),
      )?.[1] ?? "{}",
    ) as Drawn)
  : {};

/** A cell's words or figure, with its range if it has one. */
function shown(cell: ProposalCell | undefined): string {
  if (cell === undefined) return "no cell";
  if (cell.is === "missing") return cell.missing;
  if (cell.is === "said" || cell.rangeText === "") return cell.text;
  return `${cell.text} (${cell.rangeText})`;
}
const asDrawn = ({ c, lo, hi, same }: DrawnCell) => (same ? c : `${c} (${lo} to ${hi})`);

describe.skipIf(!isThere)("[PLN-008] the table is what the page of the specification shows", () => {
  test("all its cells are asked", () => {
    expect(Object.keys(drawn)).toHaveLength(Object.keys(rows).length * columnIds.length);
  });

  test.each(["own", "common"] as const)("%s assumptions", (set) => {
    const { cells } = compareProposals(set);
    const differ = Object.entries(drawn).flatMap(([key, by]) => {
      const [row = "", column = ""] = key.split("|");
      const id = rows[row];
      const found = shown(id === undefined ? undefined : cells[id]?.[column as ColumnId]);
      return found === asDrawn(by[set]) ? [] : [`${key}: ${found}, drawn ${asDrawn(by[set])}`];
    });
    expect(differ).toEqual([]);
  });

  test("what moves a figure moves it as far, in the same order", () => {
    const { cells } = compareProposals("common");
    let asked = 0;
    const differ = Object.entries(drawn).flatMap(([key, { common }]) => {
      const [row = "", column = ""] = key.split("|");
      const id = rows[row];
      const cell = id === undefined ? undefined : cells[id]?.[column as ColumnId];
      // The page shows moves of posts unrounded beside a figure in whole posts; here both are whole.
      if (cell?.is !== "figure" || id === "posts") return [];
      asked += 1;
      const whole = (value: number) => value.toPrecision(9);
      const mine = cell.moves.map(({ low, high }) => `${whole(low)} to ${whole(high)}`).join("; ");
      const theirs = common.tor
        .map(([, low, high]) => `${whole(low)} to ${whole(high)}`)
        .join("; ");
      return mine === theirs ? [] : [`${key}: ${mine}, drawn ${theirs}`];
    });
    expect(differ).toEqual([]);
    expect(asked).toBeGreaterThan(30);
  });
});

import { counted } from "../counted.ts";
import type { ImportTally } from "./import-file.ts";

/**
 * What became of what was imported, in lines for people.
 * @param noun What was counted: rows of tables, records of documents
 */
export function tallyText(tally: ImportTally, noun: "row" | "record"): readonly string[] {
  const { rowCount, storedCount, duplicateCount, quarantinedCount, unreadableCount } = tally;
  const silent = Object.entries(tally.silentCountByType).sort(
    ([a, m], [b, n]) => n - m || (a < b ? -1 : 1),
  );
  const total = silent.reduce((sum, [, count]) => sum + count, 0);
  return [
    `${counted(rowCount, noun)}: ${storedCount} stored, ${counted(duplicateCount, "duplicate")}, ` +
      `${quarantinedCount} in quarantine; ${unreadableCount} unreadable.`,
    ...(total === 0
      ? []
      : [
          `${counted(total, "message")} with nothing to keep: ` +
            `${silent.map(([type, count]) => `${count} ${type}`).join(", ")}.`,
        ]),
  ];
}

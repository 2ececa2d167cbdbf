import { readFileSync } from "node:fs";
import { RowDecoder, readCsv, smmMapping } from "@truceline/interop";
import { canonicalJson, languages, type ObservationDraft } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { type LineContext, lineContextOf, readLine, writeLine } from "./index.ts";

const folder = new URL("../../../fixtures/smm/", import.meta.url);
const table = readCsv(readFileSync(new URL("observations.csv", folder), "utf8"), {
  name: "observations.csv",
});
const decoder = new RowDecoder(smmMapping, { name: "smm", origin: "observed" });

/** What the log's line holds of a row: all but what the receiver and the entry give. */
const drafts = table.rows.map((row): ObservationDraft => {
  const { record } = decoder.decode(row);
  const { schema, origin, source, sourceId, ...draft } = record as unknown as ObservationDraft & {
    schema: string;
    origin: string;
    source: string;
    sourceId: string;
  };
  return draft;
});

const base = (language: LineContext["language"], near: ObservationDraft): LineContext => ({
  language,
  timezone: "Europe/Kyiv",
  dayLocal: near.span.stated?.from.slice(0, 10) ?? "",
  nowMs: near.span.toMs,
  post: { observer: near.observer },
});

const statements = Map.groupBy(
  drafts,
  ({ statement }) => `${statement?.reportId}/${statement?.statementNo}`,
);

describe.each(languages)("in %s", (language) => {
  test("[LOG-001] each of the 443 rows, written as a line, is read back as the same record", () => {
    let sameCount = 0;
    for (const draft of drafts) {
      const context = lineContextOf([draft], base(language, draft));
      const line = writeLine([draft], context);
      const reading = readLine(line, context);
      expect(reading.fault).toBeUndefined();
      expect(canonicalJson(reading.observations)).toBe(canonicalJson([draft]));
      sameCount += 1;
    }
    expect(sameCount).toBe(443);
  });

  test("[LOG-001] so is each statement of several rows, as one line", () => {
    let rowCount = 0;
    for (const statement of statements.values()) {
      const [first] = statement;
      if (first === undefined) continue;
      const context = lineContextOf(statement, base(language, first));
      const reading = readLine(writeLine(statement, context), context);
      expect(canonicalJson(reading.observations)).toBe(canonicalJson(statement));
      rowCount += statement.length;
    }
    expect(statements.size).toBe(214);
    expect(rowCount).toBe(443);
  });
});

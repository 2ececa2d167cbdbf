import { readFileSync } from "node:fs";
import { RowDecoder, readCsv, smmMapping } from "@truceline/interop";
import {
  canonicalJson,
  languages,
  type ObservationDraft,
  observationKinds,
  violationColumns,
} from "@truceline/model";
import { createWording } from "@truceline/wording";
import { describe, expect, test } from "vitest";
import { type LineContext, readPaste } from "../index.ts";
import { fold } from "../words/fold.ts";
import { lexiconOf } from "../words/lexicon.ts";

const timezone = "Europe/Kyiv";
const path = new URL("../../../../fixtures/smm/observations.csv", import.meta.url);
const decoder = new RowDecoder(smmMapping, { name: "smm", origin: "observed" });
const drafts = readCsv(readFileSync(path, "utf8"), { name: "smm" }).rows.map(
  (row) => decoder.decode(row).record as unknown as ObservationDraft,
);

/** What a printed row says of an observation in so many words. */
const saidKeys = [
  "kind",
  "count",
  "means",
  "distance",
  "direction",
  "calibresMm",
  "insideDisengagementArea",
  "exercise",
] as const;

describe.each(languages)("tables of reports in %s", (language) => {
  const wording = createWording(language, { timezone, placeName: (name) => name });
  const context: LineContext = {
    language,
    timezone,
    dayLocal: "2018-09-21",
    nowMs: Date.UTC(2023, 0, 1),
    post: { observer: { kind: "patrol" } },
  };

  test("[LOG-018] every kind is read by the noun that reports print, in its forms", () => {
    for (const kind of observationKinds) {
      const forms = [1, 2, 5, 21].map((n) =>
        wording.message(`kind.${kind}`, { n, form: "counted", as: "nom" }),
      );
      for (const form of [...forms, wording.kind(kind)]) {
        const found = lexiconOf(language)
          .find(fold(form))
          .find(([slot]) => slot === "kind");
        expect([form, found?.[1].split(":")[0]]).toEqual([form, kind]);
      }
    }
  });

  test("[LOG-018] each of the 443 rows as printed can be pasted back, and says the same", () => {
    const lines = drafts.map((draft) => {
      const row = wording.observationRow(draft, { position: true });
      return violationColumns.map((column) => row[column]).join("\t");
    });
    const { rows, faults } = readPaste(lines.join("\n"), context);
    expect(faults).toEqual([]);
    expect(rows).toHaveLength(443);
    let sameCount = 0;
    for (const [index, { draft, faults: own, cells }] of rows.entries()) {
      expect([cells, own]).toEqual([cells, []]);
      for (const key of saidKeys) {
        const value = (one: ObservationDraft | undefined) =>
          one?.[key] === undefined ? "" : canonicalJson(one[key]);
        expect([cells, key, value(draft)]).toEqual([cells, key, value(drafts[index])]);
      }
      expect([cells, draft?.remark]).toEqual([cells, undefined]);
      // Of pairs that come again a table prints the first.
      const pairs = ({ movement }: Pick<ObservationDraft, "movement">) => [
        ...new Set((movement?.from ?? []).map((from, at) => `${from}>${movement?.to[at] ?? ""}`)),
      ];
      expect([cells, pairs(draft ?? {})]).toEqual([cells, pairs(drafts[index] ?? {})]);
      // An evening is printed by its first day.
      const isEvening = drafts[index]?.span.precision === "evening";
      const stated = (one: ObservationDraft | undefined) =>
        isEvening ? one?.span.stated?.from : canonicalJson(one?.span.stated ?? {});
      expect([cells, stated(draft)]).toEqual([cells, stated(drafts[index])]);
      sameCount += 1;
    }
    expect(sameCount).toBe(443);
  });
});

import { readFileSync } from "node:fs";
import { RowDecoder, readCsv, smmMapping } from "@truceline/interop";
import {
  type CompassPoint,
  compassPoints,
  languages,
  observationKinds,
  violationColumns,
} from "@truceline/model";
import { expect, test } from "vitest";
import { expectGolden } from "../../../checks/expect-golden.ts";
import { gazetteer, kyivWording, readSmm } from "../fixtures/smm-observations.ts";
import { twentyRows } from "../fixtures/twenty-rows.ts";
import { forbiddenIn } from "./forbidden-words.ts";
import { placeNamer } from "./place-words.ts";
import { Words } from "./words.ts";

const name = "observations.csv";
const decoder = new RowDecoder(smmMapping, { name, origin: "observed" });
const smmObservations = readSmm((text) =>
  readCsv(text, { name }).rows.map((row) => decoder.decode(row).record),
);

const golden = (name: string) => new URL(`../fixtures/${name}`, import.meta.url);
const wordings = languages.map(kyivWording);
const words = languages.map(
  (language) =>
    new Words(language, { timezone: "Europe/Kyiv", placeName: placeNamer(gazetteer, language) }),
);

test("[WRD-010] every observation of the mission as a sentence and a row, in English", () => {
  const wording = kyivWording("en");
  const parts = smmObservations.map((observation) => {
    const row = wording.observationRow(observation, { position: true });
    const cells = violationColumns.map((column) =>
      row.defaults.includes(column) ? `[${row[column]}]` : row[column],
    );
    const sentence = wording.observationSentence(observation, { position: true });
    return `${observation.sourceId}\n${sentence}\n${cells.join(" | ")}\n`;
  });
  expect(parts).toHaveLength(443);
  expectGolden(golden("smm-english.txt"), parts.join("\n"));
});

test("[WRD-011] every statement of the mission as one sentence, in English", () => {
  const statements = kyivWording("en").statementSentences(smmObservations, { position: true });
  expect(statements.flatMap(({ observations }) => observations)).toHaveLength(443);
  expectGolden(
    golden("smm-statements.txt"),
    statements.map(({ text, observations }) => `${observations.length}: ${text}\n`).join("\n"),
  );
});

test("[WRD-012] twenty rows across means and natures, in four languages", () => {
  const parts = twentyRows.map((sourceId) => {
    const observation = smmObservations.find((one) => one.sourceId === sourceId);
    if (observation === undefined) throw new Error(sourceId);
    const statement = smmObservations.filter(
      ({ statement: of, means }) =>
        of?.reportId === observation.statement?.reportId &&
        of?.statementNo === observation.statement?.statementNo &&
        means.join() === observation.means.join(),
    );
    const lines = wordings.flatMap((wording) => [
      `${wording.language}: ${wording.observationSentence(observation, { position: true })}`,
      `${wording.language}, row: ${violationColumns.map((column) => wording.observationRow(observation, { position: true })[column]).join(" | ")}`,
      ...(statement.length > 1
        ? [
            `${wording.language}, statement: ${wording.statementSentence(statement, { position: true })}`,
          ]
        : []),
    ]);
    return [sourceId, ...lines, ""].join("\n");
  });
  expect(parts).toHaveLength(20);
  expectGolden(golden("twenty-rows.txt"), parts.join("\n"));
});

test("[WRD-012] the guide quotes what is generated", () => {
  const guide = readFileSync(new URL("../../../docs/guides/wording.md", import.meta.url), "utf8");
  const english = kyivWording("en");
  for (const sourceId of twentyRows) {
    const observation = smmObservations.find((one) => one.sourceId === sourceId);
    if (observation === undefined) throw new Error(sourceId);
    expect(guide).toContain(`> ${english.observationSentence(observation, { position: true })}\n`);
  }
});

test("[WRD-004] no generated sentence or row uses a word that judges", () => {
  for (const wording of wordings) {
    const used = smmObservations.flatMap((observation) => [
      ...forbiddenIn(
        wording.observationSentence(observation, { position: true }),
        wording.language,
      ),
      ...Object.values(wording.observationRow(observation)).flatMap((cell) =>
        forbiddenIn(String(cell), wording.language),
      ),
    ]);
    expect(used).toEqual([]);
  }
});

test("[WRD-002] each kind counted 0, 1, 2, 5, 11, 21, 22 and 101 times, after a verb and alone", () => {
  const numbers = [0, 1, 2, 5, 11, 21, 22, 101];
  const lines = observationKinds.flatMap((kind) => {
    if (kind === "nothing") return [];
    const counted = words.flatMap((one) => {
      const form = (as: "acc" | "nom") =>
        numbers
          .map((n) => `${n} ${one.say(`kind.${kind}`, { n, form: "counted", as })}`)
          .join(", ");
      const [after, alone] = [form("acc"), form("nom")];
      const same = after === alone ? "" : `\n  ${one.language}, alone: ${alone}`;
      return `  ${one.language}: ${after}${same}`;
    });
    return [kind, ...counted];
  });
  expectGolden(golden("counts.txt"), `${lines.join("\n")}\n`);
});

test("[WRD-005] the sixteen points in every form and language", () => {
  const forms = ["name", "short", "toward", "start", "end", "bound", "vague"] as const;
  const line = (one: Words, point: CompassPoint) =>
    `  ${one.language}: ${forms.map((form) => one.direction(point, form)).join(" | ")}`;
  const lines = compassPoints.flatMap((point) => [point, ...words.map((one) => line(one, point))]);
  for (const one of words) {
    for (const form of forms) {
      expect(new Set(compassPoints.map((point) => one.direction(point, form))).size).toBe(16);
    }
  }
  expectGolden(golden("directions.txt"), `${lines.join("\n")}\n`);
});

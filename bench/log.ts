// From a key to the parsed preview: reading, completions, sentence and row, for lines as they are typed.
import { readFileSync } from "node:fs";
import { RowDecoder, readCsv, smmMapping } from "@truceline/interop";
import { completions, type LineContext, lineContextOf, readLine, writeLine } from "@truceline/log";
import type { ObservationDraft } from "@truceline/model";
import { createWording } from "@truceline/wording";
import { printLine, quantile } from "./bench-line.ts";

const keyMaxMs = 30;
const lineCountMax = 20;

const path = "fixtures/smm/observations.csv";
const table = readCsv(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"), { name: path });
const decoder = new RowDecoder(smmMapping, { name: path, origin: "observed" });
const drafts = table.rows.flatMap((row): ObservationDraft[] => {
  const { record } = decoder.decode(row);
  if (record === undefined) return [];
  const { schema, origin, source, sourceId, ...draft } = record;
  return [draft as unknown as ObservationDraft];
});
const statements = [
  ...Map.groupBy(
    drafts,
    ({ statement }) => `${statement?.reportId}/${statement?.statementNo}`,
  ).values(),
];

/** The mission's longest statements as lines: the worst a monitor types. */
const lines = statements
  .map((statement) => {
    const [first] = statement as [ObservationDraft];
    const context: LineContext = lineContextOf(statement, {
      language: "en",
      timezone: "Europe/Kyiv",
      dayLocal: first.span.stated?.from.slice(0, 10) ?? "2018-09-21",
      nowMs: first.span.toMs,
      post: { observer: first.observer },
      zones: [{ id: "da2", name: "DA 2" }],
    });
    return { context, text: writeLine(statement, context) };
  })
  .toSorted((a, b) => b.text.length - a.text.length)
  .slice(0, lineCountMax);

const wording = createWording("en", { timezone: "Europe/Kyiv", placeName: (name) => name });
const steps = {
  read: [] as number[],
  complete: [] as number[],
  say: [] as number[],
  all: [] as number[],
};
let readCount = 0;
for (const isWarm of [false, true]) {
  for (const { text, context } of lines) {
    for (let length = 1; length <= text.length; length++) {
      const typed = text.slice(0, length);
      const startMs = performance.now();
      const { observations } = readLine(typed, context);
      const readMs = performance.now();
      completions(typed, length, context);
      const completedMs = performance.now();
      if (observations.length > 0) wording.statementSentence(observations, { position: true });
      for (const observation of observations)
        wording.observationRow(observation, { position: true });
      const saidMs = performance.now();
      readCount += observations.length;
      if (!isWarm) continue;
      steps.read.push(readMs - startMs);
      steps.complete.push(completedMs - readMs);
      steps.say.push(saidMs - completedMs);
      steps.all.push(saidMs - startMs);
    }
  }
}
if (readCount === 0) throw new Error("no line was read");

const worstMs = Math.max(...steps.all);
const round = (ms: number) => Number(ms.toPrecision(3));
printLine({
  name: "log",
  value: quantile(steps.all, 0.99),
  unit: "ms from a key to the preview (99th of 100): reading, completions, sentence and rows",
  against: `floor ${keyMaxMs} ms`,
  ratio: keyMaxMs / quantile(steps.all, 0.99),
  detail: {
    keyCount: steps.all.length,
    lineLengthMax: lines[0]?.text.length,
    worstMs: round(worstMs),
    medianMs: round(quantile(steps.all, 0.5)),
    read99Ms: round(quantile(steps.read, 0.99)),
    completions99Ms: round(quantile(steps.complete, 0.99)),
    sentence99Ms: round(quantile(steps.say, 0.99)),
  },
});

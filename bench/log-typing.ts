// Twenty of the mission's lines typed into the log by a scripted browser, a key every 200 ms: seconds a
// line, and in the page the time from each key to the preview that holds it.
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { RowDecoder, readCsv, smmMapping } from "@truceline/interop";
import { type LineContext, readLine, writeLine } from "@truceline/log";
import type { ObservationDraft } from "@truceline/model";
import { openBrowser } from "../e2e/browser.ts";
import { atMachine, gatherPeople } from "../e2e/mission-people.ts";
import { startServerProcess, temporaryDataDir } from "../e2e/server-process.ts";
import { median, printLine, quantile } from "./bench-line.ts";

const keyMs = 200;
const lineCount = 20;
const lineMaxS = 15;
const previewMaxMs = 30;

const lines = typicalLines();
const data = temporaryDataDir();
const server = await startServerProcess({
  args: ["fixtures/agreements/mid-ocean"],
  dataDir: data.dir,
});
const browser = await openBrowser();
try {
  await gatherPeople(server, [{ name: "Monitor", roles: ["observer"] }]);
  const { page } = await atMachine(browser, server, "Monitor", "/?screen=log");
  const line = page.locator("#log-line");
  await line.waitFor();
  await page.evaluate(() => {
    const world = window as unknown as { previewMs: number[] };
    world.previewMs = [];
    let keyAtMs: number | null = null;
    addEventListener("input", () => (keyAtMs = performance.now()), { capture: true });
    // The line, its sentence and its rows are drawn together: what changes first after a key is all of it.
    new MutationObserver(() => {
      if (keyAtMs === null) return;
      world.previewMs.push(performance.now() - keyAtMs);
      keyAtMs = null;
    }).observe(document.querySelector(".lm") ?? document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  const secondsOfLines: number[] = [];
  for (const text of lines) {
    const startMs = performance.now();
    for (const key of text) {
      const keyAtMs = performance.now();
      await page.keyboard.insertText(key);
      await delay(Math.max(0, keyMs - (performance.now() - keyAtMs)));
    }
    await page.keyboard.press("Enter");
    await delay(keyMs);
    secondsOfLines.push((performance.now() - startMs) / 1_000);
  }
  const previewMs = await page.evaluate(
    () => (window as unknown as { previewMs: number[] }).previewMs,
  );
  await page.locator(".list h2", { hasText: `${lineCount} lines` }).waitFor();
  const meanS = secondsOfLines.reduce((sum, s) => sum + s, 0) / secondsOfLines.length;
  printLine({
    name: "log typing",
    value: meanS,
    unit: `s a line, ${lineCount} lines of the mission's at ${keyMs} ms a key`,
    against: `${lineMaxS} s`,
    ratio: lineMaxS / meanS,
    detail: {
      medianS: Number(median(secondsOfLines).toFixed(1)),
      longestS: Number(Math.max(...secondsOfLines).toFixed(1)),
      keysALine: Math.round(lines.join("").length / lineCount),
    },
  });
  const lateMs = quantile(previewMs, 0.99);
  printLine({
    name: "log preview",
    value: lateMs,
    unit: "ms from a key to the preview in the page, 99th percentile",
    against: `${previewMaxMs} ms`,
    ratio: previewMaxMs / lateMs,
    detail: { medianMs: Number(median(previewMs).toFixed(1)), keys: previewMs.length },
  });
} finally {
  await browser.close();
  await server.stop();
  data.remove();
}

/** Statements of one to three observations, spread evenly over their lengths, as lines without a day. */
function typicalLines(): readonly string[] {
  const path = "fixtures/smm/observations.csv";
  const table = readCsv(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"), {
    name: path,
  });
  const decoder = new RowDecoder(smmMapping, { name: path, origin: "observed" });
  const drafts = table.rows.flatMap((row): ObservationDraft[] => {
    const { record } = decoder.decode(row);
    if (record === undefined) return [];
    const { schema, origin, source, sourceId, ...draft } = record;
    return [{ ...draft, observer: { kind: "person" } } as unknown as ObservationDraft];
  });
  const statements = Map.groupBy(
    drafts,
    ({ statement }) => `${statement?.reportId}/${statement?.statementNo}`,
  );
  const found = new Set<string>();
  for (const statement of statements.values()) {
    if (statement.length > 3) continue;
    const bare = statement.map(
      ({
        statement: _statement,
        observerPosition: _position,
        area: _area,
        insideDisengagementArea: _zone,
        ...rest
      }) => rest,
    );
    const context: LineContext = {
      language: "en",
      timezone: "Europe/Kyiv",
      dayLocal: bare[0]?.span.stated?.from.slice(0, 10) ?? "2018-09-21",
      nowMs: bare[0]?.span.toMs ?? 0,
      post: { observer: { kind: "person" } },
    };
    // Without the quotations that the tables carry: remarks, and the published words for what was assessed.
    const text = written(bare, context)?.replaceAll(/ =?"(?:[^"\\]|\\.)*"/g, "");
    if (text !== undefined && readLine(text, context).fault === undefined) found.add(text);
  }
  const sorted = [...found].sort((a, b) => a.length - b.length);
  return Array.from(
    { length: lineCount },
    (_, index) => sorted[Math.floor(((index + 0.5) * sorted.length) / lineCount)] ?? "",
  );
}

/** Undefined for what a line without its report cannot hold. */
function written(observations: readonly ObservationDraft[], context: LineContext) {
  try {
    return writeLine(observations, context);
  } catch {
    return undefined;
  }
}

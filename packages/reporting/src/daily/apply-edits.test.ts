import type { ReportEdit } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { fullInput } from "../../fixtures/full-report.ts";
import { noonMs, observed, reportInput } from "../../fixtures/mid-ocean-report.ts";
import { renderHtml } from "../render/render-html.ts";
import { renderMarkdown } from "../render/render-markdown.ts";
import { applyEdits, findSentence, sentenceSha256 } from "./apply-edits.ts";
import { buildDailyReport } from "./build-daily-report.ts";
import { diffReports } from "./diff-reports.ts";

const report = buildDailyReport(fullInput());
const region = "summary/region/north";
const edit = (change: Partial<ReportEdit>): ReportEdit => ({
  id: "e1",
  at: region,
  does: "replace",
  text: { en: "The editor's own words." },
  by: "editor-1",
  atMs: noonMs,
  ...change,
});
const shaOf = (key: string, of = report) => {
  const sentence = findSentence(of, key);
  if (sentence === undefined) throw new Error(`no sentence ${key}`);
  return sentenceSha256(of, sentence);
};

describe("what people wrote", () => {
  test("[REP-020] a replaced sentence shows the person's words, marked, and keeps its records", () => {
    const edited = applyEdits(report, [edit({ againstSha256: shaOf(region) })]);
    const sentence = findSentence(edited, region);
    expect(sentence?.person).toMatchObject({ does: "replace", generatedChanged: false });
    expect(sentence?.recordIds).toEqual(findSentence(report, region)?.recordIds);
    const markdown = renderMarkdown(edited, "en");
    expect(markdown).toContain("> The editor's own words.");
    expect(markdown).toContain("Written by a person instead of the generated sentence.");
    expect(renderHtml(edited, "en")).toContain('class="person"');
  });

  test("[REP-020] words in another language are shown, and said to be not translated", () => {
    expect(renderMarkdown(applyEdits(report, [edit({})]), "uk")).toMatch(
      /> The editor's own words\./,
    );
    const both = edit({ text: { en: "Mine.", uk: "Моє." } });
    expect(renderMarkdown(applyEdits(report, [both]), "uk")).toMatch(/> Моє\./);
  });

  test("[REP-021] they survive generation anew, and it is told where the sentence changed since", () => {
    const held = [edit({ againstSha256: shaOf(region) })];
    const again = applyEdits(buildDailyReport(fullInput()), held);
    expect(again).toEqual(applyEdits(report, held));
    const other = buildDailyReport(reportInput({ observations: [observed("9")] }));
    const moved = findSentence(applyEdits(other, held), region);
    expect(moved?.person?.generatedChanged).toBe(true);
  });

  test("[REP-021] an edit whose sentence is gone is kept and shown as such", () => {
    const gone = edit({ at: "casualties/no-such-record" });
    const edited = applyEdits(report, [gone]);
    expect(edited.editsWithoutPlace).toEqual([gone]);
    expect(renderMarkdown(edited, "en")).toContain("Edits whose sentence is gone");
    expect(renderMarkdown(edited, "en")).toContain("The editor's own words.");
  });

  test("[REP-020] added at a section it stands at its end; at a sentence right after it", () => {
    const edited = applyEdits(report, [
      edit({ id: "end", at: "summary", does: "add" }),
      edit({ id: "after", at: region, does: "add" }),
    ]);
    const summary = edited.sections[0]?.blocks[0];
    if (summary?.is !== "sentences") throw new Error("no summary");
    const keys = summary.sentences.map(({ key }) => key);
    expect(keys.at(-1)).toBe("edit/end");
    expect(keys[keys.indexOf(region) + 1]).toBe("edit/after");
  });

  test("[REP-020] hidden is left out, and how many were is said", () => {
    const edited = applyEdits(report, [
      edit({ does: "hide" }),
      edit({ at: "claims", does: "hide" }),
    ]);
    expect(findSentence(edited, region)).toBeUndefined();
    expect(edited.sections.some(({ key }) => key === "claims")).toBe(false);
    expect(edited.hiddenKeys).toEqual(["claims", region]);
    expect(renderMarkdown(edited, "en")).toContain(
      "2 generated sentences were left out by a person.",
    );
  });

  test("[REP-020] sentences and sections stand in the order a person gave", () => {
    const edited = applyEdits(report, [
      edit({ id: "o1", at: "summary", does: "order", order: ["summary/movement", region] }),
      edit({ id: "o2", at: "report", does: "order", order: ["movement"] }),
    ]);
    expect(edited.sections[0]?.key).toBe("movement");
    const summary = edited.sections.find(({ key }) => key === "summary")?.blocks[0];
    if (summary?.is !== "sentences") throw new Error("no summary");
    expect(summary.sentences.slice(0, 2).map(({ key }) => key)).toEqual([
      "summary/movement",
      region,
    ]);
    expect(edited.editsWithoutPlace).toEqual([]);
  });

  test("[REP-020] a later edit of the same sentence wins, whatever their order in the list", () => {
    const late = edit({ id: "e2", atMs: noonMs + 1, text: { en: "Later." } });
    for (const edits of [
      [edit({}), late],
      [late, edit({})],
    ]) {
      const edited = applyEdits(report, edits);
      expect(findSentence(edited, region)?.person?.text).toEqual({ en: "Later." });
      expect(edited.editsWithoutPlace).toEqual([]);
    }
  });

  test("[REP-020] without edits the report is what was generated", () => {
    expect(applyEdits(report, [])).toEqual(report);
  });
});

describe("what changed between two versions", () => {
  test("[REP-022] nothing, between a report and itself", () => {
    expect(diffReports(report, buildDailyReport(fullInput()))).toEqual({
      sentences: [],
      figures: [],
      rows: [],
    });
  });

  test("[REP-022] sentence by sentence and figure by figure", () => {
    const one = buildDailyReport(reportInput({ observations: [observed("1")] }));
    const two = buildDailyReport(
      reportInput({ observations: [observed("1"), observed("2", { kind: "burst" })] }),
    );
    const { sentences, figures, rows } = diffReports(one, two);
    const added = sentences.filter((change) => change.is === "added");
    expect(added.map(({ key }) => key)).toEqual([`observation/${observed("2").id}`]);
    expect(added[0]?.sectionKey).toBe("violations/north");
    expect(sentences.find(({ key }) => key === region)).toMatchObject({ is: "changed" });
    expect(figures.find(({ key }) => key === "fire/north/all")).toMatchObject({
      before: { value: 1 },
      after: { value: 2 },
    });
    expect(rows).toContainEqual({
      key: `annex/violations/row/${observed("2").id}`,
      is: "added",
    });
    const back = diffReports(two, one);
    expect(back.sentences.filter((change) => change.is === "removed")).toHaveLength(1);
  });

  test("[REP-022] what a person wrote, and what was moved", () => {
    const edited = applyEdits(report, [
      edit({}),
      edit({ id: "o", at: "summary", does: "order", order: ["summary/movement"] }),
    ]);
    const { sentences, figures } = diffReports(report, edited);
    expect(figures).toEqual([]);
    expect(sentences.find(({ key }) => key === region)?.is).toBe("changed");
    expect(sentences.find(({ key }) => key === "summary/movement")?.is).toBe("moved");
  });
});

import { expect, test } from "vitest";
import { expectGolden } from "../../../../checks/expect-golden.ts";
import { fullInput } from "../../fixtures/full-report.ts";
import { renderMarkdown } from "../render/render-markdown.ts";
import { buildDailyReport } from "./build-daily-report.ts";

test.each(["en", "uk", "ru", "fr"] as const)("the report people read, in %s", (language) => {
  expectGolden(
    new URL(`../../fixtures/report.${language}.md`, import.meta.url),
    renderMarkdown(buildDailyReport(fullInput()), language),
  );
});

test("the report as JSON", () => {
  expectGolden(
    new URL("../../fixtures/report.json", import.meta.url),
    `${JSON.stringify(buildDailyReport(fullInput()), null, 1)}\n`,
  );
});

test("[REP-014] an exercise says so first and in each heading", () => {
  const markdown = renderMarkdown(buildDailyReport(fullInput("exercise")), "en");
  expect(markdown.startsWith("**EXERCISE. ")).toBe(true);
  const headings = markdown.split("\n").filter((line) => line.startsWith("#"));
  expect(headings.length).toBeGreaterThan(18);
  for (const heading of headings) expect(heading).toMatch(/^#{1,3} EXERCISE\. /);
  expect(renderMarkdown(buildDailyReport(fullInput()), "en")).not.toContain("EXERCISE");
});

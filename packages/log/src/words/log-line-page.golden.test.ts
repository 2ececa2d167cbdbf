import { readFileSync } from "node:fs";
import { compassPoints, languages } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { expectGolden } from "../../../../checks/expect-golden.ts";
import { type LineContext, readLine } from "../index.ts";
import { wordsOf } from "./concept.ts";
import { pointWord } from "./directions.ts";
import { concepts } from "./lexicon.ts";

const page = new URL("../../../../docs/reference/log-line.md", import.meta.url);
const begin = "<!-- made from the vocabulary: REGEN=1 npx vitest run packages/log/src/words -->\n";
const end = "<!-- end -->\n";
const text = readFileSync(page, "utf8");

/** A cell of Markdown: bars would end it. */
const cell = (word: string) => word.replaceAll("|", "\\|");

function wordTables(): string {
  const lines: string[] = [];
  for (const slot of new Set(concepts.map(([one]) => one))) {
    lines.push(
      `### ${slot}`,
      "",
      "| is | English | Ukrainian | Russian | French |",
      "|---|---|---|---|---|",
    );
    for (const concept of concepts.filter(([one]) => one === slot)) {
      const words = languages.map((language) =>
        cell([...new Set(wordsOf(concept, language))].map((word) => `\`${word}\``).join(" ")),
      );
      lines.push(`| ${concept[1]} | ${words.join(" | ")} |`);
    }
    lines.push("");
  }
  lines.push(
    "### direction",
    "",
    "| is | English | Ukrainian | Russian | French |",
    "|---|---|---|---|---|",
  );
  for (const point of compassPoints) {
    lines.push(
      `| ${point} | ${languages.map((language) => `\`${pointWord(point, language)}\``).join(" | ")} |`,
    );
  }
  return `${lines.join("\n")}\n`;
}

describe("docs/reference/log-line.md", () => {
  test("[LOG-016] has every word of the vocabulary in the four languages, and no other", () => {
    const [head = ""] = text.split(begin);
    const tail = text.slice(text.indexOf(end) + end.length);
    expectGolden(page, `${head}${begin}\n${wordTables()}${end}${tail}`);
    expect(concepts.length).toBeGreaterThan(100);
  });

  test("[LOG-016] each form it shows in a table is read", () => {
    const context: LineContext = {
      language: "en",
      timezone: "Europe/Kyiv",
      dayLocal: "2026-03-09",
      nowMs: Date.UTC(2026, 2, 10),
      post: { observer: { kind: "patrol" } },
      means: ["heard"],
      zones: [{ id: "DA2", name: "DA 2" }],
      places: [{ shape: "circle", centre: [-30, 0] as never, radiusM: 50 }],
      media: [{ sha256: "0".repeat(64), type: "image/jpeg" }],
    };
    const around: Readonly<Record<string, (form: string) => string>> = {
      Time: (form) =>
        form === "0330B" || form === "0330A" ? `25/10/2026 ${form} 1 expl` : `${form} 1 expl`,
      "Number and distance": (form) =>
        /^(?:[<3]|0|under|.*m$)/.test(form) ? `2140 several expl ${form}` : `2140 ${form} expl`,
      "Direction and movement": (form) => `2140 1 expl ${form}`,
      "The rest": (form) =>
        /^(?:incl|of#)/.test(form) ? `2140 9 expl, 1 shot ${form}` : `2140 1 expl ${form}`,
    };
    let formCount = 0;
    for (const [heading, line] of Object.entries(around)) {
      const section = text.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
      for (const row of section.split("\n").filter((one) => one.startsWith("| `"))) {
        for (const [, form = ""] of (row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)) {
          if (form === "several") continue;
          formCount += 1;
          expect([form, readLine(line(form), context).fault]).toEqual([form, undefined]);
        }
      }
    }
    expect(formCount).toBeGreaterThan(60);
  });
});

import { existsSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { expectGolden } from "./expect-golden.ts";

interface Entry {
  readonly fault: string;
  readonly message: string;
  readonly hint?: string;
}

const exits: Record<string, string> = {
  caller: "HTTP 400, exit 2: mend the call",
  data: "HTTP 422, exit 3: mend the file or the feed",
  absent: "HTTP 503, exit 4: start what is missing",
  busy: "HTTP 503, exit 4: wait, then try again",
  bug: "HTTP 500, exit 70: a defect in Truceline",
};

const folders = ["packages", "apps"].flatMap((group) =>
  readdirSync(group).map((name) => `${group}/${name}`),
);
const tables = await Promise.all(
  folders
    .filter((folder) => existsSync(`${folder}/src/errors.ts`))
    .map(async (folder) => {
      const exported = (await import(
        /* @vite-ignore */ new URL(`../${folder}/src/errors.ts`, import.meta.url).href
      )) as Record<string, unknown>;
      const found = Object.entries(exported).filter(([name]) => name.endsWith("Errors"));
      return {
        folder,
        entries: found.flatMap(([, table]) => Object.entries(table as Record<string, Entry>)),
      };
    }),
);

test("[HSE-007] docs/reference/errors.md lists every code and no other", () => {
  const lines = [
    "# Error codes",
    "",
    "Made from the error tables in the code (`REGEN=1 npx vitest run checks/error-docs`). A code, once",
    "released, is never used for another meaning.",
    "",
  ];
  for (const { folder, entries } of tables) {
    lines.push(`## ${folder.slice(folder.indexOf("/") + 1)}`, "");
    for (const [code, { fault, message, hint }] of entries.toSorted(([a], [b]) =>
      a < b ? -1 : 1,
    )) {
      lines.push(
        `### ${code}`,
        "",
        message,
        ...(hint === undefined ? [] : [hint]),
        "",
        `${exits[fault]}.`,
        "",
      );
    }
  }
  expectGolden(new URL("../docs/reference/errors.md", import.meta.url), lines.join("\n"));
  expect(tables.length).toBeGreaterThan(5);
});

test("[HSE-007] a code stands in one table only, and each says whose turn it is", () => {
  const codes = tables.flatMap(({ entries }) => entries.map(([code]) => code));
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  for (const { entries } of tables) {
    for (const [code, entry] of entries) {
      expect(code).toMatch(/^TL_[A-Z]+_[A-Z0-9_]+$/);
      expect(Object.keys(exits)).toContain(entry.fault);
    }
  }
});

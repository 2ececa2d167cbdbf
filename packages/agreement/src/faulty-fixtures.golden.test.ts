import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expectGolden } from "../../../checks/expect-golden.ts";
import { parseAgreement } from "./index.ts";

const folder = new URL("../../../fixtures/agreements/faulty/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));

const parse = (name: string) =>
  parseAgreement({
    path: name,
    text: readFileSync(new URL(name, folder), "utf8"),
    readFile: (file) =>
      existsSync(new URL(file, folder)) ? readFileSync(new URL(file, folder), "utf8") : undefined,
  });

test.each(names)("[AGR-002] %s is told what its head expects, and nothing else", (name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  const expected = [...text.matchAll(/^# expect: (TL_\w+)$/gm)].map((match) => match[1]);
  const codes = new Set(parse(name).faults.map(({ code }) => code));
  expect([...codes].sort()).toEqual(expected.sort());
});

/** As `check` prints them. */
function tell(name: string): string {
  const { faults, remarks } = parse(name);
  const lines = faults.map(
    ({ file, line, column, code, message, hint }) =>
      `  ${file}:${line}:${column} ${code} ${message}${hint === undefined ? "" : `\n    ${hint}`}`,
  );
  const noted = remarks.map(
    ({ line, column, code, message }) => `  remark ${line}:${column} ${code} ${message}`,
  );
  return [name, ...(lines.length === 0 ? ["  no fault", ...noted] : lines)].join("\n");
}

test("[AGR-002, AGR-003] what each faulty document is told", () => {
  const text = `${names.sort().map(tell).join("\n\n")}\n`;
  expectGolden(new URL("../fixtures/faulty-documents.txt", import.meta.url), text);
  expect(names.length).toBeGreaterThan(40);
});

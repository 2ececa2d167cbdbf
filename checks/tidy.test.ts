import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ranks } from "./layers.mjs";

/** Ambient time, chance, I/O, and imports that the rank rules cannot see. */
const banned =
  /\b(Date\.now|Math\.random|performance\.now|fetch|setTimeout|setInterval|import)\(|new Date\(\)|\bprocess\.|from "node:/;
const ambientUse = (source: string) => banned.exec(withoutComments(source))?.[0];
const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, "");

const pureRankCount = 7; // model … watch
const pureFolders = ranks.slice(0, pureRankCount).flat();
const sourceFiles = (folder: string): string[] => {
  try {
    return readdirSync(`${folder}/src`, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !/(\.test|contract)\.ts$/.test(path))
      .map((path) => `${folder}/src/${path}`);
  } catch {
    return []; // A room is created when it has an occupant.
  }
};
const pureFiles = pureFolders.flatMap(sourceFiles);

test("[HSE-004] what is pure reads nothing ambient", () => {
  const breaches = pureFiles.flatMap((path) => {
    const use = ambientUse(readFileSync(path, "utf8"));
    return use === undefined ? [] : [`${path}: ${use}`];
  });
  expect(breaches).toEqual([]);
});

test("[HSE-004] the check sees files, and would catch one", () => {
  expect(pureFiles.length).toBeGreaterThan(40);
  expect(ambientUse("const now = Date.now();")).toBe("Date.now(");
  expect(ambientUse('import { readFileSync } from "node:fs";')).toBe('from "node:');
  expect(ambientUse("// Date.now() is not called here")).toBeUndefined();
});

const everySource = [
  ...ranks.flat().flatMap(sourceFiles),
  ...scripts("scripts"),
  ...scripts("bench"),
];
function scripts(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(ts|mjs)$/.test(path))
    .map((path) => `${folder}/${path}`);
}

test("[HSE-005] no file above 400 lines without a reason in its head", () => {
  const long = everySource.filter((path) => {
    const lines = readFileSync(path, "utf8").split("\n");
    return (
      lines.length > 400 &&
      !/^(\/\/|\/\*)[^\n]*\blong because\b/m.test(lines.slice(0, 5).join("\n"))
    );
  });
  expect(long).toEqual([]);
  expect(everySource.length).toBeGreaterThan(80);
});

test("[HSE-006] no folder or file is a drawer for anything", () => {
  const drawers = everySource.filter((path) =>
    /(^|\/)(utils?|common|misc|helpers?)(\/|\.ts$)/.test(path),
  );
  expect(drawers).toEqual([]);
});

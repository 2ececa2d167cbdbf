import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

interface Requirement {
  readonly id: string;
  readonly byTest: boolean;
}

const pages = readdirSync("docs/requirements").filter((name) => name.endsWith(".md"));
const requirements = pages.flatMap((page) =>
  parseRequirements(readFileSync(`docs/requirements/${page}`, "utf8")),
);
const titles = ["packages", "apps", "checks", "e2e"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".test.ts") && !path.includes("node_modules"))
    .flatMap((path) => citedIds(readFileSync(`${folder}/${path}`, "utf8"))),
);
const contracts = readdirSync("packages", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("-contract.ts") && !path.includes("node_modules"))
  .flatMap((path) => citedIds(readFileSync(`packages/${path}`, "utf8")));
const cited = new Set([...titles, ...contracts]);

function parseRequirements(page: string): Requirement[] {
  return page
    .split(/^### /m)
    .slice(1)
    .map((part) => ({
      id: part.slice(0, part.indexOf("\n")).trim(),
      byTest: /Verified by: test/.test(part) && !/Withdrawn/.test(part),
    }));
}

function citedIds(source: string): string[] {
  return [...source.matchAll(/\[((?:[A-Z]{3}-\d{3}(?:, )?)+)\]/g)].flatMap((match) =>
    (match[1] ?? "").split(", "),
  );
}

test("[HSE-001] every requirement verified by test is cited by a test, and every id cited exists", () => {
  const ids = requirements.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(
    requirements.filter(({ id, byTest }) => byTest && !cited.has(id)).map(({ id }) => id),
  ).toEqual([]);
  expect([...cited].filter((id) => !ids.includes(id))).toEqual([]);
});

test("[HSE-001] the check sees both sides, and would catch a breach", () => {
  expect(requirements.length).toBeGreaterThan(40);
  expect(cited.size).toBeGreaterThan(40);
  // Put together here, so that this file does not cite ids that no page has.
  const id = (number: string) => `ABC-${number}`;
  expect(parseRequirements(`### ${id("001")}\nText.\nVerified by: test.\n`)).toEqual([
    { id: id("001"), byTest: true },
  ]);
  expect(citedIds(`test("[${id("001")}, ${id("002")}] x", …`)).toEqual([id("001"), id("002")]);
});

import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadAgreement, parseAgreementAt } from "./agreement-files.ts";

const midOcean = new URL("../../../fixtures/agreements/mid-ocean", import.meta.url).pathname;
const addendum = (base: string) => `truceline: agreement/1
id: addendum
status: exercise
title: { en: Addendum }
inForce: { from: 2026-06-01T00:00Z }
annexes: [annexes/new.yaml]
amends: { agreement: ${base}, repeal: { articles: ["4"] } }
`;

function folderWith(base: string): string {
  const dir = mkdtempSync(join(tmpdir(), "agreement-files-"));
  cpSync(midOcean, join(dir, "sea"), { recursive: true });
  mkdirSync(join(dir, "addendum/annexes"), { recursive: true });
  writeFileSync(join(dir, "addendum/agreement.yaml"), addendum(base));
  writeFileSync(
    join(dir, "addendum/annexes/new.yaml"),
    'truceline: annex/1\narticles:\n  - { id: "8", rule: { narrative: true } }\n',
  );
  return dir;
}

test.each(["../sea", "../sea/", "../sea/agreement.yaml"])(
  "[AGR-103] the agreement amended at %s is found from the folder of the amendment",
  (base) => {
    const dir = folderWith(base);
    const { agreement } = loadAgreement("addendum", dir);
    const { agreement: original } = loadAgreement("sea", dir);
    expect(agreement.articles.map(({ id }) => id)).toEqual(["1", "2", "3", "5", "6", "7", "8"]);
    expect(agreement.amends).toEqual({ agreement: "mid-ocean", hash: original.hash });
    expect(agreement.lines).toEqual(original.lines);
  },
);

test("[AGR-104] on a disk as well, an agreement that amends itself is refused", () => {
  const dir = folderWith("../addendum/../addendum");
  const { faults } = parseAgreementAt("addendum", dir);
  expect(faults.map(({ code }) => code)).toEqual(["TL_AGR_AMENDS_CYCLE"]);
});

test("[AGR-104] a folder without an agreement cannot be amended", () => {
  const dir = folderWith("../sea/zones");
  const { faults } = parseAgreementAt("addendum", dir);
  expect(faults.map(({ code }) => code)).toEqual(["TL_AGR_BASE_MISSING"]);
});

test("[AGR-105] a file in Latin-1 is refused with the place of its first such letter", () => {
  const dir = folderWith("../sea");
  const path = join(dir, "addendum/annexes/new.yaml");
  writeFileSync(path, Buffer.from("truceline: annex/1\ntitle: { fr: Annexé }\n", "latin1"));
  const { faults } = parseAgreementAt("addendum", dir);
  expect(faults).toMatchObject([
    { code: "TL_AGR_ENCODING", file: "addendum/annexes/new.yaml", line: 2, column: 19 },
  ]);
});

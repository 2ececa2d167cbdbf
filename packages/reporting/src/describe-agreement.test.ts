import { readFileSync } from "node:fs";
import { parseAgreement, prepareAgreement } from "@truceline/agreement";
import { expect, test } from "vitest";
import { expectGolden } from "../../../checks/expect-golden.ts";
import { describeAgreement, descriptionText } from "./describe-agreement.ts";

const folder = new URL("../../../fixtures/agreements/mid-ocean/", import.meta.url);
const { compiled } = parseAgreement({
  path: "agreement.yaml",
  text: readFileSync(new URL("agreement.yaml", folder), "utf8"),
  readFile: (name) => readFileSync(new URL(name, folder), "utf8"),
});
if (compiled === undefined) throw new Error("the fixture has faults");
const prepared = prepareAgreement(compiled);

test("[REP-004] a description holds every party, line version, zone, site and article", () => {
  const description = describeAgreement(prepared);
  expect(description.parties.map(({ id }) => id)).toEqual(compiled.parties.map(({ id }) => id));
  expect(description.lines.flatMap(({ versions }) => versions)).toHaveLength(
    compiled.lines.flatMap(({ versions }) => versions).length,
  );
  expect(description.zones.map(({ id }) => id)).toEqual(compiled.zones.map(({ id }) => id));
  expect(description.siteKinds.flatMap(({ sites }) => sites)).toHaveLength(compiled.sites.length);
  expect(description.articles.map(({ id }) => id)).toEqual(compiled.articles.map(({ id }) => id));
  expect(description.articles.filter(({ standard }) => standard === null).length).toBe(
    compiled.articles.filter(({ rule }) => rule.kind === "narrative").length,
  );
});

test("[REP-004] areas are those of the prepared zones, in square metres", () => {
  for (const { id, areaM2 } of describeAgreement(prepared).zones) {
    expect(areaM2).toBeCloseTo(prepared.zoneArea(id, compiled.inForce.fromMs).areaM2(), -1);
  }
});

test("the text is one that people can read", () => {
  expectGolden(
    new URL("../fixtures/description.txt", import.meta.url),
    `${descriptionText(describeAgreement(prepared))}\n`,
  );
});

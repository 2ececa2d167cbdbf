import { readFileSync } from "node:fs";
import { parseAgreement, prepareAgreement } from "@truceline/agreement";
import { cellCentre } from "@truceline/geo";
import { localToMs } from "@truceline/model";
import { type ClauseHours, planGround } from "@truceline/planning";
import { describe, expect, test } from "vitest";
import { expectedCoverage } from "./expected-coverage.ts";

const folder = new URL("../../../../fixtures/agreements/mid-ocean/", import.meta.url);
const { compiled } = parseAgreement({
  path: "agreement.yaml",
  text: readFileSync(new URL("agreement.yaml", folder), "utf8"),
  readFile: (name) => readFileSync(new URL(name, folder)),
});
if (compiled === undefined) throw new Error("the fixture has faults");
const ground = planGround(prepareAgreement(compiled));
const [clause] = ground.clauses;
if (clause === undefined) throw new Error("the fixture has a clause");
const [kind] = clause.question.kinds;
const [first, second] = clause.cells;
if (first === undefined || second === undefined || kind === undefined) throw new Error("no cells");
/** Seen in the first cell by 0.8 in the hours from 12 on, never before, and nowhere else. */
const hours: ClauseHours = {
  clause,
  ratios: Array.from({ length: 24 }, (_, hour) =>
    Float64Array.from(clause.cells, (_cell, index) => (index === 0 && hour >= 12 ? 0.8 : 0)),
  ),
  localHours: Array.from({ length: 24 }, (_, hour) => hour),
};
const at = (cell: string, hour: string, of: typeof kind = kind) => ({
  position: cellCentre(cell),
  atMs: localToMs(`2026-02-10T${hour}`, compiled.timezone),
  kind: of,
});

describe("breaches as they were recorded", () => {
  test("[WEB-306] count where and at the hour at which they happened", () => {
    const past = [at(first.cell, "15:30"), at(first.cell, "03:30"), at(second.cell, "15:30")];
    expect(expectedCoverage(ground, [hours], past)).toMatchObject({
      incidentCount: 3,
      mean: expect.closeTo(0.8 / 3, 9),
    });
    expect(expectedCoverage(ground, [hours], past.slice(0, 1))?.mean).toBeCloseTo(0.8, 9);
  });

  test("[WEB-306] of another kind or on other ground they say nothing", () => {
    const elsewhere = { ...at(first.cell, "15:30"), position: [100, 0] as never };
    const other = at(first.cell, "15:30", "no-such-kind" as never);
    expect(expectedCoverage(ground, [hours], [elsewhere, other])).toBe(null);
    expect(expectedCoverage(ground, [hours], [])).toBe(null);
  });
});

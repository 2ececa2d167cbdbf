import fc from "fast-check";
import { expect, test } from "vitest";
import { midOcean, midOceanFile } from "../fixtures/mid-ocean.ts";
import { parseAgreement } from "./index.ts";

const names = ["zones/gorse.geojson", "lines/2025-12-01.geojson"] as const;
const junk = fc.constantFrom(
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  '"',
  "null",
  "NaN",
  "1e999",
  "-",
  "200",
  "[]",
  "{}",
  '"x"',
  " ",
  "\n",
  "\ufeff",
  '"type"',
  "Polygon",
  "LineString",
  "Feature",
  "\ud800",
  "1e-400",
  "true",
);

test("[AGR-010] whatever a geometry file holds, its faults have a file and a line in it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.array(fc.record({ at: fc.nat(5_000), cut: fc.nat(30), insert: junk }), {
        minLength: 1,
        maxLength: 5,
      }),
      (name, edits) => {
        let text = midOceanFile(name) ?? "";
        for (const { at, cut, insert } of edits) {
          const offset = at % (text.length + 1);
          text = text.slice(0, offset) + insert + text.slice(offset + cut);
        }
        const { compiled, faults } = parseAgreement(midOcean((whole) => whole, { [name]: text }));
        expect(compiled === undefined).toBe(faults.length > 0);
        const lineCount = text.split("\n").length;
        for (const fault of faults.filter(({ file }) => file === `mid-ocean/${name}`)) {
          expect(fault.line).toBeGreaterThan(0);
          expect(fault.line).toBeLessThanOrEqual(lineCount);
          expect(fault.hint).toContain("Named at mid-ocean/agreement.yaml:");
        }
      },
    ),
    { numRuns: 200 },
  );
});

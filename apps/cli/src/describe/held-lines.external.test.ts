import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { claimSentences, measureLengths } from "@truceline/reporting";
import { describe, expect, test } from "vitest";
import { readGround, readZones } from "./ground.ts";
import { readLengthClaims } from "./length-claims.ts";
import { lineOfHeldGround } from "./lines-to-measure.ts";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const line = path("../../../../../shared/data/line/line-2025-02-24.geojson.gz");
const outline = path("../../../../../shared/data/admin/ukraine-adm1.geojson.gz");
const scenario = path("../../../../scenarios/ukraine-2025");
const isThere = existsSync(line) && existsSync(outline);
if (!isThere) console.warn("skipped: the shared data folder is not there");
const terminal = { workingDir: process.cwd() };

describe.skipIf(!isThere)("the real area of 24 February 2025", () => {
  // Measured independently with OpenStreetMap land at margins of 0.5 to 3 km: raw 1,107 to 1,216 km,
  // 1 km detail 997 to 1,103, 10 km detail 785 to 879; with the estuary raw 1,229 to 1,320.
  const measured: Readonly<Record<string, readonly [number, number]>> = {
    "contact-drawn": [1_107, 1_216],
    "contact-1km": [997, 1_103],
    "contact-10km": [785, 879],
    "contact-estuary": [1_229, 1_320],
    "held-edge": [4_230.5, 4_230.7],
  };
  test("[CLI-002] its lengths lie where an independent measurement has them", () => {
    const ground = readGround(undefined, `${scenario}/land.geojson`, terminal);
    const [held] = readZones(line, terminal);
    if (held === undefined) throw new Error("no held ground");
    const claims = readLengthClaims(`${scenario}/claims.csv`, terminal);
    const toMeasure = lineOfHeldGround(line, held, readZones(outline, terminal), ground);
    const table = measureLengths([toMeasure], claims);
    for (const [definition, [leastKm, mostKm]] of Object.entries(measured)) {
      const row = table.rows.find((one) => one.definition === definition);
      expect(row?.lengthM, definition).toBeGreaterThan(leastKm * 1_000);
      expect(row?.lengthM, definition).toBeLessThan(mostKm * 1_000);
    }
    expect(claims.map(({ id, claimM }) => [id, claimM])).toEqual([
      ["Q1", 1_287_475],
      ["Q16", 1_000_000],
      ["Q30", 2_896_819],
    ]);
    const [q1, q16, q30] = claimSentences(table);
    expect(q1).toContain("near by contact-estuary");
    expect(q16).toContain("near by contact-1km");
    expect(q30).toContain("no declared definition reproduces it");
  });
});

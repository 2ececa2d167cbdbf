import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAgreement } from "@truceline/agreement";
import { destination, inverseGeodesic, isInsideZone, lengthM } from "@truceline/geo";
import { describe, expect, test } from "vitest";
import { readZones } from "../describe/ground.ts";
import { quietTerminal } from "../testing/quiet-terminal.ts";
import { writeLineVersions } from "./line-versions.ts";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const days = ["2025-02-01", "2025-04-20"];
const files = days.map((day) => path(`../../../../../shared/data/line/line-${day}.geojson.gz`));
const outline = path("../../../../../shared/data/admin/ukraine-adm1.geojson.gz");
const land = path("../../../../scenarios/ukraine-2025/land.geojson");
const isThere = [...files, outline].every((file) => existsSync(file));
if (!isThere) console.warn("skipped: the shared data folder is not there");

describe.skipIf(!isThere)("daily areas as dated line versions", () => {
  test("[CLI-010] an agreement can name them; held ground lies on the left of each", () => {
    const out = mkdtempSync(join(tmpdir(), "truceline-lines-"));
    const terminal = quietTerminal(out);
    expect(writeLineVersions(files, { outline, land, out }, terminal)).toBe(0);
    const lines = readFileSync(join(out, "lines.yaml"), "utf8")
      .replace("held", "b")
      .replace("other", "a");
    expect(lines).toContain("sides: { left:");
    const text = `truceline: agreement/1
id: lines
status: exercise
title: { en: Lines }
timezone: Etc/UTC
inForce: { from: 2025-06-01 }
reporting: { cutOff: "19:30" }
parties: [ { id: a, name: { en: A } }, { id: b, name: { en: B } } ]
${lines.replace(/sides: .*/, "sides: { left: b, right: a }")}
articles:
  - { id: "1", text: { en: Nothing. }, rule: { narrative: true } }
`;
    const { compiled, faults } = parseAgreement({
      path: "agreement.yaml",
      text,
      readFile: (name) => readFileSync(join(out, name), "utf8"),
    });
    expect(faults).toEqual([]);
    const versions = compiled?.lines[0]?.versions ?? [];
    expect(
      versions.map(({ drawnBy, acceptedBy, validFromMs }) => [drawnBy, acceptedBy, validFromMs]),
    ).toEqual(days.map((day) => ["deepstate", [], Date.parse(`${day}T03:00:00Z`)]));
    for (const [index, { coordinates }] of versions.entries()) {
      expect(lengthM(coordinates)).toBeGreaterThan(1_000_000);
      const [held] = readZones(files[index] ?? "", terminal);
      if (held === undefined) throw new Error("no held ground");
      let leftCount = 0;
      for (let at = 1; at < coordinates.length; at++) {
        const [from, to] = [coordinates[at - 1], coordinates[at]];
        if (from === undefined || to === undefined) continue;
        const { azimuthDeg, distanceM } = inverseGeodesic(from, to);
        const middle = destination(from, azimuthDeg, distanceM / 2);
        const [lonDeg, latDeg] = destination(middle, azimuthDeg - 90, 5);
        if (isInsideZone(held, lonDeg, latDeg)) leftCount++;
      }
      expect(leftCount / (coordinates.length - 1)).toBeGreaterThan(0.98);
    }
    rmSync(out, { recursive: true });
  }, 120_000);
});

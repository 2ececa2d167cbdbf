import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseAgreement } from "./index.ts";

const root = new URL("../../../", import.meta.url);

/** The scenario, with some of its files changed; which files it asked for. */
function parseScenario(folder: string, changed: Readonly<Record<string, string>> = {}) {
  const url = new URL(`${folder}/`, root);
  const asked = new Set<string>();
  const parsed = parseAgreement({
    path: "agreement.yaml",
    text: readFileSync(new URL("agreement.yaml", url), "utf8"),
    readFile: (name) => {
      asked.add(name);
      const file = new URL(name, url);
      return changed[name] ?? (existsSync(file) ? readFileSync(file, "utf8") : undefined);
    },
  });
  const codes = [...parsed.faults, ...parsed.remarks].map(({ code }) => code as string);
  return { ...parsed, asked, codes };
}

/** Every pair of numbers the other way round. */
const exchanged = (text: string) =>
  text.replaceAll(
    /\[\s*(-?[0-9.]+)\s*,\s*(-?[0-9.]+)/g,
    (_, lonDeg: string, latDeg: string) => `[${latDeg}, ${lonDeg}`,
  );

// In Cyprus longitude and latitude are nearly alike; elsewhere an exchanged file lies far away.
test.each(["fixtures/agreements/mid-ocean", "scenarios/cyprus", "scenarios/undof-1974"])(
  "[AGR-113] in %s any one geometry file in the wrong order is found",
  (folder) => {
    const { asked, codes, faults } = parseScenario(folder);
    expect(faults).toEqual([]);
    expect(codes.filter((code) => code.includes("SWAPPED"))).toEqual([]);
    const names = [...asked].filter((name) => name.endsWith("json"));
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) {
      const text = readFileSync(new URL(`${folder}/${name}`, root), "utf8");
      const told = parseScenario(folder, { [name]: exchanged(text) });
      expect(told.codes, name).toContainEqual(expect.stringContaining("POSITION_SWAPPED"));
    }
  },
);

test("[AGR-113] where it may be right after all, it is a warning with the place and what it would be", () => {
  const name = "zones/buffer-zone.geojson";
  const text = readFileSync(new URL(`scenarios/cyprus/${name}`, root), "utf8");
  const { compiled, remarks } = parseScenario("scenarios/cyprus", { [name]: exchanged(text) });
  const remark = remarks.find(({ code }) => code === "TL_AGR_REMARK_POSITION_SWAPPED");
  expect(compiled).toBeDefined();
  expect(remark?.severity).toBe("warning");
  const { at = [], exchanged: meant = [] } = (remark?.witness ?? {}) as Record<string, number[]>;
  expect(at[0]).toBeGreaterThan(34.5);
  expect(at[1]).toBeLessThan(34.2);
  expect(meant).toEqual([at[1], at[0]]);
});

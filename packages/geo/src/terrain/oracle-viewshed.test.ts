import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { HeightGrid } from "./height-grid.ts";
import { quickViewshed } from "./quick-viewshed.ts";
import { sweptViewshed } from "./swept-viewshed.ts";
import { gridClearanceM, sightStates, type ViewshedOptions, viewshed } from "./viewshed.ts";

interface OracleTerrain {
  readonly id: string;
  readonly rows: number;
  readonly cols: number;
  readonly cellM: number;
  readonly sha256: string;
  readonly data: string;
  readonly probe: readonly { row: number; col: number; heightDm: number }[];
}

interface OracleCase {
  readonly id: string;
  readonly terrain: string;
  readonly observer: { readonly row: number; readonly col: number; readonly aboveGroundM: number };
  readonly targetAboveGroundM: number;
  readonly maxRangeM: number | null;
  readonly expected: {
    readonly visible: number;
    readonly hidden: number;
    readonly uncertain: number;
    readonly runs: readonly (readonly [state: number, length: number])[];
    readonly probes: readonly { row: number; col: number; clearanceM: number }[];
  };
}

interface Oracle {
  readonly curvatureCoefficient: number;
  readonly earthRadiusM: number;
  readonly terrains: readonly OracleTerrain[];
  readonly cases: readonly OracleCase[];
}

const oracle = JSON.parse(
  readFileSync(new URL("../../../../fixtures/oracles/11-viewshed.json", import.meta.url), "utf8"),
) as Oracle;

function gridOf({ id, rows, cols, cellM, sha256, data, probe }: OracleTerrain): HeightGrid {
  const bytes = gunzipSync(Buffer.from(data, "base64"));
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(sha256);
  const heightsM = Float32Array.from(
    { length: rows * cols },
    (_, index) => bytes.readInt16LE(index * 2) / 10,
  );
  for (const { row, col, heightDm } of probe) {
    expect(heightsM[row * cols + col]).toBeCloseTo(heightDm / 10, 4);
  }
  return { rows, cols, cellM, heightsM, source: id };
}

const grids = new Map(oracle.terrains.map((terrain) => [terrain.id, gridOf(terrain)]));

function taskOf({ terrain, targetAboveGroundM, maxRangeM }: OracleCase) {
  const grid = grids.get(terrain);
  if (grid === undefined) throw new Error(`no terrain ${terrain}`);
  const options: ViewshedOptions = {
    curvatureCoefficient: oracle.curvatureCoefficient,
    radius: "sphere",
    targetAboveGroundM,
    ...(maxRangeM === null ? {} : { maxRangeM }),
  };
  return { grid, options };
}

/** Oracle states, cell by cell: 0 hidden or beyond the range, 1 visible, 2 may be either. */
function expectedStates({ expected }: OracleCase): number[] {
  return expected.runs.flatMap(([state, length]) => new Array<number>(length).fill(state));
}

/** How many of the certain cells a mask has otherwise, and how many are certain. */
function differences(mask: Uint8Array, entry: OracleCase) {
  let certain = 0;
  let different = 0;
  for (const [index, state] of expectedStates(entry).entries()) {
    if (state === 2) continue;
    certain++;
    if ((mask[index] === sightStates.visible ? 1 : 0) !== state) different++;
  }
  return { certain, different };
}

describe("oracle 11: viewshed", () => {
  test("the family is there in full", () => {
    expect(oracle.terrains).toHaveLength(6);
    expect(oracle.cases).toHaveLength(12);
    expect(oracle.earthRadiusM).toBe(6_371_000);
  });

  test.each(oracle.cases)(
    "[GEO-021] $id: every certain cell has the state it must have",
    (entry) => {
      const { grid, options } = taskOf(entry);
      const mask = viewshed(grid, entry.observer, options);
      expect(mask).toHaveLength(expectedStates(entry).length);
      expect(differences(mask, entry).different).toBe(0);
      expect(differences(mask, entry).certain).toBe(entry.expected.visible + entry.expected.hidden);
    },
  );

  test.each(oracle.cases)("[GEO-021] $id: clearances agree within a millimetre", (entry) => {
    const { grid, options } = taskOf(entry);
    expect(entry.expected.probes.length).toBeGreaterThan(0);
    for (const probe of entry.expected.probes) {
      const clearanceM = gridClearanceM(grid, entry.observer, probe, options);
      expect(Math.abs((clearanceM ?? Number.NaN) - probe.clearanceM)).toBeLessThan(1e-3);
    }
  });

  test.each([
    { title: "swept", see: sweptViewshed, ratioMax: 0.0002, worstMax: 0.001 },
    { title: "quick", see: quickViewshed, ratioMax: 0.003, worstMax: 0.012 },
  ])("[GEO-022] the $title masks differ in few certain cells", ({ see, ratioMax, worstMax }) => {
    let [certain, different] = [0, 0];
    for (const entry of oracle.cases) {
      const { grid, options } = taskOf(entry);
      const found = differences(see(grid, entry.observer, options), entry);
      expect(found.different / found.certain, entry.id).toBeLessThan(worstMax);
      certain += found.certain;
      different += found.different;
    }
    expect(different / certain).toBeLessThan(ratioMax);
    expect(certain).toBeGreaterThan(140_000);
  });
});

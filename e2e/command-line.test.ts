import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { commandEnvironment } from "./server-process.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** One command to its end, whatever its exit code. */
function run(args: readonly string[]) {
  const main = ["--conditions=truceline-src", "apps/cli/src/main.ts"];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...main, ...args], {
    cwd: root,
    encoding: "utf8",
    env: commandEnvironment,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

describe("[CLI-001] describe", () => {
  const { status, stdout } = run(["describe", "scenarios/ukraine-2025", "--json"]);
  const told = JSON.parse(stdout) as {
    definitions: { id: string }[];
    claims: { id: string; claimM: number }[];
    lengths: Record<string, unknown>[];
    lengthByDetail: { rows: { detailM: number; lengthM: number }[] }[];
    articles: unknown[];
  };

  test("writes one JSON value: a row for each line, definition that applies and claim", () => {
    expect(status).toBe(0);
    expect(told.definitions.length).toBeLessThanOrEqual(6);
    expect(told.claims.map(({ id, claimM }) => [id, claimM])).toEqual([
      ["Q1", 1_287_475],
      ["Q16", 1_000_000],
      ["Q30", 2_896_819],
    ]);
    const applying = new Set(told.lengths.map(({ definition }) => definition));
    expect(applying.size).toBe(4);
    expect(told.lengths).toHaveLength(applying.size * 3);
    for (const { line, detailM, lengthM, claimM, deviationRatio } of told.lengths) {
      expect(line).toBe("line-of-contact");
      expect(detailM).toBeTypeOf("number");
      expect(deviationRatio).toBeCloseTo(Number(lengthM) / Number(claimM) - 1, 3);
    }
    expect(told.lengthByDetail[0]?.rows.map(({ detailM }) => detailM)).toEqual([
      0, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000,
    ]);
  });

  test("an agreement without reported lengths still has its own", () => {
    const minsk = JSON.parse(run(["describe", "scenarios/minsk-2015", "--json"]).stdout) as {
      lengths: { line: string; claim: null }[];
    };
    expect(new Set(minsk.lengths.map(({ line }) => line)).size).toBeGreaterThan(1);
    expect(minsk.lengths.every(({ claim }) => claim === null)).toBe(true);
  });
});

test("[CLI-078] a reader that has had enough ends a command without a word", () => {
  const main = `"${process.execPath}" --conditions=truceline-src apps/cli/src/main.ts`;
  const script = `{ ${main} describe scenarios/ukraine-2025 --json; echo "exit $?" >&2; } | true`;
  const { stderr } = spawnSync("sh", ["-c", script], {
    cwd: root,
    encoding: "utf8",
    env: commandEnvironment,
  });
  expect(stderr).toBe("exit 0\n");
});

const smm = ["--mapping", "smm"];
const ocean = "scenarios/minsk-2015";

test.each([
  ["no period", ["report", ocean], 2, "TL_CLI_USAGE"],
  ["a period that is no day", ["report", ocean, "--period", "yesterday"], 2, "TL_CLI_USAGE"],
  [
    "periods in the wrong order",
    ["report", ocean, "--from", "2018-09-22", "--to", "2018-09-21"],
    2,
    "TL_CLI_USAGE",
  ],
  [
    "a release level that does not exist yet",
    ["report", ocean, "--period", "2018-09-21", "--release", "secret"],
    2,
    "internal",
  ],
  ["a format nobody reads", ["import", "xlsx", "f", ...smm], 2, "TL_CLI_USAGE"],
  ["no agreement and no server", ["import", "csv", "f", ...smm], 2, "TL_CLI_USAGE"],
  ["a mapping that is nowhere", ["import", "csv", "f", "--mapping", "x"], 3, "TL_CLI_MAPPING"],
  [
    "totals that are none",
    ["report", ocean, "--period", "2018-09-21", "--totals", "fixtures/smm/weapons.csv"],
    3,
    "TL_INT_COLUMN_MISSING",
  ],
  ["held ground without an outline", ["describe", ocean, "--line", "f"], 2, "TL_CLI_USAGE"],
  ["ground that is no GeoJSON", ["describe", ocean, "--land", "README.md"], 3, "TL_CLI_FILE"],
  [
    "a server that is not there",
    ["export", "observations", "--server", "http://127.0.0.1:9"],
    4,
    "TL_CLI_SERVER",
  ],
] as const)(
  "[CLI-012] %s: its exit code, its code, and nothing on standard output",
  (_, args, code, says) => {
    const { status, stdout, stderr } = run(args);
    expect(stderr).toContain(says);
    expect(status).toBe(code);
    expect(stdout).toBe("");
  },
);

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { laneFigures } from "./lane-programme.ts";

interface OracleCase {
  readonly id: string;
  readonly inputs: Readonly<Record<string, number | readonly number[]>>;
  readonly expected: Readonly<Record<string, number>>;
}
const { cases } = JSON.parse(
  readFileSync(
    new URL("../../../../fixtures/oracles/09-force-model.json", import.meta.url),
    "utf8",
  ),
) as { cases: readonly OracleCase[] };
const exact = (value: number) => ({ value, low: value, high: value });
const numbers = cases.filter(({ inputs }) =>
  Object.values(inputs).every((value) => typeof value === "number"),
);

test("[PLN-068] passes, gaps and detection of patrols agree with the oracle", () => {
  expect(numbers.length).toBeGreaterThanOrEqual(30);
  for (const { id, inputs, expected } of numbers) {
    const of = (name: string) => inputs[name] as number;
    // Patrols that are always out, on parallel tracks put one behind the other.
    const lane = {
      id,
      kind: "sea" as const,
      lengthKm: of("lineKm") * of("parallelTracks"),
      persistenceH: exact(of("persistenceH")),
    };
    const craft = {
      id: "patrol",
      count: of("patrols"),
      speedKmh: exact(of("kmPerPatrolDay") / 24),
      sweepKm: exact(1),
      hoursOut: exact(24),
      transitH: exact(0),
      turnaroundH: exact(0),
      readyRatio: exact(1),
    };
    const figures = laneFigures(lane, 1, [craft], []);
    const near = (got: number | null, want: number | undefined) =>
      expect(Math.abs((got ?? Number.NaN) / (want ?? Number.NaN) - 1), id).toBeLessThan(1e-9);
    near(figures.passesPerDay.value, expected["patrolPassesPerDay"]);
    near(figures.meanGapH.value, expected["meanGapH"]);
    near(figures.detectionAtEvenGaps.value, expected["patrolDetection"]);
  }
});

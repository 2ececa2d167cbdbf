import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  type HeardPlace,
  type KnownEvent,
  type MatchOptions,
  matchEvents,
} from "./match-events.ts";

interface OracleCase extends MatchOptions {
  readonly id: string;
  readonly form: string;
  readonly observations: readonly (HeardPlace & { sensorEastM: number; sensorNorthM: number })[];
  readonly events: readonly KnownEvent[];
  readonly expected: {
    readonly gatedCost: readonly (readonly (number | null)[])[];
    readonly totalCost: number;
    readonly pairs: readonly (readonly [number, number])[];
  };
}

const file = new URL("../../../../fixtures/oracles/06-matching.json", import.meta.url);
const { cases } = JSON.parse(readFileSync(file, "utf8")) as { cases: readonly OracleCase[] };
const ofPlaces = cases.filter(({ form }) => form === "geometry");

test("[FUS-118] there are cases", () => expect(ofPlaces.length).toBeGreaterThanOrEqual(10));

test.each(ofPlaces)("[FUS-118] $id is matched as worked out independently", (one) => {
  const observations = one.observations.map((observation) => ({
    ...observation,
    sensor: { eastM: observation.sensorEastM, northM: observation.sensorNorthM },
  }));
  const { costs, pairs, totalCost } = matchEvents(observations, one.events, one);
  for (const [row, expected] of one.expected.gatedCost.entries()) {
    for (const [column, cost] of expected.entries()) {
      const mine = costs[row]?.[column] ?? Number.NaN;
      if (cost === null) expect(mine).toBe(Number.POSITIVE_INFINITY);
      else expect(Math.abs(mine - cost)).toBeLessThanOrEqual(1e-9);
    }
  }
  expect(Math.abs(totalCost - one.expected.totalCost)).toBeLessThanOrEqual(1e-9);
  expect(pairs).toEqual(one.expected.pairs);
});

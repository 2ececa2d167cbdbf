import type { Observation } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { associate } from "./associate.ts";
import { FusionError } from "./errors.ts";
import { GroupStream } from "./group-stream.ts";
import { keyOf } from "./link-node.ts";
import { arbMixed } from "./testing/devices.ts";
import { arbCrowd, nearAndSoon, noonMs, seenAt } from "./testing/observations.ts";

const names = (groups: readonly (readonly Observation[])[]) =>
  groups.map((group) => group.map(keyOf).join(" + ")).sort();

function streamed(observations: readonly Observation[]): Observation[][] {
  const stream = new GroupStream(nearAndSoon);
  const byStart = [...observations].sort((one, other) => one.span.fromMs - other.span.fromMs);
  const groups = byStart.flatMap((observation) => stream.push(observation));
  groups.push(...stream.finish());
  expect(stream.openCount).toBe(0);
  return groups;
}

test("[FUS-140] a log read once in order gives the groups of the whole log", () => {
  fc.assert(
    fc.property(arbCrowd, (crowd) => {
      expect(names(streamed(crowd))).toEqual(names(associate(crowd, nearAndSoon)));
    }),
    { numRuns: 300 },
  );
});

test("[FUS-140] so it does with devices, words and traces", () => {
  fc.assert(
    fc.property(arbMixed, (crowd) => {
      expect(names(streamed(crowd))).toEqual(names(associate(crowd, nearAndSoon)));
    }),
    { numRuns: 60 },
  );
});

test("[FUS-141] a night of shelling is held for a few windows only, and given while it goes on", () => {
  const stream = new GroupStream(nearAndSoon);
  let mostOpen = 0;
  let givenCount = 0;
  const count = 3_000;
  for (let index = 0; index < count; index++) {
    const one = seenAt(String(index), (index % 7) * 300, 0, noonMs + index * 5_000);
    givenCount += stream.push(one).flat().length;
    mostOpen = Math.max(mostOpen, stream.openCount);
  }
  // Four hours in a chain that never breaks off: 24 come in each window of two minutes.
  expect(mostOpen).toBeLessThan(400);
  expect(givenCount).toBeGreaterThan(count - 400);
  expect(givenCount + stream.finish().flat().length).toBe(count);
});

test("[FUS-141] what comes before the one before it is refused", () => {
  const stream = new GroupStream(nearAndSoon);
  stream.push(seenAt("b", 0, 0, noonMs));
  expect(() => stream.push(seenAt("a", 0, 0, noonMs - 1))).toThrow(FusionError);
});

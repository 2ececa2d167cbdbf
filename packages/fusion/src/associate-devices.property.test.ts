import type { Observation } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { associate } from "./associate.ts";
import { keyOf } from "./link-node.ts";
import { groupsFromBatches, shuffled } from "./testing/arrivals.ts";
import { arbMixed } from "./testing/devices.ts";
import { nearAndSoon } from "./testing/observations.ts";

const names = (groups: readonly (readonly Observation[])[]) =>
  groups.map((group) => group.map(keyOf).join(" + ")).sort();

const arbOrder = fc.array(fc.integer(), { minLength: 24, maxLength: 24 });

test("[FUS-110] groups of devices' detections, words and traces do not depend on the order of arrival", () => {
  fc.assert(
    fc.property(arbMixed, arbOrder, (crowd, order) => {
      expect(names(associate(shuffled(crowd, order), nearAndSoon))).toEqual(
        names(associate(crowd, nearAndSoon)),
      );
    }),
    { numRuns: 100 },
  );
});

test("[FUS-110] each of them is in exactly one group", () => {
  fc.assert(
    fc.property(arbMixed, (crowd) => {
      const grouped = associate(crowd, nearAndSoon).flat().map(keyOf).sort();
      expect(grouped).toEqual(crowd.map(keyOf).sort());
    }),
    { numRuns: 100 },
  );
});

test("[FUS-111] late detections revise: windows of a store give the groups of the whole log", async () => {
  await fc.assert(
    fc.asyncProperty(
      arbMixed,
      arbOrder,
      fc.integer({ min: 1, max: 5 }),
      async (crowd, order, batchSize) => {
        const arriving = shuffled(crowd, order);
        const { groups, torn } = await groupsFromBatches(arriving, batchSize, nearAndSoon);
        expect(torn).toBe(0);
        expect(names(groups)).toEqual(names(associate(crowd, nearAndSoon)));
      },
    ),
    { numRuns: 60 },
  );
});

import type { Observation } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { associate, LINK_COUNT_MAX } from "./associate.ts";
import { keyOf } from "./link-node.ts";
import { groupsFromBatches, shuffled } from "./testing/arrivals.ts";
import { arbCrowd, nearAndSoon, seenAt } from "./testing/observations.ts";

const names = (groups: readonly (readonly Observation[])[]) =>
  groups.map((group) => group.map(keyOf).join(" + "));

const arbOrder = fc.array(fc.integer(), { minLength: 40, maxLength: 40 });

test("[FUS-010] groups are a function of the set, not of the order of arrival", () => {
  fc.assert(
    fc.property(arbCrowd, arbOrder, (crowd, order) => {
      expect(names(associate(shuffled(crowd, order), nearAndSoon))).toEqual(
        names(associate(crowd, nearAndSoon)),
      );
    }),
    { numRuns: 300 },
  );
});

test("[FUS-011] each observation but empty watches is in exactly one group", () => {
  fc.assert(
    fc.property(arbCrowd, (crowd) => {
      const grouped = associate(crowd, nearAndSoon).flat().map(keyOf).sort();
      const events = crowd.filter(({ kind }) => kind !== "nothing");
      expect(grouped).toEqual(events.map(keyOf).sort());
    }),
  );
});

test("[FUS-012] groups from windows of a store, in any order and batches, equal those of the whole log", async () => {
  await fc.assert(
    fc.asyncProperty(
      arbCrowd,
      arbOrder,
      fc.integer({ min: 1, max: 7 }),
      async (crowd, order, batchSize) => {
        const arriving = shuffled(crowd, order);
        const { groups, torn } = await groupsFromBatches(arriving, batchSize, nearAndSoon);
        expect(torn).toBe(0);
        expect(names(groups).sort()).toEqual(names(associate(crowd, nearAndSoon)).sort());
      },
    ),
    { numRuns: 300 },
  );
});

test("[FUS-013] a group stays within twice its links however long the shelling lasts", () => {
  const shelling = Array.from({ length: 400 }, (_, index) =>
    seenAt(String(index).padStart(3, "0"), index * 10, 0, 1_768_046_400_000 + index * 7_000),
  );
  const groups = associate(shelling, nearAndSoon);
  expect(groups.length).toBeGreaterThan(3);
  for (const group of groups) {
    const times = group.map(({ span }) => span.fromMs);
    const reachMs = 2 * LINK_COUNT_MAX * nearAndSoon.timeMs;
    expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(reachMs);
  }
});

test("[FUS-014] calling the sources otherwise exchanges nothing but names", () => {
  const exchanged = (observation: Observation): Observation => ({
    ...observation,
    source: observation.source === "a-post" ? "b-post" : "a-post",
  });
  const ids = (groups: readonly (readonly Observation[])[]) =>
    groups
      .map((group) =>
        group
          .map(({ id }) => id)
          .sort()
          .join(),
      )
      .sort();
  fc.assert(
    fc.property(arbCrowd, (crowd) => {
      // Two observations alike in instant, place and kind can only be told apart by name.
      const unlike = new Map(
        crowd.map((one) => [JSON.stringify([one.span.fromMs, one.area, one.kind]), one]),
      );
      const crowdOfUnlike = [...unlike.values()];
      expect(ids(associate(crowdOfUnlike.map(exchanged), nearAndSoon))).toEqual(
        ids(associate(crowdOfUnlike, nearAndSoon)),
      );
    }),
  );
});

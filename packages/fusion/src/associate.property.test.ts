import type { Observation } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { associate, LINK_COUNT_MAX } from "./associate.ts";
import { closedGroups, type Vicinity } from "./closed-groups.ts";
import { keyOf } from "./link-node.ts";
import { placeOfObservation } from "./observed-area.ts";
import { arbCrowd, nearAndSoon, seenAt } from "./testing/observations.ts";

const names = (groups: readonly (readonly Observation[])[]) =>
  groups.map((group) => group.map(keyOf).join(" + "));

function shuffled<Item>(items: readonly Item[], order: readonly number[]): Item[] {
  return items
    .map((item, index) => ({ item, rank: order[index % order.length] ?? 0, index }))
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ item }) => item);
}

const arbOrder = fc.array(fc.integer(), { minLength: 40, maxLength: 40 });

/** A store that can be asked for windows only. */
function storeOf(stored: readonly Observation[]) {
  return async (vicinities: readonly Vicinity[]) =>
    stored.filter((observation) => {
      const place = placeOfObservation(observation);
      if (place === null) return false;
      return vicinities.some(
        (near) =>
          observation.span.fromMs <= near.toMs &&
          observation.span.toMs >= near.fromMs &&
          place[0] >= near.westDeg &&
          place[0] <= near.eastDeg &&
          place[1] >= near.southDeg &&
          place[1] <= near.northDeg,
      );
    });
}

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
        const incidents = new Map<string, readonly Observation[]>();
        const stored: Observation[] = [];
        for (let from = 0; from < arriving.length; from += batchSize) {
          const batch = arriving.slice(from, from + batchSize);
          stored.push(...batch);
          const { groups } = await closedGroups(batch, storeOf(stored), nearAndSoon);
          const touched = new Set(groups.flat().map(keyOf));
          // Withdraw every earlier incident of an observation touched, then write the new ones.
          for (const [key, members] of incidents) {
            if (!members.some((member) => touched.has(keyOf(member)))) continue;
            expect(members.every((member) => touched.has(keyOf(member)))).toBe(true);
            incidents.delete(key);
          }
          for (const [index, group] of groups.entries()) {
            incidents.set(`${from} ${index}`, group);
          }
        }
        expect(names([...incidents.values()]).sort()).toEqual(
          names(associate(crowd, nearAndSoon)).sort(),
        );
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

import type { Observation } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { associate } from "./associate.ts";
import { closedGroups, type Vicinity } from "./closed-groups.ts";
import { keyOf } from "./link-node.ts";
import { placeOfObservation } from "./observed-area.ts";
import { arbMixed } from "./testing/devices.ts";
import { nearAndSoon } from "./testing/observations.ts";

const names = (groups: readonly (readonly Observation[])[]) =>
  groups.map((group) => group.map(keyOf).join(" + ")).sort();

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

function shuffled<Item>(items: readonly Item[], order: readonly number[]): Item[] {
  return items
    .map((item, index) => ({ item, rank: order[index % order.length] ?? 0, index }))
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ item }) => item);
}

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
        const incidents = new Map<string, readonly Observation[]>();
        const stored: Observation[] = [];
        for (let from = 0; from < arriving.length; from += batchSize) {
          const batch = arriving.slice(from, from + batchSize);
          stored.push(...batch);
          const { groups } = await closedGroups(batch, storeOf(stored), nearAndSoon);
          const touched = new Set(groups.flat().map(keyOf));
          for (const [key, members] of incidents) {
            if (!members.some((member) => touched.has(keyOf(member)))) continue;
            expect(members.every((member) => touched.has(keyOf(member)))).toBe(true);
            incidents.delete(key);
          }
          for (const [index, group] of groups.entries()) incidents.set(`${from} ${index}`, group);
        }
        expect(names([...incidents.values()])).toEqual(names(associate(crowd, nearAndSoon)));
      },
    ),
    { numRuns: 60 },
  );
});

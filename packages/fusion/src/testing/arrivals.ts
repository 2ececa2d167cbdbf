import type { Observation } from "@truceline/model";
import { closedGroups, type Vicinity } from "../closed-groups.ts";
import type { AssociationOptions } from "../link-node.ts";
import { keyOf } from "../link-node.ts";
import { placeOfObservation } from "../observed-area.ts";

/** The same items in the order of some numbers drawn. */
export function shuffled<Item>(items: readonly Item[], order: readonly number[]): Item[] {
  return items
    .map((item, index) => ({ item, rank: order[index % order.length] ?? 0, index }))
    .sort((one, other) => one.rank - other.rank || one.index - other.index)
    .map(({ item }) => item);
}

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

/**
 * The groups that stand after observations came in batches, each batch revising what stood before.
 * `torn` counts earlier groups of which a batch touched some members and not all: there may be none.
 */
export async function groupsFromBatches(
  arriving: readonly Observation[],
  batchSize: number,
  options: AssociationOptions,
): Promise<{ readonly groups: readonly (readonly Observation[])[]; readonly torn: number }> {
  const incidents = new Map<string, readonly Observation[]>();
  const stored: Observation[] = [];
  let torn = 0;
  for (let from = 0; from < arriving.length; from += batchSize) {
    const batch = arriving.slice(from, from + batchSize);
    stored.push(...batch);
    const { groups } = await closedGroups(batch, storeOf(stored), options);
    const touched = new Set(groups.flat().map(keyOf));
    // Withdraw every earlier incident of an observation touched, then write the new ones.
    for (const [key, members] of incidents) {
      if (!members.some((member) => touched.has(keyOf(member)))) continue;
      if (!members.every((member) => touched.has(keyOf(member)))) torn += 1;
      incidents.delete(key);
    }
    for (const [index, group] of groups.entries()) incidents.set(`${from} ${index}`, group);
  }
  return { groups: [...incidents.values()], torn };
}

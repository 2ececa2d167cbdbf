import {
  type AssumptionChange,
  compareProposals,
  type ForceAssumptions,
  type ProposalsTable,
  type Ranged,
} from "@truceline/planning";
import type { ProposalsBy } from "../state/address.ts";
import { createStore } from "../state/store.ts";

/** The reader's own set stays on this machine: it is in no address and sent to nobody. */
const key = "truceline-proposals-changed";

function kept(): ForceAssumptions | null {
  try {
    const set = JSON.parse(localStorage.getItem(key) ?? "null") as ForceAssumptions | null;
    // What an older version kept, or a hand wrote, is dropped where it cannot be reckoned with.
    if (set !== null) compareProposals(set);
    return set;
  } catch {
    return null;
  }
}

export const changedSet = createStore<ForceAssumptions | null>(kept());

export function keepChanged(set: ForceAssumptions | null): void {
  if (set === null) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(set));
  changedSet.set(set);
}

/**
 * The table under the assumptions named; a changed set that this machine does not have is the common one.
 * With the length of the agreement's own line, km, it tells what each would be there.
 */
export function tableOf(
  by: ProposalsBy,
  changed: ForceAssumptions | null,
  lineKm?: Ranged,
): ProposalsTable {
  return compareProposals(by === "changed" ? (changed ?? "common") : by, lineKm);
}

/**
 * A changed set goes on from itself; from the other two a new one begins. A change replaces an older one
 * of the same input in the same place.
 */
export function withChanges(
  by: ProposalsBy,
  before: ForceAssumptions | null,
  changes: readonly AssumptionChange[],
): ForceAssumptions {
  const from: ForceAssumptions =
    by === "changed"
      ? (before ?? { base: "common", name: "", changes: [] })
      : { base: by, name: "", changes: [] };
  const isReplaced = (one: AssumptionChange): boolean =>
    changes.some(({ id, column }) => id === one.id && column === one.column);
  return { ...from, changes: [...from.changes.filter((one) => !isReplaced(one)), ...changes] };
}

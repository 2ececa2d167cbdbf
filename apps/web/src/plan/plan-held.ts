import type { Frontier, FrontierPoint, PostMove } from "@truceline/planning";
import type { PlanAsk } from "../state/address.ts";
import { createStore } from "../state/store.ts";
import type { MorePlanned, Planned } from "./planned.ts";

/** What was worked out for an agreement; it stays while the reader looks at another screen. */
export interface Held {
  readonly agreementHash: string;
  readonly planned: Planned | null;
  readonly more: MorePlanned | null;
  /** What `planned` answers. */
  readonly plannedFor: PlanAsk | null;
  /** A second plan, beside which the first stands. */
  readonly kept: Planned | null;
  /** Posts tried elsewhere, in the order in which they were moved; the solved plan stays as it is. */
  readonly moves: readonly PostMove[];
  readonly points: readonly FrontierPoint[];
  readonly frontier: Frontier | null;
}

const nothingYet: Omit<Held, "agreementHash"> = {
  planned: null,
  more: null,
  plannedFor: null,
  kept: null,
  moves: [],
  points: [],
  frontier: null,
};

export const held = createStore<Held>({ agreementHash: "", ...nothingYet });

/** What is held for this agreement: nothing of another one. */
export const heldFor = (agreementHash: string, all: Held): Held =>
  all.agreementHash === agreementHash ? all : { agreementHash, ...nothingYet };

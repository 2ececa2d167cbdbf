import type { DeploymentPlan, Frontier, FrontierPoint } from "@truceline/planning";
import type { PlanAsk } from "../state/address.ts";
import { createStore } from "../state/store.ts";
import type { Planned } from "./planned.ts";

/** What was worked out for an agreement; it stays while the reader looks at another screen. */
export interface Held {
  readonly agreementHash: string;
  readonly planned: Planned | null;
  /** What `planned` answers, or what is being worked out. */
  readonly plannedFor: PlanAsk | null;
  readonly kept: DeploymentPlan | null;
  readonly points: readonly FrontierPoint[];
  readonly frontier: Frontier | null;
}

const nothingYet: Omit<Held, "agreementHash"> = {
  planned: null,
  plannedFor: null,
  kept: null,
  points: [],
  frontier: null,
};

export const held = createStore<Held>({ agreementHash: "", ...nothingYet });

/** What is held for this agreement: nothing of another one. */
export const heldFor = (agreementHash: string, all: Held): Held =>
  all.agreementHash === agreementHash ? all : { agreementHash, ...nothingYet };

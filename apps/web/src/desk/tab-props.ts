import type { DeskView, Ground } from "@truceline/watch";
import type { Problem } from "../state/api.ts";

/** What every tab of the desk is given. */
export interface TabProps {
  readonly desk: DeskView;
  readonly ground: Ground;
  readonly nowMs: number;
  readonly live: boolean;
  /** Waits for a change; what was in its way is shown, and handed on. */
  readonly act: (work: Promise<Problem | null>) => Promise<Problem | null>;
}

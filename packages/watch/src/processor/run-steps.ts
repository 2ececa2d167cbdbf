import { TrucelineError } from "@truceline/model";
import { WatchError } from "../errors.ts";

/** Waits; ends early when the signal says so. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** A piece of work that goes on for as long as a room is open. */
export interface StepLoop {
  /** One bounded piece; true when there may be more to do at once. */
  readonly step: (signal: AbortSignal) => Promise<boolean>;
  readonly sleep: Sleep | undefined;
  /** Longest wait before looking again. */
  readonly pollMs: number;
  /** Rings when something came: a wait ends early. Gives the undo. Absent: each wait is a whole one. */
  readonly onBell?: ((listener: () => void) => () => void) | undefined;
}

/**
 * Steps until the signal stops it: at once while there is more to do, else after a wait. A database that
 * is away or busy is waited for in the same way, however long; any other error ends it.
 *
 * @throws WatchError `TL_WATCH_NO_SLEEP`, and whatever a step throws that waiting does not mend
 */
export async function runSteps(loop: StepLoop, signal: AbortSignal): Promise<void> {
  const { step, sleep, pollMs, onBell } = loop;
  if (sleep === undefined) throw new WatchError("TL_WATCH_NO_SLEEP");
  let wake = new AbortController();
  const wakeUp = () => wake.abort();
  const unlisten = onBell?.(wakeUp);
  signal.addEventListener("abort", wakeUp);
  try {
    while (!signal.aborted) {
      // Before the step: what comes while it runs ends the wait after it.
      wake = new AbortController();
      if (await isMoreToDo(step, signal)) continue;
      if (!signal.aborted) await sleep(pollMs, wake.signal);
    }
  } finally {
    signal.removeEventListener("abort", wakeUp);
    unlisten?.();
  }
}

async function isMoreToDo(step: StepLoop["step"], signal: AbortSignal): Promise<boolean> {
  try {
    return await step(signal);
  } catch (cause) {
    if (!isAway(cause)) throw cause;
    return false;
  }
}

function isAway(cause: unknown): boolean {
  return cause instanceof TrucelineError && (cause.fault === "absent" || cause.fault === "busy");
}

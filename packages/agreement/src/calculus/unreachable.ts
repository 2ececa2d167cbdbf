import type { Norm, Norms } from "./norms.ts";
import type { NeverBegins } from "./phase-begins.ts";
import { turningInstants } from "./rule-times.ts";

/** A phase that never begins. */
export interface UnreachablePhase {
  readonly phase: string;
  /** Number of the phase in its document, from 0. */
  readonly index: number;
  readonly never: NeverBegins;
}

export function unreachablePhases({ prepared, phases }: Norms): readonly UnreachablePhase[] {
  return (prepared.compiled.phases ?? []).flatMap(({ id }, index) => {
    const begin = phases.get(id);
    return begin?.earliestMs === null ? [{ phase: id, index, never: begin.never }] : [];
  });
}

/** Rules whose parts of time have no instant in common, though their phase, if any, begins. */
export function rulesThatNeverHold({ all, phases }: Norms): readonly Norm[] {
  return all.filter(({ times }) => {
    const { phase } = times.time;
    if (phase !== undefined && phases.get(phase)?.earliestMs === null) return false;
    return !turningInstants([times]).some((atMs) => times.holdsAt(atMs));
  });
}

/** A deadline that passes before the rule's phase can have begun. */
export interface EarlyDeadline {
  readonly norm: Norm;
  readonly deadlineMs: number;
  readonly phaseEarliestMs: number;
}

export function earlyDeadlines(norms: Norms): readonly EarlyDeadline[] {
  return norms.all.flatMap((norm) => {
    const { rule } = norm;
    const { phase } = rule.time;
    if (rule.kind !== "withdraw" || phase === undefined) return [];
    const phaseEarliestMs = norms.earliestMs(phase);
    if (phaseEarliestMs === undefined || !Number.isFinite(phaseEarliestMs)) return [];
    const deadlineMs = rule.time.fromMs;
    const isStated = deadlineMs > norms.prepared.compiled.inForce.fromMs;
    return isStated && deadlineMs < phaseEarliestMs ? [{ norm, deadlineMs, phaseEarliestMs }] : [];
  });
}

import type { CompiledObligation } from "../compiled.ts";

/** An obligation in the plan; instants are null where nothing fixes them. */
export interface PlannedObligation {
  readonly id: string;
  /** If everything before it is done as early as it can be. Null in or behind a circle. */
  readonly earliestStartMs: number | null;
  readonly earliestEndMs: number | null;
  /** The date it is due, if everything before it is done on its last day. Null without a date. */
  readonly dueMs: number | null;
  /** How much later than at the earliest it may end, also for what comes after; below 0 impossible. */
  readonly slackMs: number | null;
  /** What it waits for at the earliest start, last first, itself included. */
  readonly chain: readonly string[];
}

export interface ObligationPlan {
  /** In the order of the document. */
  readonly obligations: readonly PlannedObligation[];
  /** The chain that fixes when the last thing to be *done* can be done at the earliest, in its order. */
  readonly criticalPath: readonly string[];
  /** Each circle once, as its members in the order they wait; the first waits for the second … */
  readonly cycles: readonly (readonly string[])[];
}

/**
 * Plans obligations by the critical path method (Kelley and Walker 1959): earliest ends forwards,
 * latest ends backwards. Durations are what the text says an obligation takes at least, or the whole
 * time where it is kept throughout.
 * @param startMs Entry into force; nothing without a date of its own begins before.
 */
export function planObligations(
  obligations: readonly CompiledObligation[],
  startMs: number,
): ObligationPlan {
  const cycles = cyclesOf(obligations);
  const ordered = inOrder(obligations);
  const start = new Map<string, number>();
  const end = new Map<string, number>();
  const due = new Map<string, number>();
  const chains = new Map<string, readonly string[]>();
  for (const one of ordered) {
    const ends = waitsFor(one).map((id) => ({ id, endMs: end.get(id) ?? startMs }));
    const ownMs = one.due?.by === "span" ? one.due.fromMs : startMs;
    const startsMs = Math.max(ownMs, ...ends.map(({ endMs }) => endMs));
    start.set(one.id, startsMs);
    end.set(one.id, startsMs + durationMs(one));
    const driver = ends.find(({ endMs }) => endMs === startsMs && endMs > ownMs);
    chains.set(one.id, [one.id, ...(chains.get(driver?.id ?? "") ?? [])]);
    const dueMs = dueOf(one, due);
    if (dueMs !== undefined) due.set(one.id, dueMs);
  }
  const latest = new Map<string, number>(due);
  for (const one of [...ordered].reverse()) {
    const latestEndMs = latest.get(one.id);
    if (latestEndMs === undefined) continue;
    for (const id of waitsFor(one)) {
      const beginsMs = latestEndMs - durationMs(one);
      latest.set(id, Math.min(latest.get(id) ?? beginsMs, beginsMs));
    }
  }
  const once = ordered.filter(({ throughout }) => !throughout);
  const last = (once.length > 0 ? once : ordered).reduce<CompiledObligation | undefined>(
    (best, one) =>
      best === undefined || (end.get(one.id) ?? 0) > (end.get(best.id) ?? 0) ? one : best,
    undefined,
  );
  return {
    obligations: obligations.map(({ id }) => {
      const endMs = end.get(id);
      const latestEndMs = latest.get(id);
      return {
        id,
        earliestStartMs: start.get(id) ?? null,
        earliestEndMs: endMs ?? null,
        dueMs: due.get(id) ?? null,
        slackMs: endMs === undefined || latestEndMs === undefined ? null : latestEndMs - endMs,
        chain: chains.get(id) ?? [id],
      };
    }),
    criticalPath: last === undefined ? [] : [...(chains.get(last.id) ?? [])].reverse(),
    cycles,
  };
}

/** Obligations that must have ended before this one can begin, each once. */
function waitsFor({ depends, due }: CompiledObligation): readonly string[] {
  return [...new Set(due?.by === "after" ? [due.after, ...depends] : depends)];
}

function durationMs({ throughout, takesMs, due }: CompiledObligation): number {
  if (!throughout || due === null) return takesMs;
  return due.by === "span" ? due.toMs - due.fromMs : due.withinMs;
}

function dueOf(
  { due }: CompiledObligation,
  known: ReadonlyMap<string, number>,
): number | undefined {
  if (due === null) return undefined;
  if (due.by === "span") return due.toMs;
  const beforeMs = known.get(due.after);
  return beforeMs === undefined ? undefined : beforeMs + due.withinMs;
}

/** Each after all that it waits for; those in or behind a circle are left out. */
function inOrder(obligations: readonly CompiledObligation[]): readonly CompiledObligation[] {
  const done = new Set<string>();
  const ordered: CompiledObligation[] = [];
  for (let found = true; found; ) {
    found = false;
    for (const one of obligations) {
      if (done.has(one.id) || !waitsFor(one).every((id) => done.has(id))) continue;
      done.add(one.id);
      ordered.push(one);
      found = true;
    }
  }
  return ordered;
}

/** Shortest circle through each obligation that is in none yet. */
function cyclesOf(obligations: readonly CompiledObligation[]): readonly (readonly string[])[] {
  const before = new Map(obligations.map((one) => [one.id, waitsFor(one)]));
  const found = new Set<string>();
  const cycles: (readonly string[])[] = [];
  for (const { id } of obligations) {
    if (found.has(id)) continue;
    const paths: (readonly string[])[] = [[id]];
    const seen = new Set<string>();
    for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
      const next = before.get(path.at(-1) ?? "") ?? [];
      if (next.includes(id)) {
        cycles.push(path);
        for (const member of path) found.add(member);
        break;
      }
      for (const step of next) {
        if (seen.has(step)) continue;
        seen.add(step);
        paths.push([...path, step]);
      }
    }
  }
  return cycles;
}

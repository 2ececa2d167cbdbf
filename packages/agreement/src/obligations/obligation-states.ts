import type { CompiledObligation } from "../compiled.ts";

/** What was entered about an obligation; people enter it, nothing here decides that it is true. */
export interface ObligationEvent {
  readonly obligation: string;
  readonly atMs: number;
  readonly is: "evidence" | "dispute" | "settle" | "waive";
  /** Which item of the evidence; only for `evidence`. */
  readonly item?: string | undefined;
}

export type ObligationState = "not yet due" | "due" | "met" | "late" | "disputed" | "waived";

export interface ObligationStatus {
  readonly id: string;
  readonly state: ObligationState;
  /** When its time begins and when it is due; null where nothing fixes it (yet). */
  readonly fromMs: number | null;
  readonly dueMs: number | null;
  /**
   * When it was met (the last of its evidence came; kept throughout, not before its time was over) or
   * waived; null while it is neither. What is due `after` it counts from here.
   */
  readonly endedAtMs: number | null;
  /** How long after it was due it was met, or how long it has been due; 0 unless late. */
  readonly lateByMs: number;
  /** Evidence that is not there. */
  readonly lacks: readonly string[];
  /** Obligations before it that are neither met nor waived. */
  readonly waitsFor: readonly string[];
}

/**
 * The state of each obligation at an instant, from what had been entered until then (the instant
 * included). In order: waived; disputed, while a dispute is open; met, when all evidence is there and,
 * kept throughout, its time is over; late, due or not yet due, by its time. What waits for another is
 * not yet due until that is met or waived, and late once its own date has passed all the same.
 * Events of obligations that are not there are left out; `parseObligationEvents` reports them.
 */
export function obligationStates(
  obligations: readonly CompiledObligation[],
  events: readonly ObligationEvent[],
  atMs: number,
): readonly ObligationStatus[] {
  const known = [...events]
    .filter((event) => event.atMs <= atMs)
    .sort((a, b) => a.atMs - b.atMs || rank[a.is] - rank[b.is]);
  const byId = new Map(obligations.map((one) => [one.id, one]));
  const states = new Map<string, ObligationStatus>();
  const open = new Set<string>();
  const stateOf = (one: CompiledObligation): ObligationStatus => {
    const ready = states.get(one.id);
    if (ready !== undefined) return ready;
    open.add(one.id);
    const before = new Map(
      [...(one.due?.by === "after" ? [one.due.after] : []), ...one.depends].map((id) => {
        const other = byId.get(id);
        // In a circle each waits for the other, for ever.
        return [id, other === undefined || open.has(id) ? undefined : stateOf(other)] as const;
      }),
    );
    open.delete(one.id);
    const state = stateFrom(
      one,
      known.filter(({ obligation }) => obligation === one.id),
      before,
      atMs,
    );
    states.set(one.id, state);
    return state;
  };
  return obligations.map(stateOf);
}

/** At one instant a dispute counts before what settles it. */
const rank = { evidence: 0, dispute: 1, settle: 2, waive: 3 } as const;

function stateFrom(
  one: CompiledObligation,
  events: readonly ObligationEvent[],
  before: ReadonlyMap<string, ObligationStatus | undefined>,
  atMs: number,
): ObligationStatus {
  const waitsFor = [...before].flatMap(([id, status]) =>
    status?.state === "met" || status?.state === "waived" ? [] : [id],
  );
  const [fromMs, dueMs] = timeOf(one, before);
  const firstMs = new Map<string, number>();
  for (const { is, item, atMs: cameMs } of events) {
    if (is === "evidence" && item !== undefined && !firstMs.has(item)) firstMs.set(item, cameMs);
  }
  const lacks = one.evidence.filter((item) => !firstMs.has(item));
  const evidenceMs = Math.max(...one.evidence.map((item) => firstMs.get(item) ?? 0));
  const endMs = one.throughout && dueMs !== null ? Math.max(evidenceMs, dueMs) : evidenceMs;
  // Kept throughout without an end: there is no day on which it has been kept.
  const isKept = !one.throughout || (dueMs !== null && atMs >= dueMs);
  const isMet = lacks.length === 0 && isKept;
  const waived = events.find(({ is }) => is === "waive");
  const disputes = events.filter(({ is }) => is === "dispute" || is === "settle");
  const state = ((): ObligationState => {
    if (waived !== undefined) return "waived";
    if (disputes.at(-1)?.is === "dispute") return "disputed";
    if (isMet) return "met";
    if (dueMs !== null && atMs >= dueMs) return "late";
    return fromMs === null || atMs < fromMs || waitsFor.length > 0 ? "not yet due" : "due";
  })();
  const overMs = dueMs === null ? 0 : (state === "met" ? endMs : atMs) - dueMs;
  return {
    id: one.id,
    state,
    fromMs,
    dueMs,
    endedAtMs: state === "met" ? endMs : state === "waived" ? (waived?.atMs ?? null) : null,
    lateByMs: state === "met" || state === "late" ? Math.max(0, overMs) : 0,
    lacks,
    waitsFor,
  };
}

/** Its time as it stands: after another, from when that was met or waived. */
function timeOf(
  { due }: CompiledObligation,
  before: ReadonlyMap<string, ObligationStatus | undefined>,
): readonly [fromMs: number | null, dueMs: number | null] {
  if (due === null) return [null, null];
  if (due.by === "span") return [due.fromMs, due.toMs];
  const fromMs = before.get(due.after)?.endedAtMs ?? null;
  return fromMs === null ? [null, null] : [fromMs, fromMs + due.withinMs];
}

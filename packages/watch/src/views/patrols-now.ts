import { type Call, msToLocal } from "@truceline/model";
import { patrolsNow } from "../desk/desk-patrols.ts";
import { editsOf } from "../desk/edits-of.ts";
import { textIn } from "./ground.ts";
import type { MapPatrol, QueueItem } from "./picture.ts";
import type { ViewContext } from "./view-context.ts";

const minuteMs = 60_000;
/** Calls older than this wait for no answer any more. */
export const callsBackMs = 60 * 86_400_000;

/** Patrols that are out or to leave, and calls, as known at the context's instant. */
export async function patrolsAndCalls(
  context: ViewContext,
): Promise<{ readonly patrols: readonly MapPatrol[]; readonly items: readonly QueueItem[] }> {
  const { asOfMs, agreement } = context;
  const calls = await editsOf(context, "call", asOfMs - callsBackMs);
  const never = { fromMs: Number.POSITIVE_INFINITY, toMs: Number.NEGATIVE_INFINITY };
  const patrols = patrolsNow(context, calls, never).flatMap(
    ({ version: _version, state, ...rest }) =>
      state === "out" || state === "planned" ? [{ ...rest, state }] : [],
  );
  const { timezone, parties } = agreement.compiled;
  const names = new Map(parties.map(({ id, name }) => [id, textIn(name)]));
  return {
    patrols,
    items: [
      ...patrols.filter(({ overdueMs }) => overdueMs > 0).map(overdueItem),
      ...calls
        .filter(isUnanswered)
        .map((call) => callItem(call, names.get(call.party) ?? call.party, asOfMs, timezone)),
    ],
  };
}

/** Waits a call for an answer? */
export function isUnanswered({ answer, state }: Call): boolean {
  return answer === undefined && state !== "answered" && state !== "closed";
}

function overdueItem({ id, name, sectorIds, dueMs, overdueMs, callCount }: MapPatrol): QueueItem {
  return {
    id,
    about: "patrol",
    group: "decision",
    shape: "cannot-see",
    title: `${name} is overdue`,
    atMs: dueMs ?? 0,
    sectorIds,
    articleIds: [],
    probability: null,
    word: `${Math.floor(overdueMs / minuteMs)} min`,
    next: callsText(callCount),
    ...(dueMs === null ? {} : { dueMs }),
  };
}

function callsText(count: number): string {
  if (count === 0) return "not called yet";
  return `called ${count === 1 ? "once" : count === 2 ? "twice" : `${count} times`}`;
}

function callItem(call: Call, party: string, nowMs: number, timezone: string): QueueItem {
  const { id, about, atMs, answerDueMs } = call;
  const isOverdue = answerDueMs !== undefined && answerDueMs < nowMs;
  const clock = (at: number) => msToLocal(at, timezone).slice(11, 16);
  return {
    id,
    about: "call",
    group: "decision",
    shape: "cannot-see",
    title: `${party} has not answered: ${about}`,
    atMs,
    sectorIds: [],
    articleIds: [],
    probability: null,
    word: isOverdue ? "overdue" : "waiting",
    next: answerDueMs === undefined ? `called at ${clock(atMs)}` : `by ${clock(answerDueMs)}`,
    ...(answerDueMs === undefined ? {} : { dueMs: answerDueMs }),
  };
}

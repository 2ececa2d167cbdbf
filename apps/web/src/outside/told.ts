import type { DailyReport } from "@truceline/reporting";

/** A released report as the lists for those outside tell it. */
export type ToldReport = Pick<DailyReport, "kind" | "periods" | "level" | "number"> & {
  readonly id: string;
  readonly theme?: {
    readonly is: "sector" | "disengagement-area" | "article";
    readonly id: string;
  };
  readonly contentSha256?: string;
};

/** `released-call/1` */
export interface ToldCall {
  readonly id: string;
  readonly party: string;
  readonly atMs: number;
  readonly about: string;
  readonly state: "open" | "answered" | "no-answer" | "closed";
  readonly answerDueMs?: number;
  readonly answer?: { readonly atMs: number; readonly text: string };
}

/** `released-silence-window/1`: guarantees that were taken back are not among those told. */
export interface ToldWindow {
  readonly id: string;
  readonly name: string;
  readonly span: { readonly fromMs: number; readonly toMs: number };
  readonly state: "arranged" | "cancelled";
  readonly guarantees: readonly { readonly party: string; readonly atMs: number }[];
}

/** Newest period first, then by level and id, so that the same reports stand in the same order. */
export function newestFirst<Told extends ToldReport>(items: readonly Told[]): readonly Told[] {
  const key = ({ periods, level, id }: Told): string => `${periods.to} ${level} ${id}`;
  return [...items].sort((a, b) => (key(a) < key(b) ? 1 : -1));
}

/** What still needs an answer first, the soonest due before the others; then the newest. */
export function byNeed(calls: readonly ToldCall[]): readonly ToldCall[] {
  const dueMs = (call: ToldCall): number =>
    call.state === "open" && call.answer === undefined
      ? (call.answerDueMs ?? Number.MAX_SAFE_INTEGER - 1)
      : Number.MAX_SAFE_INTEGER;
  return [...calls].sort((a, b) => dueMs(a) - dueMs(b) || b.atMs - a.atMs);
}

/** How the answer to a call stands, and for how long: until it is due, or since it was. */
export function answerStanding(
  { state, answer, answerDueMs }: ToldCall,
  nowMs: number,
): {
  readonly is: "answered" | "no-answer" | "closed" | "overdue" | "due" | "no-clock";
  readonly ms: number;
} {
  if (answer !== undefined || state === "answered") return { is: "answered", ms: 0 };
  if (state === "no-answer" || state === "closed") return { is: state, ms: 0 };
  if (answerDueMs === undefined) return { is: "no-clock", ms: 0 };
  return nowMs > answerDueMs
    ? { is: "overdue", ms: nowMs - answerDueMs }
    : { is: "due", ms: answerDueMs - nowMs };
}

const sidesCount = 2;

/** A window that not both sides guarantee does not start, whatever its hours. */
export function windowStanding(
  { state, span, guarantees }: ToldWindow,
  nowMs: number,
): "cancelled" | "cannot-start" | "to-come" | "running" | "over" {
  if (state === "cancelled") return "cancelled";
  if (guarantees.length < sidesCount) return "cannot-start";
  if (nowMs < span.fromMs) return "to-come";
  return nowMs < span.toMs ? "running" : "over";
}

import type { LogEntry } from "@truceline/model";
import { useEffect, useMemo } from "preact/hooks";
import { withQuery } from "../state/api.ts";
import { deskPulse } from "../state/live.ts";
import { useStore } from "../state/store.ts";
import { useView, type View } from "../state/use-view.ts";
import { sendUnsent, taken, unsent, withTaken } from "./entries.ts";
import type { ShiftLine } from "./shift-lines.tsx";

const lineCountMax = 500;
/** Entries are listed by when it happened; what happened long before may be written in this shift. */
const lookBackMs = 7 * 86_400_000;
const retryMs = 10_000;

/**
 * The lines of a shift, newest first: what the server has, and what its writer still has waiting on
 * this machine.
 */
export function useShift(
  shiftFromMs: number,
  knownAtMs: number | null,
  writer: string | null,
): { readonly lines: readonly ShiftLine[]; readonly view: View<{ items: readonly LogEntry[] }> } {
  const pulse = useStore(deskPulse);
  const kept = useStore(unsent);
  const waiting = useMemo(() => kept.filter((one) => one.writer === writer), [kept, writer]);
  const justTaken = useStore(taken);
  const view = useView<{ items: readonly LogEntry[] }>(
    withQuery("/log-entries", {
      from: shiftFromMs - lookBackMs,
      limit: lineCountMax,
      knownAt: knownAtMs,
    }),
    knownAtMs === null ? pulse : 0,
  );
  useEffect(() => {
    if (waiting.length === 0) return;
    const again = () => void sendUnsent(writer);
    const timer = setInterval(again, retryMs);
    addEventListener("online", again);
    return () => {
      clearInterval(timer);
      removeEventListener("online", again);
    };
  }, [waiting.length, writer]);

  const lines = useMemo(() => {
    const byId = new Map<string, Omit<ShiftLine, "no">>();
    const isLive = knownAtMs === null;
    for (const entry of withTaken(view.data?.items ?? [], isLive ? justTaken : [])) {
      if (entry.shiftFromMs === shiftFromMs) byId.set(entry.id, { entry, unsent: null });
    }
    if (isLive) {
      for (const { entry, problem } of waiting) {
        if (entry.shiftFromMs !== shiftFromMs) continue;
        byId.set(entry.id, { entry, unsent: problem ?? "waits" });
      }
    }
    // Ids hold the instant at which a line was begun: their order is that of the book.
    return [...byId.values()]
      .sort((a, b) => (a.entry.id < b.entry.id ? -1 : 1))
      .map((line, index): ShiftLine => ({ no: index + 1, ...line }))
      .reverse();
  }, [view.data, waiting, justTaken, shiftFromMs, knownAtMs]);
  return { lines, view };
}

import { type Connection, isStopped } from "../state/connection-state.ts";
import { pictureNowMs } from "./now-clock.ts";

/** What instant the screen shows, and in which frame. */
export interface Moment {
  readonly mode: "live" | "past" | "stopped";
  /** The instant of the picture; while live it runs. */
  readonly atMs: number;
  /** The instant now by the picture's own clock. */
  readonly nowMs: number;
  readonly machineMs: number;
}

/** Past wins over stopped: a past picture does not age. */
export function momentOf(
  machineMs: number,
  knownAtMs: number | null,
  newest: { readonly asOfMs: number; readonly receivedAtMs: number } | null,
  connection: Connection,
): Moment {
  const nowMs =
    newest === null ? machineMs : pictureNowMs(machineMs, newest.asOfMs, newest.receivedAtMs);
  if (knownAtMs !== null) return { mode: "past", atMs: knownAtMs, nowMs, machineMs };
  if (isStopped(connection, machineMs)) {
    return { mode: "stopped", atMs: newest?.asOfMs ?? nowMs, nowMs, machineMs };
  }
  return { mode: "live", atMs: nowMs, nowMs, machineMs };
}

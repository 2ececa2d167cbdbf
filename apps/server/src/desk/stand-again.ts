import type { LogEntry } from "@truceline/model";
import { readRecord } from "@truceline/watch";
import type { Room } from "../room.ts";
import { commitOne } from "./commit-one.ts";

/**
 * An entry that is marked as corrected by a draft, whose submission broke off, stands again: the draft is
 * about to be withdrawn, or to correct another one. Done before that is written, since what breaks off in
 * between then leaves an entry that stands beside a draft, and both are true.
 * @param by who withdraws or changes the draft
 */
export async function standAgain(
  room: Pick<Room, "store" | "clock">,
  by: string,
  { id, supersedes }: LogEntry,
): Promise<void> {
  if (supersedes === undefined) return;
  const stored = await room.store.get("log-entry", supersedes);
  if (stored === undefined) return;
  const { supersededBy, ...old } = readRecord("log-entry", stored);
  if (old.state !== "superseded" || supersededBy !== id) return;
  await commitOne(room, "log-entry", {
    ...old,
    version: old.version + 1,
    by,
    recordedAtMs: Math.max(room.clock.nowMs(), old.recordedAtMs),
    state: "submitted",
  });
}

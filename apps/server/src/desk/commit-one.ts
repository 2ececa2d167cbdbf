import { type EditKind, ModelError } from "@truceline/model";
import { type EditOutcome, editEntry, type RecordOfKind } from "@truceline/watch";
import { ServerError } from "../errors.ts";
import type { Room } from "../room.ts";
import { bodyFault, bodyRefused } from "./body-refused.ts";

/** @throws ServerError `TL_SERVER_BODY` for text that holds half a character */
export async function commitOne<Kind extends EditKind>(
  { store }: Pick<Room, "store">,
  kind: Kind,
  record: RecordOfKind[Kind],
  asWritten?: object,
): Promise<{ readonly outcome: EditOutcome; readonly bytes: Uint8Array }> {
  let entry: ReturnType<typeof editEntry>;
  try {
    entry = editEntry(kind, record, asWritten);
  } catch (cause) {
    if (!(cause instanceof ModelError)) throw cause;
    throw bodyRefused([bodyFault("", "holds half a character (a lone surrogate)")]);
  }
  const [outcome] = await store.commitEdits([entry]);
  if (outcome === undefined) throw new ServerError("TL_SERVER_BUG");
  return { outcome, bytes: entry.bytes };
}

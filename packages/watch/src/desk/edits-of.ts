import type { EditKind } from "@truceline/model";
import { type RecordOfKind, readRecord } from "../store/read-record.ts";
import type { ViewContext } from "../views/view-context.ts";

/** The newest versions known of records that people write, by the time they tell of. */
export async function editsOf<Kind extends EditKind>(
  { store, origin, knownAtMs }: Pick<ViewContext, "store" | "origin" | "knownAtMs">,
  kind: Kind,
  fromMs?: number,
  toMs?: number,
): Promise<readonly RecordOfKind[Kind][]> {
  const found: RecordOfKind[Kind][] = [];
  for await (const record of store.stream({ kind, origin, knownAtMs, fromMs, toMs })) {
    found.push(readRecord(kind, record));
  }
  return found;
}

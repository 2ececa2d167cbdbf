import type { ReleaseLevel, Role } from "@truceline/model";
import { release } from "@truceline/release";
import { type RecordKind, type RecordQuery, readRecord, type StoredRecord } from "@truceline/watch";
import type { Caller } from "../access.ts";
import { ServerError } from "../errors.ts";
import { mayLiaisonSee } from "../people/may-liaison-see.ts";
import type { Room } from "../room.ts";
import { missionRoles } from "../route-roles.ts";

/** Who may ask for the records of a kind, and the highest level of what they can be told. */
export function readersOf(kind: RecordKind): {
  readonly roles: readonly Role[];
  readonly release: ReleaseLevel;
  readonly releaseOutside?: "parties";
} {
  return kind === "call" || kind === "silence-window"
    ? { roles: [...missionRoles, "liaison"], release: "internal", releaseOutside: "parties" }
    : { roles: missionRoles, release: "internal" };
}

/**
 * The records as this caller may be shown them: the mission's own people as stored; a liaison the calls
 * to its own party and the windows that it guarantees, in their released form; nobody else any.
 */
export function releasedTo(
  caller: Caller,
  room: Room,
  records: readonly StoredRecord[],
): readonly Pick<StoredRecord, "bytes">[] {
  if (mayLiaisonSee({ release: "internal" }, caller)) return records;
  return records.flatMap((record) => {
    const value = sharedForm(caller, room, record);
    return value === undefined ? [] : [{ bytes: encoder.encode(JSON.stringify(value)) }];
  });
}

/**
 * A page of records as this caller may be shown them. A liaison's page has no cursor: it would name a
 * record, perhaps of somebody else; what is older or newer is asked for by time.
 * @throws ServerError `TL_SERVER_QUERY` where somebody from outside asks by place or name
 */
export async function releasedPage(
  caller: Caller,
  room: Room,
  query: RecordQuery,
  limit: number,
  cursor: string | undefined,
): Promise<{
  readonly items: readonly Pick<StoredRecord, "bytes">[];
  readonly next: string | null;
}> {
  if (mayLiaisonSee({ release: "internal" }, caller)) return room.store.list(query, limit, cursor);
  // Asking by place or name again and again would tell the place and the name.
  const asked = Object.entries({ box: query.box, subject: query.subject, source: query.source });
  const faults = asked
    .filter(([, value]) => value !== undefined)
    .map(([key]) => ({ code: "TL_SERVER_QUERY", path: `/${key}`, message: "is for the mission" }));
  if (faults.length > 0) throw new ServerError("TL_SERVER_QUERY", { faults });
  const items: Pick<StoredRecord, "bytes">[] = [];
  for await (const record of room.store.stream(query)) {
    items.push(...releasedTo(caller, room, [record]));
    if (items.length >= limit) break;
  }
  return { items, next: null };
}

const encoder = new TextEncoder();

function sharedForm({ party, roles }: Caller, room: Room, stored: StoredRecord): unknown {
  if (party === null || !roles.includes("liaison")) return undefined;
  const context = {
    level: "parties",
    nowMs: room.clock.nowMs(),
    terms: room.agreement.compiled.release,
    party,
  } as const;
  const told =
    stored.kind === "call"
      ? release({ kind: "call", record: readRecord("call", stored) }, context)
      : stored.kind === "silence-window"
        ? releasedWindow(readRecord("silence-window", stored), party, context)
        : undefined;
  return told?.is === "released" ? told.value : undefined;
}

/** A window is told to the parties that gave their word on it. */
function releasedWindow(
  window: ReturnType<typeof readRecord<"silence-window">>,
  party: string,
  context: Parameters<typeof release>[1],
) {
  const guarantees = window.guarantees.some((one) => one.party === party);
  return guarantees ? release({ kind: "silence-window", record: window }, context) : undefined;
}

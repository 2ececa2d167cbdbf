import type { MediaRef, Patrol } from "@truceline/model";
import { RequestFailed } from "../../state/api.ts";
import { checkInOf, denialOf, logEntryOf } from "../records-of-draft.ts";
import type { OutboxItem } from "./item.ts";

/** The doors of the server that a phone uses. */
export interface PatrolApi {
  get(path: string): Promise<unknown>;
  put(path: string, body: unknown): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  postBytes(path: string, bytes: Blob, type: string): Promise<unknown>;
}

export type SendOutcome =
  | { readonly is: "sent" }
  /** No link, or the server cannot now: it goes on waiting. */
  | { readonly is: "later"; readonly code: string; readonly title: string }
  | { readonly is: "sign-in" }
  | {
      readonly is: "conflict";
      readonly code: string;
      readonly title: string;
      readonly theirs: unknown;
    }
  | { readonly is: "refused"; readonly code: string; readonly title: string };

/** A check-in is added again to a patrol that others changed meanwhile, at most this often. */
const checkInTriesMax = 4;

/**
 * Sends one report: photographs first, then the record, then its submission. Every step may be done
 * again after a lost answer; the server knows each by its own id.
 */
export async function sendItem(
  item: OutboxItem,
  photo: (key: string) => Promise<Blob | undefined>,
  api: PatrolApi,
): Promise<SendOutcome> {
  try {
    switch (item.draft.kind) {
      case "stopped":
        await api.put(`/denials/${item.id}`, denialOf(item.draft, item.context));
        return { is: "sent" };
      case "check-in":
        return await sendCheckIn(item, api);
      default:
        return await sendEntry(item, photo, api);
    }
  } catch (thrown) {
    if (!(thrown instanceof RequestFailed)) throw thrown;
    return outcomeOf(thrown);
  }
}

async function sendEntry(
  { id, draft, context }: OutboxItem,
  photo: (key: string) => Promise<Blob | undefined>,
  api: PatrolApi,
): Promise<SendOutcome> {
  const entry = logEntryOf(draft, context);
  if (entry === null) return { is: "refused", code: "TL_WEB_REPORT_EMPTY", title: "" };
  const media: MediaRef[] = [];
  for (const { key, type } of draft.photos) {
    const bytes = await photo(key);
    if (bytes !== undefined) media.push(refOf(await api.postBytes("/media", bytes, type)));
  }
  await api.put(`/log-entries/${id}`, media.length === 0 ? entry : { ...entry, media });
  try {
    await api.post(`/log-entries/${id}/submit`, { version: 1 });
  } catch (thrown) {
    if (!(await isSubmitted(thrown, id, api))) throw thrown;
  }
  return { is: "sent" };
}

/** The answer to an earlier submission was lost: the entry is submitted, and no second time. */
async function isSubmitted(thrown: unknown, id: string, api: PatrolApi): Promise<boolean> {
  if (!(thrown instanceof RequestFailed) || thrown.problem.status !== 409) return false;
  const found = (await api.get(`/log-entries/${id}`)) as { readonly state?: unknown };
  return found.state === "submitted" || found.state === "superseded";
}

async function sendCheckIn({ draft, context }: OutboxItem, api: PatrolApi): Promise<SendOutcome> {
  if (context.patrol === null) return { is: "refused", code: "TL_WEB_PATROL_NONE", title: "" };
  const path = `/patrols/${context.patrol.id}`;
  const checkIn = checkInOf(draft);
  for (let attempt = 1; ; attempt++) {
    const patrol = (await api.get(path)) as Patrol;
    if (patrol.checkIns.some(({ atMs }) => atMs === checkIn.atMs)) return { is: "sent" };
    if (patrol.state === "cancelled" || patrol.state === "back") {
      const code = "TL_WEB_PATROL_ENDED";
      return { is: "conflict", code, title: patrol.state, theirs: patrol };
    }
    const { by: _by, recordedAtMs: _atMs, reason: _reason, ...rest } = patrol;
    const next = {
      ...rest,
      version: patrol.version + 1,
      state: "out",
      leftAtMs: patrol.leftAtMs ?? checkIn.atMs,
      checkIns: [...patrol.checkIns, checkIn].sort((a, b) => a.atMs - b.atMs),
    };
    try {
      await api.put(path, next);
      return { is: "sent" };
    } catch (thrown) {
      const wasFaster = thrown instanceof RequestFailed && thrown.problem.status === 409;
      if (!wasFaster || attempt >= checkInTriesMax) throw thrown;
    }
  }
}

function refOf(answer: unknown): MediaRef {
  const { sha256, type, byteCount, keepsPlace } = answer as MediaRef;
  return { sha256, type, byteCount, keepsPlace };
}

function outcomeOf({ problem }: RequestFailed): SendOutcome {
  const { status, code, title, body } = problem;
  if (status === 401) return { is: "sign-in" };
  if (status === 409) return { is: "conflict", code, title, theirs: body["current"] ?? null };
  if (status === 0 || status === 408 || status === 429 || status >= 500) {
    return { is: "later", code, title };
  }
  return { is: "refused", code, title };
}

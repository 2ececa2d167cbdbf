import {
  type LogEntry,
  type MediaRef,
  type ObservationDraft,
  seededRng,
  timeOrderedId,
} from "@truceline/model";
import { postJson, putJson, RequestFailed } from "../state/api.ts";
import { createStore } from "../state/store.ts";
import type { LogSeat } from "./log-context.ts";

/** An entry as it is written: the receiver sets who and when. */
export type EntryWrite = Omit<LogEntry, "by" | "recordedAtMs">;

const rng = seededRng([...crypto.getRandomValues(new Uint32Array(4))].join("/"));
export const newEntryId = (): string => timeOrderedId(Date.now(), rng);

export interface EntryParts {
  readonly id: string;
  readonly version: number;
  readonly origin: LogEntry["origin"];
  readonly seat: LogSeat;
  readonly shiftFromMs: number;
  readonly line: string;
  readonly language: LogEntry["language"];
  readonly observations: readonly ObservationDraft[];
  readonly media: readonly MediaRef[];
  readonly writingMs: number;
  readonly supersedes?: { readonly id: string; readonly reason: string } | undefined;
}

export function entryOf(parts: EntryParts): EntryWrite {
  const { id, version, origin, seat, shiftFromMs, line, language, observations, media } = parts;
  return {
    schema: "log-entry/1",
    id,
    origin,
    version,
    state: "draft",
    post: seat.post,
    observers: [...seat.observers],
    shiftFromMs,
    line,
    language,
    observations: [...observations],
    ...(media.length === 0 ? {} : { media: [...media] }),
    writingMs: Math.min(Math.round(parts.writingMs), 86_400_000),
    ...(parts.supersedes === undefined
      ? {}
      : { supersedes: parts.supersedes.id, reason: parts.supersedes.reason }),
  };
}

/**
 * Entries that the server does not have yet: they stay on this machine, also over a reload, and go
 * out when it answers again. What it refuses stays too, with its reason.
 */
export interface Unsent {
  readonly entry: EntryWrite;
  readonly problem: { readonly code: string; readonly title: string } | null;
}
const unsentKey = "truceline-log-unsent";
const unsentCountMax = 500;

function readUnsent(): readonly Unsent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(unsentKey) ?? "[]");
    return Array.isArray(kept) ? (kept as Unsent[]) : [];
  } catch {
    return [];
  }
}
export const unsent = createStore<readonly Unsent[]>(readUnsent());
unsent.watch(() => localStorage.setItem(unsentKey, JSON.stringify(unsent.get())));

/**
 * Entries that the server has taken since the page was opened. The list of the shift is asked for
 * anew after that; until it comes they must not vanish from the page for a moment.
 */
export const taken = createStore<readonly EntryWrite[]>([]);
const takenCountMax = 100;

function noteTaken(entry: EntryWrite): void {
  const others = taken.get().filter(({ id }) => id !== entry.id);
  taken.set([...others, entry].slice(-takenCountMax));
}

/** The entries of a list and those taken since, each in its newest version. */
export function withTaken<T extends Pick<EntryWrite, "id" | "version">>(
  listed: readonly T[],
  since: readonly EntryWrite[],
): readonly (T | EntryWrite)[] {
  const newest = new Map<string, T | EntryWrite>(listed.map((entry) => [entry.id, entry]));
  for (const entry of since) {
    if (entry.version > (newest.get(entry.id)?.version ?? 0)) newest.set(entry.id, entry);
  }
  return [...newest.values()];
}

function putAside(entry: EntryWrite, problem: Unsent["problem"]): void {
  const others = unsent.get().filter((one) => one.entry.id !== entry.id);
  unsent.set([...others, { entry, problem }].slice(-unsentCountMax));
}

/** Keeps an entry: on this machine first, then with the server. True once the server has it. */
export async function keepEntry(entry: EntryWrite): Promise<boolean> {
  putAside(entry, null);
  try {
    await putJson(`/log-entries/${entry.id}`, entry);
  } catch (thrown) {
    if (!(thrown instanceof RequestFailed)) throw thrown;
    const { status, code, title } = thrown.problem;
    if (status !== 0) putAside(entry, { code, title });
    return false;
  }
  noteTaken(entry); // Before it leaves the others: in between it is in both, never in none.
  unsent.set(unsent.get().filter((one) => one.entry.id !== entry.id));
  return true;
}

/** Tries again what waits; stops at the first that still finds no server. */
export async function sendUnsent(): Promise<void> {
  for (const { entry, problem } of unsent.get()) {
    if (problem === null && !(await keepEntry(entry)) && isWaiting(entry.id)) return;
  }
}
function isWaiting(id: string): boolean {
  return unsent.get().some(({ entry, problem }) => entry.id === id && problem === null);
}

const recordOf = (answer: unknown): EntryWrite => (answer as { record: LogEntry }).record;

/** Submits drafts one after the other. @throws RequestFailed at the first that is refused. */
export async function submitEntries(
  drafts: readonly Pick<LogEntry, "id" | "version">[],
): Promise<void> {
  for (const { id, version } of drafts) {
    noteTaken(recordOf(await postJson(`/log-entries/${id}/submit`, { version })));
  }
}

/** A submitted entry that is wrong and has nothing in its place. @throws RequestFailed */
export async function withdrawEntry(
  { id, version }: Pick<LogEntry, "id" | "version">,
  reason: string,
): Promise<void> {
  noteTaken(recordOf(await postJson(`/log-entries/${id}/withdraw`, { version, reason })));
}

/** The entry of a pasted row: where another place stands in it, that is where it was observed from. */
export function entryOfRow(
  observation: ObservationDraft,
  common: Pick<EntryParts, "origin" | "seat" | "shiftFromMs" | "language">,
): EntryWrite {
  const { seat } = common;
  const { place, position, accuracyM } = observation.observerPosition ?? {};
  const isOurs = place === undefined || place === seat.post.name;
  const post = {
    ...(place === undefined ? {} : { name: place }),
    ...(position === undefined ? {} : { position }),
    ...(accuracyM === undefined ? {} : { accuracyM }),
  };
  return entryOf({
    ...common,
    id: newEntryId(),
    version: 1,
    seat: isOurs ? seat : { ...seat, post },
    // No line was typed: the row's own words are in its observation.
    line: "",
    observations: [observation],
    media: [],
    writingMs: 0,
  });
}

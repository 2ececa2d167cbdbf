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
  /** Who wrote it: it goes out under this name or not at all. Null without accounts. */
  readonly writer: string | null;
}
const unsentKey = "truceline-log-unsent";

/** Null where this machine keeps nothing for the page. */
function readUnsent(): readonly Unsent[] | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(unsentKey) ?? "[]");
    return Array.isArray(kept) ? (kept as Unsent[]) : null;
  } catch {
    return null;
  }
}
export const unsent = createStore<readonly Unsent[]>(readUnsent() ?? []);

let isKeptHere = true;

/** Changes what is kept on this machine, which a second window of the page may have changed too. */
function changeUnsent(by: (all: readonly Unsent[]) => readonly Unsent[]): void {
  const next = by((isKeptHere ? readUnsent() : null) ?? unsent.get());
  try {
    localStorage.setItem(unsentKey, JSON.stringify(next));
    isKeptHere = true;
  } catch {
    // No room, or nothing may be kept: this window holds them as long as it is open.
    isKeptHere = false;
  }
  unsent.set(next);
}
addEventListener("storage", ({ key }) => {
  if (key === unsentKey && isKeptHere) unsent.set(readUnsent() ?? unsent.get());
});

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

const isSame = (a: EntryWrite, b: EntryWrite): boolean => a.id === b.id && a.version === b.version;

/** Keeps entries: all of them on this machine first, then with the server. */
export async function keepEntries(
  entries: readonly EntryWrite[],
  writer: string | null,
): Promise<void> {
  changeUnsent((all) => [...all, ...entries.map((entry) => ({ entry, problem: null, writer }))]);
  await sendUnsent(writer);
}

let sending: Promise<void> | null = null;

/**
 * Sends what waits, one after the other and oldest first: the server takes a version only after the
 * one before it, and a line may be changed before its first words have arrived.
 *
 * @param writer who is signed in; what others wrote on this machine waits for them
 */
export function sendUnsent(writer: string | null): Promise<void> {
  const first = nextWaiting(writer, new Set());
  if (sending !== null || first === undefined) return sending ?? Promise.resolve();
  sending = sendFrom(first, writer);
  return sending;
}

/** Stops at the first that finds no server; what the server cannot take now waits, others go on. */
async function sendFrom(first: Unsent, writer: string | null): Promise<void> {
  const later = new Set<string>();
  try {
    for (
      let next: Unsent | undefined = first;
      next !== undefined;
      next = nextWaiting(writer, later)
    ) {
      const outcome = await send(inPlaceOfRefused(next));
      if (outcome === "no server") return;
      if (outcome === "later") later.add(next.entry.id);
    }
  } finally {
    sending = null;
  }
}

function nextWaiting(writer: string | null, later: ReadonlySet<string>): Unsent | undefined {
  return unsent
    .get()
    .find((one) => one.problem === null && one.writer === writer && !later.has(one.entry.id));
}

/**
 * What was refused is not with the server: the words that came after it stand in its place. Where
 * somebody else was first the server has that version, and the later words follow it.
 */
function inPlaceOfRefused(waiting: Unsent): Unsent {
  const { entry } = waiting;
  const all = unsent.get();
  const refused = all.find((one) => one.problem !== null && one.entry.id === entry.id);
  if (refused === undefined || refused.entry.version >= entry.version) return waiting;
  const wasFaster = refused.problem?.code === "TL_SERVER_EDIT_CONFLICT";
  const version = wasFaster ? entry.version : refused.entry.version;
  const instead = { ...waiting, entry: { ...entry, version } };
  changeUnsent((kept) =>
    kept
      .filter((one) => one.problem === null || !isSame(one.entry, refused.entry))
      .map((one) => (isSame(one.entry, entry) ? instead : one)),
  );
  return instead;
}

async function send({ entry, writer }: Unsent): Promise<"done" | "later" | "no server"> {
  try {
    await putJson(`/log-entries/${entry.id}`, entry);
  } catch (thrown) {
    if (!(thrown instanceof RequestFailed)) throw thrown;
    const { status, code, title } = thrown.problem;
    if (status === 0) return "no server";
    if (status === 401 || status === 408 || status === 429 || status >= 500) return "later";
    const refused = { entry, writer, problem: { code, title } };
    changeUnsent((all) => all.map((one) => (isSame(one.entry, entry) ? refused : one)));
    return "done";
  }
  noteTaken(entry); // Before it leaves the others: in between it is in both, never in none.
  changeUnsent((all) => all.filter((one) => !isSame(one.entry, entry)));
  return "done";
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

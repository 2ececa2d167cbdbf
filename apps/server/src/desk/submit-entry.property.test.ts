import { setImmediate as turn } from "node:timers/promises";
import { derivedId, type LogEntry, seededRng } from "@truceline/model";
import { createIngest, editEntry, MemoryStore, readRecord } from "@truceline/watch";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Caller } from "../access.ts";
import type { Room } from "../room.ts";
import { draftEntry } from "./draft-entry-double.ts";
import { keysOf } from "./entry-input.ts";
import { submitEntry, withdrawEntry } from "./submit-entry.ts";
import { takeEdit } from "./take-edit.ts";

const nowMs = Date.UTC(2026, 2, 10, 12);
const caller = { name: "A. Observer" } as Caller;

const first = draftEntry("first", nowMs);
const correcting = { supersedes: first.id, reason: "it was two" };
const second: LogEntry = { ...first, id: derivedId("second"), ...correcting };
const third: LogEntry = { ...first, id: derivedId("third"), ...correcting };
const { supersedes: _first, ...unbound } = second;

/**
 * A desk with one submitted entry and two drafts that correct it. Its store answers when chance has it,
 * and of so many writes one breaks off before or after it is done; 0: none.
 */
async function desk(seed: string, breakEvery: number) {
  const rng = seededRng(seed);
  const store = new MemoryStore(rng.fork("store"));
  const submitted: LogEntry = {
    ...first,
    version: 2,
    state: "submitted",
    submittedAtMs: nowMs,
    observationKeys: keysOf(first),
  };
  const entries = [first, submitted, second, third];
  await store.commitEdits(entries.map((one) => editEntry("log-entry", one)));
  const breaksOff = () => breakEvery > 0 && rng.nextUnit() < 0.5 / breakEvery;
  const slow = new Proxy(store, {
    get(of, key) {
      const member = Reflect.get(of, key) as unknown;
      if (typeof member !== "function") return member;
      if (key !== "get" && key !== "commitEdits") return member.bind(of);
      return async (...asked: unknown[]) => {
        for (let count = Math.floor(rng.nextUnit() * 4); count > 0; count--) await turn();
        if (key === "commitEdits" && breaksOff()) throw brokenOff;
        const answer: unknown = await Reflect.apply(member, of, asked);
        if (key === "commitEdits" && breaksOff()) throw brokenOff;
        return answer;
      };
    },
  });
  const clock = { nowMs: () => nowMs };
  const ingest = createIngest({ store, clock, rng: rng.fork("ids"), origin: "observed" });
  const agreement = { compiled: { parties: [], zones: [], timezone: "UTC" } };
  const room = { store: slow, clock, ingest, origin: "observed", noteInput() {}, agreement };
  const newest = async ({ id }: LogEntry) => {
    const stored = await store.get("log-entry", id);
    if (stored === undefined) throw new Error(`no entry ${id}`);
    return readRecord("log-entry", stored);
  };
  return { room: room as unknown as Room, store, newest };
}
const brokenOff = new Error("the database went away");

const withdrawing = (room: Room, { id, version }: LogEntry) =>
  withdrawEntry(room, caller, id, { version, reason: "thunder" });
const changing = (room: Room, { version, ...before }: LogEntry, entry: LogEntry) => {
  const { by: _by, recordedAtMs: _at, ...body } = { ...entry, version: version + 1 };
  const rest = { hasMedia: async () => true, note: undefined };
  return takeEdit(room, caller, { kind: "log-entry", id: before.id, body, ...rest });
};

/** What people do, by the newest versions as they saw them. */
const moves = {
  "submits the second": (room: Room, { two }: Seen) =>
    submitEntry(room, caller, two.id, two.version),
  "submits the second as it will be": (room: Room, { two }: Seen) =>
    submitEntry(room, caller, two.id, two.version + 1),
  "withdraws the second": (room: Room, { two }: Seen) => withdrawing(room, two),
  "changes the second": (room: Room, { two }: Seen) =>
    changing(room, two, { ...second, reason: "it was three" }),
  "lets the second correct nothing": (room: Room, { two }: Seen) => changing(room, two, unbound),
  "submits the third": (room: Room, { three }: Seen) =>
    submitEntry(room, caller, three.id, three.version),
  "withdraws the first": (room: Room, { one }: Seen) => withdrawing(room, one),
} as const;
type Seen = Readonly<Record<"one" | "two" | "three", LogEntry>>;

test("[SRV-067] whatever is done at once and breaks off, who is marked as corrected is so by an entry that corrects it", async () => {
  const names = Object.keys(moves) as (keyof typeof moves)[];
  const atOnce = fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(atOnce, { minLength: 1, maxLength: 4 }),
      fc.nat(6),
      fc.string(),
      async (waves, breakEvery, seed) => {
        const { room, store, newest } = await desk(seed, breakEvery);
        for (const wave of waves) {
          const seen = {
            one: await newest(first),
            two: await newest(second),
            three: await newest(third),
          };
          const ended = await Promise.allSettled(wave.map((name) => moves[name](room, seen)));
          for (const one of ended)
            if (one.status === "rejected" && one.reason !== brokenOff) throw one.reason;
        }
        const { state, supersededBy } = await newest(first);
        const query = { kind: "observation", origin: "observed", standing: true } as const;
        const standing = (await store.list(query, 10)).items.map(
          (one) => readRecord("observation", one).sourceId,
        );
        for (const entry of [await newest(second), await newest(third)]) {
          const corrects = entry.supersedes === first.id && entry.state !== "withdrawn";
          if (supersededBy === entry.id && state === "superseded")
            expect(corrects || entry.submittedAtMs !== undefined).toBe(true);
          if (entry.state === "submitted" && corrects)
            expect([state, supersededBy]).toEqual(["superseded", entry.id]);
          // What was stored stands by what is written of it, once all that follows has been done.
          if (breakEvery === 0)
            expect(standing.includes(`${entry.id}/1`)).toBe(entry.state === "submitted");
        }
      },
    ),
    { numRuns: 300 },
  );
});

test.each(["withdraws the second", "lets the second correct nothing"] as const)(
  "[SRV-067] a submission broke off when it had marked what it corrects; who %s makes that stand again",
  async (name) => {
    const { room, store, newest } = await desk("marked", 0);
    const marked = { ...(await newest(first)), version: 3, supersededBy: second.id };
    await store.commitEdits([editEntry("log-entry", { ...marked, state: "superseded" })]);
    const seen = { one: await newest(first), two: second, three: third };
    expect((await moves[name](room, seen)).status).toBe("stored");
    expect(await newest(first)).toMatchObject({ version: 4, state: "submitted" });
  },
);

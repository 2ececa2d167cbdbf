import { type LogEntry, seededRng } from "@truceline/model";
import { createIngest, editEntry, MemoryStore } from "@truceline/watch";
import { expect, test } from "vitest";
import { draftEntry } from "./draft-entry-double.ts";
import { keysOf } from "./entry-input.ts";
import { finishEntries } from "./finish-entries.ts";

const nowMs = Date.UTC(2026, 2, 10, 12);

function room() {
  const store = new MemoryStore(seededRng("room"));
  const clock = { nowMs: () => nowMs };
  const ingest = createIngest({ store, clock, rng: seededRng("ids"), origin: "observed" });
  return { store, ingest, origin: "observed" as const, noteInput: () => {} };
}

const draft = draftEntry("entry", nowMs);
const submitted: LogEntry = {
  ...draft,
  version: 2,
  state: "submitted",
  submittedAtMs: nowMs,
  observationKeys: keysOf(draft),
};

test("[SRV-065] a submission that broke off is finished on the next opening, once", async () => {
  const one = room();
  await one.store.commitEdits([editEntry("log-entry", draft), editEntry("log-entry", submitted)]);
  const stored = () => one.store.count({ kind: "observation", origin: "observed", standing: true });
  expect(await stored()).toBe(0);
  await finishEntries(one);
  expect(await stored()).toBe(1);
  await finishEntries(one);
  expect(await one.store.count({ kind: "observation", origin: "observed" })).toBe(1);
  expect((await one.store.counts()).quarantineWaiting).toBe(0);

  // A withdrawal that broke off as well.
  const withdrawn = { ...submitted, version: 3, state: "withdrawn" as const, reason: "thunder" };
  await one.store.commitEdits([editEntry("log-entry", withdrawn)]);
  await finishEntries(one);
  expect(await stored()).toBe(0);
  expect(await one.store.count({ kind: "correction", origin: "observed" })).toBe(1);
});

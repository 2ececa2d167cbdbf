import { canonicalBytes, seededRng } from "@truceline/model";
import { editEntry, MemoryStore, readRecord } from "@truceline/watch";
import { expect, test } from "vitest";
import { patrol } from "../../../packages/desk/testing/desk-records.ts";
import { feedEdits } from "./feed-edits.ts";

const atMs = Date.UTC(2026, 2, 10, 12);
const { version: _version, recordedAtMs: _at, by: _by, ...planned } = patrol({ state: "planned" });
const { leftAtMs: _left, ...sent } = planned;

async function room() {
  const store = new MemoryStore(seededRng("feed-edits"));
  const warned: unknown[] = [];
  const take = feedEdits(store, "exercise", { warn: (one: unknown) => warned.push(one) } as never);
  const tell = (receivedAtMs: number, record: object) =>
    take("exercise", { kind: "patrol", receivedAtMs, bytes: canonicalBytes(record) });
  const versions = async () =>
    (await store.versions("patrol", sent.id)).map((one) => readRecord("patrol", one));
  return { store, tell, versions, warned };
}

test("[DSK-045] each telling is a version; told again it is passed over", async () => {
  const { tell, versions } = await room();
  await tell(atMs, sent);
  await tell(atMs + 1, { ...sent, state: "out" });
  await tell(atMs, sent);
  await tell(atMs + 1, { ...sent, state: "out" });
  expect((await versions()).map(({ version, state, by }) => [version, state, by])).toEqual([
    [1, "planned", "exercise"],
    [2, "out", "exercise"],
  ]);
});

test("[DSK-045] what a person wrote stands, whatever the feed tells later", async () => {
  const { store, tell, versions } = await room();
  await tell(atMs, sent);
  const person = { version: 2, recordedAtMs: atMs + 1, by: "shift officer" };
  await store.commitEdits([editEntry("patrol", { ...sent, ...person, state: "cancelled" })]);
  await tell(atMs + 2, { ...sent, state: "out" });
  expect((await versions()).map(({ state }) => state)).toEqual(["planned", "cancelled"]);
});

test("[DSK-045] what is no record, or of another origin, is left and logged", async () => {
  const { tell, versions, warned } = await room();
  await tell(atMs, { ...sent, state: "lost" });
  await tell(atMs, { ...sent, origin: "observed" });
  expect(await versions()).toEqual([]);
  expect(warned).toHaveLength(2);
});

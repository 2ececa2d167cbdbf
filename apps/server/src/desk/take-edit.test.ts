import { derivedId, type Handover, type LogEntry, type Patrol, seededRng } from "@truceline/model";
import { editEntry, MemoryStore, type RecordOfKind, readRecord } from "@truceline/watch";
import { expect, test } from "vitest";
import { noonMs, patrol } from "../../../../packages/desk/testing/desk-records.ts";
import type { Caller } from "../access.ts";
import type { Room } from "../room.ts";
import type { DeskKind } from "./desk-paths.ts";
import { takeEdit } from "./take-edit.ts";

const compiled = { parties: [{ id: "a" }, { id: "b" }] };
const callerOf = (name: string) => ({ name }) as Caller;

function desk() {
  const store = new MemoryStore(seededRng("desk"));
  const clock = { nowMs: () => noonMs };
  const room = { store, clock, origin: "exercise", agreement: { compiled } } as unknown as Room;
  const put = <Kind extends DeskKind>(kind: Kind, record: RecordOfKind[Kind]) => {
    const { by, recordedAtMs: _at, ...body } = record;
    const rest = { hasMedia: async () => true, note: undefined };
    return takeEdit(room, callerOf(by), { kind, id: record.id, body, ...rest });
  };
  return { store, put };
}

const out = patrol({ version: 1, by: "A. Observer" });
const back: Patrol = { ...out, version: 2, state: "back", backAtMs: noonMs + 1 };
const begun: Handover = {
  schema: "handover/1",
  id: derivedId("handover"),
  origin: "exercise",
  recordedAtMs: noonMs,
  version: 1,
  by: "B. Desk",
  shift: { fromMs: noonMs - 1, toMs: noonMs },
  items: [],
  signedOut: { by: "B. Desk", atMs: noonMs },
};
const taken: Handover = {
  ...begun,
  version: 2,
  by: "C. Desk",
  signedIn: { by: "C. Desk", atMs: noonMs },
};

test.each([
  { title: "a patrol that is back", kind: "patrol", versions: [out, back] },
  { title: "a shift that another signed out of", kind: "handover", versions: [begun, taken] },
] as const)(
  "[SRV-061] $title, its answer lost and sent again, is a duplicate",
  async ({ kind, versions }) => {
    const { put } = desk();
    for (const version of versions) expect((await put(kind, version)).status).toBe("stored");
    expect((await put(kind, versions[1])).status).toBe("duplicate");
  },
);

test("[SRV-061] a version that is there with other content is a conflict, whatever state it says", async () => {
  const { store, put } = desk();
  for (const version of [out, back]) await put("patrol", version);
  const late = await put("patrol", { ...back, backAtMs: noonMs + 2 });
  const newest = await store.get("patrol", out.id);
  expect(late).toEqual({
    status: "conflict",
    code: "TL_SERVER_EDIT_CONFLICT",
    current: newest?.bytes,
  });
});

test("[SRV-061] a version that skips one is not taken, even where that one comes meanwhile", async () => {
  const { store, put } = desk();
  const draft: LogEntry = {
    schema: "log-entry/1",
    id: derivedId("entry"),
    origin: "exercise",
    version: 1,
    recordedAtMs: noonMs,
    by: "A. Observer",
    state: "draft",
    post: { name: "OP 1" },
    observers: ["m-12"],
    shiftFromMs: noonMs - 1,
    line: "",
    language: "en",
    observations: [],
  };
  await put("log-entry", draft);
  const submitted: LogEntry = { ...draft, version: 2, state: "submitted", submittedAtMs: noonMs };
  const read = store.get.bind(store);
  store.get = async (...asked) => {
    const found = await read(...asked);
    store.get = read;
    await store.commitEdits([editEntry("log-entry", submitted)]);
    return found;
  };
  expect((await put("log-entry", { ...draft, version: 3 })).status).toBe("conflict");
  const versions = await store.versions("log-entry", draft.id);
  expect(versions.map((one) => readRecord("log-entry", one).state)).toEqual(["draft", "submitted"]);
});

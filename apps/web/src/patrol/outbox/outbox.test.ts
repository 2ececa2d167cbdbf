import {
  denialRecord,
  logEntryRecord,
  lonLat,
  observationRecord,
  type Patrol,
} from "@truceline/model";
import { expect, test, vi } from "vitest";
import { RequestFailed } from "../../state/api.ts";
import { type Draft, startDraft } from "../draft.ts";
import { denialOf, logEntryOf, observationOf, type PatrolContext } from "../records-of-draft.ts";
import type { PhoneStore } from "./database.ts";
import type { OutboxItem } from "./item.ts";
import { openOutbox } from "./outbox.ts";
import type { PatrolApi } from "./send-item.ts";

const atMs = Date.UTC(2026, 2, 10, 12, 12, 7);
const patrolId = "019ac000-0000-7000-8000-0000000000aa";
const context: PatrolContext = {
  origin: "exercise",
  observer: "Observer 14",
  language: "en",
  shiftFromMs: atMs - 3_600_000,
  patrol: { id: patrolId, name: "Patrol 6" },
};
const idOf = (no: number) => `019ac000-0000-7000-8000-${String(no).padStart(12, "0")}`;

function draftOf(kind: Draft["kind"], no: number, change: Partial<Draft> = {}): Draft {
  const since = {
    fromMs: atMs - 1_800_000,
    fix: { position: lonLat(-30.5, 0.25), accuracyM: 6.2, atMs },
    place: { name: "OP 8" },
  };
  return { ...startDraft(kind, idOf(no), atMs, since), ...change };
}

const heard = (no: number): Draft =>
  draftOf("happened", no, {
    observed: "burst",
    count: 11,
    atLeast: true,
    direction: "SE",
    distance: "1-2",
    weapon: "machine-gun",
  });

/** What IndexedDB does, without the disk: the real one is tried in the browser. */
function memoryStore(): PhoneStore & { readonly kept: Map<string, OutboxItem> } {
  const kept = new Map<string, OutboxItem>();
  const photos = new Map<string, Blob>();
  const values = new Map<string, unknown>();
  return {
    kept,
    items: async () => [...kept.values()],
    putItem: async (item) => void kept.set(item.id, structuredClone(item)),
    removeItem: async (id) => void kept.delete(id),
    photo: async (key) => photos.get(key),
    putPhoto: async (key, bytes) => void photos.set(key, bytes),
    removePhotos: async (keys) => keys.forEach((key) => void photos.delete(key)),
    value: async (name) => values.get(name),
    putValue: async (name, value) => void values.set(name, value),
  };
}

function failure(status: number, body: Record<string, unknown> = {}): RequestFailed {
  const code = typeof body["code"] === "string" ? body["code"] : `HTTP ${status}`;
  return new RequestFailed({ status, code, title: "told", detail: null, hint: null, body });
}

/** A server that answers from a list of what it does, and writes down what it was asked. */
function serverWith(
  answer: (asked: string, body: unknown) => unknown,
): PatrolApi & { readonly asked: string[] } {
  const asked: string[] = [];
  const take = async (what: string, body?: unknown) => {
    asked.push(what);
    const told = answer(what, body);
    if (told instanceof Error) throw told;
    return told;
  };
  return {
    asked,
    get: (path) => take(`GET ${path}`),
    put: (path, body) => take(`PUT ${path}`, body),
    post: (path, body) => take(`POST ${path}`, body),
    postBytes: (path) => take(`POST ${path}`),
  };
}

const settled = async (outbox: { sendAll(): Promise<void> }) => {
  await new Promise((resolve) => setTimeout(resolve, 0));
  await outbox.sendAll();
};

test("what the form writes is valid once the server has put its part to it", () => {
  const set = { by: "Observer 14", recordedAtMs: atMs };
  const entry = { ...logEntryOf(heard(1), context), ...set };
  expect(logEntryRecord.faults(entry)).toEqual([]);
  const nothing = { ...logEntryOf(draftOf("nothing", 2), context), ...set };
  expect(logEntryRecord.faults(nothing)).toEqual([]);
  const denied = draftOf("stopped", 3, { denial: "denial", reasonGiven: "“demining”" });
  expect(denialRecord.faults({ ...denialOf(denied, context), ...set })).toEqual([]);
  const observation = observationOf(heard(1), context);
  expect(observation).toMatchObject({
    kind: "burst",
    count: { qualifier: "at-least", min: 11 },
    distance: { minM: 1_000, maxM: 2_000 },
    direction: { form: "single", points: ["SE"] },
    observerPosition: { place: "OP 8", accuracyM: 6 },
  });
  const whole = {
    ...observation,
    schema: "observation/1",
    id: idOf(9),
    origin: "exercise",
    recordedAtMs: atMs,
    source: "log",
    sourceId: "1",
  };
  expect(observationRecord.faults(whole)).toEqual([]);
});

test("[WEB-019] a report is kept before anything is sent, and sent by its own id until the server has it", async () => {
  const store = memoryStore();
  let link = false;
  const server = serverWith(() => (link ? {} : failure(0)));
  const outbox = await openOutbox(store, server, () => atMs);
  await outbox.keep(heard(1), context);
  await outbox.keep(draftOf("nothing", 2), context);
  expect([...store.kept.keys()]).toEqual([idOf(1), idOf(2)]);
  await settled(outbox);
  expect(outbox.link.get()).toEqual({ is: "no-link", waitingCount: 2 });
  outbox.stop();

  // The phone is switched off and on.
  link = true;
  server.asked.length = 0;
  const again = await openOutbox(store, server, () => atMs + 60_000);
  await again.sendAll();
  expect(server.asked).toEqual([
    `PUT /log-entries/${idOf(1)}`,
    `POST /log-entries/${idOf(1)}/submit`,
    `PUT /log-entries/${idOf(2)}`,
    `POST /log-entries/${idOf(2)}/submit`,
  ]);
  expect(again.items.get().map(({ state }) => state)).toEqual(["sent", "sent"]);
  again.stop();
});

test("a lost answer to a submission is no conflict", async () => {
  const store = memoryStore();
  const server = serverWith((asked) => {
    if (asked.endsWith("/submit")) return failure(409, { code: "TL_SERVER_EDIT_CONFLICT" });
    return asked.startsWith("GET") ? { state: "submitted" } : {};
  });
  const outbox = await openOutbox(store, server, () => atMs);
  await outbox.keep(heard(1), context);
  await settled(outbox);
  expect(outbox.items.get()[0]?.state).toBe("sent");
  outbox.stop();
});

test("[WEB-020] a conflict is shown with both versions and overwrites nothing", async () => {
  const store = memoryStore();
  const theirs = { by: "Duty officer", state: "draft", version: 3 };
  const server = serverWith((asked) =>
    asked.startsWith("PUT")
      ? failure(409, { code: "TL_SERVER_EDIT_CONFLICT", current: theirs })
      : {},
  );
  const outbox = await openOutbox(store, server, () => atMs);
  const denied = draftOf("stopped", 3, { denial: "delay" });
  await outbox.keep(denied, context);
  await settled(outbox);
  const [item] = outbox.items.get();
  expect(item).toMatchObject({
    state: "conflict",
    theirs,
    problem: { code: "TL_SERVER_EDIT_CONFLICT" },
  });
  expect(server.asked).toEqual([`PUT /denials/${idOf(3)}`]);
  await outbox.sendAll();
  expect(server.asked).toHaveLength(1);
  expect(await outbox.takeBack(idOf(3))).toEqual(denied);
  expect(outbox.items.get()).toEqual([]);
  outbox.stop();
});

test("what the server refuses is kept, says why, and does not hold up what follows", async () => {
  const store = memoryStore();
  const server = serverWith((asked) =>
    asked.includes(idOf(1)) ? failure(422, { code: "TL_X" }) : {},
  );
  const outbox = await openOutbox(store, server, () => atMs);
  await outbox.keep(heard(1), context);
  await outbox.keep(heard(2), context);
  await settled(outbox);
  expect(outbox.items.get().map(({ id, state }) => [id, state])).toEqual(
    expect.arrayContaining([
      [idOf(1), "refused"],
      [idOf(2), "sent"],
    ]),
  );
  outbox.stop();
});

test("without a valid sign-in everything waits and nothing is refused", async () => {
  const outbox = await openOutbox(
    memoryStore(),
    serverWith(() => failure(401)),
    () => atMs,
  );
  await outbox.keep(heard(1), context);
  await settled(outbox);
  expect(outbox.link.get()).toEqual({ is: "sign-in", waitingCount: 1 });
  outbox.stop();
});

test("a check-in is added to what others changed meanwhile, once", async () => {
  const patrol = {
    schema: "patrol/1",
    id: patrolId,
    version: 4,
    state: "planned",
    checkIns: [{ atMs: atMs - 1_000_000 }],
    by: "Planner",
    recordedAtMs: atMs,
  } as unknown as Patrol;
  let current = patrol;
  let faster = 2;
  const server = serverWith((asked, body) => {
    if (asked.startsWith("GET")) return current;
    if (faster-- > 0) {
      current = { ...current, version: current.version + 1 };
      return failure(409);
    }
    current = body as Patrol;
    return {};
  });
  const store = memoryStore();
  const outbox = await openOutbox(store, server, () => atMs);
  await outbox.keep(draftOf("check-in", 5), context);
  await settled(outbox);
  expect(current).toMatchObject({ version: 7, state: "out", leftAtMs: atMs });
  expect(current.checkIns.map((one) => one.atMs)).toEqual([atMs - 1_000_000, atMs]);
  expect(current).not.toHaveProperty("by");

  // Its answer was lost and it is sent again: it is there already.
  await store.putItem({ ...(store.kept.get(idOf(5)) as OutboxItem), state: "waits" });
  const again = await openOutbox(store, server, () => atMs);
  await again.sendAll();
  expect(current.checkIns).toHaveLength(2);
  outbox.stop();
  again.stop();
});

test("a check-in to a patrol that was ended is a conflict", async () => {
  const server = serverWith(() => ({ state: "back", checkIns: [], version: 9 }));
  const outbox = await openOutbox(memoryStore(), server, () => atMs);
  await outbox.keep(draftOf("check-in", 5), context);
  await settled(outbox);
  expect(outbox.items.get()[0]).toMatchObject({ state: "conflict", theirs: { state: "back" } });
  outbox.stop();
});

test("photographs go first, and are forgotten once the report is sent", async () => {
  const store = memoryStore();
  await store.putPhoto("p1", new Blob(["x"], { type: "image/jpeg" }));
  const sha256 = "a".repeat(64);
  let sent: unknown;
  const server = serverWith((asked, body) => {
    if (asked === "POST /media")
      return { sha256, type: "image/jpeg", byteCount: 1, keepsPlace: false, removed: ["exif"] };
    if (asked.startsWith("PUT")) sent = body;
    return {};
  });
  const outbox = await openOutbox(store, server, () => atMs);
  const photos = [{ key: "p1", type: "image/jpeg", byteCount: 1 }];
  await outbox.keep({ ...heard(1), photos }, context);
  await settled(outbox);
  expect(server.asked[0]).toBe("POST /media");
  expect(sent).toMatchObject({ media: [{ sha256, keepsPlace: false }] });
  expect(await store.photo("p1")).toBeUndefined();
  outbox.stop();
});

test("without a link it is tried again by itself, less and less often", async () => {
  vi.useFakeTimers();
  try {
    const server = serverWith(() => failure(0));
    const outbox = await openOutbox(memoryStore(), server, () => Date.now());
    await outbox.keep(heard(1), context);
    await vi.advanceTimersByTimeAsync(60_000);
    const first = server.asked.length;
    expect(first).toBeGreaterThan(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.asked.length - first).toBeLessThan(first);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(server.asked.length).toBeLessThan(40);
    outbox.stop();
  } finally {
    vi.useRealTimers();
  }
});

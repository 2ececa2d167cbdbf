import { createHash, randomUUID } from "node:crypto";
import type { NewAccount, NewSession, PeopleStore } from "@truceline/watch";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../testing/index.ts";
import { openPeopleStore } from "./people-store.ts";

let database: TestDatabase;
let store: PeopleStore;
beforeAll(async () => {
  database = await openTestDatabase();
  store = await openPeopleStore({ connection: database.connection });
});
afterAll(async () => {
  await store.close();
  await database.close();
});

const sha = (text: string) => createHash("sha256").update(text).digest();
const nowMs = 1_800_000_000_000;
const account = (name: string, change: Partial<NewAccount> = {}): NewAccount => ({
  id: randomUUID(),
  name,
  nameKey: name.toLowerCase(),
  roles: ["observer"],
  party: null,
  createdAtMs: nowMs,
  createdBy: "test",
  ...change,
});
const session = (accountId: string, change: Partial<NewSession> = {}): NewSession => ({
  id: randomUUID(),
  sha256: sha(randomUUID()),
  accountId,
  tokenSha256: null,
  roles: null,
  createdAtMs: nowMs,
  seenAtMs: nowMs,
  idleMs: 1_000,
  expiresAtMs: nowMs + 10_000,
  agent: "test",
  address: "127.0.0.1",
  ...change,
});
async function added(name: string, change: Partial<NewAccount> = {}): Promise<NewAccount> {
  const one = account(name, change);
  expect(await store.addAccount(one)).toBe(true);
  return one;
}
async function sqlState(text: string): Promise<string | undefined> {
  const client = new pg.Client({
    ...database.connection,
    options: "-c search_path=truceline_people",
  });
  await client.connect();
  try {
    await client.query(text);
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await client.end();
  }
}

describe("accounts", () => {
  test("[SRV-040] a folded name is given once, also to two that ask at the same time", async () => {
    const outcomes = await Promise.all([
      store.addAccount(account("Anna")),
      store.addAccount(account("anna")),
    ]);
    expect(outcomes.toSorted()).toEqual([false, true]);
    expect((await store.findLogin("anna"))?.passwordHash).toBeNull();
    expect(await store.findLogin("nobody")).toBeUndefined();
  });

  test("[SRV-040] the last administrator who can sign in stays one, whoever asks at once", async () => {
    const first = await added("chief-1", { roles: ["administrator"] });
    const second = await added("chief-2", { roles: ["administrator", "analyst"] });
    for (const { id } of [first, second]) await store.setPassword(id, "hash", nowMs, null);
    const outcomes = await Promise.all([
      store.changeAccount(first.id, { disabledAtMs: nowMs }, nowMs, null),
      store.changeAccount(second.id, { roles: ["analyst"] }, nowMs, null),
    ]);
    expect(outcomes.toSorted()).toEqual(["changed", "last-administrator"]);
    const left = (await store.listAccounts()).filter(
      ({ roles, disabledAtMs }) => roles.includes("administrator") && disabledAtMs === null,
    );
    expect(left).toHaveLength(1);
    expect(await store.changeAccount(randomUUID(), { roles: ["analyst"] }, nowMs, null)).toBe(
      "absent",
    );
  });

  test("[SRV-040] a change of rights or password ends the account's sessions but the one named", async () => {
    const { id } = await added("ben");
    const [kept, other] = [session(id), session(id)];
    await store.addSession(kept);
    await store.addSession(other);
    await store.changeAccount(id, { roles: ["analyst"] }, nowMs, kept.id);
    expect((await store.findSession(kept.sha256, nowMs))?.account?.roles).toEqual(["analyst"]);
    expect(await store.findSession(other.sha256, nowMs)).toBeUndefined();
    await store.setPassword(id, "hash", nowMs, null);
    expect(await store.findSession(kept.sha256, nowMs)).toBeUndefined();
    expect(await store.passwordHashOf(id)).toBe("hash");
    await store.replaceHash(id, "another", "newer");
    expect(await store.passwordHashOf(id)).toBe("hash");
    await store.replaceHash(id, "hash", "newer");
    expect(await store.passwordHashOf(id)).toBe("newer");
  });
});

describe("one-time codes", () => {
  const code = (text: string, accountId: string | null) => ({
    sha256: sha(text),
    purpose: accountId === null ? ("set-up" as const) : ("password" as const),
    accountId,
    createdAtMs: nowMs,
    createdBy: "test",
    expiresAtMs: nowMs + 1_000,
  });

  test("[SRV-041] a code works once, until it expires, and not after a newer one", async () => {
    const { id } = await added("cleo");
    await store.addCode(code("first", id));
    await store.addCode(code("second", id));
    expect(await store.findCode(sha("first"), nowMs)).toBeUndefined();
    expect(await store.findCode(sha("second"), nowMs)).toMatchObject({ accountId: id });
    expect(await store.findCode(sha("second"), nowMs + 1_000)).toBeUndefined();
    expect(await store.usePasswordCode(sha("second"), nowMs + 1_000, "late")).toBeUndefined();
    const twice = await Promise.all([
      store.usePasswordCode(sha("second"), nowMs, "one"),
      store.usePasswordCode(sha("second"), nowMs, "two"),
    ]);
    expect(twice.filter((one) => one === id)).toHaveLength(1);
  });

  test("[SRV-041] a set-up code makes one account; a taken name does not use it up", async () => {
    await store.addCode(code("set-up", null));
    const admin = account("dora", { roles: ["administrator"] });
    expect(await store.usePasswordCode(sha("set-up"), nowMs, "hash")).toBeUndefined();
    expect(await store.setUp(sha("set-up"), nowMs, account("anna"), "hash")).toBe("name-taken");
    expect(await store.setUp(sha("set-up"), nowMs, admin, "hash")).toBe("done");
    expect(await store.setUp(sha("set-up"), nowMs, account("ella"), "hash")).toBe("spent");
    expect(await store.findLogin("ella")).toBeUndefined();
    expect((await store.findLogin("dora"))?.account.passwordAtMs).toBe(nowMs);
  });
});

describe("sessions", () => {
  test("[SRV-041] a session ends by idleness, by its last day, and by being ended", async () => {
    const { id } = await added("finn");
    const idle = session(id);
    const busy = session(id);
    await store.addSession(idle);
    await store.addSession(busy);
    await store.noteSeen(busy.id, nowMs + 900);
    expect(await store.findSession(idle.sha256, nowMs + 999)).toBeDefined();
    expect(await store.findSession(idle.sha256, nowMs + 1_000)).toBeUndefined();
    expect(await store.findSession(busy.sha256, nowMs + 1_800)).toBeDefined();
    expect((await store.listSessions({ accountId: id }, nowMs)).map((one) => one.id)).toEqual([
      busy.id,
      idle.id,
    ]);
    await store.noteSeen(busy.id, nowMs + 9_900);
    expect(await store.findSession(busy.sha256, nowMs + 10_000)).toBeUndefined();
    await store.endSession(busy.id, nowMs);
    expect(await store.findSession(busy.sha256, nowMs)).toBeUndefined();
    const renewed = session(id);
    await store.addSession(renewed);
    await store.renewSession(renewed.id, sha("next"));
    expect(await store.findSession(renewed.sha256, nowMs)).toBeUndefined();
    expect((await store.findSession(sha("next"), nowMs))?.session.id).toBe(renewed.id);
    expect(await store.endSessions(id, nowMs, null)).toBe(2);
    await store.tidy(nowMs + 60 * 24 * 3_600_000);
    expect(await store.listSessions({ accountId: id }, nowMs)).toEqual([]);
  });
});

describe("audit", () => {
  const entry = (subject: string, atMs = Date.now()) => ({
    atMs,
    lastAtMs: atMs,
    times: 1,
    kind: "person" as const,
    name: "Anna",
    accountId: null,
    address: "127.0.0.1",
    method: "PUT",
    route: "/api/v1/x/:id",
    subject,
  });

  test("[SRV-042] entries are numbered in their order, and their outcome comes as a row of its own", async () => {
    const seqs = await store.appendAudit([
      entry("s1"),
      { ...entry("s2"), outcome: { status: 200, code: null } },
      entry("s3"),
    ]);
    expect(seqs.toSorted((a, b) => a - b)).toEqual(seqs);
    await store.appendOutcomes([{ seq: seqs[0] ?? 0, status: 409, code: "TL_X", subject: "s9" }]);
    const all = await store.listAudit({ person: "ANNA", limit: 10 });
    expect(all.map(({ subject, outcome }) => [subject, outcome])).toEqual([
      ["s3", null],
      ["s2", { status: 200, code: null }],
      ["s9", { status: 409, code: "TL_X" }],
    ]);
    expect(await store.listAudit({ subject: "s9", limit: 10 })).toHaveLength(1);
    expect(await store.listAudit({ beforeSeq: seqs[1], limit: 10 })).toHaveLength(1);
    expect(await store.listAudit({ person: "ann", limit: 10 })).toEqual([]);
  });

  test.each([
    ["an entry is changed", "update audit set name = 'Ben'"],
    ["an entry is removed", "delete from audit"],
    ["the audit is emptied", "truncate audit"],
    ["an outcome is changed", "update audit_outcome set status = 200"],
    ["an outcome is removed", "delete from audit_outcome"],
  ])("[SRV-042] %s: refused by the database itself", async (_title, text) => {
    await store.appendAudit([{ ...entry("kept"), outcome: { status: 200, code: null } }]);
    expect(await sqlState(text)).toBe("23001");
  });

  test("[SRV-042] retention drops what is old, and never what is younger than its least age", async () => {
    const old = Date.now() - 40 * 24 * 3_600_000;
    await store.appendAudit([{ ...entry("old", old), outcome: { status: 200, code: null } }]);
    await store.appendAudit([entry("young")]);
    expect(await store.dropAudit(Date.now() + 1_000)).toBe(1);
    expect(await store.listAudit({ subject: "old", limit: 10 })).toEqual([]);
    expect(await store.listAudit({ subject: "young", limit: 10 })).toHaveLength(1);
  });
});

test("a secret of the installation stays the same for everybody", async () => {
  const other = await openPeopleStore({ connection: database.connection });
  const [a, b] = await Promise.all([store.secret("x"), other.secret("x")]);
  await other.close();
  expect(Buffer.from(a).equals(Buffer.from(b))).toBe(true);
  expect(a).toHaveLength(32);
});

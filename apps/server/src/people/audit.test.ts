import type { Account } from "@truceline/watch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Credentials, openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;
let admin: Credentials;
let analyst: Account;
beforeAll(async () => {
  server = await openTestServer();
  admin = await server.sessionOf(await server.account("Chief", ["administrator"]));
  analyst = await server.account("Anna", ["analyst"]);
});
afterAll(() => server.close());

interface Entry {
  readonly seq: number;
  readonly name: string;
  readonly kind: string;
  readonly method: string;
  readonly route: string;
  readonly subject: string;
  readonly times: number;
  readonly outcome: { readonly status: number; readonly code: string | null } | null;
}
interface Page {
  readonly items: readonly Entry[];
  readonly next: string | null;
}
async function read(query = ""): Promise<Page> {
  await server.running.host.people.audit.flush(true);
  const response = await server.call(`/api/v1/audit${query}`, { headers: admin });
  expect(response.status).toBe(200);
  return (await response.json()) as Page;
}
const facts = ({ name, method, route, subject, outcome }: Entry) => [
  name,
  `${method} ${route}`,
  subject,
  outcome?.status,
];
const unknownId = "018f0000-0000-7000-8000-00000000ffff";

describe("the audit", () => {
  test("[SRV-048] says who read and changed what, how it went, and who was refused", async () => {
    const anna = await server.sessionOf(analyst);
    const get = (path: string) => server.call(path, { headers: anna });
    await get("/api/v1/picture");
    await get("/api/v1/picture");
    await get(`/api/v1/observations/${unknownId}`);
    await get("/api/v1/people");
    const token = server.running.host.tokens.add("camera-1", "device", Date.now());
    await server.send(
      "/api/v1/observations",
      { nonsense: 1 },
      { authorization: `Bearer ${token}` },
    );
    await server.send(`/api/v1/people/${analyst.id}/reset`, {}, admin);
    const { items } = await read();
    expect(items.map(facts)).toEqual(
      expect.arrayContaining([
        ["Anna", "GET /api/v1/picture", "", 200],
        ["Anna", "GET /api/v1/observations/:id", unknownId, 404],
        ["Anna", "GET /api/v1/people", "", 403],
        ["camera-1", "POST /api/v1/observations", "", 422],
        ["Chief", "POST /api/v1/people/:id/reset", analyst.id, 200],
      ]),
    );
    const picture = items.find(({ route }) => route === "/api/v1/picture");
    expect(picture?.times).toBe(2);
    expect(items.find(({ name }) => name === "camera-1")?.kind).toBe("device");
  });

  test("[SRV-048] a stream that is opened counts once", async () => {
    const stop = new AbortController();
    const headers = await server.sessionOf(await server.account("Listener", ["observer"]));
    const response = await server.call("/api/v1/stream", { headers, signal: stop.signal });
    expect(response.status).toBe(200);
    stop.abort();
    const { items } = await read("?person=listener");
    expect(items.map(({ route, times }) => [route, times])).toEqual([["/api/v1/stream", 1]]);
  });

  test("[SRV-048] is found by person and by subject, page by page, newest first", async () => {
    for (let count = 0; count < 5; count++)
      await server.send(`/api/v1/people/${analyst.id}/reset`, {}, admin);
    const first = await read(`?person=chief&subject=${analyst.id}&limit=2`);
    expect(first.items).toHaveLength(2);
    const seen = [...first.items];
    for (let next = first.next; next !== null; ) {
      const page = await read(`?person=chief&subject=${analyst.id}&limit=2&cursor=${next}`);
      seen.push(...page.items);
      next = page.next;
    }
    const seqs = seen.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => b - a));
    expect(seqs.length).toBeGreaterThanOrEqual(5);
    expect(seen.every(({ name, subject }) => name === "Chief" && subject === analyst.id)).toBe(
      true,
    );
    const made = await server.send("/api/v1/people", { name: "New", roles: ["observer"] }, admin);
    const { account } = (await made.json()) as { account: { id: string } };
    expect((await read(`?subject=${account.id}`)).items.map(({ route }) => route)).toEqual([
      "/api/v1/people",
    ]);
  });

  test("[SRV-048] a sign-in is entered under the account, a refused one under nobody", async () => {
    const { people } = server.running.host;
    const { code } = await people.accounts.issueReset(analyst.id, "test");
    await people.accounts.usePasswordCode(code, "three quiet rivers");
    await server.send("/api/v1/session", { name: "Anna", password: "three quiet rivers" });
    await server.send("/api/v1/session", { name: "Anna", password: "not this one at all" });
    const { items } = await read();
    const entries = items.filter(({ route }) => route === "/api/v1/session");
    expect(entries.map(({ name, outcome }) => [name, outcome?.status, outcome?.code])).toEqual(
      expect.arrayContaining([
        ["Anna", 204, null],
        ["", 401, "TL_SERVER_LOGIN_WRONG"],
      ]),
    );
    expect(JSON.stringify(items)).not.toContain("quiet rivers");
    expect(JSON.stringify(items)).not.toContain("not this one");
  });

  test("[SRV-048] every route that could change it refuses: there is none but GET", async () => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      for (const path of ["/api/v1/audit", "/api/v1/audit/1"]) {
        const response = await server.call(path, { method, headers: admin });
        expect([method, path, response.status]).toEqual([method, path, 404]);
      }
    }
  });

  test("[SRV-048] a write that cannot be entered is refused and changes nothing", async () => {
    const { database } = server;
    await database.query("alter table truceline_people.audit rename to audit_away");
    try {
      const refused = await server.send(
        "/api/v1/people",
        { name: "Unseen", roles: ["observer"] },
        admin,
      );
      expect(refused.status).toBeGreaterThanOrEqual(500);
      const found = "select 1 from truceline_people.account where name = 'Unseen'";
      expect(await database.query(found)).toEqual([]);
    } finally {
      await database.query("alter table truceline_people.audit_away rename to audit");
    }
    const again = await server.send(
      "/api/v1/people",
      { name: "Unseen", roles: ["observer"] },
      admin,
    );
    expect(again.status).toBe(201);
  });

  test("[SRV-048] two hundred writes at once are two hundred entries", async () => {
    const token = server.running.host.tokens.add("writer", "analyst", Date.now());
    const authorization = `Bearer ${token}`;
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        server.send("/api/v1/observations", { nonsense: 1 }, { authorization }),
      ),
    );
    expect(answers.every(({ status }) => status === 422)).toBe(true);
    const { items } = await read("?person=writer&limit=500");
    expect(items.length).toBe(200);
    expect(items.every(({ outcome }) => outcome?.status === 422)).toBe(true);
  });

  test("[SRV-048] of a device the first write of a minute is entered by itself, the others are counted", async () => {
    const token = server.running.host.tokens.add("camera-2", "device", Date.now());
    for (let count = 0; count < 50; count++) {
      await server.send(
        "/api/v1/observations",
        { nonsense: 1 },
        { authorization: `Bearer ${token}` },
      );
    }
    const { items } = await read("?person=camera-2");
    expect(items.map(({ times }) => times).toSorted((a, b) => a - b)).toEqual([1, 49]);
  });
});

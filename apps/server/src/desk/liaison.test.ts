import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Credentials, openTestServer, type TestServer } from "../testing/open-test-server.ts";

let server: TestServer;
let mission: Credentials;
let ofA: Credentials;
let ofB: Credentials;
const nowMs = Date.now();
const secretName = "Colonel Planted";
const secretPlace = [-31.4142, 0.2718] as const;

beforeAll(async () => {
  server = await openTestServer();
  mission = await server.sessionOf(await server.account("officer", ["analyst"]));
  ofA = await server.sessionOf(await server.account("liaison a", ["liaison"], "a"));
  ofB = await server.sessionOf(await server.account("liaison b", ["liaison"], "b"));
}, 120_000);
afterAll(() => server.close());

const put = async (path: string, record: { readonly id: string }) => {
  const response = await server.call(`/api/v1/${path}/${record.id}`, {
    method: "PUT",
    headers: { ...mission, "content-type": "application/json" },
    body: JSON.stringify(record),
  });
  expect(response.status).toBe(201);
};
const call = (party: string) => ({
  schema: "call/1",
  id: randomUUID(),
  origin: "observed",
  version: 1,
  party,
  to: secretName,
  atMs: nowMs,
  about: `the road, to ${party}`,
  refs: [randomUUID()],
  state: "open",
});
const window = (parties: readonly string[]) => ({
  schema: "silence-window/1",
  id: randomUUID(),
  origin: "observed",
  version: 1,
  name: `water main ${parties.join("")}`,
  purpose: "repairs",
  place: { name: "pump house", position: secretPlace },
  radiusM: 500,
  span: { fromMs: nowMs, toMs: nowMs + 3_600_000 },
  guarantees: parties.map((party) => ({ party, atMs: nowMs, by: secretName })),
  state: "arranged",
});

async function look(path: string, who: Credentials) {
  const response = await server.call(`/api/v1/${path}`, { headers: who });
  const text = await response.text();
  const body = JSON.parse(text) as { items?: { id: string }[]; next?: string | null };
  return { status: response.status, text, body, ids: body.items?.map(({ id }) => id) ?? [] };
}

test("[SRV-072] a liaison sees the calls to its own party and the windows it guarantees, released, and no others", async () => {
  const calls = [call("a"), call("b")] as const;
  const windows = [window(["a", "b"]), window(["b"])] as const;
  for (const one of calls) await put("calls", one);
  for (const one of windows) await put("silence-windows", one);
  const [toA, toB] = calls;
  const [both, onlyB] = windows;

  expect((await look("calls", mission)).ids).toEqual(
    expect.arrayContaining(calls.map(({ id }) => id)),
  );
  expect((await look("calls?limit=1", ofA)).body).toMatchObject({
    items: [{ id: toA.id, schema: "released-call/1", release: "parties" }],
    next: null,
  });
  expect((await look("calls", ofB)).ids).toEqual([toB.id]);
  expect((await look("silence-windows", ofA)).ids).toEqual([both.id]);
  expect((await look("silence-windows", ofB)).ids.sort()).toEqual([both.id, onlyB.id].sort());

  for (const path of [
    `calls/${toB.id}`,
    `calls/${toB.id}/versions`,
    `silence-windows/${onlyB.id}`,
  ]) {
    expect((await look(path, ofA)).status, path).toBe(404);
    expect((await look(path, mission)).status, path).toBe(200);
  }
  expect((await look(`silence-windows/${both.id}`, ofA)).status).toBe(200);

  const paths = [
    "calls",
    `calls/${toA.id}`,
    `calls/${toA.id}/versions`,
    "silence-windows",
    `silence-windows/${both.id}`,
    `silence-windows/${both.id}/versions`,
  ];
  for (const path of paths) {
    const { text } = await look(path, ofA);
    for (const planted of [secretName, String(secretPlace[0]), "officer", onlyB.id, toB.id]) {
      expect(text.includes(planted), `${planted} in ${path}`).toBe(false);
    }
  }
});

test.each([
  ["silence-windows?box=-32,0,-31,1", "/box"],
  ["calls?subject=b", "/subject"],
  ["calls?source=x", "/source"],
])("[SRV-072] a liaison does not ask by place or name: %s", async (path, fault) => {
  expect((await look(path, ofA)).body).toMatchObject({
    code: "TL_SERVER_QUERY",
    faults: [{ path: fault }],
  });
  expect((await look(path, mission)).status).toBe(200);
});

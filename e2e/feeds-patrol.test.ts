import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CotEvent, writeCotFrame, writeCotXml } from "@truceline/interop";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ManagedFeedStatus } from "../apps/server/src/feeds/feed-manager.ts";
import {
  type Credentials,
  openTestServer,
  type TestServer,
} from "../apps/server/src/testing/open-test-server.ts";

// A patrol's device tells its own position through a real socket into a running server, beside devices and
// forces that nobody may follow: coverage counts the patrol by where it was, and of the others nothing is kept.

const midOcean = fileURLToPath(new URL("../fixtures/agreements/mid-ocean", import.meta.url));
const patrolId = "018f6a52-7c1e-7aaa-8000-0000000000c1";
const hourMs = 3_600_000;
const minuteMs = 60_000;
/** Three whole hours that are over. */
const dayEndMs = Math.floor(Date.now() / hourMs) * hourMs;
const dayMs = dayEndMs - 3 * hourMs;
/** In the agreement's area; nobody else may be found anywhere near where the others say they are. */
const stop = [-30.0156, 0.04] as const;
const elsewhere = [-30.02, 0.05] as const;

let agreementDir: string;
let server: TestServer;
let officer: Credentials;

const position = (
  uid: string,
  type: string,
  atMs: number,
  [lonDeg, latDeg]: readonly [number, number],
): CotEvent => ({
  ...{ uid, type, how: "m-g", lonDeg, latDeg, heightM: null, verticalErrorM: null },
  ...{ sentAtMs: atMs, startAtMs: atMs, staleAtMs: atMs + 5 * minuteMs, horizontalErrorM: 8 },
  detail: [{ name: "contact", attributes: { callsign: "C" }, children: [] }],
});

async function ask<Value>(path: string): Promise<Value> {
  const response = await server.call(`/api/v1${path}`, { headers: officer });
  expect(response.status, path).toBe(200);
  return (await response.json()) as Value;
}
interface LostHours {
  readonly rows: readonly {
    readonly id: string;
    readonly totalHours: number;
    readonly seenHours: number;
    readonly reasons: readonly { readonly reason: string; readonly hours: number }[];
  }[];
}
const patrolRow = async () => {
  const query = `from=${dayMs}&to=${dayEndMs}&by=sensor`;
  const { rows } = await ask<LostHours>(`/ledger/lost-hours?${query}`);
  return rows.find(({ id }) => id === "Patrol 6");
};
const feed = async () =>
  (await ask<{ items: readonly ManagedFeedStatus[] }>("/feeds")).items.find(
    ({ id }) => id === "clients",
  );
async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let attempt = 0; attempt < 2_000; attempt++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what}: ${JSON.stringify(await feed())}`);
}

beforeAll(async () => {
  agreementDir = mkdtempSync(join(tmpdir(), "truceline-feeds-patrol-"));
  cpSync(midOcean, agreementDir, { recursive: true });
  writeFileSync(
    join(agreementDir, "feeds.yaml"),
    `truceline: feeds/1
feeds:
  - { id: clients, url: "cot+tcp://:0", patrols: { ANDROID-1: ${patrolId} } }
`,
  );
  server = await openTestServer({ agreementDir });
  officer = await server.sessionOf(await server.account("ana", ["analyst"]));
  const desk = server.running.host.tokens.add("patrol-desk", "observer", Date.now());
  const place = { name: "Echo", position: stop };
  const put = await server.call(`/api/v1/patrols/${patrolId}`, {
    method: "PUT",
    headers: { "content-type": "application/json", authorization: `Bearer ${desk}` },
    body: JSON.stringify({
      ...{ schema: "patrol/1", id: patrolId, origin: "observed", version: 1, name: "Patrol 6" },
      ...{ state: "out", observers: [], plan: { fromMs: dayMs, toMs: dayEndMs } },
      stops: [{ place, span: { fromMs: dayMs, toMs: dayEndMs } }],
      ...{ clearances: [], checkIns: [], checkInEveryMs: hourMs, leftAtMs: dayMs },
    }),
  });
  expect(put.status, await put.text()).toBe(201);
});
afterAll(async () => {
  await server.close();
  rmSync(agreementDir, { recursive: true });
});

test("[FED-063] a patrol is counted by what its device sends, and nobody else is followed", async () => {
  const before = await patrolRow();
  expect(before?.seenHours).toBe(0);
  await until(async () => (await feed())?.port !== undefined, "listening");
  const socket = connect({ host: "127.0.0.1", port: (await feed())?.port ?? 0 });
  await once(socket, "connect");
  // Two hours at the stop, a position each ten seconds; then it is silent for the third.
  let listed = 0;
  for (let atMs = dayMs; atMs < dayMs + 2 * hourMs; atMs += 10_000) {
    listed += 1;
    socket.write(writeCotXml(position("ANDROID-1", "a-f-G-U-C", atMs, stop)));
  }
  // What is not the mission's own is not written by us either: the type is put in afterwards.
  const others: readonly (readonly [uid: string, type: string])[] = [
    ["ANDROID-2", "a-f-G-U-C"],
    ["ANDROID-3", "a-n-G"],
    ["ANDROID-1", "a-h-G-U-C"],
    ["FORCE-1", "a-h-G-U-C"],
    ["FORCE-2", "a-u-G-E-V"],
  ];
  for (const [uid, type] of others) {
    const own = writeCotXml(position(uid, "a-f-G", dayMs, elsewhere));
    socket.write(own.replace('"a-f-G"', `"${type}"`));
  }
  // Also as TAK protocol 1, on the same connection.
  socket.write(writeCotFrame({ event: position("ANDROID-4", "a-f-G", dayMs, elsewhere) }));
  socket.end();
  await until(async () => (await feed())?.messageCount === listed + 6, "heard");
  expect((await feed())?.messageCountByType).toEqual({
    "CoT patrol position": listed,
    "CoT position not on the list": 3,
    "CoT refused": 3,
  });
  // 720 positions, one kept in thirty seconds.
  await until(async () => (await feed())?.takenCount === 240, "stored");
  await server.running.host.current().reachedSeq();

  const tracks = await ask<{ items: readonly { patrolId: string; points: unknown[] }[] }>(
    "/patrol-tracks?limit=500",
  );
  expect(tracks.items).toHaveLength(240);
  expect(new Set(tracks.items.map((one) => one.patrolId))).toEqual(new Set([patrolId]));
  // Nothing anywhere of where the others said they were.
  expect(JSON.stringify(tracks)).not.toContain(JSON.stringify(elsewhere));
  for (const path of ["position-reports", "claims", "observations", "quarantine"]) {
    expect((await ask<{ items: unknown[] }>(`/${path}`)).items, path).toEqual([]);
  }

  await until(async () => ((await patrolRow())?.seenHours ?? 0) > 0, "counted");
  const after = await patrolRow();
  expect(after?.totalHours).toBeCloseTo(3, 2);
  expect(after?.seenHours).toBeCloseTo(2, 1);
  expect(after?.reasons.map(({ reason, hours }) => [reason, Math.round(hours)])).toContainEqual([
    "not-received",
    1,
  ]);
}, 60_000);

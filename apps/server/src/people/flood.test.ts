import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { AttemptLimit } from "./attempt-limit.ts";
import { SignInLimits } from "./sign-in-limits.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const password = "three quiet rivers";

/** A sign-in from another address of this machine, as another house would send it. */
function signInFrom(address: string, name: string, cookie = ""): Promise<number> {
  const body = JSON.stringify({ name, password });
  return new Promise((resolve, reject) => {
    const sent = request(
      `${server.address}/api/v1/session`,
      {
        method: "POST",
        localAddress: address,
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          cookie,
        },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

test("[SRV-046] ten thousand log-ins as fast as they come: refused at once, while the server answers and others sign in", async () => {
  const { people } = server.running.host;
  const { issued } = await people.accounts.add(
    { name: "Olena", roles: ["analyst"], party: null },
    "test",
  );
  await people.accounts.usePasswordCode(issued.code, password);
  const before = await server.send("/api/v1/session", { name: "Olena", password });
  const browser = /truceline_browser=[^;]+/.exec(before.headers.getSetCookie().join(" "))?.[0];
  const statuses = new Map<number, number>();
  const waits: number[] = [];
  let sentCount = 0;
  const flood = async () => {
    while (sentCount < 10_000) {
      const name = sentCount % 2 === 0 ? "Olena" : `somebody ${sentCount}`;
      sentCount += 1;
      const response = await server.send("/api/v1/session", { name, password: "x".repeat(12) });
      await response.arrayBuffer();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      if (response.status === 429) waits.push(Number(response.headers.get("retry-after")));
    }
  };
  const flooding = Promise.all(Array.from({ length: 20 }, flood));
  const answeredCount = () => [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const overtakenBy: number[] = [];
  const others: number[] = [];
  while (sentCount < 10_000) {
    const askedCount = answeredCount();
    expect((await server.call("/healthz")).status).toBe(200);
    overtakenBy.push(answeredCount() - askedCount);
    // Somebody in another house, and Olena at her own browser inside the flooded one.
    if (others.length < 6) {
      others.push(await signInFrom("127.0.0.2", `Petro ${others.length}`));
      others.push(await signInFrom("127.0.0.1", "Olena", browser));
    }
  }
  await flooding;
  expect(statuses.get(429)).toBeGreaterThan(9_800);
  expect([...statuses.keys()].every((status) => status === 429 || status === 401)).toBe(true);
  expect(waits.every((seconds) => seconds >= 1)).toBe(true);
  // Petro has no account: he is asked for his password and not sent away for the flood.
  expect(others).toEqual([401, 204, 401, 204, 401, 204]);
  // Counted in answers, not in time: each of the twenty is answered at most twice before it.
  const middle = Math.floor(overtakenBy.length / 2);
  expect(overtakenBy.toSorted((a, b) => a - b)[middle]).toBeLessThanOrEqual(40);
}, 300_000);

test("[SRV-046] a hundred thousand names and addresses take no more room than the limits allow", () => {
  const limits = new SignInLimits();
  let refused = 0;
  for (let index = 0; index < 100_000; index++) {
    const address = `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
    try {
      limits.checkName({ nameKey: `n${index}`, address, browser: undefined }, 1_000 + index);
    } catch {
      refused += 1;
    }
  }
  expect(refused).toBe(0);
  expect(limits.size).toBeLessThanOrEqual(40_000);
});

test.each([
  ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true],
  ["2001:db8:1:2::1", "2001:db8:1:3::1", false],
  ["10.0.0.1", "10.0.0.2", false],
])("[SRV-046] %s and %s are one house: %s", (first, second, isOne) => {
  const limits = new SignInLimits();
  for (let count = 0; count < 30; count++) limits.checkAddress(first, 0);
  const another = () => limits.checkAddress(second, 0);
  if (isOne) expect(another).toThrow(expect.objectContaining({ code: "TL_SERVER_TOO_MANY" }));
  else expect(another).not.toThrow();
});

test("[SRV-046] pauses double up to their longest and are forgotten after a quiet hour", () => {
  const limit = new AttemptLimit({ burst: 1, refillMs: 1_000, pauseMs: 1_000, pauseMaxMs: 8_000 });
  const pauses: number[] = [];
  let nowMs = 0;
  for (let round = 0; round < 6; round++) {
    expect(limit.take("x", nowMs)).toBe(0);
    pauses.push(limit.take("x", nowMs));
    nowMs += pauses.at(-1) ?? 0;
  }
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  nowMs += 3_700_000;
  expect(limit.take("x", nowMs)).toBe(0);
  expect(limit.take("x", nowMs)).toBe(1_000);
});

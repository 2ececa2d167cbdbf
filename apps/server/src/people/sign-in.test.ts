import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";

const startMs = 1_800_000_000_000;
let nowMs = startMs;
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({ clock: { nowMs: () => nowMs } });
});
afterAll(() => server.close());

const password = "three quiet rivers";
const hourMs = 3_600_000;
let addressCount = 0;

async function withPassword(name: string, roles = ["analyst"] as const): Promise<string> {
  const { people } = server.running.host;
  const { account, issued } = await people.accounts.add({ name, roles, party: null }, "test");
  await people.accounts.usePasswordCode(issued.code, password);
  return account.id;
}
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;
const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0] ?? "")
    .join("; ");
const whoAmI = async (cookie: string) =>
  (await (await server.call("/api/v1/session", { headers: { cookie } })).json()) as {
    name: string;
    roles: string[];
    csrf: string;
    kind: string;
  };
async function signIn(name: string, extra: object = {}): Promise<string> {
  const response = await server.send("/api/v1/session", { name, password, ...extra });
  expect(response.status).toBe(204);
  return cookiesOf(response);
}

describe("signing in", () => {
  test("[SRV-043] a name and a password open a session that no script can read", async () => {
    await withPassword("Anna Kovalenko");
    const response = await server.send("/api/v1/session", {
      name: "  ANNA  kovalenko",
      password,
    });
    const [session, browser] = response.headers.getSetCookie();
    expect(session).toMatch(/^truceline_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(browser).toMatch(/^truceline_browser=.*HttpOnly; SameSite=Strict/);
    const me = await whoAmI(cookiesOf(response));
    expect(me).toMatchObject({ name: "Anna Kovalenko", roles: ["analyst"], kind: "person" });
    expect(me.csrf).toMatch(/^[\w-]{43}$/);
  });

  test("[SRV-043] only hashes of passwords, sessions and codes are kept", async () => {
    const { people } = server.running.host;
    await withPassword("hash keeper");
    const login = await people.store.findLogin("hash keeper");
    expect(login?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=32768,t=2,p=1\$/);
    const cookie = await signIn("hash keeper");
    const secret = /truceline_session=([\w-]+)/.exec(cookie)?.[1] ?? "";
    const { issued } = await people.accounts.add(
      { name: "code keeper", roles: ["observer"], party: null },
      "test",
    );
    const rows = await server.database.query<{ all: string }>(
      `select (select string_agg(s::text, ' ') from truceline_people.session s)
         || (select string_agg(c::text, ' ') from truceline_people.one_time_code c)
         || (select string_agg(a::text, ' ') from truceline_people.account a) as all`,
    );
    const all = String(rows[0]?.all);
    expect(all.length).toBeGreaterThan(500);
    for (const one of [secret, issued.code, password]) {
      expect(all).not.toContain(one);
      expect(all).not.toContain(Buffer.from(one).toString("hex"));
    }
  });

  test("[SRV-043] a name that is not there and a wrong password get the same answer in the same time", async () => {
    await withPassword("Boris");
    const timed = async (name: string) => {
      const from = performance.now();
      const response = await server.send("/api/v1/session", { name, password: "not this one" });
      const { code, title, status } = (await response.json()) as Record<string, unknown>;
      return { tookMs: performance.now() - from, answer: [status, code, title] };
    };
    const wrong = await timed("Boris");
    const absent = await timed("Nobody");
    expect(absent.answer).toEqual(wrong.answer);
    expect(absent.answer.slice(0, 2)).toEqual([401, "TL_SERVER_LOGIN_WRONG"]);
    // A refusal without a hash takes about a millisecond, one with it many.
    expect(absent.tookMs).toBeGreaterThan(15);
    expect(wrong.tookMs).toBeGreaterThan(15);
  });

  test("[SRV-044] a session ends by idleness, on its last day, by signing out, and with the account", async () => {
    const id = await withPassword("Cleo");
    const status = async (cookie: string) =>
      (await server.call("/api/v1/sessions", { headers: { cookie } })).status;
    const idle = await signIn("Cleo");
    expect(await status(idle)).toBe(200);
    nowMs += 12 * hourMs;
    const late = await server.call("/api/v1/sessions", { headers: { cookie: idle } });
    expect([late.status, await codeOf(late)]).toEqual([401, "TL_SERVER_SESSION_ENDED"]);
    expect(late.headers.get("set-cookie")).toMatch(/^truceline_session=; .*Max-Age=0/);

    const busy = await signIn("Cleo");
    for (let hour = 0; hour < 7 * 24 - 1; hour += 11) {
      expect(await status(busy)).toBe(200);
      nowMs += 11 * hourMs;
    }
    nowMs += 11 * hourMs;
    expect(await status(busy)).toBe(401);

    const left = await signIn("Cleo");
    const { csrf } = await whoAmI(left);
    const out = await server.send(
      "/api/v1/sessions/end",
      {},
      { cookie: left, "x-truceline-csrf": csrf },
    );
    expect(out.status).toBe(204);
    expect(await status(left)).toBe(401);

    const shut = await signIn("Cleo");
    await server.running.host.people.accounts.disable(id);
    expect(await status(shut)).toBe(401);
    const refused = await server.send("/api/v1/session", { name: "Cleo", password });
    expect([refused.status, await codeOf(refused)]).toEqual([401, "TL_SERVER_LOGIN_WRONG"]);
  });

  test("[SRV-044] a phone stays signed in for 14 days, as an observer only", async () => {
    const { people } = server.running.host;
    const { account, issued } = await people.accounts.add(
      { name: "Dmytro", roles: ["observer", "administrator"], party: null },
      "test",
    );
    await people.accounts.usePasswordCode(issued.code, password);
    const phone = await signIn("Dmytro", { remember: true });
    nowMs += 13 * 24 * hourMs;
    expect((await whoAmI(phone)).roles).toEqual(["observer"]);
    const governed = await server.call("/api/v1/people", { headers: { cookie: phone } });
    expect(governed.status).toBe(403);
    nowMs += 24 * hourMs;
    expect((await server.call("/api/v1/sessions", { headers: { cookie: phone } })).status).toBe(
      401,
    );
    expect(account.roles).toContain("observer");
    await withPassword("Analyst only");
    const refused = await server.send("/api/v1/session", {
      name: "Analyst only",
      password,
      remember: true,
    });
    expect([refused.status, await codeOf(refused)]).toEqual([403, "TL_SERVER_REMEMBER"]);
  });

  test("[SRV-044] a change of rights or password shuts the other sessions and renews the own", async () => {
    const id = await withPassword("Ella");
    const [here, elsewhere] = [await signIn("Ella"), await signIn("Ella")];
    const { csrf } = await whoAmI(here);
    const changed = await server.send(
      "/api/v1/session/password",
      { current: password, password: "another quiet river" },
      { cookie: here, "x-truceline-csrf": csrf },
    );
    expect(changed.status).toBe(204);
    const renewed = cookiesOf(changed);
    const onTheWay = await server.call("/api/v1/sessions", { headers: { cookie: here } });
    expect([onTheWay.status, onTheWay.headers.get("set-cookie")]).toEqual([401, null]);
    for (const old of [here, elsewhere]) {
      expect((await server.call("/api/v1/sessions", { headers: { cookie: old } })).status).toBe(
        401,
      );
    }
    expect((await whoAmI(renewed)).name).toBe("Ella");
    await server.running.host.people.accounts.setRoles(id, ["observer"], null, null);
    expect((await server.call("/api/v1/sessions", { headers: { cookie: renewed } })).status).toBe(
      401,
    );
  });

  test("[SRV-044] I see my own sessions and end one of them, and nobody else's", async () => {
    await withPassword("Finn");
    await withPassword("Greta");
    const finn = await signIn("Finn");
    const phone = await signIn("Finn");
    const greta = await signIn("Greta");
    const list = async (cookie: string) =>
      (
        (await (await server.call("/api/v1/sessions", { headers: { cookie } })).json()) as {
          items: { id: string; own: boolean }[];
        }
      ).items;
    const mine = await list(finn);
    expect(mine.map(({ own }) => own).toSorted()).toEqual([false, true]);
    const theirs = (await list(greta))[0]?.id ?? "";
    const headers = { cookie: finn, "x-truceline-csrf": (await whoAmI(finn)).csrf };
    expect((await server.send(`/api/v1/sessions/${theirs}/end`, {}, headers)).status).toBe(404);
    expect((await list(greta)).length).toBe(1);
    const other = mine.find(({ own }) => !own)?.id ?? "";
    expect((await server.send(`/api/v1/sessions/${other}/end`, {}, headers)).status).toBe(204);
    expect((await server.call("/api/v1/sessions", { headers: { cookie: phone } })).status).toBe(
      401,
    );
    const again = await signIn("Finn");
    const everywhere = { cookie: again, "x-truceline-csrf": (await whoAmI(again)).csrf };
    await server.send("/api/v1/sessions/end", { everywhere: true }, everywhere);
    for (const cookie of [finn, again]) {
      expect((await server.call("/api/v1/sessions", { headers: { cookie } })).status).toBe(401);
    }
  });
});

test("[SRV-044] who changes their own roles goes on under another secret", async () => {
  const { people } = server.running.host;
  const { account, issued } = await people.accounts.add(
    { name: "Own chief", roles: ["administrator"], party: null },
    "test",
  );
  await people.accounts.usePasswordCode(issued.code, password);
  const cookie = await signIn("Own chief");
  const changed = await server.send(
    `/api/v1/people/${account.id}/roles`,
    { roles: ["administrator", "analyst"] },
    { cookie, "x-truceline-csrf": (await whoAmI(cookie)).csrf },
  );
  expect(changed.status).toBe(200);
  expect((await whoAmI(cookiesOf(changed))).roles).toEqual(["administrator", "analyst"]);
  expect((await server.call("/api/v1/sessions", { headers: { cookie } })).status).toBe(401);
});

describe("what somebody might try", () => {
  test("[SRV-045] forged, replayed and guessed cookies are refused and become nobody's guest", async () => {
    await withPassword("Hanna");
    const cookie = await signIn("Hanna");
    const secret = /truceline_session=([\w-]+)/.exec(cookie)?.[1] ?? "";
    const flipped = `${secret.slice(0, -2)}${secret.endsWith("AA") ? "BB" : "AA"}`;
    const tries = [
      flipped,
      "a".repeat(43),
      `${secret}x`,
      "%00",
      "x".repeat(5_000),
      "'; select 1 --",
    ];
    for (const value of tries) {
      const response = await server.call("/api/v1/session", {
        headers: { cookie: `truceline_session=${value}` },
      });
      expect([value.slice(0, 50), response.status]).toEqual([value.slice(0, 50), 401]);
    }
    const { csrf } = await whoAmI(cookie);
    await server.send("/api/v1/sessions/end", {}, { cookie, "x-truceline-csrf": csrf });
    expect((await server.call("/api/v1/session", { headers: { cookie } })).status).toBe(401);
  });

  test("[SRV-045] a session planted before the sign-in is worth nothing after it", async () => {
    await withPassword("Ivan");
    await withPassword("Mallory");
    const planted = await signIn("Mallory");
    const response = await server.send(
      "/api/v1/session",
      { name: "Ivan", password },
      { cookie: planted },
    );
    const given = cookiesOf(response);
    expect(given).not.toContain(/truceline_session=[\w-]+/.exec(planted)?.[0]);
    expect((await whoAmI(given)).name).toBe("Ivan");
    expect((await server.call("/api/v1/session", { headers: { cookie: planted } })).status).toBe(
      401,
    );
  });

  test("[SRV-045] another page cannot write with the cookie", async () => {
    await withPassword("Julia");
    const cookie = await signIn("Julia");
    const { csrf } = await whoAmI(cookie);
    const other = await whoAmI(await signIn("Julia"));
    const write = (headers: Record<string, string>) =>
      server.send("/api/v1/sessions/end", {}, { cookie, ...headers });
    for (const headers of [
      {},
      { "x-truceline-csrf": "" },
      { "x-truceline-csrf": other.csrf },
      { "x-truceline-csrf": `${csrf}x` },
    ]) {
      const response = await write(headers);
      expect([response.status, await codeOf(response)]).toEqual([403, "TL_SERVER_CSRF"]);
    }
    const foreign = await write({
      "x-truceline-csrf": csrf,
      origin: "https://elsewhere.example",
    });
    expect([foreign.status, await codeOf(foreign)]).toEqual([403, "TL_SERVER_FOREIGN_PAGE"]);
    expect((await whoAmI(cookie)).name).toBe("Julia");
    expect((await write({ "x-truceline-csrf": csrf, origin: server.address })).status).toBe(204);
  });

  test("[SRV-046] who guesses at a name waits longer and longer; its holder's own browser does not", async () => {
    await withPassword("Kira");
    const browser = /truceline_browser=[^;]+/.exec(await signIn("Kira"))?.[0] ?? "";
    nowMs += hourMs;
    const guess = (extra: Record<string, string> = {}) =>
      server.send("/api/v1/session", { name: "kira", password: "wrong wrong wrong" }, extra);
    const answers = [];
    for (let attempt = 0; attempt < 7; attempt++) answers.push(await guess());
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
    const firstWaitS = Number(answers[6]?.headers.get("retry-after"));
    expect(firstWaitS).toBeGreaterThan(0);
    expect(firstWaitS).toBeLessThanOrEqual(30);
    // The right password does not open it either: a guesser would learn which one is right.
    expect((await server.send("/api/v1/session", { name: "Kira", password })).status).toBe(429);
    nowMs += 60_000;
    expect((await guess()).status).toBe(401);
    const second = await guess();
    expect(Number(second.headers.get("retry-after"))).toBeGreaterThan(30);
    const own = await server.send(
      "/api/v1/session",
      { name: "Kira", password },
      { cookie: browser },
    );
    expect(own.status).toBe(204);
    // A mark of another name's browser helps nobody.
    await withPassword("Lev");
    nowMs += hourMs;
    const levs = /truceline_browser=[^;]+/.exec(await signIn("Lev"))?.[0] ?? "";
    const borrowed = [];
    for (let attempt = 0; attempt < 6; attempt++)
      borrowed.push((await guess({ cookie: levs })).status);
    expect(borrowed.at(-1)).toBe(429);
    nowMs += hourMs;
  });

  test("[SRV-045] a link works once and not for anything else, and weak passwords are refused", async () => {
    const { people } = server.running.host;
    const issued = await people.accounts.issueSetUp("test");
    const use = (body: object) => server.send("/api/v1/people/link/use", body);
    const code = issued.code;
    for (const [password, expected] of [
      ["short", 400],
      ["password1234", 400],
      ["aaaaaaaaaaaaaaa", 400],
      ["First Administrator", 400],
    ] as const) {
      const response = await use({ code, name: "First Administrator", password });
      expect([password, response.status, await codeOf(response)]).toEqual([
        password,
        expected,
        "TL_SERVER_PASSWORD",
      ]);
    }
    expect((await use({ code, password })).status).toBe(410);
    expect((await use({ code, name: "аdmin", password })).status).toBe(400);
    expect((await use({ code, name: "First Administrator", password })).status).toBe(204);
    expect((await use({ code, name: "Second", password })).status).toBe(410);
    const cookie = await signIn("First Administrator");
    expect((await whoAmI(cookie)).roles).toEqual(["administrator"]);
  });
});

test("[SRV-046] behind one's own proxy the browser's address counts and cookies are Secure; else neither is believed", async () => {
  const proxied = await openTestServer({ trustsProxy: true });
  try {
    const { people } = proxied.running.host;
    const { issued } = await people.accounts.add(
      { name: "Marta", roles: ["analyst"], party: null },
      "test",
    );
    await people.accounts.usePasswordCode(issued.code, password);
    const forwarded = { "x-forwarded-proto": "https", "x-forwarded-for": "6.6.6.6, 203.0.113.7" };
    const response = await proxied.send("/api/v1/session", { name: "Marta", password }, forwarded);
    expect(response.headers.getSetCookie().every((line) => line.includes("; Secure"))).toBe(true);
    const list = await proxied.call("/api/v1/sessions", {
      headers: { cookie: cookiesOf(response) },
    });
    expect(await list.json()).toMatchObject({ items: [{ address: "203.0.113.7" }] });
  } finally {
    await proxied.close();
  }
  nowMs += hourMs;
  await withPassword(`Nina ${addressCount++}`);
  const plain = await server.send(
    "/api/v1/session",
    { name: "Nina 0", password },
    { "x-forwarded-proto": "https", "x-forwarded-for": "6.6.6.6" },
  );
  expect(plain.headers.getSetCookie().some((line) => line.includes("Secure"))).toBe(false);
});

describe("a token at the page", () => {
  test("[SRV-044] opens a session that lasts as long as the token works; a device's does not", async () => {
    const { tokens } = server.running.host;
    const token = tokens.add("Script", "analyst", nowMs);
    const response = await server.send("/api/v1/session", { token });
    expect(response.status).toBe(204);
    const cookie = cookiesOf(response);
    expect(cookie).not.toContain(token);
    const me = await whoAmI(cookie);
    expect(me).toMatchObject({ name: "Script", roles: ["analyst"] });
    const headers = { cookie, "x-truceline-csrf": me.csrf };
    const own = await server.send(
      "/api/v1/session/password",
      { current: "x", password: "three quiet rivers" },
      headers,
    );
    expect(own.status).toBe(403);
    tokens.revoke("Script", nowMs);
    expect((await server.call("/api/v1/sessions", { headers: { cookie } })).status).toBe(401);
    const device = tokens.add("camera-1", "device", nowMs);
    const refused = await server.send("/api/v1/session", { token: device });
    expect([refused.status, await codeOf(refused)]).toEqual([403, "TL_SERVER_ROLE"]);
    const wrong = await server.send("/api/v1/session", { token: `${device}x` });
    expect([wrong.status, await codeOf(wrong)]).toEqual([401, "TL_SERVER_TOKEN_WRONG"]);
  });

  test("[SRV-045] a revoked and a rotated token, shown again, are refused", async () => {
    const { tokens } = server.running.host;
    const ask = (token: string) =>
      server.call("/api/v1/observations", { headers: { authorization: `Bearer ${token}` } });
    const revoked = tokens.add("old script", "analyst", nowMs);
    expect((await ask(revoked)).status).toBe(200);
    tokens.revoke("old script", nowMs);
    expect((await ask(revoked)).status).toBe(401);
    const first = tokens.add("script", "analyst", nowMs);
    const rotated = await server.send(
      "/api/v1/devices/rotate",
      {},
      { authorization: `Bearer ${first}` },
    );
    const { token } = (await rotated.json()) as { token: string };
    expect((await ask(first)).status).toBe(200);
    nowMs += 10 * 60_000;
    expect((await ask(first)).status).toBe(401);
    expect((await ask(token)).status).toBe(200);
  });
});

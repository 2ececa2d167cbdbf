import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Role, roles } from "@truceline/model";
import type { Account } from "@truceline/watch";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectGolden } from "../../../../checks/expect-golden.ts";
import { accountRoles } from "../people/accounts.ts";
import type { Route } from "../route.ts";
import { type Credentials, openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { allRoutes } from "./all-routes.ts";

/** Everybody there is: each role, somebody at this machine in an exercise, and nobody. */
type Who = Role | "guest" | "nobody";
const everybody: readonly Who[] = [...roles, "guest", "nobody"];
const unknownId = "018f0000-0000-7000-8000-00000000ffff";

let watching: TestServer;
let exercise: TestServer;
const accounts = new Map<Role, Account>();
const tokens = new Map<Role, string>();
beforeAll(async () => {
  [watching, exercise] = await Promise.all([openTestServer(), openTestServer({ exercise: true })]);
  for (const role of accountRoles) {
    accounts.set(role, await watching.account(role, [role], role === "liaison" ? "a" : undefined));
  }
  for (const role of roles) {
    tokens.set(role, watching.running.host.tokens.add(`a ${role}`, role, Date.now()));
  }
}, 400_000);
afterAll(async () => {
  await Promise.all([watching.close(), exercise.close()]);
});

const isWrite = ({ method }: Route): boolean => method !== "GET";
const nameOf = ({ method, url }: Route): string => `${method} ${url}`;

/** What the declaration says: let in, asked who they are, or told that they may not. */
function declared({ roles: allowed, needsToken = false }: Route, who: Who): "yes" | 401 | 403 {
  if (allowed === "anybody") return "yes";
  if (who === "nobody") return 401;
  if (who !== "guest") return allowed.includes(who) ? "yes" : 403;
  if (needsToken) return 401;
  const guestRoles: readonly Role[] = ["observer", "analyst", "reporting-officer"];
  return guestRoles.some((role) => allowed.includes(role)) ? "yes" : 403;
}

/** People by a session of their account, devices and the public by a token. */
async function credentialsOf(who: Who): Promise<Credentials> {
  if (who === "guest" || who === "nobody") return {};
  const account = accounts.get(who);
  return account === undefined
    ? { authorization: `Bearer ${tokens.get(who)}` }
    : watching.sessionOf(account);
}

/** The call itself: an id that nobody has, and a body that no route takes. */
async function tried(route: Route, who: Who): Promise<number> {
  const server = who === "guest" ? exercise : watching;
  const stop = new AbortController();
  const url = route.url.replaceAll(/:[A-Za-z0-9]+/g, unknownId);
  const response = await server.call(url, {
    method: route.method,
    headers: { "content-type": "application/json", ...(await credentialsOf(who)) },
    signal: stop.signal,
    ...(isWrite(route) ? { body: '{"nobody":"takes this"}' } : {}),
  });
  const { status } = response;
  stop.abort(); // A stream would go on; nothing that follows is looked at.
  await response.body?.cancel().catch(() => {});
  return status;
}

/** All that a write could change, as text; the audit is not part of it, nor when somebody was seen. */
async function everythingIn(server: TestServer): Promise<string> {
  const { database } = server;
  // In an exercise the made-up world writes records all the time, whoever is refused.
  const schemas =
    server === exercise
      ? "table_schema = 'truceline_people'"
      : "table_schema like 'tl\\_%' or table_schema = 'truceline_people'";
  const tables = await database.query<{ schema: string; name: string }>(
    `select table_schema as schema, table_name as name from information_schema.tables
     where ${schemas} order by 1, 2`,
  );
  const parts: string[] = [];
  for (const { schema, name } of tables) {
    if (["audit", "audit_outcome", "pipeline_cursor", "record_count"].includes(name)) continue;
    // Derived by the pipeline, by itself.
    const where = name === "record" ? "where kind not in (11, 12, 13, 14)" : "";
    const seen = name === "session" ? " - 'seen_at_ms'" : "";
    const rows = await database.query<{ all: string }>(
      `select count(*) || coalesce(md5(string_agg(t, ' ' order by t)), '') as all
       from (select (to_jsonb(r)${seen})::text as t from "${schema}"."${name}" r ${where}) x`,
    );
    parts.push(`${schema}.${name} ${rows[0]?.all}`);
  }
  const path = join(server.dataDir, "tokens.json");
  const file = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : { tokens: [] };
  for (const token of file.tokens) delete token.seenAtMs;
  return `${parts.join("\n")}\n${JSON.stringify(file)}\n${server.running.host.current().id}`;
}

describe("every route", () => {
  test("declares its level, and none tells liaisons or the public anything `internal`", () => {
    expect(allRoutes.length).toBeGreaterThan(55);
    const names = allRoutes.map(nameOf);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    const open = allRoutes.filter(
      ({ roles: allowed, release, releaseOutside = release }) =>
        releaseOutside === "internal" &&
        (allowed === "anybody" || allowed.includes("liaison") || allowed.includes("public")),
    );
    expect(open.map(nameOf)).toEqual([]);
  });

  test("[SRV-001, SRV-047] lets in and refuses each role, a device, a guest and nobody exactly as declared", async () => {
    const differences: string[] = [];
    const rows: string[] = [];
    for (const route of allRoutes) {
      const cells: string[] = [];
      for (const who of everybody) {
        const status = await tried(route, who);
        const got = status === 401 || status === 403 ? status : "yes";
        const expected = declared(route, who);
        if (got !== expected)
          differences.push(`${nameOf(route)} as ${who}: ${status}, declared ${expected}`);
        if (status >= 500) differences.push(`${nameOf(route)} as ${who}: ${status}`);
        cells.push(got === "yes" ? "yes" : "–");
      }
      const { release, releaseOutside } = route;
      const level =
        releaseOutside === undefined ? release : `${release}, outside ${releaseOutside}`;
      rows.push(`| \`${nameOf(route)}\` | ${level} | ${cells.join(" | ")} |`);
    }
    expect(differences).toEqual([]);
    expectGolden(new URL("../../../../docs/reference/routes.md", import.meta.url), page(rows));
  }, 400_000);

  test("[SRV-047] that is refused has changed nothing", async () => {
    let count = 0;
    for (const who of everybody) {
      const server = who === "guest" ? exercise : watching;
      const refused = allRoutes.filter((route) => isWrite(route) && declared(route, who) !== "yes");
      count += refused.length;
      // Signing in is a change of its own: done before, and the same for all.
      const credentials = await credentialsOf(who);
      const before = await everythingIn(server);
      for (const route of refused) {
        const url = route.url.replaceAll(/:[A-Za-z0-9]+/g, unknownId);
        const response = await server.call(url, {
          method: route.method,
          headers: { "content-type": "application/json", ...credentials },
          body: "{}",
        });
        expect([nameOf(route), response.status]).toEqual([nameOf(route), declared(route, who)]);
      }
      expect(await everythingIn(server)).toBe(before);
    }
    expect(count).toBeGreaterThan(80);
  }, 400_000);

  test("[SRV-047] the check would see a change", async () => {
    const before = await everythingIn(watching);
    watching.running.host.tokens.add("one more", "device", Date.now());
    const after = await everythingIn(watching);
    expect(after).not.toBe(before);
    await watching.account("one more", ["observer"]);
    expect(await everythingIn(watching)).not.toBe(after);
  });
});

function page(rows: readonly string[]): string {
  const head = ["route", "level", ...everybody];
  return [
    "# Routes and who may call them",
    "",
    "Tried on a real server, each route as each of these; made by",
    "`REGEN=1 npx vitest run apps/server/src/routes/route-matrix`. *Level* is the highest release level a",
    "route can answer with, and of that what those outside the mission are told. A *guest* is somebody at",
    "this machine while an exercise runs; where the world is watched there is none. *Nobody* has neither",
    "signed in nor a token.",
    "",
    `| ${head.join(" | ")} |`,
    `|${head.map(() => "---").join("|")}|`,
    ...rows,
    "",
  ].join("\n");
}

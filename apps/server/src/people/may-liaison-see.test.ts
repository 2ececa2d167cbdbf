import type { Role } from "@truceline/model";
import Type from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Caller } from "../access.ts";
import { createServer } from "../create-server.ts";
import { ServerError } from "../errors.ts";
import type { Route } from "../route.ts";
import { openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { mayLiaisonSee, type Shareable } from "./may-liaison-see.ts";

const caller = (role: Role | undefined, party: string | null = null): Caller => ({
  name: "x",
  roles: role === undefined ? [] : [role],
  party,
  guest: false,
  kind: "person",
});

describe("mayLiaisonSee", () => {
  test.each<[Shareable, Role | undefined, string | null, boolean]>([
    [{ party: "a", release: "parties" }, "liaison", "a", true],
    [{ party: "a", release: "parties" }, "liaison", "b", false],
    [{ party: "a", release: "internal" }, "liaison", "a", false],
    [{ party: "a" }, "liaison", "a", false],
    [{ release: "parties" }, "liaison", "a", true],
    [{ party: null, release: "public" }, "liaison", "b", true],
    [{ party: "a", release: "public" }, "liaison", "b", false],
    [{ party: "a", release: "internal" }, "analyst", null, true],
    [{}, "observer", null, true],
    [{ release: "parties" }, "public", null, false],
    [{ release: "public" }, "public", null, true],
    [{ release: "parties" }, undefined, null, false],
    [{ release: "parties" }, "device", null, false],
  ])("[SRV-050] %j to %s of %s: %s", (record, role, party, expected) => {
    expect(mayLiaisonSee(record, caller(role, party))).toBe(expected);
  });
});

describe("over a route", () => {
  let server: TestServer;
  let door: Awaited<ReturnType<typeof createServer>>;
  const papers = new Map<string, Shareable>([
    ["paper-a", { party: "a", release: "parties" }],
    ["paper-b", { party: "b", release: "parties" }],
    ["draft-a", { party: "a", release: "internal" }],
  ]);
  const route: Route = {
    method: "GET",
    url: "/api/v1/papers/:id",
    summary: "A paper, as a route for liaisons asks the rule.",
    roles: ["liaison", "analyst"],
    release: "parties",
    params: Type.Object({ id: Type.String() }),
    async handle({ request, caller: who }) {
      const { id } = request.params as { readonly id: string };
      const paper = papers.get(id);
      if (paper === undefined || !mayLiaisonSee(paper, who))
        throw new ServerError("TL_SERVER_NOT_FOUND", { id });
      return paper;
    },
  };
  beforeAll(async () => {
    server = await openTestServer();
    const { host } = server.running;
    const { pino } = await import("pino");
    door = await createServer({
      host,
      logger: pino({ level: "silent" }),
      pageDir: undefined,
      routes: [route],
    });
  });
  afterAll(async () => {
    await door.close();
    await server.close();
  });

  test("[SRV-050] liaison A asking for B's papers, or for a draft, gets the answer of a paper that is not there", async () => {
    const a = await server.sessionOf(await server.account("Liaison A", ["liaison"], "a"));
    const analyst = await server.sessionOf(await server.account("Analyst", ["analyst"]));
    const ask = async (id: string, headers: Record<string, string>) => {
      const { statusCode, body } = await door.inject({ url: `/api/v1/papers/${id}`, headers });
      return [statusCode, body.replace(/"instance":"[^"]*"/, "")] as const;
    };
    expect((await ask("paper-a", a))[0]).toBe(200);
    const absent = await ask("paper-z", a);
    expect(absent[0]).toBe(404);
    expect(await ask("paper-b", a)).toEqual(absent);
    expect(await ask("draft-a", a)).toEqual(absent);
    for (const id of papers.keys()) expect((await ask(id, analyst))[0]).toBe(200);
  });

  test("[SRV-050] a liaison is one party's and nothing else", async () => {
    const { accounts } = server.running.host.people;
    for (const [roles, party] of [
      [["liaison"], null],
      [["liaison", "analyst"], "a"],
      [["analyst"], "a"],
      [["device"], null],
      [[], null],
    ] as const) {
      await expect(accounts.add({ name: "somebody", roles, party }, "test")).rejects.toMatchObject({
        code: "TL_SERVER_ROLES",
      });
    }
    const admin = await server.sessionOf(await server.account("Chief", ["administrator"]));
    const draft = { name: "Liaison Q", roles: ["liaison"], party: "q" };
    const refused = await server.send("/api/v1/people", draft, admin);
    expect(refused.status).toBe(400);
  });
});

/** What nearly every file of these tests begins with: a server, its people, a browser; all ended after it. */
import type { Role } from "@truceline/model";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { openBrowser } from "./browser.ts";
import { gatherPeople, type Person, type PersonDraft } from "./mission-people.ts";
import {
  deviceToken,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from "./server-process.ts";

export interface HouseOptions {
  /** What `truceline watch` is asked for; absent: the agreement in the ocean. */
  readonly args?: readonly string[];
  readonly people?: readonly PersonDraft[];
  /** Roles of which a device holds a token. */
  readonly roles?: readonly Role[];
}

export interface House {
  readonly server: ServerProcess;
  readonly dataDir: string;
  /** Somebody with an account, signed in. Throws for a name that was not asked for. */
  who(name: string): Person;
  /** The token of a role that was asked for. */
  token(role: Role): string;
  /** What somebody is answered, as JSON; throws where they are refused. */
  ask<Answer = Record<string, unknown>>(
    by: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer>;
}

const midOcean = ["fixtures/agreements/mid-ocean"];

/** A house for all tests of the file that calls this, open from before the first to after the last. */
export function openHouse({ args = midOcean, people = [], roles = [] }: HouseOptions = {}): House {
  const data = temporaryDataDir();
  let server: ServerProcess | undefined;
  let gathered: ReadonlyMap<string, Person> = new Map();
  let tokens: ReadonlyMap<string, string> = new Map();
  beforeAll(async () => {
    server = await startServerProcess({ args, dataDir: data.dir });
    if (people.length > 0) gathered = await gatherPeople(server, people);
    tokens = new Map(roles.map((role) => [role, deviceToken(data.dir, `a-${role}`, role)]));
  }, 240_000);
  afterAll(async () => {
    // What ends otherwise left something behind, or fell before it was asked to stop.
    if (server !== undefined) expect(await server.stop()).toBe(0);
    data.remove();
  }, 60_000);

  const who = (name: string): Person => there(gathered.get(name), `nobody is called ${name}`);
  return {
    get server() {
      return there(server, "the server has not started");
    },
    dataDir: data.dir,
    who,
    token: (role) => there(tokens.get(role), `no device has the role ${role}`),
    ask: async (by, method, path, body) => {
      const answer = await who(by).ask(method, path, body);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${answer.status} ${method} ${path}: ${text}`);
      return JSON.parse(text);
    },
  };
}

/** A browser for all tests of the file that calls this. */
export function openWindow(): { readonly browser: Browser } {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await openBrowser();
  }, 60_000);
  afterAll(() => browser?.close());
  return {
    get browser() {
      return there(browser, "the browser has not started");
    },
  };
}

function there<Value>(value: Value | undefined, otherwise: string): Value {
  if (value === undefined) throw new Error(otherwise);
  return value;
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Clock, Role } from "@truceline/model";
import { openTestDatabase, type TestDatabase } from "@truceline/store-postgres/testing";
import type { Account } from "@truceline/watch";
import { pino } from "pino";
import { csrfOf } from "../people/sessions.ts";
import { type RunningServer, startServer } from "../start-server.ts";

const midOceanDir = fileURLToPath(
  new URL("../../../../fixtures/agreements/mid-ocean", import.meta.url),
);

/** What a request needs to be somebody's. */
export type Credentials = Readonly<Record<string, string>>;

/** A whole server on a free port, with a database and a data folder of its own. */
export interface TestServer {
  readonly address: string;
  readonly running: RunningServer;
  readonly database: TestDatabase;
  readonly dataDir: string;
  /** An account with these roles; made without a password, which costs time. */
  account(name: string, roles: readonly Role[], party?: string): Promise<Account>;
  /** A new session of an account. */
  sessionOf(account: Account): Promise<Credentials>;
  call(path: string, init?: RequestInit): Promise<Response>;
  /** A JSON write. */
  send(path: string, body: unknown, credentials?: Credentials): Promise<Response>;
  close(): Promise<void>;
}

export async function openTestServer(
  options: {
    /** Mid-ocean unless given. */
    readonly agreementDir?: string;
    readonly exercise?: boolean;
    /** The built page, where a browser looks. */
    readonly pageDir?: string;
    readonly feedUrls?: readonly string[];
    /** The room's, instead of the wall clock. */
    readonly roomClock?: Clock;
    readonly clock?: Clock;
    readonly trustsProxy?: boolean;
  } = {},
): Promise<TestServer> {
  const database = await openTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), "truceline-server-"));
  const { user, password, host, port, database: name } = database.connection;
  const query = new URLSearchParams({ host: String(host), port: String(port) });
  const running = await startServer({
    agreementDir: options.agreementDir ?? midOceanDir,
    deploymentPath: undefined,
    exercise: options.exercise === true ? { seed: "linden" } : undefined,
    replay: undefined,
    feedUrls: options.feedUrls,
    ...(options.roomClock === undefined ? {} : { roomClock: options.roomClock }),
    host: "127.0.0.1",
    port: 0,
    dataDir,
    databaseUrl: `postgres://${user}:${encodeURIComponent(password ?? "")}@/${name}?${query}`,
    pageDir: options.pageDir,
    logger: pino({ level: "silent" }),
    peopleClock: options.clock,
    trustsProxy: options.trustsProxy,
  });
  const { people } = running.host;
  const call: TestServer["call"] = (path, init) => fetch(`${running.address}${path}`, init);
  return {
    address: running.address,
    running,
    database,
    dataDir,
    call,
    async account(accountName, roles, party) {
      const draft = { name: accountName, roles, party: party ?? null };
      return (await people.accounts.add(draft, "test")).account;
    },
    async sessionOf(account) {
      const { secret } = await people.sessions.open(account, { agent: "test", address: "test" });
      return { cookie: `truceline_session=${secret}`, "x-truceline-csrf": csrfOf(secret) };
    },
    send: (path, body, credentials = {}) =>
      call(path, {
        method: "POST",
        headers: { "content-type": "application/json", ...credentials },
        body: JSON.stringify(body),
      }),
    async close() {
      await running.stop();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

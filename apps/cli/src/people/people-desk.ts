import { join } from "node:path";
import type { Role } from "@truceline/model";
import { foldedName, openDatabase, People, TokenBook } from "@truceline/server";
import { openPeopleStore } from "@truceline/store-postgres";
import type { Account } from "@truceline/watch";
import { pino } from "pino";
import { CliError } from "../errors.ts";
import { askServer, type ServerAddress } from "../records/api-client.ts";
import { serverOn } from "../records/server-on.ts";
import type { Settings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";

/** A link to be opened once, and until when. */
export interface IssuedLink {
  readonly url: string;
  readonly expiresAtMs: number;
}

/** What a command may do with accounts, wherever they are. */
export interface PeopleDesk {
  list(): Promise<readonly Account[]>;
  add(name: string, roles: readonly Role[], party: string | null): Promise<IssuedLink>;
  setRoles(name: string, roles: readonly Role[], party: string | null): Promise<void>;
  disable(name: string): Promise<void>;
  enable(name: string): Promise<void>;
  reset(name: string): Promise<IssuedLink>;
  setUpLink(): Promise<IssuedLink>;
  close(): Promise<void>;
}

const commandName = "command line";
/** A token that lives for one command. */
const tokenLifeMs = 60_000;

/**
 * The accounts of an installation: through the server that runs on its data folder, where one does,
 * else from its database. Whoever may write the data folder may govern the accounts in it.
 */
export async function openPeopleDesk(settings: Settings, terminal: Terminal): Promise<PeopleDesk> {
  const url = await serverOn(settings.dataDir);
  if (url !== undefined) return deskOfServer(url, settings, terminal);
  return deskOfDatabase(settings, terminal);
}

/** The same through a server that was named, with an administrator's token. */
export const deskAt = (server: ServerAddress): PeopleDesk => remoteDesk(server, async () => {});

function deskOfServer(url: string, { dataDir }: Settings, terminal: Terminal): PeopleDesk {
  const tokens = new TokenBook(join(dataDir, "tokens.json"));
  const token = tokens.add(commandName, "administrator", terminal.nowMs(), tokenLifeMs);
  return remoteDesk({ url, token }, async () => tokens.drop(token));
}

function remoteDesk(server: ServerAddress, close: () => Promise<void>): PeopleDesk {
  const ask = async (path: string, body?: object) => {
    const request =
      body === undefined
        ? {}
        : {
            method: "POST",
            type: "application/json",
            body: new TextEncoder().encode(JSON.stringify(body)),
          };
    return (await askServer(server, path, request)).json() as Promise<unknown>;
  };
  const list = async () => ((await ask("people")) as { items: readonly Account[] }).items;
  const idOf = async (name: string) => named(await list(), name).id;
  const linkOf = (answer: unknown): IssuedLink => {
    const { path, expiresAtMs } = answer as { readonly path: string; readonly expiresAtMs: number };
    return { url: new URL(path, server.url).href, expiresAtMs };
  };
  return {
    list,
    add: async (name, roles, party) =>
      linkOf(((await ask("people", { name, roles, party })) as { link: unknown }).link),
    setRoles: async (name, roles, party) =>
      void (await ask(`people/${await idOf(name)}/roles`, { roles, party })),
    disable: async (name) => void (await ask(`people/${await idOf(name)}/disable`, {})),
    enable: async (name) => void (await ask(`people/${await idOf(name)}/enable`, {})),
    reset: async (name) => linkOf(await ask(`people/${await idOf(name)}/reset`, {})),
    setUpLink: async () => linkOf(await ask("people/setup-link", {})),
    close,
  };
}

async function deskOfDatabase(settings: Settings, terminal: Terminal): Promise<PeopleDesk> {
  const { dataDir, databaseUrl, logLevel, host, port } = settings;
  const logger = pino({ level: logLevel }, pino.destination({ dest: 2, sync: true }));
  const database = await openDatabase({ dataDir, databaseUrl, logger });
  const undo = async () => database.close();
  try {
    const store = await openPeopleStore({ connection: database.connection });
    const people = await People.open({
      store,
      tokens: new TokenBook(join(dataDir, "tokens.json")),
      clock: terminal,
      logger,
      auditDays: settings.auditDays,
      trustsProxy: false,
    });
    const { accounts } = people;
    const linkOf = (
      purpose: "set-up" | "password",
      { code, expiresAtMs }: { readonly code: string; readonly expiresAtMs: number },
    ): IssuedLink => ({ url: `http://${host}:${port}/#${purpose}=${code}`, expiresAtMs });
    const idOf = async (name: string) => named(await accounts.list(), name).id;
    /** Entered before it begins, as a request is. */
    const entered = async <T>(what: string, subject: string, work: () => Promise<T>) => {
      const seq = await people.audit.begin({
        kind: "person",
        name: commandName,
        accountId: null,
        address: "",
        method: "COMMAND",
        route: `people ${what}`,
        subject,
      });
      const result = await work();
      if (seq !== undefined) people.audit.end(seq, { status: 200, code: null });
      return result;
    };
    return {
      list: () => accounts.list(),
      add: (name, roles, party) =>
        entered("add", name, async () => {
          const { issued } = await accounts.add({ name, roles, party }, commandName);
          return linkOf("password", issued);
        }),
      setRoles: async (name, roles, party) => {
        const id = await idOf(name);
        await entered("set-roles", id, () => accounts.setRoles(id, roles, party, null));
      },
      disable: async (name) => {
        const id = await idOf(name);
        await entered("disable", id, () => accounts.disable(id));
      },
      enable: async (name) => {
        const id = await idOf(name);
        await entered("enable", id, () => accounts.enable(id));
      },
      reset: async (name) => {
        const id = await idOf(name);
        return entered("reset", id, async () =>
          linkOf("password", await accounts.issueReset(id, commandName)),
        );
      },
      setUpLink: () =>
        entered("setup-link", "", async () =>
          linkOf("set-up", await accounts.issueSetUp(commandName)),
        ),
      async close() {
        await people.close();
        await undo();
      },
    };
  } catch (thrown) {
    await undo();
    throw thrown;
  }
}

function named(accounts: readonly Account[], name: string): Account {
  const found = accounts.find((account) => foldedName(account.name) === foldedName(name));
  if (found !== undefined) return found;
  const message = `nobody is called ${name}; \`truceline people list\` names everybody`;
  throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
}

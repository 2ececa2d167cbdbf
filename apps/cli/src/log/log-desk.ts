import { join } from "node:path";
import type { DocumentFault, Handover, LogEntry, Origin } from "@truceline/model";
import { startServer, TokenBook } from "@truceline/server";
import { pino } from "pino";
import { CliError } from "../errors.ts";
import { askForAll, askServer, type ServerAddress } from "../records/api-client.ts";
import { serverOn } from "../records/server-on.ts";
import type { Where } from "../records/where.ts";
import type { Settings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";

/** An entry as it is sent: the receiver sets who and when. */
export type EntryWrite = Omit<LogEntry, "by" | "recordedAtMs">;

/** What became of something that was sent. Away: nobody answered, it can be sent again. */
export type Sent =
  | { readonly is: "stored"; readonly entry: LogEntry }
  | { readonly is: "away" }
  | { readonly is: "refused"; readonly status: number; readonly faults: readonly DocumentFault[] };

/** The desk of a running room, as the log needs it. */
export interface LogDesk {
  /** Which room it is; undefined while nobody answers. */
  room(): Promise<{ readonly origin: Origin; readonly scenario: string } | undefined>;
  put(entry: EntryWrite): Promise<Sent>;
  submit(id: string, version: number): Promise<Sent>;
  withdraw(id: string, version: number, reason: string): Promise<Sent>;
  /** Entries by when what they tell happened, newest version each; empty while nobody answers. */
  entriesSince(fromMs: number): Promise<readonly LogEntry[]>;
  handovers(): Promise<readonly Handover[]>;
  close(): Promise<void>;
}

/** A token that lives for one shift at this terminal. */
const tokenLifeMs = 13 * 3_600_000;

/**
 * The desk where the flags say: a server that was named; the one that runs on the data folder; or one
 * opened here for as long as the log is, on a loopback port, so that the same rules hold.
 * @throws CliError `TL_CLI_USAGE`, or as `startServer`
 */
export async function openLogDesk(
  where: Where,
  ground: { readonly agreementDir: string; readonly deploymentPath: string | undefined },
  observer: string,
  terminal: Terminal,
): Promise<LogDesk> {
  if (where.at === "server") return deskAt(where.server, async () => {});
  const { settings } = where;
  const running = await serverOn(settings.dataDir);
  if (running !== undefined) return deskWithToken(running, settings, observer, terminal);
  const { dataDir, databaseUrl, auditDays } = settings;
  const logger = pino({ level: "error" }, pino.destination({ dest: 2, sync: true }));
  terminal.progress("opening the room …");
  const server = await startServer({
    ...ground,
    exercise: undefined,
    replay: undefined,
    host: "127.0.0.1",
    port: 0,
    dataDir,
    databaseUrl,
    auditDays,
    pageDir: undefined,
    logger,
  });
  terminal.progress(undefined);
  return deskWithToken(server.address, settings, observer, terminal, () => server.stop());
}

/** Whoever may write the data folder may make a token; it ends with the log. */
function deskWithToken(
  url: string,
  { dataDir }: Settings,
  observer: string,
  terminal: Terminal,
  stop: () => Promise<void> = async () => {},
): LogDesk {
  const tokens = new TokenBook(join(dataDir, "tokens.json"));
  const token = tokens.add(observer, "observer", terminal.nowMs(), tokenLifeMs);
  return deskAt({ url, token }, async () => {
    tokens.drop(token);
    await stop();
  });
}

function deskAt(server: ServerAddress, close: () => Promise<void>): LogDesk {
  const send = async (path: string, method: string, body: object): Promise<Sent> => {
    try {
      const response = await askServer(server, path, {
        method,
        type: "application/json",
        body: new TextEncoder().encode(JSON.stringify(body)),
      });
      const { record } = (await response.json()) as { readonly record: LogEntry };
      return { is: "stored", entry: record };
    } catch (thrown) {
      return sentOf(thrown);
    }
  };
  const orAway = async <T>(away: T, ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (thrown) {
      if (isAway(thrown)) return away;
      throw thrown;
    }
  };
  return {
    room: () =>
      orAway(undefined, async () => {
        const answer = (await (await askServer(server, "session")).json()) as {
          readonly origin: Origin;
          readonly scenario: string;
        };
        return { origin: answer.origin, scenario: answer.scenario };
      }),
    put: (entry) => send(`log-entries/${entry.id}`, "PUT", entry),
    submit: (id, version) => send(`log-entries/${id}/submit`, "POST", { version }),
    withdraw: (id, version, reason) =>
      send(`log-entries/${id}/withdraw`, "POST", { version, reason }),
    entriesSince: (from) =>
      orAway([], () => allOf(askForAll<LogEntry>(server, "log-entries", { from, limit: 500 }))),
    handovers: () =>
      orAway([], () => allOf(askForAll<Handover>(server, "handovers", { limit: 500 }))),
    close,
  };
}

async function allOf<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Nobody answered, or somebody who could not take it now: the same can be sent again. */
function isAway(thrown: unknown): boolean {
  if (!(thrown instanceof CliError)) return false;
  if (thrown.code === "TL_CLI_SERVER") return true;
  const { status } = thrown.details;
  return thrown.code === "TL_CLI_SERVER_REFUSED" && (status === 503 || status === 429);
}

function sentOf(thrown: unknown): Sent {
  if (isAway(thrown)) return { is: "away" };
  if (!(thrown instanceof CliError) || thrown.code !== "TL_CLI_SERVER_REFUSED") throw thrown;
  return { is: "refused", status: Number(thrown.details["status"]), faults: thrown.faults };
}

import type { Command } from "commander";
import { CliError } from "../errors.ts";
import { readSettings, type Settings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";
import type { ServerAddress } from "./api-client.ts";

/** Flags that say where records are. */
export interface WhereFlags {
  readonly server?: string;
  readonly token?: string;
  readonly db?: string;
  readonly data?: string;
}

/** Where records go or come from: a running server, or a store opened here. */
export type Where =
  | { readonly at: "server"; readonly server: ServerAddress }
  | { readonly at: "store"; readonly settings: Settings };

export function addWhereOptions(command: Command): Command {
  return command
    .option("--server <url>", "a running server, such as http://127.0.0.1:8480")
    .option("--token <token>", "token for the server; else TRUCELINE_TOKEN")
    .option("--db <url>", "PostgreSQL to open")
    .option("--data <dir>", "data folder whose embedded database to open; no server may run on it");
}

/** @throws CliError `TL_CLI_USAGE` for a server together with a database, or an address that is none */
export function whereOf(flags: WhereFlags, terminal: Terminal): Where {
  const { server, token, db, data } = flags;
  if (server === undefined) return { at: "store", settings: readSettings({ db, data }, terminal) };
  if (db !== undefined || data !== undefined) {
    refuse("--server cannot be given together with --db or --data");
  }
  if (!/^https?:\/\//.test(server) || !URL.canParse(server)) {
    refuse("--server is an address such as http://127.0.0.1:8480");
  }
  const given = token ?? terminal.environment["TRUCELINE_TOKEN"];
  return { at: "server", server: { url: server, token: given === "" ? undefined : given } };
}

export function refuse(message: string): never {
  throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
}

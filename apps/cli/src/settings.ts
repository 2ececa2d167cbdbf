import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { CliError } from "./errors.ts";
import type { Terminal } from "./terminal.ts";

/** Every setting there is: its variable, its default and what it is for. */
export const settingTable = {
  port: { variable: "TRUCELINE_PORT", default: 8480, about: "Port of the server." },
  host: {
    variable: "TRUCELINE_HOST",
    default: "127.0.0.1",
    about: "Address the server listens on.",
  },
  data: {
    variable: "TRUCELINE_DATA",
    default: ".truceline",
    about: "Folder of the embedded database, tokens and logs.",
  },
  db: {
    variable: "TRUCELINE_DATABASE_URL",
    default: "",
    about: "PostgreSQL to use instead of the embedded one.",
  },
  logLevel: {
    variable: "TRUCELINE_LOG_LEVEL",
    default: "warn",
    about: "Least level that is logged: debug, info, warn, error.",
  },
  trustProxy: {
    variable: "TRUCELINE_TRUST_PROXY",
    default: "no",
    about: "yes behind a proxy of one's own that ends TLS: its forwarding headers are believed.",
  },
  auditDays: {
    variable: "TRUCELINE_AUDIT_DAYS",
    default: 1_096,
    about: "Days the audit is kept, 30 at least.",
  },
} as const;

export type SettingName = keyof typeof settingTable;
export type SettingSource = "flag" | "environment" | "truceline.yaml" | "default";

export interface Setting {
  readonly name: SettingName;
  readonly value: string | number;
  readonly source: SettingSource;
}

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly logLevel: string;
  readonly trustsProxy: boolean;
  readonly auditDays: number;
  readonly all: readonly Setting[];
}

export type SettingFlags = Partial<Record<SettingName, string | undefined>>;

/**
 * Flag over environment over `truceline.yaml` in the working folder over default.
 * @throws CliError `TL_CLI_SETTINGS` for an unknown key or a value of the wrong kind.
 */
export function readSettings(flags: SettingFlags, terminal: Terminal): Settings {
  const file = readFile(join(terminal.workingDir, "truceline.yaml"));
  const all = (Object.keys(settingTable) as SettingName[]).map((name): Setting => {
    const { variable, default: fallback } = settingTable[name];
    const flag = flags[name];
    const fromEnvironment = terminal.environment[variable];
    if (flag !== undefined) return { name, value: typed(name, flag, `--${name}`), source: "flag" };
    if (fromEnvironment !== undefined && fromEnvironment !== "") {
      return { name, value: typed(name, fromEnvironment, variable), source: "environment" };
    }
    if (name in file)
      return { name, value: typed(name, file[name], "truceline.yaml"), source: "truceline.yaml" };
    return { name, value: fallback, source: "default" };
  });
  const value = (name: SettingName) => all.find((setting) => setting.name === name)?.value ?? "";
  const db = String(value("db"));
  return {
    port: Number(value("port")),
    host: String(value("host")),
    dataDir: resolve(terminal.workingDir, String(value("data"))),
    databaseUrl: db === "" ? undefined : db,
    logLevel: String(value("logLevel")),
    trustsProxy: value("trustProxy") === "yes",
    auditDays: Number(value("auditDays")),
    all,
  };
}

function typed(name: SettingName, value: unknown, from: string): string | number {
  if (name === "port") {
    const port = Number(value);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      refuse(from, "a port is a whole number from 0 to 65535");
    return port;
  }
  if (name === "auditDays") {
    const days = Number(value);
    if (!Number.isInteger(days) || days < 30 || days > 36_525)
      refuse(from, "days are a whole number from 30 to 36525");
    return days;
  }
  if (name === "trustProxy" && typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "string") refuse(from, "a text is needed");
  if (name === "trustProxy" && !["yes", "no"].includes(value)) refuse(from, "yes or no is needed");
  if (name === "logLevel" && !["debug", "info", "warn", "error"].includes(value)) {
    refuse(from, "one of debug, info, warn, error is needed");
  }
  return value;
}

function readFile(path: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return {}; // The file is optional.
  }
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 10 }) ?? {};
  } catch (cause) {
    throw new CliError(
      "TL_CLI_SETTINGS",
      { faults: [{ code: "TL_CLI_SETTINGS", file: path, message: "is not YAML" }] },
      { cause },
    );
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    refuse(path, "keys and values are needed");
  for (const key of Object.keys(value)) {
    if (!(key in settingTable)) {
      refuse(path, `unknown setting "${key}"; known are ${Object.keys(settingTable).join(", ")}`);
    }
  }
  return value as Record<string, unknown>;
}

function refuse(from: string, message: string): never {
  throw new CliError("TL_CLI_SETTINGS", {
    faults: [{ code: "TL_CLI_SETTINGS", message: `${from}: ${message}` }],
  });
}

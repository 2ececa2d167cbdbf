import {
  type Assessment,
  assessmentRecord,
  type Claim,
  claimRecord,
  type Incident,
  incidentRecord,
  type Observation,
  type Origin,
  observationRecord,
} from "@truceline/model";
import { defaultCatalogue } from "@truceline/sensing";
import { type ClauseBoard, createViews, type RecordKind } from "@truceline/watch";
import type { Settings } from "../settings.ts";
import type { Terminal } from "../terminal.ts";
import { askForAll, askServer, type ServerAddress } from "./api-client.ts";
import { observationsOfServer } from "./observation-lines.ts";
import { openRoomStore, type RoomGround } from "./room-store.ts";

/** What a report is made from, wherever it is kept. All of it as it was known at one instant. */
export interface ReportRecords {
  readonly origin: Origin;
  readonly knownAtMs: number;
  observations(fromMs: number, toMs: number): Promise<Observation[]>;
  claims(): Promise<Claim[]>;
  assessments(fromMs: number, toMs: number): Promise<Assessment[]>;
  incident(id: string): Promise<Incident | undefined>;
  observation(id: string): Promise<Observation | undefined>;
  clauses(period: string): Promise<ClauseBoard>;
  quarantine(): Promise<Quarantine>;
  close(): Promise<void>;
}

export interface Quarantine {
  readonly waitingCount: number;
  readonly readmittedCount: number;
  readonly countByCode: Readonly<Record<string, number>>;
}

const pageSize = 500;
const decoder = new TextDecoder();

export async function reportRecordsOfStore(
  ground: RoomGround,
  origin: Origin,
  knownAtMs: number | undefined,
  settings: Settings,
  terminal: Terminal,
): Promise<ReportRecords> {
  const { store, close } = await openRoomStore(ground.id, origin, settings);
  const clock = { nowMs: () => terminal.nowMs() };
  const catalogue = defaultCatalogue;
  const views = createViews({ store, ...ground, origin, clock, catalogue });
  const parsed = ({ bytes }: { readonly bytes: Uint8Array }) => JSON.parse(decoder.decode(bytes));
  const all = async <Item>(
    kind: RecordKind,
    parse: (value: unknown) => Item,
    span: { readonly fromMs?: number; readonly toMs?: number } = {},
  ) => {
    const found: Item[] = [];
    for await (const record of store.stream({ kind, origin, knownAtMs, ...span })) {
      found.push(parse(parsed(record)));
    }
    return found;
  };
  const one = async <Item>(kind: RecordKind, parse: (value: unknown) => Item, id: string) => {
    const record = await store.get(kind, id, knownAtMs);
    return record === undefined ? undefined : parse(parsed(record));
  };
  return {
    origin,
    knownAtMs: knownAtMs ?? terminal.nowMs(),
    observations: (fromMs, toMs) => all("observation", observationRecord.parse, { fromMs, toMs }),
    claims: () => all("claim", claimRecord.parse),
    assessments: (fromMs, toMs) => all("assessment", assessmentRecord.parse, { fromMs, toMs }),
    incident: (id) => one("incident", incidentRecord.parse, id),
    observation: (id) => one("observation", observationRecord.parse, id),
    clauses: (period) => views.clauses(period, knownAtMs),
    async quarantine() {
      const entries: { state: string; code: string }[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.listQuarantine({ origin, knownAtMs, limit: pageSize, cursor });
        entries.push(...page.items);
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      return counted(entries);
    },
    close,
  };
}

/** @throws CliError `TL_CLI_SERVER` and others of `askServer` */
export async function reportRecordsOfServer(
  server: ServerAddress,
  knownAtMs: number | undefined,
  terminal: Terminal,
): Promise<ReportRecords> {
  const session = await askServer(server, "session");
  const { origin } = (await session.json()) as { origin: Origin };
  const known = { knownAt: knownAtMs };
  const all = async <Item>(
    path: string,
    parse: (value: unknown) => Item,
    query: Readonly<Record<string, number | undefined>> = {},
  ) => {
    const found: Item[] = [];
    const asked = { ...known, ...query, limit: pageSize };
    for await (const value of askForAll<unknown>(server, path, asked)) found.push(parse(value));
    return found;
  };
  const knownText = knownAtMs === undefined ? "" : `?knownAt=${knownAtMs}`;
  const one = async <Item>(path: string, parse: (value: unknown) => Item) => {
    const response = await askServer(server, `${path}${knownText}`);
    return parse(await response.json());
  };
  return {
    origin,
    knownAtMs: knownAtMs ?? terminal.nowMs(),
    async observations(fromMs, toMs) {
      const found: Observation[] = [];
      const query = { fromMs, toMs, knownAtMs };
      for await (const { observation } of observationsOfServer(server, query)) {
        found.push(observation);
      }
      return found;
    },
    claims: () => all("claims", claimRecord.parse),
    assessments: (from, to) => all("assessments", assessmentRecord.parse, { from, to }),
    incident: (id) => one(`incidents/${id}`, incidentRecord.parse),
    observation: (id) => one(`observations/${id}`, observationRecord.parse),
    async clauses(period) {
      const at = knownAtMs === undefined ? "" : `&knownAt=${knownAtMs}`;
      const response = await askServer(server, `clauses?period=${period}${at}`);
      return (await response.json()) as ClauseBoard;
    },
    async quarantine() {
      const entries: { state: string; code: string }[] = [];
      const asked = { ...known, limit: 200 };
      for await (const entry of askForAll<(typeof entries)[number]>(server, "quarantine", asked)) {
        entries.push(entry);
      }
      return counted(entries);
    },
    async close() {},
  };
}

function counted(entries: readonly { state: string; code: string }[]): Quarantine {
  const countByCode: Record<string, number> = {};
  const waiting = entries.filter(({ state }) => state === "waiting");
  for (const { code } of waiting) countByCode[code] = (countByCode[code] ?? 0) + 1;
  return {
    waitingCount: waiting.length,
    readmittedCount: entries.length - waiting.length,
    countByCode,
  };
}

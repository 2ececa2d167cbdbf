import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";

/** The tables as Kysely sees them; `migrations.ts` makes them. */
export interface Tables {
  readonly record: {
    readonly seq: number;
    readonly recorded_at_ms: number;
    readonly from_ms: number;
    readonly to_ms: number;
    readonly superseded_at_ms: number | null;
    readonly superseded_seq: number | null;
    readonly position: unknown;
    readonly id: string;
    readonly version: number;
    readonly kind: number;
    readonly origin: number;
    readonly span_class: number;
    readonly subject: string;
    readonly source: string | null;
    readonly bytes: Buffer;
  };
  readonly record_count: { readonly kind: number; readonly origin: number; readonly count: number };
  readonly pipeline_cursor: { readonly name: string; readonly seq: number };
  readonly incident_of: { readonly observation_id: string; readonly incident_id: string };
  readonly quarantine: {
    readonly id: string;
    readonly received_at_ms: number;
    readonly origin: number;
    readonly kind: number;
    readonly sender: string;
    readonly code: string;
    readonly faults: unknown;
    readonly bytes: Buffer;
    readonly conflicts_with: string | null;
    readonly readmitted_as: string | null;
    readonly readmitted_at_ms: number | null;
  };
}

/** How to reach a database: parts, or a `postgres://` URL. */
export type Connection = pg.ClientConfig | string;

/** Connections for reads and for writes are kept apart: slow reads never hold up an acknowledgement. */
const readerCountMax = 6;
const writerCountMax = 3;
const connectMaxMs = 5_000;
const int8Oid = 20;

/** Our 64-bit columns hold epoch milliseconds and counters, all far below 2^53. */
const types = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    oid === int8Oid && format !== "binary" ? Number : pg.types.getTypeParser(oid, format as "text"),
} as pg.CustomTypesConfig;

export function clientConfig(connection: Connection, schema: string): pg.ClientConfig {
  const parts = typeof connection === "string" ? { connectionString: connection } : connection;
  return {
    ...parts,
    types,
    application_name: "truceline",
    connectionTimeoutMillis: connectMaxMs,
    // What was acknowledged is on disk, whatever the server's default.
    options: `-c search_path="${schema}" -c synchronous_commit=on -c timezone=UTC -c jit=off`,
  };
}

export interface Database {
  readonly writers: pg.Pool;
  /** Reads. */
  readonly kysely: Kysely<Tables>;
  close(): Promise<void>;
}

export function openDatabase(config: pg.ClientConfig): Database {
  const writers = openPool({ ...config, max: writerCountMax });
  const readers = openPool({ ...config, max: readerCountMax });
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: readers }) });
  return {
    writers,
    kysely,
    async close() {
      await Promise.all([writers.end(), kysely.destroy()]);
      if (!readers.ended) await readers.end(); // Kysely leaves a pool that was never used.
    },
  };
}

export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(config);
  // An idle connection that breaks is dropped by the pool; the next query tells whoever asks.
  pool.on("error", () => {});
  // One that breaks while it is in use tells its query, and then everybody: unheard, that would end
  // the thread.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

import type { Origin } from "@truceline/model";
import type {
  AppendOutcome,
  CorrectedBy,
  EditEntry,
  EditOutcome,
  InputEntry,
  Page,
  QuarantineEntry,
  QuarantineInput,
  RecordKind,
  RecordQuery,
  Store,
  StoreCounts,
  StoredRecord,
  Vicinity,
} from "@truceline/watch";
import { type RawBuilder, sql } from "kysely";
import { StoreError } from "../errors.ts";
import { appendBatches, writeBatch } from "./append-input.ts";
import { Bell } from "./bell.ts";
import { isUuid, kindNumber, kindOf, originNumber } from "./codes.ts";
import { commitDerived, wasCommitted } from "./commit-derived.ts";
import { commitEdits } from "./commit-edits.ts";
import { correctionsOf, selectByKey } from "./corrections.ts";
import { type Connection, clientConfig, type Database, openDatabase } from "./database.ts";
import { databaseFault, withPatience } from "./database-fault.ts";
import { migrate } from "./migrate.ts";
import { decodePageEnd, encodePageEnd, type PageEnd } from "./page-cursor.ts";
import { getQuarantine, keepRefused, listQuarantine, markReadmitted } from "./quarantine.ts";
import { isStanding, selectRecords } from "./record-query.ts";
import { type RecordRow, recordColumns, storedRecord } from "./record-row.ts";
import { spanClassMaxMs } from "./span-class.ts";

const patienceDefaultMs = 10_000;
const schemaDefault = "truceline";
const schemaPattern = /^[a-z][a-z0-9_]{0,39}$/;
/** Pages of `stream`: by count, and smaller where records are large, so that memory is bounded. */
const streamPageCountMax = 1_000;
const streamPageByteCount = 4 * 1024 * 1024;

export interface OpenStoreOptions {
  /** Parts as `openEmbeddedPostgres` gives them, or a `postgres://` URL. */
  readonly connection: Connection;
  /** PostgreSQL schema that holds the tables; made if absent. Several stores can share a database. */
  readonly schema?: string | undefined;
  /** How long a call waits for a database that is away before it fails with `TL_STORE_ABSENT`. */
  readonly patienceMs?: number | undefined;
}

/**
 * The `Store` on PostgreSQL 14 or newer. Brings the schema up to date first.
 *
 * @throws StoreError `TL_STORE_ABSENT`, `TL_STORE_LOGIN_REFUSED`, `TL_STORE_DATABASE_ABSENT`,
 *   `TL_STORE_RIGHT_ABSENT`, `TL_STORE_SERVER_OLD`, `TL_STORE_SERVER_READ_ONLY`,
 *   `TL_STORE_SCHEMA_NEWER`, `TL_STORE_SCHEMA_CHANGED`.
 * @example
 * const server = await openEmbeddedPostgres({ dir: ".truceline" });
 * const store = await openStore({ connection: server.connectionConfig });
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { connection, schema = schemaDefault, patienceMs = patienceDefaultMs } = options;
  if (!schemaPattern.test(schema)) throw new StoreError("TL_STORE_QUERY", { schema });
  const config = clientConfig(connection, schema);
  await withPatience(
    patienceMs,
    () => false,
    () => migrate(config, schema),
  );
  const database = openDatabase(config);
  const headSeq = (): Promise<number> => readHeadSeq(database);
  return new PostgresStore(database, new Bell(config, schema, headSeq), patienceMs);
}

async function readHeadSeq({ kysely }: Database): Promise<number> {
  const row = await kysely
    .selectFrom("record")
    .select("seq")
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** See the comments of the port `Store`; here stands only what is particular to PostgreSQL. */
class PostgresStore implements Store {
  readonly #database: Database;
  readonly #bell: Bell;
  readonly #patienceMs: number;
  #isClosed = false;

  constructor(database: Database, bell: Bell, patienceMs: number) {
    this.#database = database;
    this.#bell = bell;
    this.#patienceMs = patienceMs;
  }

  async append(entries: readonly InputEntry[]): Promise<readonly AppendOutcome[]> {
    const outcomes: AppendOutcome[] = [];
    // One batch ahead: its parameters are made while the database commits the one before.
    let writing = Promise.resolve();
    for (const batch of appendBatches(entries)) {
      await writing;
      writing = this.#work((database, attempt) =>
        writeBatch(database.writers, batch, outcomes, attempt > 0),
      );
      writing.catch(() => {}); // Awaited in the next round.
    }
    await writing;
    return outcomes;
  }

  async commitEdits(edits: readonly EditEntry[]): Promise<readonly EditOutcome[]> {
    if (edits.length === 0) return [];
    const readBySeq = (seqs: readonly number[]): Promise<readonly StoredRecord[]> =>
      seqs.length === 0
        ? Promise.resolve([])
        : this.#rows(sql`select ${recordColumns} from record where seq = any (${seqs}::bigint[])`);
    return this.#work(({ writers }, attempt) =>
      commitEdits(writers, edits, readBySeq, attempt > 0),
    );
  }

  async quarantine(inputs: readonly QuarantineInput[]): Promise<readonly string[]> {
    if (inputs.length === 0) return [];
    return this.#work(({ writers }) => keepRefused(writers, inputs));
  }

  listQuarantine(
    query: Parameters<Store["listQuarantine"]>[0],
  ): ReturnType<Store["listQuarantine"]> {
    return this.#work((database) => listQuarantine(database, query));
  }

  getQuarantine(id: string): Promise<QuarantineEntry | undefined> {
    return this.#work((database) => getQuarantine(database, id));
  }

  markReadmitted(id: string, recordId: string, atMs: number): Promise<boolean> {
    return this.#work(async (database, attempt) => {
      if (await markReadmitted(database, id, recordId, atMs)) return true;
      return attempt > 0 && (await getQuarantine(database, id))?.readmittedAs === recordId;
    });
  }

  commitDerived(change: Parameters<Store["commitDerived"]>[0]): Promise<boolean> {
    return this.#work(async ({ writers }, attempt) => {
      if (await commitDerived(writers, change)) return true;
      return attempt > 0 && (await wasCommitted(writers, change));
    });
  }

  cursor(name: string): Promise<number> {
    return this.#work(async ({ kysely }) => {
      const row = await kysely
        .selectFrom("pipeline_cursor")
        .select("seq")
        .where("name", "=", name)
        .executeTakeFirst();
      return row?.seq ?? 0;
    });
  }

  headSeq(): Promise<number> {
    return this.#work(readHeadSeq);
  }

  readFeed(query: Parameters<Store["readFeed"]>[0]): Promise<readonly StoredRecord[]> {
    const { afterSeq, limit, kinds, origin } = query;
    return this.#work(async ({ kysely }) => {
      let select = kysely
        .selectFrom("record")
        .select(recordColumns as never)
        .where("seq", ">", afterSeq);
      if (kinds !== undefined) select = select.where("kind", "in", kinds.map(kindNumber));
      if (origin !== undefined) select = select.where("origin", "=", originNumber(origin));
      const rows = await select.orderBy("seq").limit(limit).execute();
      return (rows as unknown as RecordRow[]).map(storedRecord);
    });
  }

  onBell(listener: () => void): () => void {
    return this.#bell.add(listener);
  }

  async get(kind: RecordKind, id: string, knownAtMs?: number): Promise<StoredRecord | undefined> {
    return (await this.getMany(kind, [id], knownAtMs))[0];
  }

  getMany(
    kind: RecordKind,
    ids: readonly string[],
    knownAtMs?: number,
  ): Promise<readonly StoredRecord[]> {
    const wanted = [...new Set(ids.filter(isUuid))];
    if (wanted.length === 0) return Promise.resolve([]);
    const known = knownAtMs === undefined ? sql`true` : sql`r.recorded_at_ms <= ${knownAtMs}`;
    return this.#rows(sql`
      select ${recordColumns} from unnest(${wanted}::uuid[]) with ordinality as wanted(id_wanted, ord)
      cross join lateral (
        select * from record r
        where r.kind = ${sql.lit(kindNumber(kind))} and r.id = wanted.id_wanted and ${known}
        order by r.version desc limit 1) newest
      order by ord`);
  }

  async versions(kind: RecordKind, id: string): Promise<readonly StoredRecord[]> {
    if (!isUuid(id)) return [];
    return this.#rows(sql`
      select ${recordColumns} from record
      where kind = ${sql.lit(kindNumber(kind))} and id = ${id} order by version`);
  }

  async list(query: RecordQuery, limit: number, cursor?: string): Promise<Page> {
    const after = decodePageEnd(cursor);
    const found = selectRecords({ query, after, headSeq: after?.headSeq, limit: limit + 1 });
    // The head of the same snapshot: later pages go on with what this one saw.
    const select = sql<RecordRow & { readonly head_seq: number }>`
      select ${recordColumns}, (select max(seq) from record) as head_seq
      from ${found} r order by from_ms, id limit ${limit + 1}`;
    const { rows } = await this.#work(({ kysely }) => select.execute(kysely));
    const items = rows.slice(0, limit).map(storedRecord);
    const last = items.at(-1);
    if (rows.length <= limit || last === undefined) return { items, next: null };
    const headSeq = after?.headSeq ?? rows[0]?.head_seq ?? 0;
    return { items, next: encodePageEnd({ headSeq, atMs: last.fromMs, id: last.id }) };
  }

  async *stream(query: RecordQuery): AsyncGenerator<StoredRecord> {
    const headSeq = await this.headSeq();
    let count = streamPageCountMax;
    let page = await this.#page(query, count, undefined, headSeq);
    for (;;) {
      const last = page.at(-1);
      if (last === undefined || page.length < count) {
        yield* page;
        return;
      }
      const byteCount = page.reduce((sum, { bytes }) => sum + bytes.length, 0);
      const fitting = Math.floor((streamPageByteCount * page.length) / byteCount);
      count = Math.max(10, Math.min(streamPageCountMax, fitting));
      // The next page is read while the reader works through this one.
      const after = { headSeq, atMs: last.fromMs, id: last.id };
      const next = this.#page(query, count, after, headSeq);
      next.catch(() => {}); // Awaited below, unless the reader has had enough.
      yield* page;
      page = await next;
    }
  }

  count(query: RecordQuery): Promise<number> {
    return this.#count(sql`select count(*) as n from ${selectRecords({ query })} r`);
  }

  countLate(query: RecordQuery & { readonly lateByMs: number }): Promise<number> {
    return this.#count(sql`
      select count(*) as n from ${selectRecords({ query })} r
      where recorded_at_ms - to_ms > ${query.lateByMs}`);
  }

  async observationsNear(
    origin: Origin,
    vicinities: readonly Vicinity[],
    limit: number,
    untilSeq?: number,
  ): Promise<readonly StoredRecord[]> {
    if (vicinities.length === 0) return [];
    const column = (name: keyof Vicinity): number[] => vicinities.map((v) => v[name]);
    const fromsMs = column("fromMs").map(Math.ceil);
    const tosMs = column("toMs").map(Math.floor);
    // A lookup for each vicinity and span class; the longest class looks back without a bound.
    const lookBackMs = [...spanClassMaxMs, 2 ** 50];
    return this.#rows(sql`
      select ${recordColumns} from (
        select distinct on (r.seq) r.*
        from unnest(${fromsMs}::bigint[], ${tosMs}::bigint[],
          ${column("westDeg")}::float8[], ${column("southDeg")}::float8[],
          ${column("eastDeg")}::float8[], ${column("northDeg")}::float8[])
          as v(from_ms, to_ms, west, south, east, north)
        cross join unnest(${lookBackMs}::bigint[]) with ordinality as c(look_back_ms, ord)
        cross join lateral (
          select * from record o
          where o.kind = ${sql.lit(kindNumber("observation"))}
            and o.origin = ${sql.lit(originNumber(origin))}
            and o.span_class = (c.ord - 1)::smallint
            and o.from_ms between v.from_ms - c.look_back_ms and v.to_ms
            and o.to_ms >= v.from_ms
            and o.position[0] between v.west and v.east
            and o.position[1] between v.south and v.north
            and o.seq <= ${untilSeq ?? 2 ** 50}
          offset 0) r
      ) found where ${isStanding(sql`found`, untilSeq, undefined)} order by from_ms, id limit ${limit}`);
  }

  async observationsByKey(
    origin: Origin,
    source: string,
    sourceIds: readonly string[],
  ): Promise<readonly StoredRecord[]> {
    if (sourceIds.length === 0) return [];
    return this.#rows(selectByKey(origin, source, sourceIds));
  }

  correctionsOf(observationIds: readonly string[]): Promise<ReadonlyMap<string, CorrectedBy>> {
    return this.#work((database) => correctionsOf(database, observationIds));
  }

  async incidentsOf(observationIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const ids = observationIds.filter(isUuid);
    if (ids.length === 0) return new Map();
    return this.#work(async ({ kysely }) => {
      const { rows } = await sql<{ observation_id: string; incident_id: string }>`
        select observation_id, incident_id from incident_of
        where observation_id = any (${ids}::uuid[])`.execute(kysely);
      return new Map(rows.map((row) => [row.observation_id, row.incident_id]));
    });
  }

  counts(origin?: Origin): Promise<StoreCounts> {
    const ofOrigin = origin === undefined ? sql`true` : sql`origin = ${originNumber(origin)}`;
    return this.#work(async ({ kysely }) => {
      const { rows } = await sql<{ kind: number; n: number }>`
        select kind, sum(count)::bigint as n from record_count
        where ${ofOrigin} group by kind`.execute(kysely);
      const waiting = await sql<{ n: number }>`
        select count(*) as n from quarantine
        where readmitted_as is null and ${ofOrigin}`.execute(kysely);
      const byKind: Partial<Record<RecordKind, number>> = {};
      for (const { kind, n } of rows) byKind[kindOf(kind)] = n;
      return { byKind, quarantineWaiting: waiting.rows[0]?.n ?? 0 };
    });
  }

  /** Does not wait for a database that is away: it is asked in order to know that. */
  async ping(): Promise<void> {
    try {
      await sql`select 1`.execute(this.#database.kysely);
    } catch (error) {
      throw databaseFault(error);
    }
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#bell.close();
    await this.#database.close();
  }

  #page(
    query: RecordQuery,
    limit: number,
    after: PageEnd | undefined,
    headSeq: number | undefined,
  ): Promise<readonly StoredRecord[]> {
    const found = selectRecords({ query, after, headSeq, limit });
    return this.#rows(sql`
      select ${recordColumns} from ${found} r order by from_ms, id limit ${limit}`);
  }

  #rows(query: RawBuilder<unknown>): Promise<readonly StoredRecord[]> {
    return this.#work(async ({ kysely }) => {
      const { rows } = await (query as RawBuilder<RecordRow>).execute(kysely);
      return rows.map(storedRecord);
    });
  }

  #count(query: RawBuilder<unknown>): Promise<number> {
    return this.#work(async ({ kysely }) => {
      const { rows } = await (query as RawBuilder<{ n: number }>).execute(kysely);
      return rows[0]?.n ?? 0;
    });
  }

  #work<T>(work: (database: Database, attempt: number) => Promise<T>): Promise<T> {
    if (this.#isClosed) return Promise.reject(new StoreError("TL_STORE_CLOSED"));
    return withPatience(
      this.#patienceMs,
      () => this.#isClosed,
      (attempt) => work(this.#database, attempt),
    );
  }
}

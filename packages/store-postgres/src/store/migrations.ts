import { deskMigration } from "./desk-migration.ts";
import { spanClassOf } from "./span-class.ts";

/** One step of the schema. A released step is never edited; what changes gets the next number. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

const recordTable = `
create table record (
  seq bigint not null,
  recorded_at_ms bigint not null,
  from_ms bigint not null,
  to_ms bigint not null,
  -- Of the next version, once there is one: what was known at T is what was recorded by T and
  -- superseded after it.
  superseded_at_ms bigint,
  superseded_seq bigint,
  position point,
  id uuid not null,
  version integer not null,
  kind smallint not null,
  origin smallint not null,
  span_class smallint not null,
  subject text collate "C" not null,
  -- Null in derived records.
  source text collate "C",
  source_id text collate "C",
  content_sha256 bytea,
  bytes bytea not null,
  constraint record_seq primary key (seq),
  constraint record_version unique (kind, id, version)
);
create unique index record_key on record (source, source_id, kind, origin)
  where source is not null;
create index record_time on record (kind, origin, span_class, from_ms, id);
create index record_current on record (kind, origin, span_class, from_ms, id)
  where source is null and superseded_seq is null;
create index record_subject on record (subject, kind, origin, from_ms) where subject <> '';
-- Quad tree: the same answers as a GiST index on the point, at a quarter of its cost an insert.
create index record_position on record using spgist (position) where position is not null;
`;

const otherTables = `
create table pipeline_cursor (
  name text collate "C" primary key,
  seq bigint not null
);

-- How many records there are, by their first versions: kept while writing, not counted on asking.
create table record_count (
  kind smallint not null,
  origin smallint not null,
  count bigint not null,
  primary key (kind, origin)
);

create table quarantine (
  id uuid primary key,
  received_at_ms bigint not null,
  origin smallint not null,
  kind smallint not null,
  sender text not null,
  code text not null,
  faults jsonb not null,
  bytes bytea not null,
  conflicts_with uuid,
  -- Over all that makes it the same refusal: what is sent again is kept once.
  same_sha256 bytea not null unique,
  readmitted_as uuid,
  readmitted_at_ms bigint
);
create index quarantine_time on quarantine (origin, received_at_ms, id);

-- Which incident holds an observation now: an index over the newest incident versions.
create table incident_of (
  observation_id uuid primary key,
  incident_id uuid not null
);
create index incident_of_incident on incident_of (incident_id);
`;

/**
 * Writers of records take the feed's lock first and hold it until their commit is visible: so
 * numbers are given in the order of commits. Each statement of a PL/pgSQL function sees what was
 * committed before it began, hence also what the last holder of the lock wrote.
 */
const feedFunctions = `
create function take_feed_lock() returns bigint language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('truceline feed ' || current_schema(), 0));
  return (select coalesce(max(r.seq), 0) from record r);
end
$$;

create function ring_bell() returns void language sql as $$
  select pg_notify('truceline_' || current_schema(), '')
$$;

create function add_to_counts(kinds smallint[], origins smallint[]) returns void
language sql as $$
  insert into record_count as c (kind, origin, count)
  select n.kind, n.origin, count(*) from unnest(kinds, origins) as n(kind, origin)
  group by n.kind, n.origin
  on conflict (kind, origin) do update set count = c.count + excluded.count
$$;

-- UUID version 7 (RFC 9562): the instant, then chance.
create function new_id(at_ms bigint) returns uuid language sql volatile as $$
  select encode(set_bit(set_bit(
    overlay(uuid_send(gen_random_uuid()) placing substring(int8send(greatest(at_ms, 0)) from 3)
            from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

create function same_refusal(
  origin smallint, kind smallint, sender text, code text, conflicts_with uuid, content bytea
) returns bytea language sql immutable as $$
  select sha256(convert_to(
    concat_ws(e'\\x1f', origin, kind, code, coalesce(conflicts_with::text, ''), sender, ''), 'UTF8'
  ) || content)
$$;
`;

/**
 * Input in one round trip. The usual case, that all of it is new, is one plain insert; where a key
 * is known already, the insert is undone and done again with a look at each key.
 * Answers the head before, and one row for each entry that was known. The caller sees to it that no
 * key stands twice in one call.
 */
const appendFunction = `
create function append_input(
  kinds smallint[], origins smallint[], ids uuid[], recorded bigint[], froms bigint[],
  tos bigint[], lons float8[], lats float8[], subjects text[], sources text[],
  source_ids text[], hashes bytea[], contents bytea[], conflict_code text, conflict_faults jsonb
) returns table (ord bigint, head bigint, known_id uuid, is_same boolean, quarantine_id uuid)
language plpgsql
set plan_cache_mode = force_generic_plan set work_mem = '32MB'
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  before bigint := take_feed_lock();
begin
  begin
    insert into record (seq, kind, origin, id, version, recorded_at_ms, from_ms, to_ms, span_class,
      position, subject, source, source_id, content_sha256, bytes)
    select before + i.ord, i.kind, i.origin, i.id, 1, i.recorded, i.from_ms, i.to_ms,
      ${spanClassOf("(i.to_ms - i.from_ms)")}, point(i.lon, i.lat),
      i.subject, i.source, i.source_id, i.hash, i.content
    from unnest(kinds, origins, ids, recorded, froms, tos, lons, lats, subjects, sources,
                source_ids, hashes, contents) with ordinality
      as i(kind, origin, id, recorded, from_ms, to_ms, lon, lat, subject, source, source_id,
           hash, content, ord);
    perform add_to_counts(kinds, origins);
    perform ring_bell();
    return query select 0::bigint, before, null::uuid, null::boolean, null::uuid;
    return;
  exception when unique_violation then
    null;
  end;

  return query
  with input as materialized (
    select i.*, k.id as known_id, k.content_sha256 as known_sha256
    from unnest(kinds, origins, ids, recorded, froms, tos, lons, lats, subjects, sources,
                source_ids, hashes, contents) with ordinality
      as i(kind, origin, id, recorded, from_ms, to_ms, lon, lat, subject, source, source_id,
           hash, content, ord)
    left join lateral (
      select r.id, r.content_sha256 from record r
      where r.source = i.source and r.source_id = i.source_id
        and r.kind = i.kind and r.origin = i.origin
    ) k on true
  ), stored as (
    insert into record (seq, kind, origin, id, version, recorded_at_ms, from_ms, to_ms, span_class,
      position, subject, source, source_id, content_sha256, bytes)
    select before + row_number() over (order by n.ord), n.kind, n.origin, n.id, 1, n.recorded,
      n.from_ms, n.to_ms, ${spanClassOf("(n.to_ms - n.from_ms)")}, point(n.lon, n.lat),
      n.subject, n.source, n.source_id, n.hash, n.content
    from input n where n.known_id is null
  ), counted as materialized (
    select add_to_counts(array_agg(n.kind), array_agg(n.origin)) from input n
    where n.known_id is null
  ), refused as (
    insert into quarantine as q (id, received_at_ms, origin, kind, sender, code, faults, bytes,
      conflicts_with, same_sha256)
    select new_id(n.recorded), n.recorded, n.origin, n.kind, n.source, conflict_code, conflict_faults,
      n.content, n.known_id,
      same_refusal(n.origin, n.kind, n.source, conflict_code, n.known_id, n.hash)
    from input n where n.known_sha256 <> n.hash
    -- Updated with what it is, so that the row known before is returned as well.
    on conflict (same_sha256) do update set code = q.code
    returning q.id, q.same_sha256
  )
  select n.ord, before, n.known_id, n.known_sha256 = n.hash, f.id
  from input n
  cross join counted
  left join refused f on n.known_sha256 <> n.hash and f.same_sha256 =
    same_refusal(n.origin, n.kind, n.source, conflict_code, n.known_id, n.hash)
  where n.known_id is not null;
  perform ring_bell();
  return query select 0::bigint, before, null::uuid, null::boolean, null::uuid;
end
$$;
`;

/** Derived records and the pipeline's cursor; false, and nothing written, when it has moved on. */
const commitFunction = `
create function commit_derived(
  cursor_name text, from_seq bigint, to_seq bigint,
  kinds smallint[], origins smallint[], ids uuid[], versions bigint[], recorded bigint[],
  froms bigint[], tos bigint[], lons float8[], lats float8[], subjects text[], contents bytea[],
  incident_ids uuid[], member_ids uuid[], member_incident_ids uuid[]
) returns boolean
language plpgsql
set plan_cache_mode = force_generic_plan set work_mem = '32MB'
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
declare
  before bigint := take_feed_lock();
begin
  if from_seq <> coalesce((select c.seq from pipeline_cursor c where c.name = cursor_name), 0) then
    return false;
  end if;
  insert into pipeline_cursor as c (name, seq) values (cursor_name, to_seq)
    on conflict (name) do update set seq = excluded.seq;

  insert into record (seq, kind, origin, id, version, recorded_at_ms, from_ms, to_ms, span_class,
    position, subject, bytes)
  select before + i.ord, i.kind, i.origin, i.id, i.version, i.recorded, i.from_ms, i.to_ms,
    ${spanClassOf("(i.to_ms - i.from_ms)")}, point(i.lon, i.lat), i.subject, i.content
  from unnest(kinds, origins, ids, versions, recorded, froms, tos, lons, lats, subjects, contents)
    with ordinality
    as i(kind, origin, id, version, recorded, from_ms, to_ms, lon, lat, subject, content, ord);

  perform add_to_counts(
    array_agg(i.kind) filter (where i.version = 1), array_agg(i.origin) filter (where i.version = 1))
  from unnest(kinds, origins, versions) as i(kind, origin, version);

  -- The version before each new one is superseded by it …
  update record r set superseded_at_ms = n.recorded, superseded_seq = n.seq
  from (
    select i.recorded, before + i.ord as seq,
      (select p.seq from record p where p.kind = i.kind and p.id = i.id and p.version < i.version
       order by p.version desc limit 1) as older_seq
    from unnest(kinds, ids, versions, recorded) with ordinality
      as i(kind, id, version, recorded, ord)
    where i.version > 1
  ) n
  where r.seq = n.older_seq;
  -- … and so are those before that, where it was recorded earlier than what superseded them.
  update record r set superseded_at_ms = n.recorded
  from (
    select i.kind, i.id, i.version, i.recorded
    from unnest(kinds, ids, versions, recorded) as i(kind, id, version, recorded)
    where exists (
      select 1 from record p where p.kind = i.kind and p.id = i.id and p.version < i.version
        and p.recorded_at_ms > i.recorded)
  ) n
  where r.kind = n.kind and r.id = n.id and r.version < n.version
    and r.superseded_at_ms > n.recorded;

  delete from incident_of o where o.incident_id = any (incident_ids);
  insert into incident_of as o (observation_id, incident_id)
  select m.observation_id, m.incident_id
  from unnest(member_ids, member_incident_ids) as m(observation_id, incident_id)
  on conflict (observation_id) do update set incident_id = excluded.incident_id;

  perform ring_bell();
  return true;
end
$$;
`;

const quarantineFunction = `
create function keep_refused(
  received bigint[], origins smallint[], kinds smallint[], senders text[],
  codes text[], fault_lists text[], contents bytea[], conflicts uuid[]
) returns table (ord bigint, kept_id uuid)
language plpgsql
as $$
begin
  return query
  with input as materialized (
    select i.*, same_refusal(i.origin, i.kind, i.sender, i.code, i.conflict, i.content) as same
    from unnest(received, origins, kinds, senders, codes, fault_lists, contents, conflicts)
      with ordinality
      as i(received, origin, kind, sender, code, faults, content, conflict, ord)
  ), kept as (
    insert into quarantine as q (id, received_at_ms, origin, kind, sender, code, faults, bytes,
      conflicts_with, same_sha256)
    select distinct on (n.same) new_id(n.received), n.received, n.origin, n.kind, n.sender, n.code,
      n.faults::jsonb, n.content, n.conflict, n.same
    from input n order by n.same, n.ord
    on conflict (same_sha256) do update set code = q.code
    returning q.id, q.same_sha256
  )
  select n.ord, k.id from input n join kept k on k.same_sha256 = n.same;
  perform ring_bell();
end
$$;
`;

export const migrations: readonly Migration[] = [
  {
    number: 1,
    name: "records, quarantine, feed of changes",
    sql: [
      recordTable,
      otherTables,
      feedFunctions,
      appendFunction,
      commitFunction,
      quarantineFunction,
    ].join("\n"),
  },
  deskMigration,
];

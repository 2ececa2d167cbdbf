import { kindNumber } from "./codes.ts";
import { spanClassOf } from "./span-class.ts";

/**
 * Which observations no longer stand: an index over the corrections, kept by their insertion itself.
 * A key is here as soon as its correction is, whether the observation has come or not. A correction's
 * texts hold no NUL (its schema refuses them), which PostgreSQL's JSON could not be read past.
 */
const corrections = `
create table correction_of (
  source text collate "C" not null,
  source_id text collate "C" not null,
  origin smallint not null,
  -- The correction that was stored first …
  correction_id uuid not null,
  seq bigint not null,
  -- … and the earliest receipt of any.
  recorded_at_ms bigint not null,
  primary key (source, source_id, origin)
);

create function note_correction() returns trigger language plpgsql as $$
begin
  insert into correction_of as c (source, source_id, origin, correction_id, seq, recorded_at_ms)
  select distinct new.source, k.source_id, new.origin, new.id, new.seq, new.recorded_at_ms
  from json_array_elements_text(convert_from(new.bytes, 'UTF8')::json -> 'withdraws') as k(source_id)
  on conflict (source, source_id, origin) do update set
    correction_id = case when excluded.seq < c.seq then excluded.correction_id
                         else c.correction_id end,
    seq = least(c.seq, excluded.seq),
    recorded_at_ms = least(c.recorded_at_ms, excluded.recorded_at_ms);
  return null;
end
$$;

create trigger note_correction after insert on record
  for each row when (new.kind = ${kindNumber("correction")}) execute function note_correction();
`;

/**
 * Versions that people write, each on its own, in order. Answers one row an edit: the number it was
 * stored under, or that of the same version with the same content, or that of the newest version.
 * Writers hold the feed's lock, so what is the newest here is so for everybody.
 */
const edits = `
create function commit_edits(
  kinds smallint[], origins smallint[], ids uuid[], versions bigint[], recorded bigint[],
  froms bigint[], tos bigint[], lons float8[], lats float8[], subjects text[], hashes bytea[],
  contents bytea[]
) returns table (ord integer, stored_seq bigint, same_seq bigint, newest_seq bigint)
language plpgsql
as $$
declare
  next_seq bigint := take_feed_lock();
  newest_version bigint;
  newest_origin smallint;
  has_stored boolean := false;
begin
  for i in 1 .. array_length(ids, 1) loop
    ord := i;
    stored_seq := null;
    same_seq := null;
    select r.seq, r.version, r.origin into newest_seq, newest_version, newest_origin
    from record r where r.kind = kinds[i] and r.id = ids[i] order by r.version desc limit 1;

    if coalesce(newest_version, 0) = versions[i] - 1
       and coalesce(newest_origin, origins[i]) = origins[i] then
      next_seq := next_seq + 1;
      insert into record (seq, kind, origin, id, version, recorded_at_ms, from_ms, to_ms, span_class,
        position, subject, content_sha256, bytes)
      values (next_seq, kinds[i], origins[i], ids[i], versions[i], recorded[i], froms[i], tos[i],
        ${spanClassOf("(tos[i] - froms[i])")}, point(lons[i], lats[i]), subjects[i], hashes[i],
        contents[i]);
      if newest_seq is null then
        perform add_to_counts(array[kinds[i]], array[origins[i]]);
      else
        update record r set superseded_at_ms = recorded[i], superseded_seq = next_seq
        where r.seq = newest_seq;
        update record r set superseded_at_ms = recorded[i]
        where r.kind = kinds[i] and r.id = ids[i] and r.version < versions[i]
          and r.superseded_at_ms > recorded[i];
      end if;
      stored_seq := next_seq;
      has_stored := true;
    else
      select r.seq into same_seq from record r
      where r.kind = kinds[i] and r.id = ids[i] and r.version = versions[i]
        and r.origin = origins[i] and r.content_sha256 = hashes[i];
    end if;
    return next;
  end loop;
  if has_stored then perform ring_bell(); end if;
end
$$;
`;

export const deskMigration = {
  number: 2,
  name: "what people write, and corrections",
  sql: [corrections, edits].join("\n"),
};

import type { RecordQuery } from "@truceline/watch";
import { type RawBuilder, sql } from "kysely";
import { hasVersions, kindNumber, originNumber } from "./codes.ts";
import type { PageEnd } from "./page-cursor.ts";
import { spanClassMaxMs } from "./span-class.ts";

const placeFirstMaxDeg2 = 1;
const timeFirstMaxMs = 7 * 24 * 3_600_000;

/** What a list reads: a query, from where on, and the state of the feed it is bound to. */
interface Selection {
  readonly query: RecordQuery;
  readonly after?: PageEnd | undefined;
  /** Nothing later than this number: so that later pages show what the first one saw. */
  readonly headSeq?: number | undefined;
  /** Only the first ones, by `from_ms`, then `id`; the caller merges, and limits once more. */
  readonly limit?: number | undefined;
}

/** All columns of the records that a selection holds; the caller picks and orders them. */
export function selectRecords(selection: Selection): RawBuilder<unknown> {
  const { query, limit } = selection;
  const conditions = conditionsOf(selection);
  // Ordered and limited in each arm: so each walks its index, and stops.
  const ending = limit === undefined ? sql`` : sql` order by from_ms, id limit ${limit}`;
  if (query.box !== undefined && isFoundByPlace(query)) {
    // `offset 0` keeps PostgreSQL, which knows little of boxes, from choosing another index.
    const inside = sql`(select * from record where ${roughlyInside(query.box)} offset 0) record`;
    return sql`(select * from ${inside} where ${sql.join(conditions, sql` and `)}${ending})`;
  }
  const classes = [...spanClassMaxMs.map((maxMs) => maxMs as number | undefined), undefined];
  const arms = classes.map((maxMs, spanClass) => {
    const ofClass = [sql`span_class = ${sql.lit(spanClass)}`, ...conditions];
    // Implied by `to_ms`, and what lets the index begin where the answer does.
    if (query.fromMs !== undefined && maxMs !== undefined) {
      ofClass.push(sql`from_ms >= ${query.fromMs - maxMs}`);
    }
    return sql`(select * from record where ${sql.join(ofClass, sql` and `)}${ending})`;
  });
  return sql`(${sql.join(arms, sql` union all `)})`;
}

/** A small box is looked up by place, unless a short span of time says more. */
function isFoundByPlace({ box, fromMs, toMs }: RecordQuery): boolean {
  if (box === undefined) return false;
  const { westDeg, southDeg, eastDeg, northDeg } = box;
  if (westDeg > eastDeg || southDeg > northDeg) return false;
  if ((eastDeg - westDeg) * (northDeg - southDeg) > placeFirstMaxDeg2) return false;
  return fromMs === undefined || (toMs !== undefined && toMs - fromMs > timeFirstMaxMs);
}

function conditionsOf({ query, after, headSeq }: Selection): RawBuilder<unknown>[] {
  const { kind, origin, knownAtMs, fromMs, toMs, box, subject, source, standing } = query;
  const conditions = [
    // As literals, so that the partial indexes are seen to fit.
    sql`kind = ${sql.lit(kindNumber(kind))}`,
    sql`origin = ${sql.lit(originNumber(origin))}`,
  ];
  const add = (condition: RawBuilder<unknown>): number => conditions.push(condition);
  if (hasVersions(kind)) {
    add(sql`source is null`);
    if (knownAtMs === undefined && headSeq === undefined) add(sql`superseded_seq is null`);
    else if (knownAtMs === undefined) {
      add(sql`(superseded_seq is null or superseded_seq > ${headSeq})`);
    } else add(sql`(superseded_at_ms is null or superseded_at_ms > ${knownAtMs})`);
  }
  if (headSeq !== undefined) add(sql`seq <= ${headSeq}`);
  if (knownAtMs !== undefined) add(sql`recorded_at_ms <= ${knownAtMs}`);
  if (fromMs !== undefined) add(sql`to_ms >= ${fromMs}`);
  if (toMs !== undefined) add(sql`from_ms < ${toMs}`);
  if (subject !== undefined) {
    add(sql`subject = ${subject}`);
    if (subject !== "") add(sql`subject <> ''`);
  }
  if (source !== undefined) add(sql`source = ${source}`);
  if (box !== undefined) add(insideBox(box));
  if (standing === true) add(isStanding(sql`record`, headSeq, knownAtMs));
  if (after !== undefined) {
    add(sql`(from_ms, id) > (${after.atMs}::bigint, ${after.id}::uuid)`);
  }
  return conditions;
}

/**
 * No correction withdraws it, of those that are known.
 * @param record the name under which the query has the observation
 */
export function isStanding(
  record: RawBuilder<unknown>,
  untilSeq: number | undefined,
  knownAtMs: number | undefined,
): RawBuilder<unknown> {
  const conditions = [
    sql`c.source = ${record}.source`,
    sql`c.source_id = ${record}.source_id`,
    sql`c.origin = ${record}.origin`,
  ];
  if (untilSeq !== undefined) conditions.push(sql`c.seq <= ${untilSeq}`);
  if (knownAtMs !== undefined) conditions.push(sql`c.recorded_at_ms <= ${knownAtMs}`);
  return sql`not exists (select 1 from correction_of c where ${sql.join(conditions, sql` and `)})`;
}

type Box = NonNullable<RecordQuery["box"]>;

/** For the index, which compares with a tolerance of 1e-6 degrees. */
function roughlyInside({ westDeg, southDeg, eastDeg, northDeg }: Box): RawBuilder<unknown> {
  return sql`position <@ box(point(${westDeg}, ${southDeg}), point(${eastDeg}, ${northDeg}))`;
}

function insideBox({ westDeg, southDeg, eastDeg, northDeg }: Box): RawBuilder<unknown> {
  return sql`position[0] between ${westDeg}::float8 and ${eastDeg}::float8
    and position[1] between ${southDeg}::float8 and ${northDeg}::float8`;
}

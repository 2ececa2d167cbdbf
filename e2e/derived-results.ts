import { setTimeout as delay } from "node:timers/promises";
import { canonicalJson } from "@truceline/model";

/** A server to ask, as somebody who may read everything. */
export interface Reader {
  readonly address: () => string;
  readonly token: string;
}

type Stored = Readonly<Record<string, unknown>>;

export const derivedPaths = [
  "incidents",
  "assessments",
  "clause-states",
  "coverage-cells",
] as const;

async function ask({ address, token }: Reader, path: string): Promise<Response> {
  const response = await fetch(`${address()}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response;
}

/** Every record of a resource, in its latest version. */
export async function allOf(reader: Reader, path: string): Promise<readonly Stored[]> {
  const found: Stored[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const response = await ask(reader, `/api/v1/${path}?limit=500${more}`);
    const page = (await response.json()) as { items: Stored[]; next: string | null };
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

/** All observations as exported, one a line. */
export async function exported(reader: Reader): Promise<readonly Stored[]> {
  const text = await (await ask(reader, "/api/v1/observations/export")).text();
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Stored);
}

/** One figure of `/metrics`. */
export async function metric(reader: Reader, name: string): Promise<number> {
  const text = await (await ask(reader, "/metrics")).text();
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
}

const quietMs = 6_000;
const lookMs = 1_000;

/**
 * Waits until everything received has been worked in and nothing changes any more: no input waits for
 * the pipeline, and the feed of changes stands still for longer than the pipeline ever sleeps.
 */
export async function settled(reader: Reader, maxMs: number): Promise<void> {
  const untilMs = performance.now() + maxMs;
  let head = -1;
  let sinceMs = performance.now();
  while (performance.now() < untilMs) {
    const [now, behind] = [
      await metric(reader, "truceline_feed_head"),
      await metric(reader, "truceline_pipeline_behind"),
    ];
    if (now !== head || behind > 0) {
      head = now;
      sinceMs = performance.now();
    } else if (performance.now() - sinceMs > quietMs) return;
    await delay(lookMs);
  }
  throw new Error(`not settled within ${maxMs} ms`);
}

/**
 * What the pipeline holds to be so, as sorted lines of canonical JSON that two runs must share.
 *
 * Left out, since two runs may differ there by right: version numbers and `recordedAtMs` (they tell
 * how often and when the pipeline looked); withdrawn incidents and assessments, and coverage cells of
 * 0 (what stood for a while, while later input had not come yet; a cell of 0 says what no cell says).
 * Ids of observations are made by the receiver: source and source id stand in their place. Ids of
 * derived records stay, for they follow from those.
 */
export async function standingResults(
  reader: Reader,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const keyOf = new Map(
    (await exported(reader)).map(({ id, source, sourceId }) => [id, `${source}/${sourceId}`]),
  );
  const results = new Map<string, readonly string[]>();
  for (const path of derivedPaths) {
    const lines = (await allOf(reader, path)).flatMap((record) => {
      const { version: _version, recordedAtMs: _at, withdrawn, observationIds, ...rest } = record;
      if (withdrawn !== undefined) return [];
      if (path === "coverage-cells" && rest["coverageRatio"] === 0) return [];
      if (!Array.isArray(observationIds)) return [canonicalJson(rest)];
      const members = observationIds.map((id) => keyOf.get(id) ?? `unknown ${id}`).sort();
      return [canonicalJson({ ...rest, members })];
    });
    results.set(path, lines.sort());
  }
  return results;
}

/** Up to where a server counts the period that still runs. */
export async function countedToMs(reader: Reader): Promise<number> {
  const states = await allOf(reader, "clause-states");
  return Math.max(0, ...states.map(({ periodToMs }) => Number(periodToMs)));
}

import { cellAt } from "@truceline/geo";
import type { ClauseState } from "@truceline/model";
import { hourMs } from "../processor/clock-hours.ts";
import { type Period, periodAt } from "../processor/periods.ts";
import { inputCursorName, processedKinds } from "../processor/processor.ts";
import { readRecord } from "../store/read-record.ts";
import type { KnownEvent } from "./event-book.ts";
import { textIn } from "./ground.ts";
import { outlineOf } from "./outline.ts";
import { patrolsAndCalls } from "./patrols-now.ts";
import type { MapIncident, Picture } from "./picture.ts";
import { mapSensors, sensorItems } from "./sensors-now.ts";
import { byNeed, queueItemOf, shapeOf } from "./standing.ts";
import { periodBefore } from "./tally-book.ts";
import { mainArticle, meanOf, rounded, type ViewContext } from "./view-context.ts";

/** Incidents on the map at most; the newest stay. */
export const mapIncidentCountMax = 2_000;
export const queueItemCountMax = 500;
/** Just after the cut-off the picture still shows this much of the time before it. */
const shownLeastMs = 6 * hourMs;
const behindCountMax = 200;
const ribbonStepCountMax = 400;

/**
 * Everything on the screen Now, as it was known at the context's instant: the reporting period so far,
 * and never less than six hours. One origin; what is known only since is counted, not shown.
 */
export async function buildPicture(context: ViewContext): Promise<Picture> {
  const { agreement, origin, asOfMs, knownAtMs, headSeq } = context;
  const { compiled } = agreement;
  const period = periodAt(asOfMs, compiled);
  const shownFromMs = Math.min(period.fromMs, asOfMs - shownLeastMs);
  const book = await context.events(shownFromMs, asOfMs + 1);
  const events = book.known(shownFromMs, asOfMs + 1, knownAtMs ?? Number.POSITIVE_INFINITY);
  const sensors = mapSensors(context);
  const { patrols, items } = await patrolsAndCalls(context);
  const queue = [
    ...events.map(queueItemOf).filter((item) => item !== undefined),
    ...sensorItems(sensors, context),
    ...items,
  ].sort(byNeed);
  const states = await clauseStatesOf(context, period);
  const shown = events.slice(-mapIncidentCountMax);
  return {
    origin,
    asOfMs,
    live: knownAtMs === undefined,
    headSeq,
    behindCount: await behindCount(context),
    ...(await figures(context, period)),
    clauses: clauseCounts(states),
    seen: seenNow(context),
    bound: worstBound(states),
    quarantineCount: await quarantineCount(context),
    queue: queue.slice(0, queueItemCountMax),
    incidents: shown.flatMap((event) => mapIncident(event) ?? []),
    sensors,
    patrols,
    ribbon: ribbon(context, shown),
    later: await laterCounts(context),
  };
}

function mapIncident(event: KnownEvent): MapIncident | undefined {
  const { id, title, fromMs, median, ellipse95, ellipse50 } = event.incident;
  if (median === null) return undefined;
  return {
    id,
    shape: shapeOf(event),
    title,
    atMs: fromMs,
    median,
    outline95: outlineOf(ellipse95),
    outline50: outlineOf(ellipse50),
  };
}

/** The clause states of a period, as known at the context's instant. */
export async function clauseStatesOf(
  { store, agreement, origin, knownAtMs }: ViewContext,
  period: Period,
): Promise<readonly ClauseState[]> {
  const { fromMs } = period;
  const articles = new Set(agreement.compiled.articles.map(({ id }) => id));
  const states: ClauseState[] = [];
  const query = { kind: "clause-state", origin, knownAtMs, fromMs, toMs: fromMs + 1 } as const;
  for await (const record of store.stream(query)) {
    const state = readRecord("clause-state", record);
    if (state.periodFromMs === fromMs && articles.has(state.articleId)) states.push(state);
  }
  return states;
}

function clauseCounts(states: readonly ClauseState[]): Picture["clauses"] {
  const count = (state: ClauseState["state"]) => states.filter((one) => one.state === state).length;
  const breached = states.filter(({ state }) => state === "breached");
  const found = breached.filter(({ foundCount }) => foundCount > 0);
  return {
    metCount: count("met"),
    breachedCount: breached.length,
    undeterminedCount: count("undetermined"),
    assessedCount: breached.length - found.length,
    foundCount: found.length,
    expectedWrongCount: rounded(states.reduce((sum, one) => sum + one.expectedWrongCount, 0)),
  };
}

function worstBound(states: readonly ClauseState[]): Picture["bound"] {
  let worst: Picture["bound"] = null;
  for (const { state, bound, sectorId, articleId, freeToAvoidRatio } of states) {
    if (state !== "met" || bound === null) continue;
    if (worst === null || bound.upperPerDay > worst.upperPerDay) {
      worst = { sectorId, articleId, ...bound, freeToAvoidRatio };
    }
  }
  return worst;
}

async function figures(
  context: ViewContext,
  period: Period,
): Promise<Pick<Picture, "today" | "lateCount">> {
  const { tallies, headSeq, knownAtMs, agreement } = context;
  const { compiled } = agreement;
  const now = await tallies.tally(period, headSeq, knownAtMs);
  const before = await tallies.tally(periodBefore(period, compiled), headSeq, knownAtMs);
  const labels = ["explosions", "bursts-and-shots", "in-flight", "other"] as const;
  const figuresNow = labels.map((label) => ({
    label,
    now: now.byFamily[label],
    before: before.byFamily[label],
    atLeast: now.atLeast.has(label),
  }));
  return {
    today: { fromMs: period.fromMs, rule: "smm", figures: figuresNow },
    lateCount: now.lateCount,
  };
}

function seenNow({ agreement, book, asOfMs, knownAtMs }: ViewContext): Picture["seen"] {
  const article = mainArticle(agreement);
  if (article === undefined) return { seenRatio: 0, requirementRatio: 0, sectors: [] };
  const requirementRatio = article.coverageRatio;
  const hour = book.hour(article, Math.floor(asOfMs / hourMs) * hourMs, knownAtMs);
  return {
    seenRatio: rounded(meanOf(hour.ratios)),
    requirementRatio,
    sectors: agreement.sectors().flatMap(({ id, name }) => {
      const own = hour.ratios.filter((_, index) => hour.cells[index]?.sectorId === id);
      if (own.length === 0) return [];
      const seenRatio = rounded(meanOf(own));
      return [{ sectorId: id, name: textIn(name), seenRatio, requirementRatio }];
    }),
  };
}

async function behindCount({ store, agreement, origin, knownAtMs }: ViewContext): Promise<number> {
  if (knownAtMs !== undefined) return 0;
  const afterSeq = await store.cursor(inputCursorName(agreement.compiled, origin));
  return (await store.readFeed({ afterSeq, limit: behindCountMax, kinds: processedKinds, origin }))
    .length;
}

/** Messages that wait in quarantine, as known at the context's instant. */
export async function quarantineCount({ store, origin, knownAtMs }: ViewContext): Promise<number> {
  if (knownAtMs === undefined) return (await store.counts(origin)).quarantineWaiting;
  let count = 0;
  let cursor: string | undefined;
  do {
    const query = { origin, knownAtMs, state: "waiting", limit: 1_000, cursor } as const;
    const page = await store.listQuarantine(query);
    count += page.items.length;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return count;
}

function ribbon(
  { agreement, book, asOfMs, knownAtMs }: ViewContext,
  events: readonly KnownEvent[],
): Picture["ribbon"] {
  const article = mainArticle(agreement);
  const lineId =
    (article === undefined ? null : agreement.articleLine(article.id)) ??
    agreement.compiled.lines[0]?.id;
  const version = lineId === undefined ? undefined : agreement.mainLineVersionAt(lineId, asOfMs);
  if (article === undefined || version === undefined) {
    return { stepM: 1, seenRatios: [], incidentsAtM: [] };
  }
  const { line } = version;
  const stepM = Math.max(100, Math.ceil(line.lengthM / ribbonStepCountMax / 100) * 100);
  const hour = book.hour(article, Math.floor(asOfMs / hourMs) * hourMs, knownAtMs);
  const ratioOf = new Map(hour.cells.map(({ cell }, index) => [cell, hour.ratios[index] ?? 0]));
  const seenRatios: number[] = [];
  for (let atM = stepM / 2; atM - stepM / 2 < line.lengthM; atM += stepM) {
    const [lonDeg, latDeg] = line.atChainage(Math.min(atM, line.lengthM)).position;
    const cell = cellAt(lonDeg, latDeg, agreement.compiled.cellResolution);
    seenRatios.push(rounded(ratioOf.get(cell) ?? 0));
  }
  const incidentsAtM = events.flatMap((event) => {
    const { id, median } = event.incident;
    const shape = shapeOf(event);
    if (median === null || shape === "met") return [];
    return [{ id, atM: Math.round(line.fastChainageM(median[0], median[1])), shape }];
  });
  return { stepM, seenRatios, incidentsAtM };
}

async function laterCounts({ store, origin, knownAtMs }: ViewContext): Promise<Picture["later"]> {
  if (knownAtMs === undefined) return { incidentCount: 0, observationCount: 0 };
  const later = async (kind: "incident" | "observation") =>
    (await store.count({ kind, origin })) - (await store.count({ kind, origin, knownAtMs }));
  return { incidentCount: await later("incident"), observationCount: await later("observation") };
}

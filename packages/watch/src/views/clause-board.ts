import { type ClauseState, formatProbability } from "@truceline/model";
import { clauseSentence, lossText } from "@truceline/verification";
import { assessmentsBetween, periodStates } from "../processor/clause-stage.ts";
import { type Period, periodAt, periodNamed } from "../processor/periods.ts";
import { clauseStatesOf } from "./build-picture.ts";
import type { KnownEvent } from "./event-book.ts";
import { textIn, whyNotAssessed } from "./ground.ts";
import { phaseWait } from "./phase-wait.ts";
import type { ClauseBoard, ClauseCell } from "./picture.ts";
import { shapeOf } from "./standing.ts";
import { periodBefore } from "./tally-book.ts";
import type { ViewContext } from "./view-context.ts";

const historyPeriodCount = 14;
const cellIncidentCountMax = 100;

/** Articles × sectors for one period, with the 13 periods before it, as known at the context's instant. */
export async function clauseBoard(context: ViewContext, named: string): Promise<ClauseBoard> {
  const { agreement, origin, asOfMs, knownAtMs } = context;
  const { compiled } = agreement;
  const period = periodOfName(context, named);
  const toMs = Math.min(period.toMs, Math.max(asOfMs, period.fromMs));
  const stored = await clauseStatesOf(context, period);
  const states = new Map<string, ClauseState>();
  for (const state of stored.length > 0 ? stored : await workedOut(context, period)) {
    states.set(`${state.articleId}\u001f${state.sectorId}`, state);
  }
  const book = await context.events(period.fromMs, period.toMs);
  const events = new Map(
    book
      .known(period.fromMs, period.toMs, knownAtMs ?? Number.POSITIVE_INFINITY)
      .map((event) => [event.incident.id, event]),
  );
  const sectors = agreement.sectors();
  const past = await history(context, period);
  const standings = (articleId: string) => {
    const row = past.rows[compiled.articles.findIndex(({ id }) => id === articleId)] ?? [];
    return past.periods.map(({ fromMs, toMs: endMs }, index) => ({
      fromMs,
      toMs: Math.min(endMs, Math.max(asOfMs, fromMs)),
      standing: row[index] ?? ("no-data" as const),
    }));
  };
  return {
    origin,
    knownAtMs: asOfMs,
    periodFromMs: period.fromMs,
    periodToMs: toMs,
    periodName: period.name,
    articles: compiled.articles.map((article) => ({
      id: article.id,
      text: textIn(article.text),
      kind: article.rule.kind,
      notAssessed: whyNotAssessed(article.rule),
      waitsFor: phaseWait(article, compiled, standings),
      requirementRatio: article.coverageRatio,
    })),
    sectors: sectors.map(({ id, name, lengthM }) => ({ id, name: textIn(name), lengthM })),
    cells: compiled.articles.flatMap(({ id: articleId }) =>
      sectors.map(({ id: sectorId }) => {
        const state = states.get(`${articleId}\u001f${sectorId}`);
        return state === undefined ? null : cellOf(state, events);
      }),
    ),
    history: past.rows,
  };
}

/**
 * The clause states of a period that was never worked in, because nothing came in that touches it:
 * silence is not quiet, so its clauses stand undetermined and are told with their reasons.
 */
async function workedOut(context: ViewContext, period: Period): Promise<readonly ClauseState[]> {
  const { asOfMs, knownAtMs } = context;
  if (asOfMs <= period.fromMs) return [];
  const assessments = await assessmentsBetween(context, period.fromMs, period.toMs, knownAtMs);
  const stage = { ...context, pause: async () => {} };
  return periodStates(stage, period, asOfMs, assessments, knownAtMs);
}

function periodOfName({ agreement, asOfMs }: ViewContext, named: string): Period {
  const { compiled } = agreement;
  const today = periodAt(asOfMs, compiled);
  if (named === "today") return today;
  return named === "yesterday" ? periodBefore(today, compiled) : periodNamed(named, compiled);
}

function cellOf(state: ClauseState, events: ReadonlyMap<string, KnownEvent>): ClauseCell {
  return {
    articleId: state.articleId,
    sectorId: state.sectorId,
    state: state.state,
    reason: state.reason ?? null,
    sentence: clauseSentence(state),
    assessedCount: state.assessedCount,
    foundCount: state.foundCount,
    openCount: state.openCount,
    expectedWrongCount: state.expectedWrongCount,
    coverageRatio: state.coverageRatio,
    requirementRatio: state.requirementRatio,
    coverageByHour: state.coverageByHour,
    losses: state.losses.map((loss) => ({
      reason: loss.reason,
      lossRatio: loss.lossRatio,
      text: lossText(loss),
    })),
    bound: state.bound,
    freeToAvoidRatio: state.freeToAvoidRatio,
    incidents: state.incidentIds.slice(0, cellIncidentCountMax).flatMap((id) => {
      const event = events.get(id);
      return event === undefined ? [] : [incidentRow(event, state.articleId)];
    }),
  };
}

function incidentRow(event: KnownEvent, articleId: string): ClauseCell["incidents"][number] {
  const { id, title, fromMs } = event.incident;
  const own = event.assessments.find((assessment) => assessment.articleId === articleId);
  const sources =
    own === undefined
      ? ""
      : `${formatProbability(own.probability)}, ${own.sourceCount} ${own.sourceCount === 1 ? "source" : "sources"} of ${own.sourcesNeededCount}`;
  const shape =
    own === undefined ? shapeOf(event) : own.outcome === "breach" ? "breached" : "undetermined";
  return { id, title, atMs: fromMs, shape, text: sources };
}

/** Whole line, oldest first: breached where any sector is, met where all that apply are. */
async function history(
  context: ViewContext,
  last: Period,
): Promise<{ readonly periods: readonly Period[]; readonly rows: ClauseBoard["history"] }> {
  const { agreement, store, origin, knownAtMs } = context;
  const { compiled } = agreement;
  const periods = [last];
  while (periods.length < historyPeriodCount) {
    periods.unshift(periodBefore(periods[0] ?? last, compiled));
  }
  const byPeriod = new Map<string, ClauseState["state"][]>();
  const fromMs = periods[0]?.fromMs;
  const query = { kind: "clause-state", origin, knownAtMs, fromMs, toMs: last.toMs } as const;
  for await (const record of store.stream(query)) {
    const { articleId, periodFromMs, state } = JSON.parse(
      decoder.decode(record.bytes),
    ) as ClauseState;
    const key = `${articleId}\u001f${periodFromMs}`;
    const own = byPeriod.get(key);
    if (own === undefined) byPeriod.set(key, [state]);
    else own.push(state);
  }
  const rows = compiled.articles.map(({ id }) =>
    periods.map((period) => wholeOf(byPeriod.get(`${id}\u001f${period.fromMs}`))),
  );
  return { periods, rows };
}

const decoder = new TextDecoder();

function wholeOf(
  states: readonly ClauseState["state"][] | undefined,
): ClauseBoard["history"][number][number] {
  if (states === undefined) return "no-data";
  const applying = states.filter((state) => state !== "not-applicable" && state !== "narrative");
  if (applying.length === 0) return "not-applicable";
  if (applying.includes("breached")) return "breached";
  return applying.every((state) => state === "met") ? "met" : "undetermined";
}

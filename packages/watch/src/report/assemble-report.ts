import type { PreparedAgreement } from "@truceline/agreement";
import type { Gazetteer } from "@truceline/geo";
import type { PublishedTotal } from "@truceline/interop";
import {
  type Claim,
  type Clock,
  fireKinds,
  type Incident,
  type Observation,
  type Origin,
  type ReleaseLevel,
  reportingDate,
  reportingPeriod,
} from "@truceline/model";
import {
  assessmentsToTrace,
  buildDailyReport,
  type DailyReport,
  type DailyReportInput,
  ObservationTally,
  observationSentence,
  observationsNeeded,
  type Theme,
  type Trace,
  traceOf,
} from "@truceline/reporting";
import type { Store } from "../ports/store.ts";
import { assessmentsBetween } from "../processor/clause-stage.ts";
import { readRecord } from "../store/read-record.ts";
import { ClaimsOver } from "../views/claims-over.ts";
import { mainArticle } from "../views/view-context.ts";
import type { Views } from "../views/views.ts";
import { correctionsReceived, deskRecords } from "./desk-of-report.ts";
import { namesOf } from "./place-names.ts";
import { regionFinder, regionsOf } from "./region-of.ts";
import { coverageFollowsAt, releasedReading } from "./released-reading.ts";
import { clausePeriods, coverageOfReport, reportedClauses } from "./report-coverage.ts";
import { reportMap } from "./report-map.ts";
import { reportTheme, themeFilter } from "./report-theme.ts";
import { reportedWeapons } from "./reported-weapons.ts";
import { reportedWindows } from "./reported-windows.ts";

const quarantinePageSize = 500;
const incidentOfReportMax = 20_000;
const traceObservationMax = 50;

export interface ReportSource {
  readonly store: Store;
  readonly views: Pick<Views, "clauses" | "coverage" | "silenceWindow">;
  readonly agreement: PreparedAgreement;
  readonly origin: Origin;
  readonly clock: Clock;
  readonly places?: Gazetteer | undefined;
}

export interface ReportRequest {
  readonly kind: DailyReport["kind"];
  /** First and last period, by the days they end on. A weekly report is given its last: `from` is set. */
  readonly from: string;
  readonly to: string;
  readonly theme?: Pick<Theme, "is" | "id"> | undefined;
  readonly level: ReleaseLevel;
  /** As it was known then; absent = now. */
  readonly knownAtMs?: number | undefined;
  readonly number?: string | undefined;
  readonly totals?: readonly PublishedTotal[] | undefined;
  /** How many assessments are traced; inside the house only. */
  readonly traceCount?: number | undefined;
  /** Told what is being read, for a progress line. */
  readonly onStep?: ((step: "observations" | "clauses" | "coverage") => void) | undefined;
}

/**
 * A report from the store: what it needs is read once, as a stream, and counted as it comes. The model
 * for a level outside the house is made from what the release function gives, not cut down afterwards.
 *
 * @throws WatchError `TL_WATCH_REPORT_THEME` for a theme that the agreement does not have
 */
export async function assembleReport(
  source: ReportSource,
  request: ReportRequest,
): Promise<DailyReport> {
  const { store, views, agreement, origin, clock, places } = source;
  const { from, to, kind, level, knownAtMs } = request;
  const { compiled } = agreement;
  const { cutOff, timezone } = compiled;
  const nowMs = clock.nowMs();
  const asOfMs = knownAtMs ?? nowMs;
  const fromMs = reportingPeriod(from, cutOff, timezone).fromMs;
  const toMs = reportingPeriod(to, cutOff, timezone).toMs;
  const theme = reportTheme(agreement, request.theme);
  const regions = regionsOf(agreement);
  const regionOf = regionFinder(agreement, places);
  const isOfTheme = themeFilter(agreement, theme, regionOf);
  const tally = new ObservationTally({ timezone, cutOff, from, to, regionOf, isOfTheme });

  request.onStep?.("observations");
  const needed = observationsNeeded(compiled, from, to);
  const query = { origin, knownAtMs };
  const observed = { ...query, ...needed, kind: "observation", standing: true } as const;
  for await (const record of store.stream(observed)) tally.add(readRecord("observation", record));

  request.onStep?.("clauses");
  const periods = clausePeriods(from, to);
  const isAsked = (clause: { readonly articleId: string; readonly sectorId: string }) =>
    theme === undefined ||
    (theme.is === "article" && clause.articleId === theme.id) ||
    (theme.is === "sector" && clause.sectorId === theme.id) ||
    theme.is === "disengagement-area";
  const clauses = (await reportedClauses(views, periods, knownAtMs)).filter(isAsked);
  const articleId = theme?.is === "article" ? theme.id : mainArticle(agreement)?.id;

  request.onStep?.("coverage");
  const coverage =
    articleId === undefined
      ? { cells: [], bySide: [] }
      : await coverageOfReport(views, agreement, articleId, {
          periods,
          asOfMs,
          nowMs,
          knownAtMs,
          sectorId: theme?.is === "sector" ? theme.id : undefined,
        });
  const context = { level, nowMs, terms: compiled.release };
  const followsAtMs = await coverageFollowsAt(
    views,
    agreement,
    articleId,
    { fromMs, toMs, from },
    context,
  );
  const released =
    level === "internal"
      ? undefined
      : releasedReading({
          agreement,
          places,
          context: { ...context, level },
          coverageFollowsAtMs: followsAtMs,
        });

  const desk = await deskRecords(store, { ...query, ...needed });
  const assessments = (await assessmentsBetween(source, fromMs, toMs, knownAtMs)).filter(
    ({ atMs }) => atMs >= fromMs && atMs < toMs,
  );
  const weapons = reportedWeapons({ agreement, places, tally, desk });
  const mapLevel = level === "public" ? "public" : "parties";
  const incidents = await incidentsToShow(source, { fromMs, toMs, knownAtMs }, context);
  const input: DailyReportInput = {
    kind,
    ...(theme === undefined ? {} : { theme }),
    agreement: compiled,
    origin,
    level,
    from,
    to,
    knownAtMs: asOfMs,
    number: request.number,
    regions: theme?.is === "sector" ? regions.filter(({ id }) => id === theme.id) : regions,
    tally,
    desk: {
      denials: desk.denials,
      casualties: desk.casualties,
      inspections: desk.inspections,
      siteVisits: desk.siteVisits,
      windows: await reportedWindows(views, desk.windows, knownAtMs),
      ...weapons,
    },
    corrections: await correctionsReceived(store, { ...query, fromMs, toMs }),
    claims: await claimCounts(source, { from, to, knownAtMs }),
    assessments,
    clauses,
    bySide: followsAtMs === undefined ? coverage.bySide : [],
    quarantine: await quarantineCounts(source, { fromMs, toMs, knownAtMs }),
    map:
      articleId === undefined
        ? null
        : reportMap({
            agreement,
            places,
            atMs: Math.min(toMs, asOfMs) - 1,
            articleId,
            cells: followsAtMs === undefined ? coverage.cells : [],
            incidents: theme === undefined ? incidents : [],
            level: mapLevel,
          }),
    names: {},
    totals: request.totals,
    traces:
      level === "internal"
        ? await tracesOf(source, assessments, request.traceCount ?? 0, knownAtMs)
        : [],
    released,
  };
  return buildDailyReport({ ...input, names: namesOf(input, places) });
}

/** Incidents of fire whose place may be told: old enough for the level. */
async function incidentsToShow(
  { store, origin }: ReportSource,
  span: { readonly fromMs: number; readonly toMs: number; readonly knownAtMs: number | undefined },
  { level, nowMs, terms }: { level: ReleaseLevel; nowMs: number; terms: { delayMs: number } },
): Promise<Incident[]> {
  const ageMs = level === "internal" ? 0 : level === "public" ? terms.delayMs : 30 * 60_000;
  const found: Incident[] = [];
  for await (const record of store.stream({ ...span, origin, kind: "incident" })) {
    const incident = readRecord("incident", record);
    if (incident.withdrawn !== undefined || incident.span.toMs > nowMs - ageMs) continue;
    if (!incident.kinds.some(({ kind }) => fireKinds.has(kind))) continue;
    if (found.length >= incidentOfReportMax) break;
    found.push(incident);
  }
  return found;
}

async function claimCounts(
  { store, origin, agreement }: ReportSource,
  { from, to, knownAtMs }: { from: string; to: string; knownAtMs: number | undefined },
): Promise<DailyReport["claims"]> {
  const { cutOff, timezone } = agreement.compiled;
  const counts = { count: 0, untypedCount: 0, storedCount: 0, storedUntypedCount: 0 };
  const over = new ClaimsOver();
  const add = ({ types, span }: Claim, step: 1 | -1) => {
    const period = reportingDate(span.fromMs, cutOff, timezone);
    counts.storedCount += step;
    if (types.length === 0) counts.storedUntypedCount += step;
    if (period < from || period > to) return;
    counts.count += step;
    if (types.length === 0) counts.untypedCount += step;
  };
  const query = { kind: "claim", origin, knownAtMs } as const;
  for await (const record of store.stream(query)) {
    const claim = readRecord("claim", record);
    if (!over.note(claim)) add(claim, 1);
  }
  // What its own source took back or replaced is no claim any more; most rooms have none.
  if (over.isEmpty) return counts;
  for await (const record of store.stream(query)) {
    const claim = readRecord("claim", record);
    if (claim.about?.kind !== "ends" && over.isOver(claim)) add(claim, -1);
  }
  return counts;
}

/** What came in during the report's periods and was refused; what it tells of, nobody could read. */
async function quarantineCounts(
  { store, origin }: ReportSource,
  span: { readonly fromMs: number; readonly toMs: number; readonly knownAtMs: number | undefined },
): Promise<DailyReportInput["quarantine"]> {
  const countByCode: Record<string, number> = {};
  let waitingCount = 0;
  let readmittedCount = 0;
  let cursor: string | undefined;
  do {
    const page = await store.listQuarantine({
      origin,
      knownAtMs: span.knownAtMs,
      limit: quarantinePageSize,
      cursor,
    });
    for (const { state, code, receivedAtMs } of page.items) {
      if (receivedAtMs < span.fromMs || receivedAtMs >= span.toMs) continue;
      if (state !== "waiting") readmittedCount++;
      else {
        waitingCount++;
        countByCode[code] = (countByCode[code] ?? 0) + 1;
      }
    }
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return { waitingCount, readmittedCount, countByCode };
}

async function tracesOf(
  { store, agreement }: ReportSource,
  assessments: Awaited<ReturnType<typeof assessmentsBetween>>,
  traceCount: number,
  knownAtMs: number | undefined,
): Promise<Trace[]> {
  const { timezone } = agreement.compiled;
  const traces: Trace[] = [];
  for (const assessment of assessmentsToTrace(assessments, traceCount)) {
    const record = await store.get("incident", assessment.incidentId, knownAtMs);
    const incident = record === undefined ? undefined : readRecord("incident", record);
    const ids = (incident?.observationIds ?? []).slice(0, traceObservationMax);
    const told = await store.getMany("observation", ids, knownAtMs);
    const observations: Observation[] = told.map((one) => readRecord("observation", one));
    traces.push(
      traceOf(
        assessment,
        observations.map(({ id }) => id),
        observations.map((one) => observationSentence(one, { timezone })),
      ),
    );
  }
  return traces;
}

import { type CompiledArticle, isAssessed, notAssessedReason } from "@truceline/agreement";
import {
  type Assessment,
  type ClauseState,
  type Loss,
  ModelError,
  type Origin,
} from "@truceline/model";
import { upperRate } from "@truceline/sensing";
import { mergeLosses } from "./merge-losses.ts";
import { timeTest } from "./rule-time.ts";

const HOUR_MS = 3_600_000;
const HOURS_PER_DAY = 24;
const INCIDENT_COUNT_MAX = 1_000;
const LOSS_COUNT_MAX = 20;
const HOUR_COUNT_MAX = 400;
/** Coverage below this is none: avoiding us there was free. */
const NO_COVERAGE = 1e-9;

/** Coverage of an article's cells in one sector, over an hour or a part of one. */
export interface SectorHour {
  readonly fromMs: number;
  readonly toMs: number;
  /** One coverage 0..1 for each cell of the article in the sector. */
  readonly ratios: ArrayLike<number>;
  /** What took the rest away, as a mean over these cells. */
  readonly losses: readonly Loss[];
}

/** A person's decision on an incident, as far as a clause state needs it. */
export interface FindingOnIncident {
  readonly incidentId: string;
  readonly isBreach: boolean;
}

export interface ClauseStateInput {
  readonly origin: Origin;
  readonly article: CompiledArticle;
  readonly sectorId: string;
  readonly timezone: string;
  readonly inForce: { readonly fromMs: number; readonly toMs?: number | undefined };
  readonly periodFromMs: number;
  readonly periodToMs: number;
  /** May hold others: those of other articles, sectors and times, and older versions, are passed over. */
  readonly assessments: readonly Assessment[];
  readonly findings?: readonly FindingOnIncident[];
  /** Cells of the article in this sector; none: the article does not apply here. */
  readonly cellCount: number;
  /** In any order; time of the period that none of them holds was not received. */
  readonly hours: readonly SectorHour[];
}

/** A clause state but for what only its keeper knows. */
export type ClauseStateContent = Omit<ClauseState, "id" | "version" | "recordedAtMs">;

/**
 * How one article stands in one sector over one period.
 *
 * - `breached`: an incident was assessed as a breach, or found to be one by people.
 * - `met`: none was, none is left open, and coverage reached the article's requirement.
 * - `undetermined`: otherwise, with what took coverage away, largest first.
 * - `not-applicable`: the article has no ground in the sector or no time in the period, or its phase
 *   waits for a condition.
 * - `narrative`: it is shown and tracked, never assessed; so stand all rules that observations cannot
 *   show to be broken.
 *
 * **Pooling.** The reader asked for a sector and a period, so cells and hours of exactly these are
 * pooled, and no others. `coverageRatio` is the mean over cell-hours, each hour weighted by how much of
 * it lies in the period and in the rule's time; every cell counts alike, which takes a breach to be as
 * likely in one cell as in another. A mean can hide a dark corner: `freeToAvoidRatio` (share of
 * cell-hours without any coverage) stands beside it. Stricter choices, the mean of the worst tenth of
 * cell-hours or the worst cell, were not taken because no sector of a real mission would ever be `met`.
 *
 * **Open incidents.** An incident that is assessed `undetermined` may be a breach; a clause that left
 * it out of account would be called `met` on evidence nobody has weighed. So it stays `undetermined`.
 *
 * **Limits.** Each sighting is assessed by itself; two of them may be of the same things or of others.
 * So a limit above none is never `breached` by a sum, and never `met` where the sightings within the
 * time in which the article must be looked at again may together exceed it.
 *
 * **Bound.** ½χ²₀.₉₅(2n + 2)/E breaches a day, with n breaches seen and E = ΣC·Δt the hours of the
 * sector weighted by coverage. It assumes independent breaches, spread over the sector's cells, that do
 * not avoid being seen.
 *
 * Ratios are rounded down to 1e-4 before they are compared, so that no `met` shows less than it needs.
 *
 * @throws ModelError `TL_MODEL_ORIGIN_MIXED` when an assessment has another origin.
 */
export function clauseState(input: ClauseStateInput): ClauseStateContent {
  const { article, sectorId, periodFromMs, periodToMs } = input;
  const common = {
    schema: "clause-state/1" as const,
    origin: input.origin,
    articleId: article.id,
    sectorId,
    periodFromMs,
    periodToMs,
    requirementRatio: article.coverageRatio,
  };
  const { rule } = article;
  if (!isAssessed(rule)) {
    const reason = notAssessedReason(rule);
    return reason === null || reason === "narrative"
      ? { ...common, ...nothing, state: "narrative" }
      : { ...common, ...nothing, state: "narrative", reason };
  }
  if (rule.time.waits === true) {
    return { ...common, ...nothing, state: "not-applicable", reason: "phase-waits" };
  }
  const bins = hourBins(input, timeTest(rule.time, input.timezone));
  const exposedMs = bins.reduce((sum, { weightMs }) => sum + weightMs, 0);
  if (input.cellCount === 0 || exposedMs === 0) {
    return { ...common, ...nothing, state: "not-applicable" };
  }

  const tally = tallyIncidents(input);
  const addsUp = mayAddUp(input, tally);
  const coverage = bins.reduce((sum, bin) => sum + bin.coverage * bin.weightMs, 0) / exposedMs;
  const freeRatio = bins.reduce((sum, bin) => sum + bin.freeRatio * bin.weightMs, 0) / exposedMs;
  const coverageRatio = roundDown(coverage);
  const seenCount = tally.assessedCount + tally.foundOnlyCount;
  const exposureH = (coverage * exposedMs) / HOUR_MS;
  const rate = upperRate(seenCount, exposureH);
  return {
    ...common,
    state: stateOf(tally, coverageRatio >= article.coverageRatio && !addsUp),
    ...(addsUp ? { reason: "sightings-add-up" as const } : {}),
    assessedCount: tally.assessedCount,
    foundCount: tally.foundCount,
    openCount: tally.openCount,
    expectedWrongCount: round(tally.expectedWrongCount),
    incidentIds: tally.incidentIds.slice(0, INCIDENT_COUNT_MAX),
    coverageRatio,
    losses: mergeLosses(
      bins.flatMap(({ lossParts }) => lossParts),
      exposedMs,
    ).slice(0, LOSS_COUNT_MAX),
    bound:
      rate === null
        ? null
        : { seenCount, exposureH: round(exposureH), upperPerDay: round(rate * HOURS_PER_DAY) },
    freeToAvoidRatio: Math.min(1, round(freeRatio)),
    coverageByHour: bins.slice(0, HOUR_COUNT_MAX).map((bin) => roundDown(bin.coverage)),
  };
}

const nothing = {
  assessedCount: 0,
  foundCount: 0,
  openCount: 0,
  expectedWrongCount: 0,
  incidentIds: [],
  coverageRatio: 0,
  losses: [],
  bound: null,
  freeToAvoidRatio: 0,
  coverageByHour: [],
};

const round = (value: number) => Math.round(value * 1e4) / 1e4;
/** Down, but for the last digits of binary arithmetic: 0.79999999 is 0.8. */
const roundDown = (value: number) => Math.min(1, Math.floor(value * 1e4 + 1e-3) / 1e4);

function stateOf(tally: Tally, isCovered: boolean): ClauseState["state"] {
  if (tally.assessedCount + tally.foundOnlyCount > 0) return "breached";
  return isCovered && tally.openCount === 0 ? "met" : "undetermined";
}

interface Tally {
  readonly assessedCount: number;
  readonly foundCount: number;
  /** Found by people where the software had not assessed a breach. */
  readonly foundOnlyCount: number;
  readonly openCount: number;
  readonly expectedWrongCount: number;
  /** Breaches first, then what is open; each by time. */
  readonly incidentIds: string[];
}

function tallyIncidents(input: ClauseStateInput): Tally {
  for (const { origin } of input.assessments) {
    if (origin === input.origin) continue;
    throw new ModelError("TL_MODEL_ORIGIN_MIXED", { origins: [input.origin, origin] });
  }
  const here = latestOf(input.assessments, input.article.id)
    .filter(
      ({ sectorIds, atMs }) =>
        sectorIds.includes(input.sectorId) && atMs >= input.periodFromMs && atMs < input.periodToMs,
    )
    .sort((a, b) => a.atMs - b.atMs || (a.incidentId < b.incidentId ? -1 : 1));
  const findings = new Map(
    input.findings?.map((finding) => [finding.incidentId, finding.isBreach]),
  );
  // People's decision stands before the software's assessment, either way.
  const isBreach = ({ incidentId, outcome }: Assessment) =>
    findings.get(incidentId) ?? outcome === "breach";
  const breaches = here.filter(isBreach);
  const assessed = breaches.filter(({ outcome }) => outcome === "breach");
  const open = here.filter(
    ({ incidentId, outcome }) => outcome === "undetermined" && !findings.has(incidentId),
  );
  return {
    assessedCount: assessed.length,
    foundCount: breaches.filter(({ incidentId }) => findings.has(incidentId)).length,
    foundOnlyCount: breaches.length - assessed.length,
    openCount: open.length,
    expectedWrongCount: assessed.reduce((sum, { probability }) => sum + 1 - probability, 0),
    incidentIds: [...breaches, ...open].map(({ incidentId }) => incidentId),
  };
}

/**
 * May sightings that are each within a limit exceed it together? Of the sector, seen within the time in
 * which the article must be looked at again, their greatest numbers added. Null of them: no.
 */
function mayAddUp(
  { article, sectorId, assessments, ...input }: ClauseStateInput,
  tally: Tally,
): boolean {
  const { rule, persistence } = article;
  if (rule.kind !== "limit" || rule.atMost === 0) return false;
  if (tally.assessedCount + tally.foundOnlyCount > 0) return false;
  const withinMs = persistence.is === "state" ? persistence.lookEveryMs : 0;
  const fromMs = input.periodFromMs - withinMs;
  const seen = latestOf(assessments, article.id)
    .filter(
      ({ sectorIds, atMs, outcome }) =>
        sectorIds.includes(sectorId) &&
        atMs >= fromMs &&
        atMs < input.periodToMs &&
        outcome !== "breach",
    )
    .map(({ atMs, trace }) => ({
      atMs,
      most: trace.find(({ factor }) => factor === "count")?.value ?? Number.POSITIVE_INFINITY,
    }))
    .sort((a, b) => a.atMs - b.atMs);
  let first = 0;
  let sum = 0;
  for (const { atMs, most } of seen) {
    sum += most;
    while ((seen[first]?.atMs ?? atMs) < atMs - withinMs) {
      sum -= seen[first]?.most ?? 0;
      first += 1;
    }
    if (sum > rule.atMost) return true;
  }
  return false;
}

/** Of each incident the newest assessment under an article, but for those withdrawn. */
function latestOf(assessments: readonly Assessment[], articleId: string): readonly Assessment[] {
  const latest = new Map<string, Assessment>();
  for (const assessment of assessments) {
    if (assessment.articleId !== articleId) continue;
    const known = latest.get(assessment.incidentId);
    if (known === undefined || known.version < assessment.version) {
      latest.set(assessment.incidentId, assessment);
    }
  }
  return [...latest.values()].filter(({ withdrawn }) => withdrawn === undefined);
}

/** One clock hour of the period, or the part of it that the period holds. */
interface HourBin {
  /** How much of it counts: in the period, in force, within the rule's time. */
  readonly weightMs: number;
  readonly coverage: number;
  readonly freeRatio: number;
  readonly lossParts: readonly { readonly loss: Loss; readonly weightMs: number }[];
}

function hourBins(input: ClauseStateInput, test: ReturnType<typeof timeTest>): HourBin[] {
  const untilMs = input.inForce.toMs ?? Number.POSITIVE_INFINITY;
  // Sums of binary numbers depend on their order, results must not.
  const hours = [...input.hours]
    .sort((a, b) => a.fromMs - b.fromMs || a.toMs - b.toMs)
    .map((hour) => ({ ...hour, ...meanOf(hour.ratios) }));
  const bins: HourBin[] = [];
  let fromMs = input.periodFromMs;
  while (fromMs < input.periodToMs) {
    const toMs = Math.min(input.periodToMs, (Math.floor(fromMs / HOUR_MS) + 1) * HOUR_MS);
    const countedFromMs = Math.max(fromMs, input.inForce.fromMs);
    const countedToMs = Math.min(toMs, untilMs);
    const weightMs =
      countedFromMs < countedToMs
        ? test.shareOf(countedFromMs, countedToMs) * (countedToMs - countedFromMs)
        : 0;
    bins.push(hourBin(hours, fromMs, toMs, weightMs));
    fromMs = toMs;
  }
  return bins;
}

type MeanHour = SectorHour & { readonly coverage: number; readonly freeRatio: number };

function hourBin(
  hours: readonly MeanHour[],
  fromMs: number,
  toMs: number,
  weightMs: number,
): HourBin {
  let knownMs = 0;
  let coverageMs = 0;
  let freeMs = 0;
  const lossParts: { loss: Loss; weightMs: number }[] = [];
  // Shares of the bin; the rule's time is taken to be spread evenly within an hour.
  const shareMs = (partMs: number) => (weightMs * partMs) / (toMs - fromMs);
  for (const hour of hours) {
    const overlapMs = Math.min(toMs, hour.toMs) - Math.max(fromMs, hour.fromMs);
    if (overlapMs <= 0) continue;
    knownMs += overlapMs;
    coverageMs += hour.coverage * overlapMs;
    freeMs += hour.freeRatio * overlapMs;
    for (const loss of hour.losses) lossParts.push({ loss, weightMs: shareMs(overlapMs) });
  }
  const missingMs = Math.max(0, toMs - fromMs - knownMs);
  // Half a second of rounding is no gap.
  if (missingMs > 500) {
    const loss = { reason: "not-received" as const, lossRatio: 1, sensorIds: [] };
    lossParts.push({ loss, weightMs: shareMs(missingMs) });
  }
  const spanMs = Math.max(toMs - fromMs, knownMs);
  return {
    weightMs,
    coverage: coverageMs / spanMs,
    freeRatio: (freeMs + missingMs) / spanMs,
    lossParts,
  };
}

function meanOf(ratios: ArrayLike<number>): { coverage: number; freeRatio: number } {
  let sum = 0;
  let freeCount = 0;
  for (let cell = 0; cell < ratios.length; cell++) {
    const ratio = ratios[cell] as number;
    sum += ratio;
    if (ratio < NO_COVERAGE) freeCount++;
  }
  if (ratios.length === 0) return { coverage: 0, freeRatio: 1 };
  return { coverage: sum / ratios.length, freeRatio: freeCount / ratios.length };
}

import { addDays, ModelError, type Origin, reportingPeriod } from "@truceline/model";
import { comparePublished } from "../compare-published.ts";
import { CountTable, datesBetween, sumOfRows } from "../count-table.ts";
import { denialSentence, movementSection, visitSection, windowSection } from "./access-sections.ts";
import { summarySection, violationAnnex, weaponAnnex } from "./annex-sections.ts";
import { areaSection } from "./area-section.ts";
import type { Block, DailyReport, Part, ReportedObservation, Section } from "./daily-report.ts";
import { casualtySection, mineSection, presenceSection } from "./harm-sections.ts";
import { methodSection, publishedSection, workingSection } from "./method-sections.ts";
import type { TalliedObservation } from "./observation-tally.ts";
import {
  claimSection,
  clauseSection,
  correctionSection,
  quarantineSection,
  unseenSection,
} from "./record-sections.ts";
import { ReportDraft, unplacedName, unplacedRegion } from "./report-draft.ts";
import type { DailyReportInput, ReportedClause, ReportRegion } from "./report-input.ts";
import type { ClauseRow } from "./report-parts.ts";
import { reportPeriods } from "./report-periods.ts";
import { isInside } from "./section-parts.ts";
import { examinedCount, shownState, violationSection } from "./violations.ts";
import { weaponSection } from "./weapon-section.ts";

/** Periods in the bar: the last two weeks. */
export const barPeriodCount = 14;

/**
 * The report of a period, a week or a theme, as one model: sections in the mission's own order, with
 * keys of messages and values instead of words, so that every language shows the same numbers.
 *
 * It holds observations, counts under named rules and findings. What software assessed and nobody found
 * is "examined"; no party is named as having done anything.
 *
 * @throws ModelError `TL_MODEL_ORIGIN_MIXED` when a record has another origin
 */
export function buildDailyReport(given: DailyReportInput): DailyReport {
  refuseOtherOrigins(given);
  const input = { ...given, regions: everyRegion(given) };
  const { agreement, tally, from, to, level } = input;
  const { timezone, cutOff } = agreement;
  const counts = new CountTable(tally.rows());
  const draft = new ReportDraft(input, counts);
  const periods = reportPeriods({ timezone, cutOff });
  const { kept: fire, leftOutCount } = tally.fire();
  const others = tally.others();
  const clauses = input.clauses.map((clause) => clauseRow(draft, clause));
  const mayTell = (one: TalliedObservation) =>
    input.released === undefined || input.released.observation(one.observation) !== undefined;
  const toldFire = fire.filter(mayTell);
  const observations = [...toldFire, ...others.filter(mayTell)].map((one) => reported(draft, one));
  const withheldCount = fire.length + others.length - observations.length;
  const quarantine = {
    waitingCount: input.quarantine.waitingCount,
    readmittedCount: input.quarantine.readmittedCount,
    byCode: !isInside(draft)
      ? []
      : Object.entries(input.quarantine.countByCode)
          .map(([code, count]) => ({ code, count }))
          .sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
  const working = level === "internal" ? workingOf(input) : null;
  const { begins, regionKeys } = {
    begins: tally.reportBegins,
    regionKeys: input.regions.map(({ key }) => key),
  };
  const published =
    input.totals === undefined || level !== "internal"
      ? null
      : comparePublished(input.totals, counts, { from, to, regions: regionKeys, begins });
  const isOwn = (period: string) => draft.isOwn(period);
  const visits = input.desk.siteVisits.filter(
    (one) => isOwn(periods.ofVisit(one)) || isOpenVisit(one.state),
  );
  const crossing = visits.filter(({ place }) => isCrossing(input, place.siteId));
  const mineDenials = input.desk.denials.filter(
    (one) => one.withdrawn !== true && one.kind === "mines" && isOwn(periods.ofDenial(one)),
  );
  const sections: (Section | undefined)[] = [
    summarySection(draft, periods),
    violationSection(draft, fire),
    published === null ? undefined : publishedSection(published),
    casualtySection(draft, others, periods.ofCasualty),
    areaSection(draft, tally.inAreas(), periods),
    weaponSection(draft, periods),
    presenceSection(draft, others),
    mineSection(
      draft,
      others,
      isInside(draft) ? mineDenials.map((one) => denialSentence(draft, one, "mines")) : [],
    ),
    windowSection(draft, periods.ofWindow),
    visitSection(
      draft,
      visits.filter((one) => !crossing.includes(one)),
      "visits",
    ),
    crossing.length > 0 ? visitSection(draft, crossing, "civilians") : undefined,
    movementSection(draft, others, periods.ofDenial),
    unseenSection(draft, clauses),
    correctionSection(draft),
    quarantineSection(draft, quarantine),
    clauseSection(draft, clauses),
    isInside(draft) ? claimSection(input) : undefined,
  ];
  // Method comes after the rest was built: it tells the rules of the figures there are.
  sections.push(
    methodSection(draft),
    weaponAnnex(draft, periods),
    violationAnnex(draft, toldFire, { leftOutCount, withheldCount }),
    working === null ? undefined : workingSection(working),
  );
  const told = sections.filter((one) => one !== undefined);
  const barFrom = addDays(to, 1 - barPeriodCount);
  return {
    schema: "daily-report/1",
    kind: input.kind,
    ...(input.theme === undefined ? {} : { theme: input.theme }),
    origin: input.origin,
    level,
    ...(input.number === undefined ? {} : { number: input.number }),
    agreement: {
      id: agreement.id,
      hash: agreement.hash,
      title: { ...agreement.title },
      status: agreement.status,
      timezone,
      cutOff,
    },
    periods: { from, to },
    fromMs: reportingPeriod(from, cutOff, timezone).fromMs,
    toMs: reportingPeriod(to, cutOff, timezone).toMs,
    knownAtMs: input.knownAtMs,
    figures: draft.figures,
    sections: input.released === undefined ? told : told.map((one) => onlyTold(one, observations)),
    editsWithoutPlace: [],
    hiddenKeys: [],
    observations,
    observationsLeftOutCount: leftOutCount,
    observationsWithheldCount: withheldCount,
    counts: { rule: "smm", rows: countRows(draft, regionKeys) },
    bars: datesBetween(barFrom, to).map((period) => {
      const rows = regionKeys.flatMap((region) => counts.row(period, region) ?? []);
      const sum = sumOfRows(rows);
      return {
        period,
        count: rows.length === 0 ? null : sum.count,
        atLeast: sum.notes.atLeast,
      };
    }),
    published,
    // Which clause is undetermined tells where the mission cannot see.
    clauses: input.released?.coverageFollowsAtMs === undefined ? clauses : [],
    claims: isInside(draft)
      ? input.claims
      : { count: 0, untypedCount: 0, storedCount: 0, storedUntypedCount: 0 },
    quarantine,
    map: input.map,
    names: { ...input.names },
    working,
  };
}

/** The regions of the agreement, then what was counted in none of them: nothing is left uncounted. */
function everyRegion({ regions, tally }: DailyReportInput): readonly ReportRegion[] {
  const known = new Set(regions.map(({ key }) => key));
  const others = [...tally.regions].filter((key) => !known.has(key)).sort();
  return [
    ...regions,
    ...others.map((key) =>
      key === unplacedRegion
        ? { id: "unplaced", key, name: unplacedName }
        : { id: key, key, name: { en: key } },
    ),
  ];
}

function refuseOtherOrigins(input: DailyReportInput): void {
  const { origin, desk, assessments, corrections, tally } = input;
  const records: { readonly origin: Origin }[] = [
    { origin: tally.origin ?? origin },
    ...desk.denials,
    ...desk.casualties,
    ...desk.inspections,
    ...desk.siteVisits,
    ...assessments,
    ...corrections,
  ];
  for (const record of records) {
    if (record.origin !== origin) {
      throw new ModelError("TL_MODEL_ORIGIN_MIXED", { origins: [origin, record.origin] });
    }
  }
}

/** An observation as it is inside, or as it was released. */
function reported(
  draft: ReportDraft,
  { observation, region }: TalliedObservation,
): ReportedObservation {
  const { released } = draft.input;
  const told = released?.observation(observation);
  if (released === undefined || told === undefined)
    return { id: observation.id, region, observation };
  const near = released.near(told);
  return { id: told.id, region, observation: told, ...(near === undefined ? {} : { near }) };
}

/** Outside the house a sentence rests on what was told: the ids of other records stay inside too. */
function onlyTold(section: Section, told: readonly ReportedObservation[]): Section {
  const ids = new Set(told.map(({ id }) => id));
  const blocksOf = (part: Part) =>
    part.blocks.map(
      (block): Block =>
        block.is !== "sentences"
          ? block
          : {
              ...block,
              sentences: block.sentences.map((one) => {
                const recordIds = one.recordIds.filter((id) => ids.has(id));
                return { ...one, recordIds, recordCount: recordIds.length };
              }),
            },
    );
  const parts = section.parts.map((part) => ({ ...part, blocks: blocksOf(part) }));
  return { ...section, blocks: blocksOf(section), parts };
}

/** One period: each region. Several: those in which something was entered, and each region there. */
function countRows(draft: ReportDraft, regions: readonly string[]): DailyReport["counts"]["rows"] {
  const { from, to } = draft.own;
  const hasEntry = (date: string) =>
    regions.some((region) => draft.counts.row(date, region) !== undefined);
  const dates = from === to ? [from] : datesBetween(from, to).filter(hasEntry);
  return dates.flatMap((date) => regions.map((region) => draft.counts.regionCount(date, region)));
}

function clauseRow(draft: ReportDraft, clause: ReportedClause): ClauseRow {
  const { period, articleId, sectorId, foundCount } = clause;
  const state = shownState(clause);
  const isAsked = state !== "narrative" && state !== "not-applicable";
  const hours = isAsked ? clause.coverageByHour : [];
  const mayTell = draft.input.released?.coverageFollowsAtMs === undefined;
  return {
    period,
    articleId,
    sectorId,
    state,
    examinedCount: examinedCount(clause),
    foundCount,
    coverage: !mayTell
      ? null
      : {
          coverageRatio: clause.coverageRatio,
          requirementRatio: clause.requirementRatio,
          freeToAvoidRatio: clause.freeToAvoidRatio,
          hourCount: hours.length,
          hourBelowCount: hours.filter((ratio) => ratio < clause.requirementRatio).length,
          hourUnseenCount: hours.filter((ratio) => ratio <= 0).length,
          losses: clause.losses.map(({ reason, lossRatio }) => ({ reason, lossRatio })),
          bound: clause.bound === null ? null : { ...clause.bound },
        },
  };
}

function workingOf({ assessments, traces }: DailyReportInput): NonNullable<DailyReport["working"]> {
  const of = (outcome: (typeof assessments)[number]["outcome"]) =>
    assessments.filter((one) => one.outcome === outcome);
  const wrong = of("breach").reduce((sum, { probability }) => sum + 1 - probability, 0);
  return {
    breachCount: of("breach").length,
    openCount: of("undetermined").length,
    noBreachCount: of("no-breach").length,
    expectedWrongCount: Math.round(wrong * 10_000) / 10_000,
    traces: [...(traces ?? [])],
  };
}

const isOpenVisit = (state: "requested" | "granted" | "blocked" | "done" | "cancelled") =>
  state === "requested" || state === "granted" || state === "blocked";

function isCrossing({ agreement }: DailyReportInput, siteId: string | undefined): boolean {
  return agreement.sites.some(({ id, kind }) => id === siteId && kind === "crossing-point");
}

import type { Observation } from "@truceline/model";
import { datesBetween } from "../count-table.ts";
import type { Section, Sentence } from "./daily-report.ts";
import type { TalliedObservation } from "./observation-tally.ts";
import { list, percent, quote, type ReportDraft, sentence } from "./report-draft.ts";
import type { PlainValue, ReportValue } from "./report-value.ts";
import { mainArticleId, noRecord, part, section, sentencesBlock, table } from "./section-parts.ts";

/** Sentences of single observations in one region at most; the rest stand in the annex. */
const sentencePerRegionMax = 60;
const families = ["explosions", "bursts-and-shots", "in-flight", "other"] as const;

/** Figures of one region, or of all: by family and together. */
export function fireFigures(draft: ReportDraft, key: string, regions: readonly string[]) {
  return {
    all: draft.fireFigure(`fire/${key}/all`, regions),
    byFamily: families.map((family) => draft.fireFigure(`fire/${key}/${family}`, regions, family)),
  };
}

/** Ceasefire violations region by region: the table, the 14 periods, each observation in a sentence. */
export function violationSection(draft: ReportDraft, fire: readonly TalliedObservation[]): Section {
  const { input } = draft;
  const shown = input.regions.map((region) => ({
    region,
    figures: fireFigures(draft, region.id, [region.key]),
    standing: standingOf(draft, region.id),
  }));
  const whole = fireFigures(
    draft,
    "whole",
    input.regions.map(({ key }) => key),
  );
  const periods = datesBetween(input.from, input.to);
  const rows = shown.map(({ region, figures, standing }) => ({
    key: `violations/row/${region.id}`,
    cells: [
      { is: "name", text: { ...region.name } } satisfies PlainValue,
      ...figures.byFamily,
      figures.all,
      comparisonCell(figures.all, "previous"),
      comparisonCell(figures.all, "week"),
      ...standing,
    ],
  }));
  const byPeriod = periods.length > 1 && periods.length <= 31 ? periods : [];
  return section(
    "violations",
    [
      table(
        "violations/table",
        [
          "<region",
          ">explosions",
          ">bursts-shots",
          ">in-flight",
          ">other",
          ">all",
          ">before",
          ">week",
          ">examined",
          ">found",
          ">seen",
          "<state",
        ],
        [
          ...rows,
          {
            key: "violations/row/whole",
            isTotal: true,
            cells: [
              { is: "word", key: "report.whole" },
              ...whole.byFamily,
              whole.all,
              comparisonCell(whole.all, "previous"),
              comparisonCell(whole.all, "week"),
              ...standingOf(draft, undefined),
            ],
          },
        ],
      ),
      sentencesBlock("notes", [
        sentence("violations/note", "violations.note", {
          article: { is: "code", text: mainArticleId(draft) ?? "" },
        }),
      ]),
      table(
        "violations/by-period",
        ["<period", ">explosions", ">bursts-shots", ">in-flight", ">other", ">all"],
        byPeriod.map((period) => ({
          key: `violations/period/${period}`,
          cells: [{ is: "day", date: period }, ...periodFigures(draft, period)],
        })),
      ),
      { is: "bars" },
    ],
    shown.map(({ region }) => {
      const own = fire.filter((one) => one.region === region.key);
      const shownRows = own.slice(0, sentencePerRegionMax);
      const told = toldObservations(draft, shownRows);
      const toldCount = told.reduce((sum, { recordCount }) => sum + recordCount, 0);
      const isAsked = own.length > 0;
      return part(
        `violations/${region.id}`,
        "region",
        [
          sentencesBlock("text", [
            ...(isAsked ? [] : [noRecord(draft, `violations/${region.id}`)]),
            ...told,
            own.length > toldCount
              ? sentence(`violations/${region.id}/more`, "violations.more", {
                  more: own.length - toldCount,
                })
              : undefined,
          ]),
        ],
        { region: { is: "name", text: { ...region.name } } },
      );
    }),
  );
}

/**
 * Sentences of observations, those of one statement in one; none for what stays inside or is too young
 * to be told.
 */
export function toldObservations(
  draft: ReportDraft,
  tallied: readonly TalliedObservation[],
): Sentence[] {
  const { released } = draft.input;
  const groups = new Map<string, Observation[]>();
  for (const { observation } of tallied) {
    if (released !== undefined && released.observation(observation) === undefined) continue;
    const key = released === undefined ? statementKey(observation) : observation.id;
    const group = groups.get(key);
    if (group !== undefined && group.length < observationPerSentenceMax) group.push(observation);
    else groups.set(groups.has(key) ? observation.id : key, [observation]);
  }
  return [...groups.values()].map((group) => {
    const ids = group.map(({ id }) => id);
    const remarks = group.flatMap(({ remark }) => remark ?? []);
    const text: PlainValue = { is: "observations", ids };
    const key = `observation/${ids[0] ?? ""}`;
    if (released !== undefined || remarks.length === 0) {
      return sentence(key, "observation", { text }, ids);
    }
    const remark = list([...new Set(remarks)].map(quote));
    return sentence(key, "observation-remark", { text, remark }, ids);
  });
}

const observationPerSentenceMax = 50;

function statementKey({ id, statement, means }: Observation): string {
  return statement?.statementNo === undefined
    ? id
    : `${statement.reportId}/${statement.statementNo}/${means.join()}`;
}

function comparisonCell(
  figure: { readonly key: string },
  of: "previous" | "week",
): { is: "figure"; key: string } {
  return { is: "figure", key: `${figure.key}@${of}` };
}

function periodFigures(draft: ReportDraft, period: string): ReportValue[] {
  const rows = draft.input.regions.flatMap(({ key }) => draft.counts.row(period, key) ?? []);
  if (rows.length === 0) return [...families, "all"].map(() => ({ is: "unknown" as const }));
  const sum = (of: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + of(row), 0);
  return [...families.map((family) => sum((row) => row.byFamily[family])), sum((row) => row.count)];
}

/** Examined, found, seen and the state of the main article in a sector over the report's periods. */
function standingOf(draft: ReportDraft, sectorId: string | undefined): ReportValue[] {
  const { input } = draft;
  const articleId = mainArticleId(draft);
  const own = input.clauses.filter(
    (clause) =>
      clause.articleId === articleId &&
      (sectorId === undefined || clause.sectorId === sectorId) &&
      clause.state !== "not-applicable" &&
      clause.state !== "narrative",
  );
  if (own.length === 0) {
    return [{ is: "unknown" }, { is: "unknown" }, { is: "unknown" }, { is: "unknown" }];
  }
  const sum = (of: (clause: (typeof own)[number]) => number) =>
    own.reduce((total, clause) => total + of(clause), 0);
  const mayTell = input.released?.coverageFollowsAtMs === undefined;
  const states = own.map(shownState);
  const worst = (["found", "examined", "undetermined"] as const).find((state) =>
    states.includes(state),
  );
  return [
    sum(examinedCount),
    sum(({ foundCount }) => foundCount),
    mayTell ? percent(sum(({ coverageRatio }) => coverageRatio) / own.length) : { is: "unknown" },
    sectorId === undefined || !mayTell
      ? { is: "unknown" }
      : { is: "standing", state: worst ?? "met" },
  ];
}

/** Incidents that nobody has found to be a breach, or none. */
export function examinedCount({
  assessedCount,
  openCount,
  foundCount,
}: {
  readonly assessedCount: number;
  readonly openCount: number;
  readonly foundCount: number;
}): number {
  return Math.max(0, assessedCount + openCount - foundCount);
}

/** How a clause is told: what software assessed and nobody found is examined. */
export function shownState({
  state,
  foundCount,
}: {
  readonly state: "met" | "breached" | "undetermined" | "not-applicable" | "narrative";
  readonly foundCount: number;
}) {
  if (state !== "breached") return state;
  return foundCount > 0 ? "found" : "examined";
}

/** How a region's count is told beside the period before, in the summary. */
export function regionSentences(draft: ReportDraft): Sentence[] {
  const { input } = draft;
  return input.regions.map((region) => {
    const key = `summary/region/${region.id}`;
    const { all, byFamily } = fireFigures(draft, region.id, [region.key]);
    const figure = draft.figureOf(all.key);
    const explosions = byFamily[0] ?? all;
    const name: PlainValue = { is: "name", text: { ...region.name } };
    const ids = regionRecordIds(draft, region.key);
    if (figure === undefined || figure.value === null) {
      return sentence(key, "summary.region-no-entry", { region: name });
    }
    const now = {
      region: name,
      violations: draft.count("violations", all),
      explosions: draft.count("explosions", explosions),
    };
    if (figure.previous === null) return sentence(key, "summary.region-first", now, ids);
    const isSure = !figure.atLeast && !figure.previous.atLeast && !figure.about;
    const difference = figure.value - figure.previous.value;
    const trend = !isSure ? "unsure" : difference > 0 ? "more" : difference < 0 ? "fewer" : "same";
    return sentence(
      key,
      "summary.region",
      {
        ...now,
        trend,
        before: { is: "count", of: "violations", figure: `${all.key}@previous` },
        beforeExplosions: { is: "count", of: "explosions", figure: `${explosions.key}@previous` },
      },
      ids,
    );
  });
}

function regionRecordIds({ input }: ReportDraft, region: string): string[] {
  return input.tally
    .fire()
    .kept.filter((one) => one.region === region)
    .map(({ observation }) => observation.id);
}

/** All regions together, over the period and the week. */
export function wholeSentence(draft: ReportDraft): Sentence | undefined {
  const { input } = draft;
  const { all, byFamily } = fireFigures(
    draft,
    "whole",
    input.regions.map(({ key }) => key),
  );
  if (draft.figureOf(all.key)?.value === null) return sentence("summary/whole", "summary.no-entry");
  return sentence("summary/whole", "summary.whole", {
    violations: draft.count("violations", all),
    parts: list(
      ["explosions", "bursts-shots", "in-flight", "other"].map((of, index) =>
        draft.count(of, byFamily[index] ?? all),
      ),
    ),
    week: { is: "count", of: "violations", figure: `${all.key}@week` },
  });
}

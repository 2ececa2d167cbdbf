import { formatProbability, wordOfProbability } from "@truceline/model";
import type { DailyReport, Section } from "./daily-report.ts";
import { list, quote, type ReportDraft, sentence, word } from "./report-draft.ts";
import type { PlainValue, ReportValue } from "./report-value.ts";
import { isInside, section, sentencesBlock, table } from "./section-parts.ts";

const unknown: PlainValue = { is: "unknown" };
const code = (text: string): PlainValue => ({ is: "code", text });

/** Published totals beside what was entered; the difference was not entered. */
export function publishedSection(rows: NonNullable<DailyReport["published"]>): Section {
  const stated = (value: (typeof rows)[number]["published"]): ReportValue =>
    value === null
      ? unknown
      : value.qualifier === "at_least"
        ? { is: "counted", of: "at-least", count: value.count }
        : value.qualifier === "about"
          ? { is: "counted", of: "about", count: value.count }
          : value.count;
  const entered = (row: (typeof rows)[number]): ReportValue =>
    row.entered === null
      ? word("published.not-counted")
      : row.entered.observationCount === 0
        ? word("published.no-entry")
        : row.entered.atLeast
          ? { is: "counted", of: "at-least", count: row.entered.count }
          : row.entered.about
            ? { is: "counted", of: "about", count: row.entered.count }
            : row.entered.count;
  const missing = (row: (typeof rows)[number]): ReportValue => {
    if (row.published === null || row.entered === null || row.notEntered === null) return unknown;
    if (row.notEntered < 0) return { is: "counted", of: "more-entered", count: -row.notEntered };
    const isLeast = row.published.qualifier === "at_least";
    if (isLeast && row.entered.atLeast) return row.notEntered;
    if (isLeast) return { is: "counted", of: "at-least", count: row.notEntered };
    if (row.entered.atLeast) return { is: "counted", of: "at-most", count: row.notEntered };
    if (row.entered.about || row.published.qualifier === "about") {
      return { is: "counted", of: "about", count: row.notEntered };
    }
    return row.notEntered;
  };
  return section("published", [
    sentencesBlock("text", [
      rows.length === 0
        ? sentence("published/none", "published.none")
        : sentence("published/explained", "published.explained"),
    ]),
    table(
      "published/table",
      [
        "<report",
        "<region",
        "<periods",
        "<kind",
        ">published",
        ">entered",
        ">not-entered",
        ">published-before",
        "<comparison",
        "<remark+",
      ],
      rows.map((row, index) => ({
        key: `published/row/${index}`,
        cells: [
          code(row.reportId),
          quote(row.region),
          row.periods.from === row.periods.to
            ? { is: "day", date: row.periods.to }
            : list([
                { is: "day", date: row.periods.from },
                { is: "day", date: row.periods.to },
              ]),
          quote(row.countKind.replaceAll("_", " ")),
          stated(row.published),
          entered(row),
          missing(row),
          stated(row.previous),
          quote(row.comparison),
          quote(row.remark),
        ],
      })),
    ),
  ]);
}

/** How counted and what coverage means: each rule that made a figure. */
export function methodSection(draft: ReportDraft): Section {
  const rules = [...new Set(draft.figures.map(({ rule }) => rule))].sort();
  const { agreement, knownAtMs } = draft.input;
  return section("method", [
    sentencesBlock("points", [
      ...rules.map((rule) => sentence(`method/${rule}`, `method.rule-${rule}`)),
      sentence("method/period", "method.period", {
        cutOff: code(agreement.cutOff),
        timezone: code(agreement.timezone),
        knownAt: { is: "instant", atMs: knownAtMs },
      }),
      sentence("method/place", "method.place"),
      sentence("method/coverage", "method.coverage"),
      sentence("method/parties", "method.parties"),
      isInside(draft) ? undefined : sentence("method/released", "method.released"),
    ]),
  ]);
}

/** Inside only: what software assessed, with what is expected to be wrong in it, and traces. */
export function workingSection(working: NonNullable<DailyReport["working"]>): Section {
  const rows = working.traces.map((trace, index) => ({ trace, key: `working/trace/${index}` }));
  return section(
    "annex/working",
    [
      sentencesBlock("text", [
        sentence("working/counted", "working.counted", {
          breaches: working.breachCount,
          wrong: { is: "decimal", value: working.expectedWrongCount, digits: 2 },
          open: working.openCount,
          none: working.noBreachCount,
        }),
      ]),
    ],
    rows.map(({ trace, key }) => ({
      key,
      headingKey: "report.heading.trace",
      headingValues: {
        article: code(trace.articleId),
        at: { is: "instant", atMs: trace.atMs },
        outcome: word(`outcome.${trace.outcome}`),
      },
      blocks: [
        {
          is: "sentences" as const,
          as: "points" as const,
          sentences: [
            sentence(`${key}/standard`, "working.trace", {
              incident: code(trace.incidentId),
              probability: code(formatProbability(trace.probability)),
              word: word(
                `probability.${wordOfProbability(trace.probability).replaceAll(" ", "-")}`,
              ),
              asked: { is: "decimal", value: trace.standard.probability, digits: 2 },
              askedSources: trace.standard.independentSources,
              sources: trace.independentSources,
            }),
            ...trace.observations.map((text, at) =>
              sentence(`${key}/observed/${at}`, "working.quoted", { text: quote(text) }),
            ),
            ...trace.steps.map((step, at) =>
              sentence(`${key}/step/${at}`, "working.step", {
                factor: code(step.factor),
                text: quote(step.text),
              }),
            ),
            ...trace.underLines.map((under, at) =>
              sentence(`${key}/line/${at}`, "working.under-line", {
                line: code(under.line),
                drawnBy: code(under.drawnBy),
                probability: code(formatProbability(under.probability)),
                outcome: word(`outcome.${under.outcome}`),
              }),
            ),
          ],
        },
      ],
    })),
  );
}

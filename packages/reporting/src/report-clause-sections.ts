import { msToLocal } from "@truceline/model";
import { formatProbability, wordOfProbability } from "@truceline/verification";
import { escapeMarkdown as safe } from "./escape-markdown.ts";
import { percentDown, plural, tableOf } from "./markdown-parts.ts";
import type { ClauseRow, Report, Trace } from "./report-schema.ts";

export function notSeenSection({ clauses, periods }: Report): string[] {
  const rows = clauses.filter(({ hourBelowCount }) => hourBelowCount > 0);
  if (rows.length === 0) {
    const isAsked = clauses.some(({ hourCount }) => hourCount > 0);
    return [
      isAsked
        ? "Every clause was covered as its article asks, in every hour."
        : "Coverage was not worked out for these periods.",
    ];
  }
  const isOne = periods.from === periods.to;
  return [
    "Clock hours, whole or in part, in which coverage was below what the article asks, and what took it away. Ratios of reasons do not add up: each says how much would come back if it alone were gone.",
    "",
    ...tableOf(
      [
        ...(isOne ? [] : ["Period"]),
        "Article",
        "Sector",
        "Seen",
        "Asked",
        "Clock hours below",
        "Of these, nothing seen",
        "Why",
      ],
      rows.map((row) => [
        ...(isOne ? [] : [row.period]),
        safe(row.articleId),
        safe(row.sectorName),
        percentDown(row.coverageRatio),
        percentDown(row.requirementRatio),
        `${row.hourBelowCount} of ${row.hourCount}`,
        `${row.hourUnseenCount} of ${row.hourCount}`,
        lossesShown(row)
          .map(({ text }) => safe(text))
          .join(" "),
      ]),
    ),
  ];
}

/** What would give something back if it alone were gone; where nothing would, all that stands in the way. */
function lossesShown({ losses }: ClauseRow): ClauseRow["losses"] {
  const telling = losses.filter(({ lossRatio }) => lossRatio >= 0.005);
  return telling.length > 0 ? telling : losses;
}

export function clauseSection({ clauses, periods }: Report): string[] {
  const rows = clauses.filter(({ state }) => state !== "narrative" && state !== "not-applicable");
  const narrative = [
    ...new Set(clauses.filter(({ state }) => state === "narrative").map((row) => row.articleId)),
  ];
  const isOne = periods.from === periods.to;
  const intro =
    "Clause states are assessments by software, internal to the mission. They are not findings: a finding is made by people.";
  if (clauses.length === 0) return [intro, "", "They were not worked out for so many periods."];
  return [
    intro,
    "",
    ...tableOf(
      [
        ...(isOne ? [] : ["Period"]),
        "Article",
        "Sector",
        "State",
        "Assessed",
        "Open",
        "Σ(1 − p)",
        "Unseen breaches, at most a day",
        "In words",
      ],
      rows.map((row) => [
        ...(isOne ? [] : [row.period]),
        safe(row.articleId),
        safe(row.sectorName),
        row.state,
        String(row.assessedCount),
        String(row.openCount),
        row.expectedWrongCount.toFixed(2),
        row.bound === null ? "no bound: nothing was seen" : row.bound.upperPerDay.toFixed(1),
        safe(row.sentence),
      ]),
    ),
    ...(narrative.length === 0
      ? []
      : [
          "",
          `Shown and tracked, never assessed: ${plural(narrative.length, "article", "articles")} ${narrative.map(safe).join(", ")}.`,
        ]),
    "",
    "The bound takes breaches to be independent of each other and not to avoid what we cover.",
  ];
}

export function claimSection({ claims }: Report): string[] {
  const { count, untypedCount, storedCount, storedUntypedCount } = claims;
  return [
    `- In the period: ${count}, of which ${untypedCount} have no type.`,
    `- Entered in all: ${storedCount}, of which ${storedUntypedCount} have no type.`,
    "",
    "A claim is what someone says. It is not an observation, is counted apart, and decides no clause.",
  ];
}

export function quarantineSection({ quarantine }: Report): string[] {
  const { waitingCount, readmittedCount, byCode } = quarantine;
  return [
    `${waitingCount} ${plural(waitingCount, "message", "messages")} refused and kept, ${readmittedCount} corrected and taken.`,
    ...(byCode.length === 0
      ? []
      : [
          "",
          ...tableOf(
            ["Code", "Messages"],
            byCode.map(({ code, count }) => [safe(code), String(count)]),
          ),
        ]),
  ];
}

export function traceLines(trace: Trace, { agreement }: Report, mark: string): string[] {
  const { probability, standard, outcome } = trace;
  const at = msToLocal(trace.atMs, agreement.timezone).slice(0, 16).replace("T", " ");
  return [
    `### ${mark}Article ${safe(trace.articleId)}, ${at}: ${outcome.replaceAll("-", " ")}`,
    "",
    `Incident ${trace.incidentId}. Broken by somebody with probability ${formatProbability(probability)} (${wordOfProbability(probability)}); the article asks ${standard.probability} from ${standard.independentSources}, and ${trace.independentSources} independent ${plural(trace.independentSources, "source", "sources")} observed it.`,
    "",
    "Observed:",
    "",
    ...trace.observations.map((sentence) => `- ${safe(sentence)}`),
    "",
    "Steps:",
    "",
    ...trace.steps.map(({ factor, text }) => `- ${safe(factor)}: ${safe(text)}`),
    ...trace.underLines.map(
      ({ line, drawnBy, probability: p, outcome: under }) =>
        `- under the line ${safe(line)} drawn by ${safe(drawnBy)}: ${formatProbability(p)}, ${under.replaceAll("-", " ")}`,
    ),
    "",
  ];
}

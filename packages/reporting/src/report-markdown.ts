import { msToLocal, type Origin } from "@truceline/model";
import { escapeMarkdown as safe } from "./escape-markdown.ts";
import { boundText, plural } from "./markdown-parts.ts";
import { dayText } from "./observation-sentence.ts";
import {
  claimSection,
  clauseSection,
  notSeenSection,
  quarantineSection,
  traceLines,
} from "./report-clause-sections.ts";
import { countSection, observationSection, publishedSection } from "./report-count-sections.ts";
import type { ClauseRow, Report } from "./report-schema.ts";

const marks: Readonly<Record<Exclude<Origin, "observed">, { sign: string; says: string }>> = {
  exercise: {
    sign: "EXERCISE",
    says: "Everything in this report is made up. Nothing of it happened.",
  },
  simulated: {
    sign: "SIMULATION",
    says: "Everything in this report was computed. Nothing of it happened.",
  },
};

/**
 * A report as Markdown (CommonMark with tables). Free text of records is escaped and cannot become
 * markup. A report that is not of the world says so first and in every heading.
 */
export function reportMarkdown(report: Report): string {
  const mark = report.origin === "observed" ? undefined : marks[report.origin];
  const sign = mark === undefined ? "" : `${mark.sign}. `;
  const heading = (level: number, text: string) => `${"#".repeat(level)} ${sign}${text}`;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["Summary", summary(report)],
    ["Ceasefire violations by region", countSection(report)],
    ...(report.published === null
      ? []
      : [["Beside the published totals", publishedSection(report.published)] as const]),
    ["Observations", observationSection(report)],
    ["What could not be heard or seen", notSeenSection(report)],
    ["How the clauses stand", clauseSection(report)],
    ["Claims", claimSection(report)],
    ["Quarantine", quarantineSection(report)],
    ...(report.traces.length === 0
      ? []
      : [
          [
            "How assessments came about",
            report.traces.flatMap((trace) => traceLines(trace, report, sign)),
          ] as const,
        ]),
  ];
  const lines = [
    ...(mark === undefined ? [] : [`**${mark.sign}. ${mark.says}**`, ""]),
    heading(1, `Report on ${safe(report.agreement.title)}, ${periodText(report)}`),
    "",
    ...preamble(report),
    ...sections.flatMap(([title, body]) => ["", heading(2, title), "", ...body]),
  ];
  return `${lines.join("\n")}\n`;
}

function periodText({ periods: { from, to } }: Report): string {
  return from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`;
}

function preamble(report: Report): string[] {
  const { agreement, release, fromMs, toMs, knownAtMs } = report;
  const local = (atMs: number) =>
    msToLocal(atMs, agreement.timezone).slice(0, 16).replace("T", " ");
  const status =
    agreement.status === "proposal"
      ? "A proposal: nobody signed it."
      : agreement.status === "declared"
        ? "Declared, not signed."
        : undefined;
  return [
    `- Release: ${release}`,
    `- Period: ${local(fromMs)} to ${local(toMs)}, ${safe(agreement.timezone)}, from cut-off to cut-off`,
    `- As known at: ${local(knownAtMs)}`,
    `- Origin: ${report.origin}`,
    `- Agreement: ${safe(agreement.id)}, compiled form ${agreement.hash}${status === undefined ? "" : `. ${status}`}`,
  ];
}

function summary(report: Report): string[] {
  const { counts, clauses, assessments, claims, quarantine } = report;
  const counted = counts.rows.reduce((sum, { count }) => sum + (count ?? 0), 0);
  const rows = counts.rows.reduce((sum, { observationCount }) => sum + observationCount, 0);
  const bound = boundText({
    atLeast: counts.rows.some(({ atLeast }) => atLeast),
    about: counts.rows.some(({ about }) => about),
  });
  const asked = clauses.filter(({ state }) => state !== "narrative" && state !== "not-applicable");
  const of = (state: ClauseRow["state"]) => asked.filter((clause) => clause.state === state).length;
  return [
    rows === 0
      ? "- No observation was entered. That does not mean that nothing happened."
      : `- ${rows} ${rows === 1 ? "observation of fire or of its absence was" : "observations of fire or of its absence were"} entered, with ${bound}${counted} ceasefire violations under the rule \`smm\`.`,
    clauses.length === 0
      ? "- How clauses stand was not worked out for so many periods."
      : `- Clauses (article by sector and period): ${of("breached")} breached, ${of("met")} met, ${of("undetermined")} undetermined${everyText(asked.length, of("undetermined"))}. These are assessments by software, internal to the mission, not findings.`,
    `- ${assessments.breachCount} ${plural(assessments.breachCount, "breach", "breaches")} assessed; of these ${assessments.expectedWrongCount.toFixed(2)} are expected to be none (Σ(1 − p)). ${assessments.openCount} open.`,
    `- ${claims.count} ${plural(claims.count, "claim", "claims")} in the period, ${claims.untypedCount} of them without a type. Claims are not observations and are not counted with them.`,
    `- ${quarantine.waitingCount} ${plural(quarantine.waitingCount, "message is", "messages are")} in quarantine.`,
  ];
}

const everyText = (all: number, undetermined: number) =>
  all > 0 && all === undetermined ? ": every clause is undetermined" : "";

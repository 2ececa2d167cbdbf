import { msToLocal, type Origin } from "@truceline/model";
import { formatProbability, wordOfProbability } from "@truceline/verification";
import { escapeMarkdown as safe } from "./escape-markdown.ts";
import { dayText } from "./observation-sentence.ts";
import type { ClauseRow, PublishedRow, RegionCount, Report, Trace } from "./report-schema.ts";

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
  const heading = (level: number, text: string) =>
    `${"#".repeat(level)} ${mark === undefined ? "" : `${mark.sign}. `}${text}`;
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
            report.traces.flatMap((trace) => traceLines(trace, report)),
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

const plural = (count: number, one: string, many: string) => (count === 1 ? one : many);

function countSection({ counts, periods }: Report): string[] {
  const isOne = periods.from === periods.to;
  if (counts.rows.length === 0) return ["No observation was entered in these periods."];
  const table = tableOf(
    [
      "Region",
      "Period",
      "Violations",
      "Explosions",
      "Bursts and shots",
      "In flight",
      "Other",
      "Period before",
      "Entries",
      "Not numbered",
      "In another's count",
      "Period unsure",
    ],
    counts.rows.map((row) => [
      safe(row.region),
      row.period,
      countText(row),
      ...(row.count === null
        ? ["", "", "", ""]
        : [
            row.byFamily.explosions,
            row.byFamily["bursts-and-shots"],
            row.byFamily["in-flight"],
            row.byFamily.other,
          ].map(String)),
      row.previous.count === null
        ? "not known"
        : `${row.previous.atLeast ? "at least " : ""}${row.previous.count}`,
      String(row.observationCount),
      String(row.uncountedCount),
      String(row.includedElsewhereCount),
      String(row.unsurePeriodCount),
    ]),
  );
  return [
    "Rule `smm`: each explosion, burst, shot, projectile in flight, flash and flare that was entered counts as one, by every observer that has it; parts of another count are left out. A region without an entry is not known to be quiet.",
    "",
    ...table,
    ...(isOne ? [] : ["", "Periods in which nothing was entered are left out."]),
  ];
}

function countText({ count, atLeast, about }: RegionCount): string {
  if (count === null) return "no entry";
  return `${boundText({ atLeast, about })}${count}`;
}

function boundText({ atLeast, about }: { readonly atLeast: boolean; readonly about: boolean }) {
  return atLeast ? "at least " : about ? "about " : "";
}

function publishedSection(rows: readonly PublishedRow[]): string[] {
  if (rows.length === 0) return ["No published total is about these periods."];
  const stated = (value: PublishedRow["published"]) =>
    value === null
      ? "no number"
      : `${value.qualifier === "" || value.qualifier === "exactly" ? "" : `${safe(value.qualifier.replaceAll("_", " "))} `}${value.count}`;
  const bounded = ({ entered }: PublishedRow) =>
    entered === null
      ? "not counted so here"
      : entered.observationCount === 0
        ? "no entry"
        : `${boundText(entered)}${entered.count}`;
  const missing = ({ published, entered, notEntered }: PublishedRow) => {
    if (published === null || entered === null || notEntered === null) return "not known";
    if (notEntered < 0) return `none; ${-notEntered} more entered than published`;
    const isLeast = published.qualifier === "at_least";
    if (isLeast && entered.atLeast) return `${notEntered}, by two lower bounds`;
    if (isLeast) return `at least ${notEntered}`;
    if (entered.atLeast) return `at most ${notEntered}`;
    return `${entered.about || published.qualifier === "about" ? "about " : ""}${notEntered}`;
  };
  return [
    "What the mission published, and what was entered here over the same periods and regions. The difference was not entered; nothing is made to agree.",
    "",
    ...tableOf(
      [
        "Report",
        "Region",
        "Periods",
        "Kind",
        "Published",
        "Entered",
        "Not entered",
        "Before",
        "Word",
        "Remark",
      ],
      rows.map((row) => [
        safe(row.reportId),
        safe(row.region),
        `${row.periods.from === row.periods.to ? row.periods.to : `${row.periods.from} to ${row.periods.to}`}${row.isPartOfPeriod ? ", part" : ""}`,
        safe(row.countKind.replaceAll("_", " ")),
        stated(row.published),
        bounded(row),
        missing(row),
        stated(row.previous),
        safe(row.comparison),
        safe(row.remark),
      ]),
    ),
  ];
}

function observationSection({ observations, observationsLeftOutCount }: Report): string[] {
  if (observations.length === 0) return ["None was entered."];
  return [
    ...tableOf(
      [
        "SMM position",
        "Event location",
        "Means",
        "No.",
        "Observation",
        "Description",
        "Weapon",
        "Date, time",
      ],
      observations.map((row) =>
        [
          row.smmPosition,
          row.eventLocation,
          row.means,
          row.number,
          row.observation,
          row.description,
          row.weapon,
          row.dateTime,
        ].map(safe),
      ),
    ),
    ...(observationsLeftOutCount === 0
      ? []
      : ["", `${observationsLeftOutCount} more are counted above and left out here.`]),
    "",
    "As sentences:",
    "",
    ...observations.map(
      ({ sentence, remark }) =>
        `- ${safe(sentence)}${remark === undefined ? "" : ` Remark: ${safe(remark)}.`}`,
    ),
  ];
}

function notSeenSection({ clauses, periods }: Report): string[] {
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

/** Rounded down, so that nothing is overstated. */
function percentDown(ratio: number): string {
  if (ratio > 0 && ratio < 0.01) return "less than 1 %";
  return `${Math.floor(ratio * 100 + 1e-9)} %`;
}

function clauseSection({ clauses, periods }: Report): string[] {
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

function claimSection({ claims }: Report): string[] {
  const { count, untypedCount, storedCount, storedUntypedCount } = claims;
  return [
    `- In the period: ${count}, of which ${untypedCount} have no type.`,
    `- Entered in all: ${storedCount}, of which ${storedUntypedCount} have no type.`,
    "",
    "A claim is what someone says. It is not an observation, is counted apart, and decides no clause.",
  ];
}

function quarantineSection({ quarantine }: Report): string[] {
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

function traceLines(trace: Trace, { agreement, origin }: Report): string[] {
  const { probability, standard, outcome } = trace;
  const at = msToLocal(trace.atMs, agreement.timezone).slice(0, 16).replace("T", " ");
  const mark = origin === "observed" ? "" : `${marks[origin].sign}. `;
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

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

import { escapeMarkdown as safe } from "./escape-markdown.ts";
import { boundText, tableOf } from "./markdown-parts.ts";
import type { PublishedRow, RegionCount, Report } from "./report-schema.ts";

export function countSection({ counts, periods }: Report): string[] {
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

export function publishedSection(rows: readonly PublishedRow[]): string[] {
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

export function observationSection({ observations, observationsLeftOutCount }: Report): string[] {
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

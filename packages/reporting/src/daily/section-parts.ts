import { isAssessed } from "@truceline/agreement";
import type { Block, Part, ReportTable, Section, Sentence } from "./daily-report.ts";
import type { ReportDraft } from "./report-draft.ts";
import { percent, sentence } from "./report-draft.ts";
import type { ReportValue, ReportValues } from "./report-value.ts";

export function section(
  key: string,
  blocks: readonly (Block | undefined)[],
  parts: readonly Part[] = [],
): Section {
  return {
    key,
    headingKey: `report.heading.${key.replace("/", "-")}`,
    headingValues: {},
    blocks: blocks.filter((block) => block !== undefined),
    parts: [...parts],
    isAnnex: key.startsWith("annex/"),
  };
}

export function part(
  key: string,
  heading: string,
  blocks: readonly (Block | undefined)[],
  headingValues: ReportValues = {},
): Part {
  return {
    key,
    headingKey: `report.heading.${heading}`,
    headingValues,
    blocks: blocks.filter((block) => block !== undefined),
  };
}

export function sentencesBlock(
  as: "points" | "text" | "notes",
  sentences: readonly (Sentence | undefined)[],
): Block | undefined {
  const told = sentences.filter((one) => one !== undefined);
  return told.length === 0 ? undefined : { is: "sentences", as, sentences: told };
}

/** Columns by the end of their message key; figures stand right, texts left, `+` marks the wide ones. */
export function table(
  key: string,
  columns: readonly `${"<" | ">"}${string}`[],
  rows: readonly {
    readonly key: string;
    readonly cells: readonly ReportValue[];
    isTotal?: boolean;
  }[],
): ReportTable | undefined {
  if (rows.length === 0) return undefined;
  return {
    is: "table",
    key,
    columns: columns.map((column) => ({
      messageKey: `report.column.${column.slice(1).replace("+", "")}`,
      align: column.startsWith(">") ? "right" : "left",
      wide: column.endsWith("+"),
    })),
    rows: rows.map(({ isTotal = false, ...row }) => ({ ...row, cells: [...row.cells], isTotal })),
  };
}

/** A section without records says so, with how much the mission could see: silence is not quiet. */
export function noRecord(draft: ReportDraft, key: string): Sentence {
  const coverage = mainCoverage(draft);
  return coverage === undefined
    ? sentence(`${key}/none`, "none-unseen")
    : sentence(`${key}/none`, "none", {
        article: { is: "code", text: coverage.articleId },
        seen: percent(coverage.coverageRatio),
      });
}

/** Mean coverage of the main article's sectors over the report; undefined where it is not told. */
export function mainCoverage(
  draft: ReportDraft,
): { readonly articleId: string; readonly coverageRatio: number } | undefined {
  const { input } = draft;
  if (input.released?.coverageFollowsAtMs !== undefined) return undefined;
  const articleId = mainArticleId(draft);
  const asked = input.clauses.filter(
    (clause) =>
      clause.articleId === articleId &&
      clause.state !== "not-applicable" &&
      clause.state !== "narrative",
  );
  if (articleId === undefined || asked.length === 0) return undefined;
  const sum = asked.reduce((total, { coverageRatio }) => total + coverageRatio, 0);
  return { articleId, coverageRatio: sum / asked.length };
}

/** The article that coverage and the map are told for: the theme's, else the first ban. */
export function mainArticleId({ input }: ReportDraft): string | undefined {
  const { articles } = input.agreement;
  if (input.theme?.is === "article") return input.theme.id;
  return (
    articles.find(({ rule }) => rule.kind === "prohibit" && isAssessed(rule)) ??
    articles.find(({ rule }) => isAssessed(rule))
  )?.id;
}

/** True inside the house. Outside, desk records are counted and not told one by one. */
export function isInside({ input }: ReportDraft): boolean {
  return input.released === undefined;
}

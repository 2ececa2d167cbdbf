import { msToLocal } from "@truceline/model";
import { isAssessed } from "../compiled-rule.ts";
import type { RemarkCode, RemarkList } from "../remark.ts";
import { type ConflictKind, contradictions, type OpenReason } from "./contradictions.ts";
import type { CalculusEvent } from "./event.ts";
import { exemptionReaches } from "./exemption-reach.ts";
import { type Gap, gapsBetween } from "./gaps.ts";
import type { Norm, Norms } from "./norms.ts";
import { oneSided } from "./one-sided.ts";
import type { NeverBegins } from "./phase-begins.ts";
import { earlyDeadlines, rulesThatNeverHold, unreachablePhases } from "./unreachable.ts";

const conflictCodes = {
  "permit-forbidden": "TL_AGR_REMARK_PERMIT_FORBIDDEN",
  "access-forbidden": "TL_AGR_REMARK_ACCESS_FORBIDDEN",
  "limit-emptied": "TL_AGR_REMARK_LIMIT_EMPTIED",
  "limit-twice": "TL_AGR_REMARK_LIMIT_TWICE",
  "limit-idle": "TL_AGR_REMARK_LIMIT_IDLE",
  "withdrawal-twice": "TL_AGR_REMARK_WITHDRAWAL_TWICE",
  "notify-forbidden": "TL_AGR_REMARK_NOTIFY_FORBIDDEN",
} as const satisfies Record<ConflictKind, RemarkCode>;

const gapCodes = {
  calibre: "TL_AGR_REMARK_GAP_CALIBRE",
  time: "TL_AGR_REMARK_GAP_TIME",
  distance: "TL_AGR_REMARK_GAP_DISTANCE",
} as const satisfies Record<Gap["of"], RemarkCode>;

const openReasons: Readonly<Record<OpenReason, string>> = {
  "condition-in-words": "its condition stands in words only",
  "act-in-words": "what it asks for stands in words only",
  "earlier-state": "what held when it began is not in the document",
  "no-kind": "no kind of observation shows the activity",
  ground: "the grounds touch along a border too long to be followed to 10 m",
};

/**
 * Remarks by the calculus: articles at odds, exemptions, phases, times that never come, gaps, articles
 * for one side only; and what it leaves undecided, never in silence.
 */
export function remarkOnNorms(norms: Norms, list: RemarkList): void {
  remarkOnConflicts(norms, list);
  remarkOnExemptions(norms, list);
  remarkOnTimes(norms, list);
  for (const { of, earlier, later, from, to, event } of gapsBetween(norms)) {
    const measured = of === "time" ? [local(norms, from), local(norms, to)] : [from, to];
    const unit = of === "calibre" ? " mm" : of === "distance" ? " m" : "";
    const names = `\`${earlier.article.id}\` and \`${later.article.id}\``;
    list.add(
      gapCodes[of],
      pointerOf(later),
      `articles ${names}, from ${measured[0]} to ${measured[1]}${unit}`,
      {
        articles: [earlier.article.id, later.article.id],
        from: measured[0],
        to: measured[1],
        ...shown(norms, event),
      },
    );
  }
  for (const { norm, bound, free, event, by } of oneSided(norms)) {
    list.add("TL_AGR_REMARK_ONE_SIDED", `${pointerOf(norm)}/by`, `not bound: ${free.join(", ")}`, {
      bound,
      free,
      ...(event === null || by === null
        ? {}
        : { ...shown(norms, event), breachBy: by[0], noBreachBy: by[1] }),
    });
  }
}

function remarkOnConflicts(norms: Norms, list: RemarkList): void {
  const { conflicts, open } = contradictions(norms);
  for (const { kind, earlier, later, event } of conflicts) {
    list.add(
      conflictCodes[kind],
      pointerOf(later),
      `articles \`${earlier.article.id}\` and \`${later.article.id}\``,
      { articles: [earlier.article.id, later.article.id], ...shown(norms, event) },
    );
  }
  for (const { reason, norm, others } of open) {
    const ids = others.map(({ article }) => article.id);
    const against = `${ids.length === 1 ? "article" : "articles"} ${named(ids)}`;
    list.add(
      "TL_AGR_REMARK_NOT_DECIDED",
      pointerOf(norm),
      `article \`${norm.article.id}\` against ${against}, because ${openReasons[reason]}`,
      { article: norm.article.id, against: ids, reason },
    );
  }
  const { articles } = norms.prepared.compiled;
  const inWords = articles.filter(({ rule }) => rule.kind === "narrative").map(({ id }) => id);
  if (inWords.length > 0) {
    const first = articles.findIndex(({ id }) => id === inWords[0]);
    list.add(
      "TL_AGR_REMARK_NOT_DECIDED",
      `/articles/${first}`,
      `${named(inWords)} against every other article, because narrative articles stand in words only`,
      { articles: inWords, reason: "narrative" },
    );
  }
}

function remarkOnExemptions(norms: Norms, list: RemarkList): void {
  const exemptions = norms.prepared.compiled.exemptions ?? [];
  for (const norm of norms.all) {
    for (const found of exemptionReaches(norms, norm)) {
      const { exemption } = found.exemption;
      const pointer = `/exemptions/${exemptions.indexOf(exemption)}`;
      const special = `\`${exemption.id}\` of article \`${norm.article.id}\``;
      const about = { article: norm.article.id, exemption: exemption.id };
      if (found.reach === "swallows") {
        const witness = { ...about, ...shown(norms, found.event) };
        list.add("TL_AGR_REMARK_EXEMPTION_SWALLOWS", pointer, special, witness);
      } else if (found.reach === "idle") {
        list.add("TL_AGR_REMARK_EXEMPTION_IDLE", pointer, special, about);
      } else {
        const why = `exemption ${special}, because ${openReasons.ground}`;
        list.add("TL_AGR_REMARK_NOT_DECIDED", pointer, why, { ...about, reason: "ground" });
      }
    }
  }
}

function remarkOnTimes(norms: Norms, list: RemarkList): void {
  for (const { phase, index, never } of unreachablePhases(norms)) {
    list.add(
      "TL_AGR_REMARK_PHASE_UNREACHABLE",
      `/phases/${index}/begins`,
      `\`${phase}\` ${whyNever(norms, never)}`,
      { phase, ...never },
    );
  }
  for (const norm of rulesThatNeverHold(norms)) {
    const { fromMs, untilMs } = norm.times;
    list.add(
      "TL_AGR_REMARK_RULE_NEVER",
      `${pointerOf(norm)}/time`,
      `article \`${norm.article.id}\``,
      {
        article: norm.article.id,
        fromMs: Number.isFinite(fromMs) ? fromMs : null,
        untilMs: Number.isFinite(untilMs) ? untilMs : null,
      },
    );
  }
  for (const { norm, deadlineMs, phaseEarliestMs } of earlyDeadlines(norms)) {
    list.add(
      "TL_AGR_REMARK_DEADLINE_BEFORE_PHASE",
      `${pointerOf(norm)}/deadline`,
      `due ${local(norms, deadlineMs)}, the phase begins ${local(norms, phaseEarliestMs)} at the earliest`,
      { article: norm.article.id, deadlineMs, phaseEarliestMs },
    );
  }
}

function whyNever(norms: Norms, never: NeverBegins): string {
  switch (never.why) {
    case "cycle":
      return `waits for itself: ${never.phases.join(", ")}`;
    case "never-met": {
      const article = norms.prepared.compiled.articles.find(({ id }) => id === never.article);
      const isThere = article !== undefined && !isAssessed(article.rule);
      return isThere
        ? `waits for article \`${never.article}\`, which is never assessed as met`
        : `waits for article \`${never.article}\``;
    }
    case "too-late":
      return `would begin ${local(norms, never.atMs)}, when the agreement has ended`;
  }
}

function pointerOf({ index }: Norm): string {
  return `/articles/${index}/rule`;
}

/** An event as a witness, with its time as people read it. */
function shown(norms: Norms, event: CalculusEvent): Readonly<Record<string, unknown>> {
  return { event, at: local(norms, event.atMs) };
}

function local({ prepared }: Norms, atMs: number): string {
  return msToLocal(atMs, prepared.compiled.timezone).slice(0, 16);
}

function named(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(", ");
}

import type { NotAssessedReason } from "@truceline/agreement";
import type { ClauseState, Loss, LossReason } from "@truceline/model";

/** What a reason means, as the beginning of a sentence for a reader of English. */
const reasonTexts: Readonly<Record<LossReason, string>> = {
  "no-sensor": "No sensor is near",
  "out-of-range": "Out of range",
  "out-of-view": "Out of view",
  "off-schedule": "Outside working hours",
  terrain: "Hidden by terrain",
  night: "Night",
  weather: "Weather",
  jammed: "Jammed",
  denied: "Access denied",
  down: "Down",
  degraded: "Degraded",
  "not-received": "Not received",
  "one-source-only": "One source only",
};
const NAMED_COUNT_MAX = 3;

const notAssessedTexts: Readonly<Record<NotAssessedReason, string>> = {
  narrative: "It is shown and tracked.",
  "required-act": "It asks for an act, which is tracked as an obligation.",
  "no-earlier-state": "What held when it began stands in no record to compare with.",
  notification: "Whether something was told beforehand stands in no observation.",
  permission: "It allows something, so nothing in it can be broken.",
  "no-kind-shows-it": "No kind of observation shows by itself that it was broken.",
};

/**
 * Why an article is not assessed by software, as English sentences.
 * @example "Not assessed by software. It allows something, so nothing in it can be broken."
 */
export function notAssessedText(reason: NotAssessedReason): string {
  return `Not assessed by software. ${notAssessedTexts[reason]}`;
}

/** A ratio as a whole percentage; never 0 or 100 unless it is. Rounded down, so nothing is overstated. */
function percent(ratio: number): string {
  if (ratio > 0 && ratio < 0.01) return "less than 1 %";
  return `${Math.floor(ratio * 100 + 1e-9)} %`;
}

/** A ratio lost: rounded to the nearest. */
function lossPercent(ratio: number): string {
  if (ratio > 0 && ratio < 0.005) return "less than 1 %";
  return `${Math.round(ratio * 100)} %`;
}

/**
 * One loss as English text: what it was, which sensors, how much would come back.
 * @example "Down: cam-03, cam-07. Alone it takes 24 %."
 */
export function lossText({ reason, lossRatio, sensorIds }: Loss): string {
  const named = sensorIds.slice(0, NAMED_COUNT_MAX).join(", ");
  const more = sensorIds.length - NAMED_COUNT_MAX;
  const sensors = named === "" ? "" : `: ${named}${more > 0 ? ` and ${more} more` : ""}`;
  const share =
    lossRatio === 0
      ? "Alone it would give nothing back."
      : `Alone it takes ${lossPercent(lossRatio)}.`;
  return `${reasonTexts[reason]}${sensors}. ${share}`;
}

/**
 * How a clause stands, as one or two English sentences, complete in themselves. Nothing is called
 * quiet, and no party is named.
 * @example "We cannot say that Article 1 was kept here. We could see 38 % of it; the article asks 80 %."
 */
export function clauseSentence(
  state: ClauseState | Omit<ClauseState, "id" | "version" | "recordedAtMs">,
): string {
  const article = `Article ${state.articleId}`;
  const seen = `We could see ${percent(state.coverageRatio)} of it; the article asks ${percent(state.requirementRatio)}.`;
  switch (state.state) {
    case "narrative":
      return state.reason === undefined
        ? `${article} is shown and tracked, never assessed.`
        : `${article} is not assessed by software. ${notAssessedTexts[state.reason as NotAssessedReason]}`;
    case "not-applicable":
      return state.reason === "phase-waits"
        ? `${article} is not yet in force: its phase waits for a condition that people establish.`
        : `${article} does not apply here in this period.`;
    case "met":
      return `${article} was kept here as far as we could see. ${seen}`;
    case "breached":
      return `${breachText(state)} of ${article} here. ${seen}`;
    case "undetermined": {
      const open =
        state.openCount === 0
          ? ""
          : ` ${state.openCount} ${state.openCount === 1 ? "incident is" : "incidents are"} open.`;
      const sum =
        state.reason === "sightings-add-up"
          ? " Each sighting is within the limit; all of them together may not be."
          : "";
      return `We cannot say that ${article} was kept here.${open}${sum} ${seen}`;
    }
  }
}

function breachText({
  assessedCount,
  foundCount,
}: Pick<ClauseState, "assessedCount" | "foundCount">): string {
  const breaches = (count: number) => `${count} ${count === 1 ? "breach" : "breaches"}`;
  if (foundCount === 0) return `We assess ${breaches(assessedCount)}`;
  if (assessedCount === 0) return `People found ${breaches(foundCount)}`;
  return `We assess ${breaches(assessedCount)} and people found ${foundCount}`;
}

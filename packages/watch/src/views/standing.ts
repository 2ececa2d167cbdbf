import { formatProbability, wordOfProbability } from "@truceline/model";
import type { AssessmentDigest, KnownEvent } from "./event-book.ts";
import type { QueueItem, StandingShape } from "./picture.ts";

/** The assessment that says most about an incident: a breach before what is open, the likelier first. */
export function leadingAssessment(event: KnownEvent): AssessmentDigest | undefined {
  let leading: AssessmentDigest | undefined;
  for (const assessment of event.assessments) {
    if (leading === undefined || rankOf(assessment) > rankOf(leading)) leading = assessment;
  }
  return leading;
}

function rankOf({ outcome, probability }: AssessmentDigest): number {
  return (outcome === "breach" ? 2 : outcome === "undetermined" ? 1 : 0) * 2 + probability;
}

/** How an incident is drawn. One that no article concerns is no breach of any. */
export function shapeOf(event: KnownEvent): StandingShape {
  switch (leadingAssessment(event)?.outcome) {
    case "breach":
      return "breached";
    case "undetermined":
      return "undetermined";
    default:
      return "met";
  }
}

/** The row of an incident that waits for people; undefined where nothing is open. */
export function queueItemOf(event: KnownEvent): QueueItem | undefined {
  const leading = leadingAssessment(event);
  if (leading === undefined || leading.outcome === "no-breach") return undefined;
  const isBreach = leading.outcome === "breach";
  const word = wordOfRange(leading.probability, leading.openRatio);
  const { incident, assessments } = event;
  return {
    id: incident.id,
    about: "incident",
    group: isBreach ? "decision" : "evidence",
    shape: isBreach ? "breached" : "undetermined",
    title: incident.title,
    atMs: incident.fromMs,
    sectorIds: incident.sectorIds,
    articleIds: assessments
      .filter(({ outcome }) => outcome !== "no-breach")
      .map(({ articleId }) => articleId),
    probability: word === openWord ? null : leading.probability,
    word,
    next: nextOf(leading),
  };
}

const openWord = "open";

/**
 * The word for a probability that may be more by what is open. Where that would be another word it is
 * "open": "remote" would deny what nobody knows.
 */
export function wordOfRange(probability: number, openRatio: number): string {
  const least = wordOfProbability(probability);
  const most = wordOfProbability(Math.min(1, probability + openRatio));
  return least === most ? least : openWord;
}

/** What it lacks or has: "1 source of 2", "0.62 of 0.90". */
function nextOf(assessment: AssessmentDigest): string {
  const { sourceCount, sourcesNeededCount, probability, openRatio, standardProbability } =
    assessment;
  if (sourceCount < sourcesNeededCount || assessment.outcome === "breach") {
    return `${sourceCount} ${sourceCount === 1 ? "source" : "sources"} of ${sourcesNeededCount}`;
  }
  const shown = formatProbability(probability);
  const most =
    openRatio > 0 ? ` to ${formatProbability(Math.min(1, probability + openRatio))}` : "";
  return `${shown}${most} of ${standardProbability.toFixed(2)}`;
}

/**
 * What needs a decision first, then what lacks evidence; in each what has a clock, the one that runs out
 * first at the top, then the likeliest, then the newest.
 */
export function byNeed(one: QueueItem, other: QueueItem): number {
  return (
    groups.indexOf(one.group) - groups.indexOf(other.group) ||
    (one.dueMs ?? withoutClockMs) - (other.dueMs ?? withoutClockMs) ||
    Math.round(((other.probability ?? 0) - (one.probability ?? 0)) * 100) ||
    other.atMs - one.atMs ||
    (one.id < other.id ? -1 : 1)
  );
}

/** After every clock. */
const withoutClockMs = Number.MAX_SAFE_INTEGER;
const groups: readonly QueueItem["group"][] = ["decision", "evidence", "cannot-see", "decided"];

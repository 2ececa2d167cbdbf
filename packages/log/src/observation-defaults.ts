import { localDate, type Observation, type TimeSpan } from "@truceline/model";
import type { LineContext } from "./line-types.ts";

/** Kinds of which one is meant when no number is given. */
export const oneByDefault: ReadonlySet<string> = new Set([
  "construction",
  "damage",
  "thermal-anomaly",
  "interference",
  "access-denied",
  "casualty-report",
]);

/** What "nothing" alone was watched with. */
export function nothingMeans({ post }: LineContext): Observation["means"] {
  return isMachine(post.observer.kind) ? ["recorded"] : ["heard", "saw"];
}

export function usualMeans({ post }: LineContext): Observation["means"] | undefined {
  return isMachine(post.observer.kind) ? ["recorded"] : undefined;
}

function isMachine(kind: Observation["observer"]["kind"]): boolean {
  return !["person", "patrol", "informant", "not-stated"].includes(kind);
}

/** The day a line ends on, for the next one. */
export function dayAfter(span: TimeSpan, timezone: string): string {
  const stated = span.stated?.from.slice(0, 10);
  return stated ?? localDate(span.fromMs, timezone);
}

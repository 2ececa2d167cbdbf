import type { LossReason } from "@truceline/model";

/** Words of the ledger of coverage, in English. Whole messages, never glued from parts. */
const plural = (n: number, one: string, many: string): string => (n === 1 ? one : many);

export const coverageWords = {
  waiting: "Working out what was lost, hour by hour. A week takes some seconds.",
  problem: "What was lost cannot be shown.",
  none: "Nothing is asked of anybody here: no article is assessed from what is seen.",
  period: "Period",
  periods: { day: "24 h", days3: "3 days", week: "7 days" },
  by: "By",
  groupings: { sector: "By sector", kind: "By kind", sensor: "By sensor" },
  article: (id: string) => `Article ${id}`,
  columns: {
    name: "Name",
    seen: "Seen",
    lost: "Hours lost",
    of: "of",
    reasons: "What took it",
  },
  note: {
    cells:
      "Hours of cells. Each reason is what it alone would give back, so that they need not add up.",
    sensors: "Hours in which it was to work. The reasons add up.",
    step: (n: number) => `Reasons are worked out from every ${n}th cell.`,
  },
  reasons: {
    "no-sensor": "no sensor",
    "out-of-range": "out of range",
    "out-of-view": "out of view",
    "off-schedule": "off schedule",
    terrain: "terrain",
    night: "night",
    weather: "weather",
    jammed: "jammed",
    denied: "denied",
    down: "down",
    degraded: "degraded",
    "not-received": "not received",
    "one-source-only": "one source only",
  } satisfies Record<LossReason, string> as Readonly<Record<string, string>>,
  reason: (reason: string, hours: string) => `${reason} ${hours} h`,
  worst: {
    title: "Where least was seen",
    waiting: "Looking along the line.",
    none: "The article has no line to look along.",
    at: (from: string, to: string) => `km ${from} to ${to}`,
    seen: (percent: string) => `${percent} seen`,
    oneMore: "One more here",
    means: "Of which means",
    asking: "Working it out",
    gained: (hours: string, cells: number) =>
      `It would have seen ${hours} more hours of ${cells} ${plural(cells, "cell", "cells")}.`,
    reached: (before: string, after: string) =>
      `Hours that reached what the article asks: ${before} without it, ${after} with it.`,
    listProblem: "Where least was seen cannot be shown.",
    problem: "This cannot be worked out.",
  },
};

import type { CompiledArticle } from "@truceline/agreement";
import { expect, test } from "vitest";
import { type PeriodStanding, phaseWait } from "./phase-wait.ts";

const dayMs = 86_400_000;
const phases = [
  {
    id: "second",
    name: { en: "Second" },
    begins: { by: "after" as const, article: "2", state: "met" as const, forMs: 7 * dayMs },
  },
];
const article = (time: object): CompiledArticle => ({
  id: "3",
  text: {},
  rule: {
    kind: "limit",
    of: "persons",
    kinds: ["persons"],
    weapons: null,
    atMost: 0,
    by: ["a", "b"],
    tested: "present",
    zone: "box",
    time: { fromMs: 0, ...time },
  },
  standard: { probability: 0.9, independentSources: 1 },
  coverageRatio: 0.8,
  persistence: { is: "impulse" },
  count: "incident",
});
const waiting = article({ phase: "second", waits: true });

const days = (...standings: readonly PeriodStanding["standing"][]): readonly PeriodStanding[] =>
  standings.map((standing, day) => ({ fromMs: day * dayMs, toMs: (day + 1) * dayMs, standing }));

test.each([
  ["met throughout", days("met", "met", "met"), 3],
  ["a breach interrupts it", days("met", "breached", "met", "met"), 2],
  ["so does a day that nobody could see", days("met", "met", "undetermined"), 0],
  ["and one without data", days("met", "no-data", "met"), 1],
  ["nothing yet", [], 0],
] as const)("[WAT-117] %s", (_, standings, metDays) => {
  const asked: string[] = [];
  const wait = phaseWait(waiting, { phases }, (id) => {
    asked.push(id);
    return standings;
  });
  expect(asked).toEqual(["2"]);
  expect(wait).toEqual({ articleId: "2", forMs: 7 * dayMs, metMs: metDays * dayMs });
});

test("[WAT-117] of a period that runs only what is over counts", () => {
  const running = [{ fromMs: 0, toMs: dayMs / 4, standing: "met" as const }];
  expect(phaseWait(waiting, { phases }, () => running)?.metMs).toBe(dayMs / 4);
});

test("[WAT-117] an article that does not wait waits for nothing", () => {
  expect(phaseWait(article({}), { phases }, () => [])).toBeNull();
  expect(phaseWait(article({ phase: "second" }), { phases }, () => [])).toBeNull();
});

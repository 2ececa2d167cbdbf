import { describe, expect, test } from "vitest";
import { standingOf } from "./standing.ts";
import {
  answerStanding,
  byNeed,
  newestFirst,
  type ToldCall,
  type ToldReport,
  type ToldWindow,
  windowStanding,
} from "./told.ts";

describe("[WEB-043] who is inside", () => {
  test.each([
    [["liaison"], "liaison"],
    [["liaison", "observer"], "mission"],
    [["administrator"], "mission"],
    [["public"], "public"],
    [["device"], "public"],
    [[], "nobody"],
  ] as const)("%j is %s", (roles, expected) => {
    expect(standingOf({ role: roles[0] ?? "anonymous", roles })).toBe(expected);
  });
});

describe("[WEB-041] the clock of an answer", () => {
  const call: ToldCall = { id: "c", party: "a", atMs: 0, about: "the road", state: "open" };
  test.each([
    ["no time was set", {}, { is: "no-clock", ms: 0 }],
    ["it is due", { answerDueMs: 1_600 }, { is: "due", ms: 600 }],
    ["this very moment", { answerDueMs: 1_000 }, { is: "due", ms: 0 }],
    ["it was due", { answerDueMs: 400 }, { is: "overdue", ms: 600 }],
    [
      "it came, late or not",
      { answerDueMs: 400, answer: { atMs: 900, text: "yes" } },
      { is: "answered", ms: 0 },
    ],
    ["it never came", { answerDueMs: 400, state: "no-answer" }, { is: "no-answer", ms: 0 }],
  ] as const)("%s", (_title, change, expected) => {
    expect(answerStanding({ ...call, ...change }, 1_000)).toEqual(expected);
  });
});

test("[WEB-041] what waits for an answer stands first, the soonest due before the others", () => {
  const call = (id: string, change: Partial<ToldCall>): ToldCall => ({
    id,
    party: "a",
    atMs: 0,
    about: "the road",
    state: "open",
    ...change,
  });
  const calls = [
    call("answered, new", { atMs: 9, state: "answered", answerDueMs: 1 }),
    call("no time set", { atMs: 8 }),
    call("due later", { answerDueMs: 70 }),
    call("answered, old", { atMs: 2, state: "answered" }),
    call("overdue", { answerDueMs: 3 }),
  ];
  expect(byNeed(calls).map(({ id }) => id)).toEqual([
    "overdue",
    "due later",
    "no time set",
    "answered, new",
    "answered, old",
  ]);
});

describe("[WEB-041] a window of silence", () => {
  const both = ["a", "b"].map((party) => ({ party, atMs: 0 }));
  const window: ToldWindow = {
    id: "w",
    name: "Water main",
    span: { fromMs: 1_000, toMs: 2_000 },
    state: "arranged",
    guarantees: both,
  };
  test.each([
    ["before it", {}, 999, "to-come"],
    ["from its first instant", {}, 1_000, "running"],
    ["after its last", {}, 2_000, "over"],
    ["called off", { state: "cancelled" }, 1_500, "cancelled"],
    ["with one guarantee", { guarantees: both.slice(1) }, 1_500, "cannot-start"],
  ] as const)("%s", (_title, change, nowMs, expected) => {
    expect(windowStanding({ ...window, ...change }, nowMs)).toBe(expected);
  });
});

test("[WEB-040] the newest period stands first, and the same reports stand in the same order", () => {
  const report = (id: string, to: string, level: "parties" | "public"): ToldReport => ({
    id,
    kind: "daily",
    level,
    periods: { from: to, to },
  });
  const reports = [
    report("1", "2026-03-09", "public"),
    report("2", "2026-03-10", "parties"),
    report("3", "2026-03-10", "public"),
  ];
  const order = newestFirst(reports).map(({ id }) => id);
  expect(order).toEqual(["3", "2", "1"]);
  expect(newestFirst([...reports].reverse()).map(({ id }) => id)).toEqual(order);
});

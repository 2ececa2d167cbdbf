import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CompiledObligation,
  type ObligationEvent,
  obligationStates,
  planObligations,
} from "../index.ts";

const dayMs = 86_400_000;
const obligation = (part: Partial<CompiledObligation>): CompiledObligation => ({
  id: "x",
  who: ["a"],
  does: { en: "Do it." },
  due: null,
  dueBasis: null,
  throughout: false,
  takesMs: 0,
  evidence: ["list"],
  depends: [],
  mark: "assumed",
  ...part,
});
const span = (fromDay: number, toDay: number) =>
  ({ by: "span", fromMs: fromDay * dayMs, toMs: toDay * dayMs }) as const;

/** Up to six obligations with whole days; references go anywhere, so circles are common. */
const obligations = fc.integer({ min: 1, max: 6 }).chain((count) => {
  const name = fc.integer({ min: 0, max: count - 1 }).map((index) => `o${index}`);
  const due = fc.oneof(
    fc.constant(null),
    fc
      .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 }))
      .map(([from, length]) => span(from, from + length)),
    fc.record({
      by: fc.constant("after" as const),
      after: name,
      withinMs: fc.integer({ min: 0, max: 9 }).map((days) => days * dayMs),
    }),
  );
  return fc
    .array(
      fc.record({
        due,
        takesMs: fc.integer({ min: 0, max: 9 }).map((days) => days * dayMs),
        depends: fc.uniqueArray(name, { maxLength: 2 }),
        throughout: fc.boolean(),
      }),
      { minLength: count, maxLength: count },
    )
    .map((parts) => parts.map((part, index) => obligation({ ...part, id: `o${index}` })));
});
const waitsFor = ({ due, depends }: CompiledObligation) => [
  ...(due?.by === "after" ? [due.after] : []),
  ...depends,
];
const lengthMs = ({ throughout, takesMs, due }: CompiledObligation) => {
  if (!throughout || due === null) return takesMs;
  return due.by === "span" ? due.toMs - due.fromMs : due.withinMs;
};

test("[AGR-020] what can be planned is what waits for no circle, and circles are circles", () => {
  fc.assert(
    fc.property(obligations, (list) => {
      const byId = new Map(list.map((one) => [one.id, one]));
      const reachable = (id: string) => {
        const seen = new Set<string>();
        const visit = (at: string) => {
          for (const next of waitsFor(byId.get(at) ?? obligation({}))) {
            if (seen.has(next)) continue;
            seen.add(next);
            visit(next);
          }
        };
        visit(id);
        return seen;
      };
      const circular = list.filter(({ id }) => reachable(id).has(id)).map(({ id }) => id);
      const plan = planObligations(list, 0);
      expect([...new Set(plan.cycles.flat())].sort()).toEqual(circular.sort());
      for (const cycle of plan.cycles) {
        for (const [index, id] of cycle.entries()) {
          const next = cycle[(index + 1) % cycle.length] ?? "";
          expect(waitsFor(byId.get(id) ?? obligation({}))).toContain(next);
        }
      }
      for (const { id, earliestEndMs } of plan.obligations) {
        const isStuck = circular.includes(id) || circular.some((other) => reachable(id).has(other));
        expect(earliestEndMs === null).toBe(isStuck);
      }
    }),
  );
});

test("[AGR-020] earliest ends are those of the longest way by trying every way, and slack is what can be lost", () => {
  fc.assert(
    fc.property(obligations, fc.nat(5), (list, pick) => {
      const plan = planObligations(list, 0);
      if (plan.cycles.length > 0) return;
      const byId = new Map(list.map((one) => [one.id, one]));
      const longestMs = (one: CompiledObligation): number => {
        const ownMs = one.due?.by === "span" ? one.due.fromMs : 0;
        const ways = waitsFor(one).map((id) => longestMs(byId.get(id) ?? one));
        return Math.max(ownMs, ...ways) + lengthMs(one);
      };
      for (const planned of plan.obligations) {
        const one = byId.get(planned.id);
        if (one === undefined) throw new Error("planned what is not there");
        expect(planned.earliestEndMs).toBe(longestMs(one));
      }
      // Ending later by its whole slack makes nothing impossible; by a day more, something.
      const chosen = plan.obligations[pick % plan.obligations.length];
      const isPossible = plan.obligations.every(
        ({ earliestEndMs, dueMs }) => dueMs === null || (earliestEndMs ?? 0) <= dueMs,
      );
      if (!isPossible || chosen?.slackMs == null) return;
      const impossibleAfter = (lateMs: number) => {
        const endMs = (chosen.earliestEndMs ?? 0) + lateMs;
        const isBehind = (one: CompiledObligation): number =>
          one.id === chosen.id
            ? endMs
            : Math.max(
                one.due?.by === "span" ? one.due.fromMs : 0,
                ...waitsFor(one).map((id) => isBehind(byId.get(id) ?? one)),
              ) + lengthMs(one);
        return list.some((one) => {
          const dueMs = plan.obligations.find(({ id }) => id === one.id)?.dueMs ?? null;
          return dueMs !== null && isBehind(one) > dueMs;
        });
      };
      expect(impossibleAfter(chosen.slackMs)).toBe(false);
      expect(impossibleAfter(chosen.slackMs + dayMs)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("[AGR-020] the critical path is a chain without a gap, to the last thing to be done", () => {
  const list = [
    obligation({ id: "list", due: span(0, 10), takesMs: 3 * dayMs }),
    obligation({ id: "quick", due: span(0, 90), takesMs: dayMs }),
    obligation({
      id: "visit",
      due: { by: "after", after: "list", withinMs: 9 * dayMs },
      takesMs: 4 * dayMs,
    }),
    obligation({ id: "release", due: span(0, 15), depends: ["visit", "quick"], takesMs: dayMs }),
    obligation({ id: "kept", due: span(0, 900), throughout: true }),
  ];
  const plan = planObligations(list, 0);
  expect(plan.criticalPath).toEqual(["list", "visit", "release"]);
  expect(plan.obligations.map(({ slackMs }) => (slackMs ?? 0) / dayMs)).toEqual([7, 13, 7, 7, 0]);
});

test.each([
  ["before its time", 0, [], "not yet due", 0],
  ["in its time", 3, [], "due", 0],
  ["on its last day", 9.5, [], "due", 0],
  ["when its time is over", 10, [], "late", 0],
  ["three days later", 13, [], "late", 3],
  ["with half of the evidence", 11, [{ atMs: 5 * dayMs, is: "evidence", item: "list" }], "late", 1],
  ["with evidence still to come", 4, [{ atMs: 5 * dayMs, is: "evidence", item: "list" }], "due", 0],
  [
    "with all evidence",
    11,
    [
      { atMs: 5 * dayMs, is: "evidence", item: "list" },
      { atMs: 6 * dayMs, is: "evidence", item: "seen" },
    ],
    "met",
    0,
  ],
  [
    "met two days late",
    30,
    [
      { atMs: 5 * dayMs, is: "evidence", item: "list" },
      { atMs: 12 * dayMs, is: "evidence", item: "seen" },
    ],
    "met",
    2,
  ],
  ["disputed", 5, [{ atMs: 4 * dayMs, is: "dispute" }], "disputed", 0],
  [
    "disputed and settled",
    5,
    [
      { atMs: 4 * dayMs, is: "dispute" },
      { atMs: 4 * dayMs, is: "settle" },
    ],
    "due",
    0,
  ],
  [
    "waived while disputed",
    50,
    [
      { atMs: 4 * dayMs, is: "dispute" },
      { atMs: 5 * dayMs, is: "waive" },
    ],
    "waived",
    0,
  ],
] as const)("[AGR-019] an obligation %s (day %d)", (_title, atDay, events, state, lateDays) => {
  const one = obligation({ due: span(2, 10), evidence: ["list", "seen"] });
  const entered = events.map((event) => ({ ...event, obligation: "x" }) as ObligationEvent);
  const [status] = obligationStates([one], entered, atDay * dayMs);
  expect(status).toMatchObject({ state, lateByMs: lateDays * dayMs });
});

test("[AGR-019] what is due after another counts from when that was met or waived", () => {
  const list = [
    obligation({ id: "list", due: span(0, 5) }),
    obligation({ id: "visit", due: { by: "after", after: "list", withinMs: 3 * dayMs } }),
  ];
  const at = (events: readonly ObligationEvent[], day: number) =>
    obligationStates(list, events, day * dayMs)[1];
  const met: ObligationEvent = {
    obligation: "list",
    atMs: 7 * dayMs,
    is: "evidence",
    item: "list",
  };
  expect(at([], 6)).toMatchObject({ state: "not yet due", dueMs: null, waitsFor: ["list"] });
  expect(at([met], 8)).toMatchObject({ state: "due", dueMs: 10 * dayMs, waitsFor: [] });
  expect(at([met], 11)).toMatchObject({ state: "late", lateByMs: dayMs });
  const waived: ObligationEvent = { obligation: "list", atMs: 6 * dayMs, is: "waive" };
  expect(at([waived], 8)).toMatchObject({ state: "due", dueMs: 9 * dayMs });
});

test("[AGR-019] what is kept throughout is met when its time is over, not before", () => {
  const one = obligation({ due: span(0, 10), throughout: true });
  const early: ObligationEvent = { obligation: "x", atMs: dayMs, is: "evidence", item: "list" };
  expect(obligationStates([one], [early], 9 * dayMs)[0]?.state).toBe("due");
  expect(obligationStates([one], [early], 10 * dayMs)[0]).toMatchObject({
    state: "met",
    endedAtMs: 10 * dayMs,
    lateByMs: 0,
  });
});

test("[AGR-019] states do not depend on the order of what was entered, nor on what comes later", () => {
  const events = fc.array(
    fc.record({
      obligation: fc.constantFrom("o0", "o1", "o2", "elsewhere"),
      atMs: fc.integer({ min: 0, max: 30 }).map((days) => days * dayMs),
      is: fc.constantFrom(
        "evidence" as const,
        "dispute" as const,
        "settle" as const,
        "waive" as const,
      ),
      item: fc.constantFrom("list", "other"),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(obligations, events, fc.nat(30), (list, entered, day) => {
      const atMs = day * dayMs;
      const states = obligationStates(list, entered, atMs);
      expect(obligationStates(list, [...entered].reverse(), atMs)).toEqual(states);
      const known = entered.filter((event) => event.atMs <= atMs);
      expect(obligationStates(list, known, atMs)).toEqual(states);
      expect(states.map(({ id }) => id)).toEqual(list.map(({ id }) => id));
    }),
  );
});

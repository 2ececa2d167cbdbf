import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMidOcean } from "../../fixtures/mid-ocean.ts";
import { withLadder } from "../../fixtures/with-ladder.ts";
import { answerCondition, type Finding } from "./conditions.ts";
import { decidedStepKinds, type EscalationStep } from "./escalation.ts";
import type { EscalationEvent } from "./escalation-event.ts";
import { type EscalationFrame, walkEscalation } from "./walk-escalation.ts";

const hourMs = 3_600_000;
const { compiled } = parseMidOcean(withLadder);
const { escalation, decisions = [], inForce } = compiled ?? {};
if (escalation === undefined || inForce === undefined) throw new Error("no ladder");
/** One party alone may go on from the hotline as well, so that two may decide at one instant. */
const frame: EscalationFrame = {
  escalation: {
    ...escalation,
    transitions: [
      ...escalation.transitions,
      ...(["a", "b"] as const).map((id) => ({
        id: `alone-${id}`,
        from: ["hotline"],
        to: id === "a" ? "visit" : "suspended",
        when: [{ by: "unanswered", who: "any" } as const],
        decidedBy: [id],
        automatic: false,
        mark: "assumed" as const,
      })),
    ],
  },
  decisions,
  beginsMs: inForce.fromMs,
};

/** Few instants, so that many things come at once. */
const arbAtMs = fc.integer({ min: -2, max: 60 }).map((n) => frame.beginsMs + n * (hourMs / 2));
const arbFinding = fc
  .record({ n: fc.nat(30), atMs: arbAtMs, sector: fc.constantFrom("north", "south", null) })
  .map(
    ({ n, atMs, sector }): EscalationEvent => ({
      is: "finding",
      atMs,
      id: `F${n}`,
      article: n % 5 === 0 ? "2" : "1",
      sector,
      happenedMs: atMs - (n % 4) * hourMs,
    }),
  );
/** Mostly by those who may. */
const arbWho = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      ...frame.escalation.transitions.flatMap(({ id, decidedBy }) =>
        decidedBy.map((by) => [id, by] as const),
      ),
    ),
  },
  fc.tuple(
    fc.constantFrom(...frame.escalation.transitions.map(({ id }) => id)),
    fc.constantFrom("head", "board", "a", "b"),
  ),
);
const arbDecision = fc
  .record({
    is: fc.constant("decision" as const),
    atMs: arbAtMs,
    who: arbWho,
    outcome: fc.constantFrom("take" as const, "take" as const, "take" as const, "decline" as const),
    reason: fc.constantFrom("one", "two"),
    votes: fc.constantFrom(
      { p: "yes", q: "yes" } as const,
      { p: "no", q: "yes", r: "yes" } as const,
    ),
  })
  .map(({ who: [transition, by], ...rest }) => ({ ...rest, transition, by }));
const arbEvent: fc.Arbitrary<EscalationEvent> = fc.oneof(
  { weight: 4, arbitrary: arbFinding },
  { weight: 5, arbitrary: arbDecision },
  fc.record({
    is: fc.constant("answer" as const),
    atMs: arbAtMs,
    by: fc.constantFrom("a", "b"),
  }),
  fc.record({
    is: fc.constant("withdrawal" as const),
    atMs: arbAtMs,
    finding: fc.nat(30).map((n) => `F${n}`),
  }),
);
const arbEvents = fc.array(arbEvent, { maxLength: 60, size: "max" });
/** Enough to get off the first step, so that the laws are about something. */
const opening = [0, 1, 2].map(
  (n): EscalationEvent => ({
    is: "finding",
    atMs: frame.beginsMs + n * hourMs,
    id: `O${n}`,
    article: "1",
    sector: "north",
    happenedMs: frame.beginsMs + n * hourMs,
  }),
);
const call: EscalationEvent = {
  is: "decision",
  atMs: frame.beginsMs + 3 * hourMs,
  transition: "call",
  by: "head",
  outcome: "take",
  reason: "three",
};
const arbRun = arbEvents.map((events) => [...opening, call, ...events]);

test("[AGR-062] the order and repetition of what was entered do not matter", () => {
  let farCount = 0;
  fc.assert(
    fc.property(
      arbRun.chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
        ),
      ),
      arbAtMs,
      ([events, shuffled], at) => {
        const atMs = at + 30 * hourMs;
        const walk = walkEscalation(frame, events, atMs);
        expect(walkEscalation(frame, shuffled, atMs)).toEqual(walk);
        if (walk.standing.taken.length > 2) farCount += 1;
      },
    ),
    { numRuns: 300 },
  );
  expect(farCount).toBeGreaterThan(10);
});

test("[AGR-062] what is told of the past never changes with what comes later", () => {
  fc.assert(
    fc.property(arbRun, arbAtMs, arbAtMs, (events, oneMs, otherMs) => {
      const [atMs, laterMs] = [Math.min(oneMs, otherMs), Math.max(oneMs, otherMs)];
      const told = walkEscalation(frame, events, laterMs).entries.filter(
        (entry) => entry.atMs <= atMs,
      );
      expect(told).toEqual(walkEscalation(frame, events, atMs).entries);
    }),
    { numRuns: 300 },
  );
});

test("[AGR-062] with the parties exchanged everything comes out exchanged", () => {
  const swap = <Value>(value: Value): Value =>
    JSON.parse(JSON.stringify(value), (_key, member: unknown) =>
      member === "a" ? "b" : member === "b" ? "a" : member,
    ) as Value;
  fc.assert(
    fc.property(arbRun, arbAtMs, (events, atMs) => {
      const { standing } = walkEscalation(frame, events, atMs);
      expect(walkEscalation(swap(frame), swap(events), atMs).standing).toEqual(swap(standing));
    }),
    { numRuns: 300 },
  );
});

test("[AGR-060] nothing that people must decide is taken without all of them", () => {
  let decidedCount = 0;
  fc.assert(
    fc.property(arbRun, arbAtMs, (events, atMs) => {
      const { taken } = walkEscalation(frame, events, atMs).standing;
      let sinceMs = frame.beginsMs;
      let step = frame.escalation.begins;
      for (const one of taken) {
        const rule = frame.escalation.transitions.find(({ id }) => id === one.id);
        const to = frame.escalation.steps.find(({ id }) => id === one.to);
        expect(one.from).toBe(step);
        expect(rule?.from).toContain(step);
        if (rule?.automatic === true) {
          expect(one.decided).toEqual([]);
          expect(decidedStepKinds).not.toContain(to?.is);
        } else {
          expect(one.decided.map(({ by }) => by)).toEqual(rule?.decidedBy);
          decidedCount += 1;
        }
        for (const voice of one.decided) {
          expect(voice.atMs).toBeGreaterThanOrEqual(sinceMs);
          const stated = events.find(
            (event) =>
              event.is === "decision" &&
              event.outcome === "take" &&
              event.transition === one.id &&
              event.by === voice.by &&
              event.atMs === voice.atMs &&
              event.reason === voice.reason,
          );
          expect(stated).toBeDefined();
        }
        sinceMs = one.atMs;
        step = one.to;
      }
      const undecided = events.filter(({ is }) => is !== "decision");
      const alone = walkEscalation(frame, undecided, atMs).standing;
      expect(alone.taken.every(({ automatic }) => automatic)).toBe(true);
      expect(alone.step).toBe("quiet");
    }),
    { numRuns: 300 },
  );
  expect(decidedCount).toBeGreaterThan(200);
});

const step: EscalationStep = {
  id: "quiet",
  is: "none",
  name: { en: "No step" },
  asks: [],
  answerWithinMs: null,
  mark: "assumed",
};

test("[AGR-060] so many findings within a time are found exactly when some of them are", () => {
  const arbFew = fc.array(
    fc.record({ atMs: fc.nat(12), backMs: fc.nat(6), sector: fc.constantFrom("north", "south") }),
    { maxLength: 7 },
  );
  let heldCount = 0;
  fc.assert(
    fc.property(
      arbFew,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: -1, max: 12 }),
      fc.boolean(),
      (few, count, withinMs, newAfterMs, oneSector) => {
        const findings = few
          .map(
            ({ atMs, backMs, sector }, index): Finding => ({
              is: "finding",
              atMs,
              id: `F${index}`,
              article: "1",
              sector,
              happenedMs: atMs - backMs,
            }),
          )
          .sort((a, b) => a.happenedMs - b.happenedMs);
        const answer = answerCondition(
          {
            by: "findings",
            count,
            articles: [],
            withinMs,
            place: { by: oneSector ? "one-sector" : "everywhere" },
          },
          { step, sinceMs: 0, baseMs: 0, newAfterMs, findings, answers: new Map() },
        );
        const subsets = Array.from({ length: 2 ** findings.length }, (_, bits) =>
          findings.filter((_finding, index) => (bits >> index) % 2 === 1),
        );
        const isSo = subsets.some((some) => {
          const times = some.map(({ happenedMs }) => happenedMs);
          return (
            some.length >= count &&
            Math.max(...times) - Math.min(...times) <= withinMs &&
            some.some(({ atMs }) => atMs > newAfterMs) &&
            (!oneSector || new Set(some.map(({ sector }) => sector)).size === 1)
          );
        });
        expect(answer !== null).toBe(isSo);
        if (isSo) heldCount += 1;
      },
    ),
    { numRuns: 1_000 },
  );
  expect(heldCount).toBeGreaterThan(100);
});

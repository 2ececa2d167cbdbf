import { expect, test } from "vitest";
import { parseMidOcean } from "../../fixtures/mid-ocean.ts";
import { withLadder } from "../../fixtures/with-ladder.ts";
import type { CompiledAgreement } from "../compiled.ts";
import type { EscalationEvent } from "./escalation-event.ts";
import { parseEscalationEvents } from "./parse-escalation-events.ts";
import { walkEscalation } from "./walk-escalation.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const beginsMs = Date.UTC(2026, 0, 1);

function ladderOf(change: (text: string) => string = (text) => text): CompiledAgreement {
  const { compiled, faults } = parseMidOcean((text) => change(withLadder(text)));
  expect(faults).toEqual([]);
  if (compiled === undefined) throw new Error("no agreement");
  return compiled;
}
const frameOf = ({ escalation, decisions = [], inForce }: CompiledAgreement) => {
  if (escalation === undefined) throw new Error("no ladder");
  return { escalation, decisions, beginsMs: inForce.fromMs };
};
const frame = frameOf(ladderOf());
const at = (hours: number) => beginsMs + hours * hourMs;
const finding = (
  id: string,
  hours: number,
  change: { sector?: string | null; article?: string; happenedMs?: number } = {},
): EscalationEvent => ({
  is: "finding",
  atMs: at(hours),
  id,
  article: "1",
  sector: "north",
  happenedMs: at(hours),
  ...change,
});
const decision = (
  transition: string,
  by: string,
  atMs: number,
  change: Partial<Extract<EscalationEvent, { is: "decision" }>> = {},
): EscalationEvent => ({
  is: "decision",
  atMs,
  transition,
  by,
  outcome: "take",
  reason: "three in six hours",
  ...change,
});
const three = [finding("F1", 1), finding("F2", 3), finding("F3", 6)];
const called = [...three, decision("call", "head", at(7))];
const standing = (events: readonly EscalationEvent[], atMs: number) =>
  walkEscalation(frame, events, atMs).standing;

test("[AGR-060] findings open a transition, and only its decider takes it", () => {
  const open = standing(three, at(6.5));
  expect(open.step).toBe("quiet");
  expect(open.open).toEqual([
    {
      id: "call",
      to: "hotline",
      sinceMs: at(6),
      grounds: [
        {
          by: "findings",
          count: 3,
          withinMs: 6 * hourMs,
          sector: "north",
          findings: ["F1", "F2", "F3"],
        },
      ],
      agreed: [],
      waitsFor: ["head"],
    },
  ]);
  const taken = standing(called, at(7));
  expect(taken.step).toBe("hotline");
  expect(taken.taken).toEqual([
    {
      id: "call",
      from: "quiet",
      to: "hotline",
      atMs: at(7),
      automatic: false,
      decided: [{ by: "head", atMs: at(7), reason: "three in six hours" }],
      grounds: open.open[0]?.grounds,
    },
  ]);
  expect(standing(three, at(10_000)).step).toBe("quiet");
});

test.each([
  ["two only", three.slice(0, 2)],
  ["in two sectors", [three[0], three[1], finding("F3", 6, { sector: "south" })]],
  ["of another article", [three[0], three[1], finding("F3", 6, { article: "2" })]],
  ["over more than six hours", [three[0], three[1], finding("F3", 7.5)]],
  ["one of them withdrawn", [...three, { is: "withdrawal", atMs: at(6), finding: "F2" } as const]],
  ["the same one twice", [three[0], three[1], { ...finding("F2", 6), happenedMs: at(3) }]],
  ["in no one sector", three.map((one) => ({ ...one, sector: null }) as EscalationEvent)],
])("[AGR-060] three findings that are not: %s", (_title, events) => {
  expect(standing(events as EscalationEvent[], at(9)).open).toEqual([]);
});

test("[AGR-060] late findings count by when it happened, from when they were made", () => {
  const late = [finding("F1", 50, { happenedMs: at(1) }), ...three.slice(1)];
  expect(standing(late, at(49)).open).toEqual([]);
  expect(standing(late, at(50)).open.map(({ id, sinceMs }) => [id, sinceMs])).toEqual([
    ["call", at(50)],
  ]);
});

test("[AGR-060] an answer of the last instant is in time; without one both parties may decide", () => {
  const answers = [
    ...called,
    { is: "answer", by: "a", atMs: at(7.1) } as const,
    { is: "answer", by: "b", atMs: at(7.5) } as const,
  ];
  expect(standing(answers, at(8)).open).toEqual([]);
  expect(standing(answers, at(8)).answers).toEqual([
    { by: "a", dueMs: at(7.5), answeredMs: at(7.1) },
    { by: "b", dueMs: at(7.5), answeredMs: at(7.5) },
  ]);
  const one = answers.slice(0, -1);
  expect(standing(one, at(7.5) - 1).open).toEqual([]);
  const open = standing(one, at(7.5)).open[0];
  expect(open).toMatchObject({ id: "look", sinceMs: at(7.5), waitsFor: ["a", "b"] });
  expect(open?.grounds).toEqual([{ by: "unanswered", dueMs: at(7.5), parties: ["b"] }]);
  const half = [...one, decision("look", "a", at(8))];
  expect(standing(half, at(8)).step).toBe("hotline");
  expect(standing(half, at(8)).open[0]).toMatchObject({
    agreed: [{ by: "a" }],
    waitsFor: ["b"],
  });
  const both = standing([...half, decision("look", "b", at(9))], at(9));
  expect(both.step).toBe("visit");
  expect(both.taken.at(-1)?.decided.map(({ by }) => by)).toEqual(["a", "b"]);
});

test("[AGR-060] the clock goes back by itself where nobody need decide, once all conditions hold", () => {
  // Quiet counts within the step, so a day after it was entered.
  const { taken, step } = standing(called, at(200));
  expect(step).toBe("quiet");
  expect(taken.at(-1)).toMatchObject({ id: "calm", automatic: true, decided: [], atMs: at(31) });
  const noisy = [...called, finding("F4", 20)];
  expect(standing(noisy, at(200)).taken.at(-1)).toMatchObject({ id: "calm", atMs: at(44) });
});

test("[AGR-060] what led here does not lead here again; a new finding does", () => {
  expect(standing(called, at(200)).open).toEqual([]);
  const again = [finding("F5", 100), finding("F6", 101), finding("F7", 102)];
  expect(standing([...called, ...again], at(103)).open.map(({ id }) => id)).toEqual(["call"]);
});

test("[AGR-060] a decline closes it until something new comes, and is kept with its reason", () => {
  const declined = [
    ...three,
    decision("call", "head", at(7), { outcome: "decline", reason: "a blast in a quarry" }),
  ];
  const after = standing(declined, at(8));
  expect(after.open).toEqual([]);
  expect(after.declined).toEqual([
    {
      transition: "call",
      voice: { by: "head", atMs: at(7), reason: "a blast in a quarry" },
      notAdopted: false,
    },
  ]);
  const more = standing([...declined, finding("F4", 8.5)], at(9)).open[0];
  expect(more?.grounds).toEqual([
    {
      by: "findings",
      count: 3,
      withinMs: 6 * hourMs,
      sector: "north",
      findings: ["F2", "F3", "F4"],
    },
  ]);
});

test("[AGR-060] a body decides by its rule of the agreement: a veto declines", () => {
  const visited = [
    ...called,
    decision("look", "a", at(8)),
    decision("look", "b", at(8)),
    ...[1, 2, 3, 4, 5].map((n) => finding(`G${n}`, 8 + n)),
  ];
  const vote = (votes: Record<string, "yes" | "no">) =>
    standing([...visited, decision("stop", "board", at(14), { votes })], at(14));
  expect(vote({ p: "yes", q: "yes" }).step).toBe("suspended");
  const vetoed = vote({ p: "no", q: "yes", r: "yes" });
  expect(vetoed.step).toBe("visit");
  expect(vetoed.declined.at(-1)).toMatchObject({ transition: "stop", notAdopted: true });
});

test.each([
  ["somebody else", decision("call", "a", at(7)), "not-theirs"],
  ["nobody for an automatic one", decision("calm", "head", at(7)), "not-theirs"],
  ["a step further on", decision("look", "a", at(7)), "other-step"],
  ["too early", decision("call", "head", at(5)), "not-open"],
  ["an unknown one", decision("jump", "head", at(7)), "no-such-transition"],
  [
    "an answer that nobody asked for",
    { is: "answer", by: "a", atMs: at(7) } as const,
    "nobody-asked",
  ],
])("[AGR-060] %s changes nothing, and is told", (_title, event, because) => {
  const { entries, standing: after } = walkEscalation(frame, [...three, event], at(7));
  expect(after.step).toBe("quiet");
  expect(after.taken).toEqual([]);
  expect(entries.filter(({ what }) => what === "void")).toEqual([
    { what: "void", atMs: event.atMs, event, because },
  ]);
});

test("[AGR-060] a decision by a body without votes changes nothing", () => {
  const resume = frameOf(
    ladderOf((text) =>
      text
        .replace("from: quiet, then: hotline", "from: quiet, then: visit")
        .replace("decidedBy: head,", "decidedBy: board,"),
    ),
  );
  const { entries } = walkEscalation(resume, [...three, decision("call", "board", at(7))], at(7));
  expect(entries.at(-1)).toMatchObject({ what: "void", because: "votes-missing" });
});

test("[AGR-061] the walk tells each entry, what opened, and what was taken, in the order of time", () => {
  const { entries } = walkEscalation(frame, called, at(31));
  expect(entries.map(({ what, atMs }) => [what, (atMs - beginsMs) / minuteMs])).toEqual([
    ["event", 60],
    ["event", 180],
    ["event", 360],
    ["open", 360],
    ["event", 420],
    ["taken", 420],
    ["open", 450],
    ["taken", 1860],
  ]);
});

const path = "events.yaml";
const head = "truceline: escalation-events/1\nagreement: mid-ocean\nevents:\n";
const compiled = ladderOf();

test("[AGR-061] events are read from YAML and, one a line, from NDJSON", () => {
  const yaml = `${head}  - { at: 2026-01-01T01:00Z, is: finding, id: F1, article: "1", sector: north, happened: 2026-01-01T00:30Z }
  - { at: 2026-01-01T07:00Z, is: decision, transition: call, by: head, outcome: take, reason: enough }
  - { at: 2026-01-01T08:00Z, is: clock }
`;
  const ndjson = `{"at":"2026-01-01T01:00Z","is":"finding","id":"F1","article":"1","sector":"north","happened":"2026-01-01T00:30Z"}

{"at":"2026-01-01T07:00Z","is":"decision","transition":"call","by":"head","outcome":"take","reason":"enough"}
{"at":"2026-01-01T08:00Z","is":"clock"}
`;
  const one = parseEscalationEvents({ path, text: yaml }, compiled);
  const other = parseEscalationEvents({ path: "events.ndjson", text: ndjson }, compiled);
  expect(one.faults).toEqual([]);
  expect(one.events).toEqual([
    { is: "finding", atMs: at(1), id: "F1", article: "1", sector: "north", happenedMs: at(0.5) },
    decision("call", "head", at(7), { reason: "enough" }),
    { is: "clock", atMs: at(8) },
  ]);
  expect(other).toEqual(one);
});

test.each([
  [
    "an unknown article",
    '- { at: 2026-01-02, is: finding, id: F1, article: "9" }',
    "TL_AGR_REFERENCE",
  ],
  [
    "an unknown sector",
    '- { at: 2026-01-02, is: finding, id: F1, article: "1", sector: west }',
    "TL_AGR_REFERENCE",
  ],
  [
    "a finding without its id",
    '- { at: 2026-01-02, is: finding, article: "1" }',
    "TL_AGR_KEY_MISSING",
  ],
  [
    "a finding before it happened",
    '- { at: 2026-01-02, is: finding, id: F1, article: "1", happened: 2026-01-03 }',
    "TL_AGR_TIME_ORDER",
  ],
  ["an entry before entry into force", "- { at: 2025-12-31, is: clock }", "TL_AGR_TIME_ORDER"],
  ["a key of another kind", "- { at: 2026-01-02, is: clock, by: a }", "TL_AGR_KEY_UNKNOWN"],
  [
    "an unknown transition",
    "- { at: 2026-01-02, is: decision, transition: jump, by: head, outcome: take, reason: so }",
    "TL_AGR_REFERENCE",
  ],
  [
    "an unknown decider",
    "- { at: 2026-01-02, is: decision, transition: call, by: z, outcome: take, reason: so }",
    "TL_AGR_REFERENCE",
  ],
  [
    "a decision without a reason",
    "- { at: 2026-01-02, is: decision, transition: call, by: head, outcome: take }",
    "TL_AGR_KEY_MISSING",
  ],
  [
    "votes of one person",
    "- { at: 2026-01-02, is: decision, transition: call, by: head, outcome: take, reason: so, votes: { p: yes } }",
    "TL_AGR_KEY_UNKNOWN",
  ],
  [
    "a body without votes",
    "- { at: 2026-01-02, is: decision, transition: stop, by: board, outcome: take, reason: so }",
    "TL_AGR_KEY_MISSING",
  ],
  [
    "a vote of no member",
    '- { at: 2026-01-02, is: decision, transition: stop, by: board, outcome: take, reason: so, votes: { z: "yes" } }',
    "TL_AGR_REFERENCE",
  ],
  [
    "a withdrawal of nothing",
    "- { at: 2026-01-02, is: withdrawal, finding: F9 }",
    "TL_AGR_REFERENCE",
  ],
  ["a day that is none", "- { at: 2026-02-30, is: clock }", "TL_AGR_INSTANT"],
])("[AGR-061] %s is a fault with its place", (_title, line, code) => {
  const { events, faults } = parseEscalationEvents({ path, text: `${head}  ${line}\n` }, compiled);
  expect(events).toBeUndefined();
  expect(faults.map((fault) => [fault.code, fault.line])).toEqual([[code, 4]]);
});

test("[AGR-061] faults of NDJSON have the line of the file", () => {
  const text =
    '{"at":"2026-01-02","is":"clock"}\n{"at":"2026-01-02"\n\n{"at":"2026-01-02","is":"finding","id":"F","article":"9"}\n';
  const { faults } = parseEscalationEvents({ path: "e.ndjson", text }, compiled);
  expect(faults.map(({ code, line }) => [code, line])).toEqual([
    ["TL_AGR_SYNTAX", 2],
    ["TL_AGR_REFERENCE", 4],
  ]);
});

import { expect, test } from "vitest";
import { parseMidOcean } from "../../fixtures/mid-ocean.ts";
import { withLadder } from "../../fixtures/with-ladder.ts";
import type { Remark } from "../remark.ts";

/** Remarks on the ladder and on indicators, after a change of the sound ones. */
function remarksAfter(...changes: readonly (readonly [string, string])[]): readonly Remark[] {
  const { faults, remarks } = parseMidOcean((text) => {
    let changed = withLadder(text);
    for (const [from, to] of changes) {
      expect(changed).toContain(from);
      changed = changed.replace(from, to);
    }
    return changed;
  });
  expect(faults).toEqual([]);
  return remarks.filter(({ code }) => /_(ESCALATION|INDICATOR)_/.test(code));
}
const told = (remarks: readonly Remark[]) => remarks.map(({ code, witness }) => [code, witness]);

test("[AGR-063] of a sound ladder and sound indicators nothing is remarked", () => {
  expect(remarksAfter()).toEqual([]);
});

test("[AGR-063] steps out of reach are named, with those that are in it", () => {
  expect(
    told(remarksAfter(["from: visit, then: suspended", "from: suspended, then: visit"])),
  ).toEqual([
    [
      "TL_AGR_REMARK_ESCALATION_UNREACHED",
      { step: "suspended", reached: ["quiet", "hotline", "visit"] },
    ],
  ]);
});

test("[AGR-063] a transition nobody decides", () => {
  const [remark, ...others] = remarksAfter(["decidedBy: board, ", ""]);
  expect(others).toEqual([]);
  expect(remark).toMatchObject({
    code: "TL_AGR_REMARK_ESCALATION_NO_DECIDER",
    path: "/escalation/transitions/3",
    witness: { transition: "stop" },
  });
  expect(remark?.line).toBeGreaterThan(0);
});

test("[AGR-063] no way back, with the circle that holds it; an end needs none", () => {
  const circle = [
    ["from: [hotline, visit], then: quiet", "from: visit, then: hotline"],
    ["from: suspended, then: quiet", "from: suspended, then: visit"],
  ] as const;
  expect(told(remarksAfter(...circle))).toEqual([
    [
      "TL_AGR_REMARK_ESCALATION_NO_WAY_BACK",
      {
        steps: ["hotline", "visit", "suspended"],
        begins: "quiet",
        circle: ["hotline", "visit", "hotline"],
      },
    ],
  ]);
  const dead = [["from: suspended, then: quiet", "from: quiet, then: visit"]] as const;
  expect(told(remarksAfter(...dead))).toEqual([
    ["TL_AGR_REMARK_ESCALATION_NO_WAY_BACK", { steps: ["suspended"], begins: "quiet" }],
  ]);
  expect(remarksAfter(...dead, ["is: suspended", "is: ended"])).toEqual([]);
});

test("[AGR-063] an answer longer than the window that led there, or than the step waits", () => {
  const minutes = 60_000;
  expect(told(remarksAfter(["answerWithin: PT30M", "answerWithin: PT13H"]))).toEqual([
    [
      "TL_AGR_REMARK_ESCALATION_ANSWER_LONG",
      {
        step: "hotline",
        answerWithinMs: 780 * minutes,
        transition: "call",
        windowMs: 360 * minutes,
      },
    ],
    [
      "TL_AGR_REMARK_ESCALATION_ANSWER_LONG",
      {
        step: "hotline",
        answerWithinMs: 780 * minutes,
        transition: "calm",
        windowMs: 720 * minutes,
      },
    ],
  ]);
});

test("[AGR-063] one party alone decides; both, or a third, are not remarked on", () => {
  const alone = remarksAfter(["decidedBy: [a, b]", "decidedBy: b"]);
  expect(told(alone)).toEqual([
    ["TL_AGR_REMARK_ESCALATION_ONE_SIDED", { transition: "look", decidedBy: "b" }],
  ]);
  expect(remarksAfter(["decidedBy: [a, b]", "decidedBy: mission"])).toEqual([]);
});

test.each([
  [
    "kinds that no means shows",
    "kinds: [construction], words",
    "kinds: [casualty-report], words",
    ["TL_AGR_REMARK_INDICATOR_COVERAGE"],
  ],
  [
    "more days than are counted",
    "threshold: { count: 2, within: P3D }",
    "threshold: { count: 4, within: P3D }",
    ["TL_AGR_REMARK_INDICATOR_UNREACHABLE"],
  ],
  [
    "coverage of something else",
    'coverageOf: "1", coverage',
    'coverageOf: "3", coverage',
    ["TL_AGR_REMARK_INDICATOR_COVERAGE"],
  ],
])("[AGR-063] indicators: %s", (title, from, to, codes) => {
  const second = "{ kinds: [vehicle], means: [saw, recorded], words: [bridge-layer] }";
  const changes =
    title === "kinds that no means shows"
      ? ([
          [from, to],
          [second, "{ kinds: [casualty-report] }"],
        ] as const)
      : ([[from, to]] as const);
  const expected =
    title === "kinds that no means shows"
      ? ["TL_AGR_REMARK_INDICATOR_UNOBSERVABLE", ...codes]
      : codes;
  expect(remarksAfter(...changes).map(({ code }) => code)).toEqual(expected);
});

import { describe, expect, test } from "vitest";
import { parseMidOcean } from "../../fixtures/mid-ocean.ts";
import { prepareAgreement } from "../prepare-agreement.ts";
import type { PreparedAgreement } from "../prepared-agreement.ts";
import { breachOf } from "./breach.ts";
import { compareAgreements } from "./compare-agreements.ts";
import type { CalculusEvent } from "./event.ts";
import { remarkOnChanges } from "./remarks-on-changes.ts";

function parsed(change: (text: string) => string) {
  const { compiled, faults, locate } = parseMidOcean(change);
  expect(faults).toEqual([]);
  if (compiled === undefined) throw new Error("the changed example does not compile");
  return { prepared: prepareAgreement(compiled), locate, file: "mid-ocean/agreement.yaml" };
}
const replaced = (from: string, to: string) => (text: string) => {
  expect(text).toContain(from);
  return text.replace(from, to);
};
const base = parsed((text) => text);
const isBreach = (prepared: PreparedAgreement, event: CalculusEvent) =>
  prepared.compiled.articles.some(({ id }) => breachOf(prepared, id, event).breached);

const gorseBan = "    rule: { prohibit: presence, by: each, tested: present, in: gorse }\n";
const cases: readonly [
  title: string,
  change: (text: string) => string,
  told: readonly (readonly [kind: string, respect: string, article: string])[],
  back: readonly (readonly [kind: string, respect: string, article: string])[],
][] = [
  ["nothing", (text) => text, [], []],
  [
    "another wording",
    replaced("No fire in the security zone.", "Fire is forbidden there."),
    [],
    [],
  ],
  [
    "a wider band",
    replaced("a: 10 km, b: 10 km", "a: 12 km, b: 10 km"),
    [
      ["wider", "place", "1"],
      ["wider", "place", "3"],
      ["wider", "place", "5"],
    ],
    [
      ["narrower", "place", "1"],
      ["narrower", "place", "3"],
      ["narrower", "place", "5"],
    ],
  ],
  [
    "a longer way for the guns",
    replaced("      beyond: 15 km", "      beyond: 20 km"),
    [["wider", "place", "2"]],
    [["narrower", "place", "2"]],
  ],
  [
    "an earlier deadline",
    replaced("deadline: P14D", "deadline: P7D"),
    [["earlier", "time", "2"]],
    [["later", "time", "2"]],
  ],
  [
    "smaller calibres too",
    replaced("calibreMm: { min: 100 }", "calibreMm: { min: 82 }"),
    [["forbidden", "weapon", "2"]],
    [["permitted", "weapon", "2"]],
  ],
  [
    "shorter nights",
    replaced('["22:30", "07:45"]', '["22:30", "06:00"]'),
    [["shorter", "time", "5"]],
    [["longer", "time", "5"]],
  ],
  [
    "one side free",
    replaced(gorseBan, gorseBan.replace("by: each", "by: a")),
    [["permitted", "subject", "4"]],
    [["forbidden", "subject", "4"]],
  ],
  [
    "another standard",
    replaced("probability: 0.8, independentSources: 1", "probability: 0.9, independentSources: 1"),
    [["standard", "article", "5"]],
    [["standard", "article", "5"]],
  ],
  [
    "an article gone",
    (text) => text.replace(/ {2}- id: "6"[\s\S]*?(?= {2}- id: "7")/, ""),
    [["permitted", "article", "6"]],
    [["forbidden", "article", "6"]],
  ],
  ["another number for the same article", replaced('id: "4"', 'id: "4bis"'), [], []],
  [
    "an exemption",
    (text) =>
      `${text}exemptions:\n  - { article: "1", for: demining, by: each, notify: { before: PT24H, to: mission } }\n`,
    [["permitted", "exemption", "1"]],
    [["forbidden", "exemption", "1"]],
  ],
  [
    "other words of a narrative article",
    replaced("The parties go on talking.", "The parties stop talking."),
    [["undecided", "article", "7"]],
    [["undecided", "article", "7"]],
  ],
];

describe("compareAgreements", () => {
  test.each(cases)("[AGR-034] %s, told both ways", (_title, change, told, back) => {
    const other = parsed(change);
    for (const [before, after, expected] of [
      [base, other, told],
      [other, base, back],
    ] as const) {
      const changes = compareAgreements(before.prepared, after.prepared);
      expect(changes.map(({ kind, in: respect, article }) => [kind, respect, article])).toEqual(
        expected,
      );
      for (const { kind, event } of changes) {
        if (kind === "standard" || kind === "undecided") {
          expect(event).toBeNull();
          continue;
        }
        if (event === null) throw new Error("a change comes with its event");
        const isMore = ["forbidden", "wider", "earlier", "longer"].includes(kind);
        expect(isBreach(before.prepared, event)).toBe(!isMore);
        expect(isBreach(after.prepared, event)).toBe(isMore);
      }
    }
  });

  test("[AGR-034] each change becomes a remark with its place in the document it stands in", () => {
    const other = parsed((text) =>
      replaced(
        "deadline: P14D",
        "deadline: P7D",
      )(text.replace(/ {2}- id: "6"[\s\S]*?(?= {2}- id: "7")/, "")),
    );
    const remarks = remarkOnChanges({ ...base, file: "old.yaml", locate: undefined }, other);
    expect(remarks).toMatchObject([
      {
        code: "TL_AGR_REMARK_EARLIER",
        file: "mid-ocean/agreement.yaml",
        line: expect.any(Number),
        column: expect.any(Number),
        path: "/articles/1",
        witness: { article: "2", in: "time", event: { by: "a" } },
      },
      { code: "TL_AGR_REMARK_NOW_PERMITTED", file: "old.yaml", path: "/articles/5" },
    ]);
  });
});

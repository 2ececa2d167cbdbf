import { expect, test } from "vitest";
import { parseMidOcean } from "../fixtures/mid-ocean.ts";
import { withTerms } from "../fixtures/with-terms.ts";
import { parseObligationEvents } from "./index.ts";

function compiledWithTerms() {
  const { compiled, faults } = parseMidOcean(withTerms);
  if (compiled === undefined) throw new Error(JSON.stringify(faults));
  return compiled;
}

test("[AGR-022] terms beyond the line change nothing else, and leave no key where there are none", () => {
  const { hash: _, ...plain } = parseMidOcean().compiled ?? { hash: "" };
  const compiled = compiledWithTerms();
  expect(compiled).toMatchObject(plain);
  const added = Object.keys(compiled).filter((key) => key !== "hash" && !Object.hasOwn(plain, key));
  expect(added.sort()).toEqual([
    "contradictions",
    "decisions",
    "obligations",
    "positions",
    "terms",
    "thirdParties",
  ]);
  expect(parseMidOcean().compiled?.hash).toBe(
    "748ec8ac8e76bbf89f4443c8d1f016ba97114a16e38a370875645bb38e86610b",
  );
});

test("[AGR-022] a position is kept as said, and says nothing of articles or obligations", () => {
  const [position] = compiledWithTerms().positions ?? [];
  expect(position).toEqual({
    id: "Q1",
    who: "somebody",
    side: "c",
    said: { fromMs: Date.UTC(2026, 1, 1), toMs: Date.UTC(2026, 2, 1) },
    dateBasis: "stated",
    published: "a paper",
    grade: "C3",
    says: { en: "Long." },
    holds: [
      {
        term: "length",
        low: { value: 1287.4752, included: true },
        high: { value: 1287.4752, included: true },
        options: null,
      },
    ],
  });
});

test("[AGR-019] obligations compile to their owers, dates and evidence", () => {
  const { obligations, inForce } = compiledWithTerms();
  const dayMs = 86_400_000;
  expect(obligations?.map(({ who, due, amount }) => ({ who, due, amount }))).toEqual([
    {
      who: ["a", "b"],
      due: { by: "span", fromMs: inForce.fromMs, toMs: inForce.fromMs + 5 * dayMs },
      amount: undefined,
    },
    {
      who: ["a", "b"],
      due: { by: "after", after: "list", withinMs: 2 * dayMs },
      amount: undefined,
    },
    {
      who: ["c"],
      due: { by: "span", fromMs: Date.UTC(2026, 1, 1), toMs: Date.UTC(2026, 2, 1) },
      amount: { value: 4.5e9, unit: "GBP" },
    },
  ]);
});

const head = "truceline: obligation-events/1\nagreement: mid-ocean\nevents:\n";
const parseEvents = (lines: string) =>
  parseObligationEvents({ path: "events.yaml", text: head + lines }, compiledWithTerms());

test("[AGR-023] what was entered about obligations is read", () => {
  const { events, faults } = parseEvents(
    "  - { obligation: list, at: 2026-02-01T10:00Z, is: evidence, item: list, by: mission }\n" +
      "  - { obligation: pay, at: 2026-02-02, is: dispute }\n",
  );
  expect(faults).toEqual([]);
  expect(events).toEqual([
    { obligation: "list", atMs: Date.UTC(2026, 1, 1, 10), is: "evidence", item: "list" },
    { obligation: "pay", atMs: Date.UTC(2026, 1, 2), is: "dispute" },
  ]);
});

test.each([
  [
    "an unknown obligation",
    "  - { obligation: lists, at: 2026-02-01, is: waive }",
    "TL_AGR_REFERENCE",
    "lists",
  ],
  [
    "evidence nobody asked for",
    "  - { obligation: list, at: 2026-02-01, is: evidence, item: photo }",
    "TL_AGR_REFERENCE",
    "photo",
  ],
  [
    "evidence without its item",
    "  - { obligation: list, at: 2026-02-01, is: evidence }",
    "TL_AGR_KEY_MISSING",
    "{",
  ],
  [
    "a dispute with an item",
    "  - { obligation: list, at: 2026-02-01, is: dispute, item: list }",
    "TL_AGR_KEY_UNKNOWN",
    "item",
  ],
  [
    "a word that is no event",
    "  - { obligation: list, at: 2026-02-01, is: met }",
    "TL_AGR_VALUE",
    "met",
  ],
] as const)("[AGR-023] %s is refused at its place", (_title, line, code, at) => {
  const { events, faults } = parseEvents(line);
  expect(events).toBeUndefined();
  expect(faults).toMatchObject([
    { code, file: "events.yaml", line: 4, column: line.indexOf(at) + 1 },
  ]);
});

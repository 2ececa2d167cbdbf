import {
  parseAgreement,
  parseEscalationEvents,
  parseObligationEvents,
  prepareAgreement,
} from "@truceline/agreement";
import { describe, expect, test } from "vitest";
import { midOcean, midOceanDeployment, midOceanFiles, storeOf } from "../../testing/mid-ocean.ts";
import { midOceanRoom } from "../../testing/mid-ocean-room.ts";
import type { AgreementView } from "./agreement-shown.ts";
import { agreementForParties } from "./agreement-view.ts";
import { createViews } from "./views.ts";

const terms = `thirdParties:
  - { id: c, name: { en: State C } }
obligations:
  - { id: pay, who: c, does: { en: Pay. }, amount: 4.5 billion GBP, due: { from: 2026-02-01, to: 2026-03-01, basis: claim }, evidence: [receipt], mark: claimed }
  - { id: survey, who: mission, does: { en: Survey. }, evidence: [report], mark: assumed }
  - { id: list, who: each, does: { en: Give lists. }, due: { after: in-force, within: P5D }, takes: P2D, evidence: [list-of-a, list-of-b], mark: assumed }
  - { id: release, who: each, does: { en: Release all. }, due: { after: list, within: P2D }, takes: P1D, evidence: [seen], mark: claimed }
decisions:
  - { id: council, name: { en: Council }, members: [p1, p2, e1, e2, e3], vetoes: [p1, p2], threshold: { of: members, atLeast: 3/5 }, mark: assumed }
  - { id: talks, name: { en: Talks }, members: 3, unanimity: { silence: blocks }, mark: claimed }
terms:
  - { id: length, name: { en: Length }, is: interval, unit: km }
  - { id: role, name: { en: Role }, is: choice, options: [{ id: watch, name: { en: Watch } }, { id: guard, name: { en: Guard } }] }
positions:
  - { id: Q1, who: somebody, side: c, when: 2026-02, published: a paper, says: { en: Long. }, holds: [{ term: length, atLeast: 800 km }] }
  - { id: Q2, who: somebody else, side: a, when: 2026-02-03, published: a paper, says: { en: Short. }, holds: [{ term: length, atMost: 700 km }, { term: role, oneOf: [watch] }] }
contradictions:
  - { between: [Q1, Q2], kind: number, note: { en: They differ. } }
articles:
`;
const store = await storeOf([]);
const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 0, 1);

/** The page on a document with terms; `entered` is a book of obligations, null where there is none. */
function viewOf(
  entered: string | null,
  day: number,
  knownAtDay?: number,
  language: "en" | "fr" = "en",
): Promise<AgreementView> {
  const input = midOceanFiles((text) => text.replace("articles:\n", terms));
  const { compiled, remarks, faults } = parseAgreement(input);
  if (compiled === undefined) throw new Error(JSON.stringify(faults));
  const views = midOceanRoom(startMs + day * dayMs, {
    agreement: prepareAgreement(compiled),
  }).views(store);
  const events =
    entered === null
      ? null
      : parseObligationEvents({ path: "events.yaml", text: entered }, compiled);
  return views.agreement({
    remarks,
    entered:
      events === null
        ? { is: "absent" }
        : events.events === undefined
          ? { is: "refused", faults: events.faults }
          : { is: "read", events: events.events },
    ladder: { is: "absent" },
    language,
    knownAtMs: knownAtDay === undefined ? undefined : startMs + knownAtDay * dayMs,
    pause: async () => {},
  });
}

const book = `truceline: obligation-events/1
agreement: mid-ocean
events:
  - { obligation: list, at: 2026-01-03, is: evidence, item: list-of-a }
  - { obligation: list, at: 2026-01-04, is: evidence, item: list-of-b }
`;

describe("the agreement for reading", () => {
  test("[WEB-060] each article has its text in every language, what it asks, and its ground", async () => {
    const view = await viewOf(null, 60);
    expect(view.languages).toEqual(["en", "uk", "ru", "fr"]);
    expect(view.articles.map(({ id, area }) => [id, area?.is ?? null])).toEqual([
      ["1", "zone"],
      ["2", "ground"],
      ["3", "zone"],
      ["4", "zone"],
      ["5", "zone"],
      ["6", "zone"],
      ["7", null],
    ]);
    expect(view.articles[0]).toMatchObject({
      text: { fr: "Aucun tir dans la zone de sécurité." },
      asks: { standard: { probability: 0.9, independentSources: 2 }, coverageRatio: 0.8 },
    });
    expect(view.articles.at(-1)?.asks).toBeNull();
  });

  test("[WEB-060] a remark stands at what it is about, with its place in the text and what shows it", async () => {
    const remarks = (await viewOf(null, 60)).inside?.remarks ?? [];
    expect(remarks.find(({ code }) => code === "TL_AGR_REMARK_TERM_EXCLUDED")).toMatchObject({
      about: "term",
      id: "length",
      line: expect.any(Number),
      witness: [
        { name: "term", value: "length" },
        { name: "positions", value: "Q1, Q2" },
      ],
    });
    const lacking = remarks.find(({ byDeployment }) => byDeployment);
    expect(lacking).toMatchObject({
      about: "article",
      line: null,
      at: [expect.any(Number), expect.any(Number)],
    });
  });
});

test("[WEB-060] the meaning is told from the compiled form, in the language asked for, with examples", async () => {
  const meaningOf = async (language: "en" | "fr") =>
    (await viewOf(null, 60, undefined, language)).articles[3]?.meaning;
  const [en, fr] = [await meaningOf("en"), await meaningOf("fr")];
  expect(en?.sentences[0]?.about).toBe("rule");
  expect(en?.sentences[0]?.text).not.toBe(fr?.sentences[0]?.text);
  expect(en?.examples.map(({ is }) => is)).toEqual(
    expect.arrayContaining(["breach", "no-breach", "edge"]),
  );
  expect(en?.examples[0]?.places).toHaveLength(1);
});

describe("obligations", () => {
  const rows = (view: AgreementView) =>
    view.obligations.items.map(({ id, dueMs, status }) => [
      id,
      dueMs === null ? null : (dueMs - startMs) / dayMs,
      status?.state ?? null,
    ]);

  test("[WEB-062] without a book no state is told, only dates as planned", async () => {
    const { obligations } = await viewOf(null, 60);
    expect(rows(await viewOf(null, 60))).toEqual([
      ["list", 5, null],
      ["release", 7, null],
      ["pay", 59, null],
      ["survey", null, null],
    ]);
    expect(obligations.entered).toEqual({ is: "absent" });
    expect(obligations.criticalPath).toEqual(["pay"]);
  });

  test("[WEB-062] with a book each has its state, and what is due after another counts from there", async () => {
    const view = await viewOf(book, 60);
    expect(rows(view)).toEqual([
      ["list", 5, "met"],
      ["release", 5, "late"],
      ["pay", 59, "late"],
      ["survey", null, "not yet due"],
    ]);
    expect(view.obligations.items[1]?.status).toMatchObject({
      lateByMs: 55 * dayMs,
      lacks: ["seen"],
    });
    expect(view.obligations.entered).toEqual({ is: "read", count: 2 });
  });

  test("[WEB-062] in the past only what had been entered by then counts", async () => {
    const view = await viewOf(book, 60, 2);
    expect(view.asOfMs).toBe(startMs + 2 * dayMs);
    expect(rows(view).slice(0, 2)).toEqual([
      ["list", 5, "due"],
      ["release", 7, "not yet due"],
    ]);
    expect(view.obligations.entered).toEqual({ is: "read", count: 1 });
  });

  test("[WEB-062] a book that is refused says why, and claims no state", async () => {
    const { obligations } = await viewOf(book.replace("list-of-a", "something else"), 60);
    expect(obligations.entered).toMatchObject({ is: "refused", faults: [{ line: 4 }] });
    expect(obligations.items.every(({ status }) => status === null)).toBe(true);
  });
});

test("[WEB-063] each term has what all would accept, or the fewest positions that exclude each other", async () => {
  const { positions } = (await viewOf(null, 60)).inside ?? {};
  expect(positions?.terms.map(({ id, ground }) => [id, ground.remains, ground.excluding])).toEqual([
    ["length", null, ["Q1", "Q2"]],
    ["role", { is: "choice", options: ["watch"] }, []],
  ]);
  expect(positions?.contradictions).toHaveLength(1);
});

test("[WEB-064] a decision rule says what it needs and who could turn it", async () => {
  const [council, talks] = (await viewOf(null, 60)).inside?.decisions ?? [];
  expect(council).toMatchObject({
    memberCount: 5,
    fewestYes: ["p1", "p2", "e1"],
    allYes: { outcome: "adopted", pivotal: ["p1", "p2"] },
    groups: [
      { members: ["p1", "p2"], hasVeto: true },
      { members: ["e1", "e2", "e3"], hasVeto: false },
    ],
  });
  expect(talks?.fewestYes).toHaveLength(3);
  expect(talks?.allYes.pivotal).toHaveLength(3);
});

describe("the escalation ladder", () => {
  const ladder = `escalation:
  begins: none-yet
  offices: [{ id: head, name: { en: Head of mission } }]
  steps:
    - { id: none-yet, is: none, name: { en: No step }, mark: assumed }
    - { id: hotline, is: hotline, name: { en: Hotline }, answerWithin: PT30M, mark: assumed }
  transitions:
    - { id: call, from: none-yet, then: hotline, when: { findings: 1, of: "1", within: PT6H, in: sector }, decidedBy: head, mark: assumed }
articles:
`;
  const happened = `truceline: escalation-events/1
agreement: mid-ocean
events:
  - { is: finding, at: 2026-01-03T12:00Z, id: f1, article: "1", sector: north }
`;
  async function ladderAt(entered: string | null, day: number) {
    const input = midOceanFiles((text) => text.replace("articles:\n", ladder));
    const { compiled, faults } = parseAgreement(input);
    if (compiled === undefined) throw new Error(JSON.stringify(faults));
    const views = midOceanRoom(startMs + day * dayMs, {
      agreement: prepareAgreement(compiled),
    }).views(store);
    const read =
      entered === null ? null : parseEscalationEvents({ path: "e.yaml", text: entered }, compiled);
    if (read !== null && read.events === undefined) throw new Error(JSON.stringify(read.faults));
    const view = await views.agreement({
      remarks: [],
      entered: { is: "absent" },
      ladder: read?.events === undefined ? { is: "absent" } : { is: "read", events: read.events },
      language: "en",
      knownAtMs: undefined,
      pause: async () => {},
    });
    return view.inside?.ladder;
  }

  test("[WEB-067] it says where it stands, what may be decided and by whom; nothing is taken by itself", async () => {
    const now = await ladderAt(happened, 4);
    expect(now?.standing).toMatchObject({
      step: "none-yet",
      open: [{ id: "call", to: "hotline", waitsFor: ["head"] }],
      taken: [],
    });
    expect((await ladderAt(happened, 1))?.standing?.open).toEqual([]);
    expect(now?.entered).toEqual({ is: "read", count: 1 });
  });

  test("[WEB-067] without a book of what happened nobody says where it stands", async () => {
    const ladderThen = await ladderAt(null, 4);
    expect(ladderThen?.standing).toBeNull();
    expect(ladderThen?.steps.map(({ id }) => id)).toEqual(["none-yet", "hotline"]);
  });
});

test("[WEB-065] parties are told the text and the obligations, and nothing the mission thinks", async () => {
  const view = await viewOf(book, 60);
  const told = agreementForParties(view);
  expect(told.inside).toBeNull();
  expect(told.articles.map(({ text }) => text)).toEqual(view.articles.map(({ text }) => text));
  expect(told.articles.every(({ area }) => area === null)).toBe(true);
  expect(told.obligations).toEqual(view.obligations);
  const text = JSON.stringify(told);
  for (const inner of ["TL_AGR_REMARK", "somebody", "council", "banzhaf"]) {
    expect(JSON.stringify(view)).toContain(inner);
    expect(text).not.toContain(inner);
  }
});

test("an agreement without terms beyond the line has none", async () => {
  const views = createViews({
    store,
    agreement: midOcean(),
    deployment: { ...midOceanDeployment(), posts: [], sensors: [] },
    origin: "exercise",
    clock: { nowMs: () => startMs },
  });
  expect(
    await views.agreement({
      remarks: [],
      entered: { is: "absent" },
      ladder: { is: "absent" },
      language: "en",
      knownAtMs: undefined,
      pause: async () => {},
    }),
  ).toMatchObject({
    obligations: { items: [], criticalPath: [], earliestEndMs: null },
    inside: { remarks: [], positions: { terms: [], positions: [] }, decisions: [] },
  });
});

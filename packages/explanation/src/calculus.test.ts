import { breachOf, type CalculusEvent, prepareAgreement } from "@truceline/agreement";
import { observationKinds, weaponClasses } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compiledAt } from "../fixtures/agreements.ts";
import { arbAgreement } from "../fixtures/arb-agreement.ts";
import { everyRule } from "../fixtures/every-rule.ts";
import { readSentences } from "../fixtures/read-sentences.ts";
import { baseEvent, isMet, violationsOf } from "./example-events.ts";
import { examplesOf } from "./examples.ts";
import { sentencesOf } from "./sentences.ts";
import { Speech } from "./speech.ts";
import { stateArticle } from "./state-article.ts";
import type { Condition, Statement } from "./statement.ts";

const agreements = {
  "every-rule": everyRule(),
  "mid-ocean": compiledAt("fixtures/agreements/mid-ocean"),
  "minsk-2015": compiledAt("scenarios/minsk-2015"),
  "ukraine-2025": compiledAt("scenarios/ukraine-2025"),
  "easter-2025": compiledAt("scenarios/easter-2025"),
};

/** A time that only repeats what its phase says is no condition of its own. */
function isOwn(condition: Condition, { rule, conditions }: Statement): boolean {
  if (condition.because !== "time" || !conditions.some(({ because }) => because === "phase")) {
    return true;
  }
  if (rule.kind === "narrative") return true;
  const { untilMs, dailyWindow, weekdays, spans } = rule.time;
  return (
    untilMs !== undefined ||
    dailyWindow !== undefined ||
    weekdays !== undefined ||
    spans !== undefined
  );
}

const tested = ({ rule, notAssessed }: Statement) =>
  rule.kind === "permit" ? rule.kinds.length > 0 : notAssessed === null;

describe.each(Object.entries(agreements))("%s", (_name, compiled) => {
  const prepared = prepareAgreement(compiled);
  const statements = compiled.articles.map((article) => stateArticle(compiled, article));
  const cases = statements
    .filter(tested)
    .map((statement) => [statement.article.id, statement] as const);

  test.each(cases)(
    "[EXP-001] article %s: each condition decides, and the calculus names it",
    (id, statement) => {
      const base = baseEvent(prepared, statement);
      if (base === null) throw new Error("no event in breach");
      expect(isMet(breachOf(prepared, id, base.event))).toBe(true);
      expect(statement.conditions.length).toBeGreaterThan(1);
      for (const condition of statement.conditions.filter((one) => isOwn(one, statement))) {
        const named = violationsOf(prepared, statement, base, condition).filter(
          ({ event }) => breachOf(prepared, id, event).because === condition.because,
        );
        expect([condition.because, named.length > 0]).toEqual([condition.because, true]);
      }
    },
  );

  test.each(cases)(
    "[EXP-002] article %s: examples are what they say, and differ in one thing",
    (id, statement) => {
      const examples = examplesOf(prepared, statement);
      if (typeof examples === "string") throw new Error(examples);
      const { met, notMet, edges } = examples;
      expect(met.isMet).toBe(true);
      expect(notMet.length).toBeGreaterThan(0);
      expect(edges.length).toBeGreaterThan(0);
      const all = [met, ...notMet, ...edges.flatMap(({ inside, outside }) => [inside, outside])];
      for (const { event, because } of all) {
        expect(breachOf(prepared, id, event).because).toBe(because);
      }
      for (const { of, inside, outside } of edges) {
        expect([inside.isMet, outside.isMet, outside.because]).toEqual([
          true,
          false,
          of === "time" && outside.because === "phase" ? "phase" : of,
        ]);
        const differing = Object.keys(inside.event).filter(
          (key) =>
            JSON.stringify(inside.event[key as keyof CalculusEvent]) !==
            JSON.stringify(outside.event[key as keyof CalculusEvent]),
        );
        expect(differing).toHaveLength(1);
      }
    },
  );
});

describe.each(Object.entries(agreements))("%s, read from its sentences", (name, compiled) => {
  const prepared = prepareAgreement(compiled);
  // Of a sector and of a phase that waits the sentences send the reader elsewhere.
  const statements = compiled.articles
    .map((article) => stateArticle(compiled, article))
    .filter(tested)
    .filter(
      ({ zones, rule }) =>
        zones.every(({ build }) => build.by !== "sector") &&
        (rule.kind === "narrative" || rule.time.waits !== true),
    );

  test(`[EXP-004] ${name}: the opposite of each sentence is refuted by an event`, () => {
    let negationCount = 0;
    for (const statement of statements) {
      const { id } = statement.article;
      const base = baseEvent(prepared, statement);
      if (base === null) throw new Error(id);
      const asked = [
        base.event,
        ...examplesEvents(prepared, statement),
        ...statement.conditions.flatMap((condition) =>
          violationsOf(prepared, statement, base, condition).map(({ event }) => event),
        ),
      ].map((event) => ({ event, answer: isMet(breachOf(prepared, id, event)) }));
      const speech = new Speech("en", compiled.timezone);
      const read = readSentences(
        sentencesOf(statement, speech).map(({ text }) => text),
        compiled,
      );
      for (const { event, answer } of asked) {
        expect([id, read.every(({ holds }) => holds(event)), event]).toEqual([id, answer, event]);
      }
      for (const [index, { text }] of read.entries()) {
        negationCount += 1;
        const isRefuted = asked.some(
          ({ event, answer }) =>
            read.every(({ holds }, at) => holds(event) === (at !== index)) !== answer,
        );
        expect([id, text, isRefuted]).toEqual([id, text, true]);
      }
    }
    expect(negationCount).toBeGreaterThan(5);
  });
});

test("[EXP-001] articles that no event decides have no examples, and say so", () => {
  const compiled = everyRule();
  const prepared = prepareAgreement(compiled);
  const without = compiled.articles
    .map((article) => stateArticle(compiled, article))
    .filter((statement) => examplesOf(prepared, statement) === "not-tested");
  expect(without.map(({ article }) => article.id)).toEqual(
    "acts posts size line stay walls tell warn plan free words".split(" "),
  );
});

describe("random agreements", () => {
  test("[EXP-003] each condition of a statement decides, whatever the agreement", () => {
    let conditionCount = 0;
    fc.assert(
      fc.property(arbAgreement, (compiled) => {
        const prepared = prepareAgreement(compiled);
        const [article] = compiled.articles;
        if (article === undefined) throw new Error("no article");
        const statement = stateArticle(compiled, article);
        const base = baseEvent(prepared, statement);
        if (base === null) throw new Error(`no event: ${JSON.stringify(article.rule)}`);
        for (const condition of statement.conditions) {
          if (!isOwn(condition, statement)) continue;
          // Who is exempt must be bound as well, or the exemption takes nothing out.
          if (condition.because === "exempt" && !isShared(condition, statement)) continue;
          conditionCount += 1;
          const named = violationsOf(prepared, statement, base, condition).some(
            ({ event }) => breachOf(prepared, "x", event).because === condition.because,
          );
          if (!named) throw new Error(`${condition.because} of ${JSON.stringify(article.rule)}`);
        }
      }),
      { numRuns: 80 },
    );
    expect(conditionCount).toBeGreaterThan(250);
  });

  test("[EXP-004] whoever has only the sentences answers as the calculus does, for any event", () => {
    const answers = { yes: 0, no: 0 };
    let negationCount = 0;
    fc.assert(
      fc.property(
        arbAgreement,
        fc.array(arbChange, { minLength: 20, maxLength: 20 }),
        (compiled, changes) => {
          const prepared = prepareAgreement(compiled);
          const [article] = compiled.articles;
          if (article === undefined) throw new Error("no article");
          const statement = stateArticle(compiled, article);
          const base = baseEvent(prepared, statement);
          if (base === null) throw new Error("no event");
          const asked = [
            base.event,
            ...changes.map((change) => ({ ...base.event, ...change(base.event) })),
            ...examplesEvents(prepared, statement),
            ...statement.conditions.flatMap((condition) =>
              violationsOf(prepared, statement, base, condition).map(({ event }) => event),
            ),
          ].map((event) => ({ event, answer: isMet(breachOf(prepared, "x", event)) }));
          const speech = new Speech("en", compiled.timezone);
          const told = sentencesOf(statement, speech).map(({ text }) => text);
          const read = readSentences(told, compiled);
          for (const { event, answer } of asked) {
            answers[answer ? "yes" : "no"] += 1;
            if (read.every(({ holds }) => holds(event)) === answer) continue;
            const failed = read.filter(({ holds }) => !holds(event)).map(({ text }) => text);
            throw new Error(
              `${answer} for ${JSON.stringify(event)}; not so by ${failed.join(" ")}\n${told.join("\n")}`,
            );
          }
          // Turn one sentence into its opposite, and some event contradicts it.
          for (const [index, { text }] of read.entries()) {
            negationCount += 1;
            const isRefuted = asked.some(
              ({ event, answer }) =>
                read.every(({ holds }, at) => holds(event) === (at !== index)) !== answer,
            );
            if (!isRefuted) throw new Error(`nothing refutes the opposite of: ${text}`);
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(Math.min(answers.yes, answers.no)).toBeGreaterThan(150);
    expect(negationCount).toBeGreaterThan(250);
  });
});

function examplesEvents(
  prepared: ReturnType<typeof prepareAgreement>,
  statement: Statement,
): readonly CalculusEvent[] {
  const examples = examplesOf(prepared, statement);
  if (typeof examples === "string") throw new Error(examples);
  return examples.edges.flatMap(({ inside, outside }) => [inside.event, outside.event]);
}

/** Somebody is both bound and exempt, and an exempt place is one of the article's. */
function isShared(
  { exemption, zone }: Extract<Condition, { because: "exempt" }>,
  { rule, conditions }: Statement,
): boolean {
  if (rule.kind === "narrative") return false;
  const place = conditions.find(({ because }) => because === "place");
  // Ground, heights and times of both may miss each other; the law is asked where they cannot.
  return (
    exemption.by.some((id) => rule.by.includes(id)) &&
    (zone === null || place === undefined) &&
    rule.time.spans === undefined &&
    rule.time.untilMs === undefined &&
    rule.time.dailyWindow === undefined &&
    exemption.time.untilMs === undefined
  );
}

type Change = (event: CalculusEvent) => Partial<CalculusEvent>;
const arbMetres = fc.double({ min: -70_000, max: 70_000, noNaN: true });

const arbChange: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom(...observationKinds).map(
    (kind): Change =>
      () => ({ kind }),
  ),
  fc.constantFrom(...weaponClasses).map(
    (weapon): Change =>
      () => ({ weapon }),
  ),
  fc.option(fc.integer({ min: 20, max: 400 })).map(
    (calibreMm): Change =>
      () => ({ calibreMm }),
  ),
  fc.option(fc.integer({ min: 500, max: 90_000 })).map(
    (rangeM): Change =>
      () => ({ rangeM }),
  ),
  fc.constantFrom("a", "b", "c", "unknown").map(
    (by): Change =>
      () => ({ by }),
  ),
  fc.nat({ max: 10_000 }).map(
    (count): Change =>
      () => ({ count }),
  ),
  fc.integer({ min: 0, max: 7_000 }).map(
    (altitudeM): Change =>
      () => ({ altitudeM }),
  ),
  fc.constantFrom("demining", "medical", null).map(
    (purpose): Change =>
      () => ({ purpose }),
  ),
  // To the second, a month to and fro: hours of the day and days of the week come up.
  fc.integer({ min: -30 * 86_400, max: 30 * 86_400 }).map(
    (s): Change =>
      ({ atMs }) => ({ atMs: atMs + s * 1_000 }),
  ),
  fc.tuple(arbMetres, arbMetres).map(
    ([eastM, northM]): Change =>
      (event) =>
        moved(event, eastM, northM),
  ),
);

function moved(event: CalculusEvent, eastM: number, northM: number): Partial<CalculusEvent> {
  const move = (place: CalculusEvent["present"]) =>
    place === null
      ? null
      : ([place[0] + eastM / 111_320, place[1] + northM / 110_574] as unknown as typeof place);
  return {
    firedFrom: move(event.firedFrom),
    landedAt: move(event.landedAt),
    present: move(event.present),
  };
}

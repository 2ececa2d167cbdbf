import type { CompiledAgreement } from "@truceline/agreement";
import { describe, expect, test } from "vitest";
import { agreedContributors } from "./agreed-contributors.ts";
import { answerTheatre } from "./theatre-file.ts";

type Contribution = NonNullable<CompiledAgreement["contributions"]>[number];
const persons = (value: number) => ({ value, unit: "persons" });
const given = (own: Partial<Contribution> & { readonly id: string }): Contribution => ({
  who: "force",
  gives: { en: "Troops." },
  atLeast: null,
  upTo: null,
  caveats: [],
  needs: [],
  mark: "claimed",
  ...own,
});
const peopleOf = (contributions: readonly Contribution[]) =>
  agreedContributors({ contributions }).map(({ people }) => people);

describe("[PLN-087] contributors of a theatre from the agreement", () => {
  test("a cap is from none to all; a floor is certain; money gives nobody", () => {
    expect(
      peopleOf([
        given({ id: "cap", upTo: persons(30_000) }),
        given({ id: "floor", atLeast: persons(500) }),
        given({ id: "both", atLeast: persons(500), upTo: persons(800) }),
        given({ id: "money", upTo: { value: 5, unit: "EUR" } }),
      ]),
    ).toMatchObject([
      { value: 30_000, low: 0, high: 30_000 },
      { value: 500, low: 500, high: 500 },
      { value: 800, low: 500, high: 800 },
    ]);
  });

  test("parts of another are not counted twice at the middle, and may come on top", () => {
    const people = peopleOf([
      given({ id: "whole", upTo: persons(30_000) }),
      given({ id: "one", upTo: persons(10_000), mayBePartOf: "whole" }),
      given({ id: "two", upTo: persons(25_000), mayBePartOf: "whole" }),
    ]) as { value: number; low: number; high: number }[];
    expect(people.map(({ value }) => value)).toEqual([0, 10_000, 25_000]);
    expect(people.reduce((sum, { high }) => sum + high, 0)).toBe(65_000);
  });

  test("caveats and decisions to be taken are in the answer", () => {
    const contributions = [
      given({
        id: "troops",
        upTo: persons(900),
        caveats: [{ en: "Not on the line." }, { en: "With air cover." }],
        needs: ["vote"],
      }),
    ];
    const decisions = [
      { id: "vote", name: { en: "Vote of a parliament" } },
    ] as unknown as NonNullable<CompiledAgreement["decisions"]>;
    const [own] = agreedContributors({ contributions, decisions });
    expect(own).toMatchObject({
      offLine: "Not on the line.",
      caveats: ["With air cover."],
      needs: [{ what: "Vote of a parliament" }],
    });
    const answer = answerTheatre(
      { truceline: "theatre/1", agreement: "a" },
      agreedContributors({ contributions, decisions }),
    );
    expect(answer.contributors[0]?.source).toBe("the agreement's contribution of force");
    expect(answer.contributors[0]?.caveats.map(({ is }) => is)).toEqual([
      "off-line",
      "needs",
      "stated",
    ]);
    // Nobody knows of the vote, and they stay off the line: nobody watches for certain.
    expect(answer.months.at(-1)?.watchersByDay.low).toBe(0);
  });

  test("a file that names contributors has its own", () => {
    const own = [{ id: "own", people: 7 }];
    const answer = answerTheatre({ truceline: "theatre/1", agreement: "a", contributors: own }, [
      { id: "agreed", people: 9 },
    ]);
    expect(answer.contributors.map(({ id }) => id)).toEqual(["own"]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { agreement, arbDrawn, type Drawn, forbids, universe } from "../../fixtures/small-world.ts";
import { prepareAgreement } from "../prepare-agreement.ts";
import type { PreparedAgreement } from "../prepared-agreement.ts";
import { breachOf } from "./breach.ts";
import { compareAgreements } from "./compare-agreements.ts";
import type { CalculusEvent } from "./event.ts";

const prepare = (drawn: readonly Drawn[]) => prepareAgreement(agreement(drawn));
const isBreach = (prepared: PreparedAgreement, event: CalculusEvent) =>
  prepared.compiled.articles.some(({ id }) => breachOf(prepared, id, event).breached);
/**
 * Rules that the small world shows wholly: it has no denial of access, and the strip of some metres
 * between a withdrawal's band and the edge of a square lies between its places.
 */
const arbShown = arbDrawn.map((drawn) =>
  drawn.filter(({ rule }) => rule.kind !== "access" && rule.kind !== "withdraw"),
);

describe("compareAgreements", () => {
  test("[AGR-034] tells more or less forbidden exactly where some event of a small world shows it", () => {
    const counts = { more: 0, less: 0, same: 0 };
    const arbPair = fc.oneof(
      fc.tuple(arbShown, arbShown),
      // Drafts of one text: one article changed, taken out or added.
      fc
        .tuple(arbShown, arbShown, fc.nat(3))
        .map(([drawn, [other], at]): [Drawn[], Drawn[]] => [
          drawn,
          drawn.flatMap((one, index) =>
            index === at ? (other === undefined ? [] : [other]) : [one],
          ),
        ]),
    );
    fc.assert(
      fc.property(arbPair, ([old, next]) => {
        const [before, after] = [prepare(old), prepare(next)];
        const changes = compareAgreements(before, after);
        const differs = (ones: readonly Drawn[], others: readonly Drawn[]) =>
          universe.some(
            (small) =>
              ones.some(({ rule }) => forbids(rule, small)) &&
              !others.some(({ rule }) => forbids(rule, small)),
          );
        const told = (isMore: boolean) =>
          changes.some(({ event }) => event !== null && isBreach(after, event) === isMore);
        expect(told(true)).toBe(differs(next, old));
        expect(told(false)).toBe(differs(old, next));
        for (const { event } of changes) {
          if (event !== null) expect(isBreach(before, event)).not.toBe(isBreach(after, event));
        }
        if (told(true)) counts.more += 1;
        if (told(false)) counts.less += 1;
        if (!told(true) && !told(false)) counts.same += 1;
      }),
      { numRuns: 120 },
    );
    expect(Math.min(counts.more, counts.less, counts.same)).toBeGreaterThan(5);
  });

  test("[AGR-034] an agreement compared with itself has not changed", () => {
    fc.assert(
      fc.property(arbDrawn, (drawn) => {
        expect(compareAgreements(prepare(drawn), prepare(drawn))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

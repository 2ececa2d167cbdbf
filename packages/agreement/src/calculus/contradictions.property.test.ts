import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  agreement,
  allows,
  arbDrawn,
  arbRule,
  type Drawn,
  fits,
  forbids,
  isForbidding,
  parties,
  type SmallEvent,
  universe,
  zoneSquares,
} from "../../fixtures/small-world.ts";
import type { CompiledRule } from "../compiled-rule.ts";
import { prepareAgreement } from "../prepare-agreement.ts";
import { breachOf } from "./breach.ts";
import { type ConflictKind, contradictions } from "./contradictions.ts";
import { normsOf } from "./norms.ts";

/** What the finite universe shows of two rules: the kinds of conflict for which some event stands. */
function shown(one: CompiledRule, other: CompiledRule): readonly ConflictKind[] {
  const some = (test: (small: SmallEvent) => boolean) => universe.some(test);
  const both = (a: CompiledRule, b: CompiledRule): readonly ConflictKind[] => {
    if (a.kind === "permit" && (isForbidding(b) || b.kind === "limit")) {
      return some((small) => allows(a, small) && forbids(b, small)) ? ["permit-forbidden"] : [];
    }
    if (a.kind === "access" && (isForbidding(b) || (b.kind === "limit" && b.atMost === 0))) {
      const use: CompiledRule = {
        kind: "permit",
        activity: "presence",
        kinds: ["persons", "vehicle"],
        weapons: null,
        by: [a.of],
        zone: a.zone,
        time: a.time,
      };
      return some((small) => allows(use, small) && forbids(b, small)) ? ["access-forbidden"] : [];
    }
    if (a.kind === "limit" && a.atMost > 0 && isForbidding(b)) {
      return some((small) => allows(a, small) && forbids(b, small)) ? ["limit-emptied"] : [];
    }
    return [];
  };
  if (one.kind === "limit" && other.kind === "limit") {
    if (one.atMost === other.atMost) return [];
    const [high, low] = one.atMost > other.atMost ? [one, other] : [other, one];
    if (!some((small) => allows(high, small) && forbids(low, small))) return [];
    const [highZone, lowZone] = [zoneSquares.get(high.zone), zoneSquares.get(low.zone)];
    if (highZone === undefined || [...highZone].some((square) => lowZone?.has(square) !== true)) {
      return [];
    }
    return [highZone.size === lowZone?.size ? "limit-twice" : "limit-idle"];
  }
  if (one.kind === "withdraw" && other.kind === "withdraw") {
    if (one.beyondM === other.beyondM) return [];
    return some((small) => fits(one, small) && fits(other, small)) ? ["withdrawal-twice"] : [];
  }
  return [...both(one, other), ...both(other, one)];
}

describe("contradictions", () => {
  test("[AGR-031] are reported exactly where some event of a small world shows one", () => {
    let conflictCount = 0;
    let peaceCount = 0;
    fc.assert(
      fc.property(arbDrawn, (drawn) => {
        const { conflicts, open } = contradictions(normsOf(prepareAgreement(agreement(drawn))));
        expect(open).toEqual([]);
        for (const [number, later] of drawn.entries()) {
          for (const [index, earlier] of drawn.slice(0, number).entries()) {
            const told = conflicts
              .filter((one) => one.earlier.index === index && one.later.index === number)
              .map(({ kind }) => kind);
            const expected = shown(earlier.rule, later.rule);
            expect(told).toEqual(expected);
            if (expected.length > 0) conflictCount += 1;
            else peaceCount += 1;
          }
        }
      }),
      { numRuns: 150 },
    );
    // A test that never met one side would prove nothing.
    expect(conflictCount).toBeGreaterThan(10);
    expect(peaceCount).toBeGreaterThan(100);
  });

  test("[AGR-030] the calculus and a reading by hand agree on every event of a small world", () => {
    fc.assert(
      fc.property(arbRule, (drawn) => {
        const prepared = prepareAgreement(agreement([drawn]));
        const step = Math.max(1, Math.floor(universe.length / 700));
        for (let at = 0; at < universe.length; at += step) {
          const small = universe[at] as SmallEvent;
          const { breached, because } = breachOf(prepared, "1", small.event);
          expect(breached).toBe(forbids(drawn.rule, small));
          if (drawn.rule.kind === "permit") {
            expect(because === "permitted").toBe(allows(drawn.rule, small));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("[AGR-032] exchanging the parties exchanges the witnesses and nothing else", () => {
    const swap = (id: string) => (id === "a" ? "b" : id === "b" ? "a" : id);
    const swapped = ({ rule, zone }: Drawn): Drawn => ({
      zone,
      rule:
        rule.kind === "narrative"
          ? rule
          : ({
              ...rule,
              by: parties.filter((id) => rule.by.includes(swap(id))),
              ...(rule.kind === "access" ? { of: swap(rule.of) } : {}),
            } as CompiledRule),
    });
    const tell = (drawn: readonly Drawn[], name: (id: string) => string) =>
      contradictions(normsOf(prepareAgreement(agreement(drawn)))).conflicts.map(
        ({ kind, earlier, later, event }) => ({
          kind,
          pair: [earlier.index, later.index],
          // Where both are bound the first of them stands in the witness.
          event:
            earlier.rule.by.length + later.rule.by.length > 2
              ? { ...event, by: "" }
              : { ...event, by: name(event.by) },
        }),
      );
    fc.assert(
      fc.property(arbDrawn, (drawn) => {
        expect(tell(drawn.map(swapped), swap)).toEqual(tell(drawn, (id) => id));
      }),
      { numRuns: 100 },
    );
  });
});

import fc from "fast-check";
import { expect, test } from "vitest";
import {
  agreement,
  arbExemption,
  arbRule,
  forbids,
  frees,
  universe,
} from "../../fixtures/small-world.ts";
import { prepareAgreement } from "../prepare-agreement.ts";
import { breachOf } from "./breach.ts";
import { exemptionReaches } from "./exemption-reach.ts";
import { normsOf } from "./norms.ts";

test("[AGR-038] an exemption swallows its rule, or takes nothing, exactly where all or no events of a small world show it", () => {
  const counts = { swallows: 0, idle: 0, part: 0 };
  // A withdrawal's band and the squares of an exemption differ by some metres that hold no place here.
  const arbShown = arbRule.filter(
    ({ rule }) => rule.kind === "prohibit" || (rule.kind === "limit" && rule.atMost === 0),
  );
  fc.assert(
    fc.property(arbShown, arbExemption, (drawn, exempted) => {
      const prepared = prepareAgreement(agreement([drawn], [exempted]));
      const norms = normsOf(prepared);
      const norm = norms.of("1");
      if (norm === undefined) throw new Error("the rule binds somebody");
      const broken = universe.filter((small) => forbids(drawn.rule, small));
      const freed = broken.filter((small) => frees(exempted.exemption, small));
      // A rule that never holds is told of as such.
      if (broken.length === 0) return;
      const { notify } = exempted.exemption;
      const isSwallowed = freed.length === broken.length && notify === null;
      const expected = freed.length === 0 ? ["idle"] : isSwallowed ? ["swallows"] : [];
      const told = exemptionReaches(norms, norm);
      expect(told.map(({ reach }) => reach)).toEqual(expected);
      for (const one of told) {
        if (one.reach !== "swallows") continue;
        expect(breachOf(prepared, "1", one.event).because).toBe("exempt");
        expect(breachOf(prepared, "1", { ...one.event, purpose: null }).breached).toBe(true);
      }
      const [some] = freed;
      if (some !== undefined) {
        const event = { ...some.event, purpose: "purpose" };
        expect(breachOf(prepared, "1", event).because).toBe("exempt");
      }
      counts[freed.length === 0 ? "idle" : isSwallowed ? "swallows" : "part"] += 1;
    }),
    { numRuns: 250 },
  );
  expect(Math.min(counts.swallows, counts.idle, counts.part)).toBeGreaterThan(2);
});

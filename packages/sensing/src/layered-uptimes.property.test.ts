import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type LossStretch, layeredUptimes, lossParts } from "./layered-uptimes.ts";
import { stateReasons, type UptimePiece, type Uptimes } from "./sensor-timeline.ts";

const spanMs = 100;

/** A whole sensor's time, second by second. */
const arbBase: fc.Arbitrary<Uptimes> = fc
  .array(
    fc.record({
      forMs: fc.integer({ min: 1, max: 40 }),
      factor: fc.constantFrom(0, 0.5, 1),
      reason: fc.constantFrom(...stateReasons),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drafts) => {
    const pieces: UptimePiece[] = [];
    let atMs = 0;
    for (const { forMs, factor, reason } of drafts) {
      const toMs = Math.min(spanMs, atMs + forMs);
      if (toMs > atMs)
        pieces.push({ fromMs: atMs, toMs, factor, reason: factor === 1 ? null : reason });
      atMs = toMs;
    }
    if (atMs < spanMs) pieces.push({ fromMs: atMs, toMs: spanMs, factor: 1, reason: null });
    return { pieces: () => pieces };
  });
const arbStretches: fc.Arbitrary<readonly LossStretch[]> = fc.array(
  fc
    .record({
      fromMs: fc.integer({ min: -20, max: 110 }),
      forMs: fc.integer({ min: 1, max: 60 }),
      factor: fc.constantFrom(0, 0.25, 0.5, 1),
      reason: fc.constantFrom(...stateReasons),
    })
    .map(({ fromMs, forMs, factor, reason }) => ({ fromMs, toMs: fromMs + forMs, factor, reason })),
  { maxLength: 5 },
);
const layered = (base: Uptimes, stretches: readonly LossStretch[]) =>
  layeredUptimes(base, () => stretches).pieces("s", 0, spanMs);
const at = (pieces: readonly UptimePiece[], atMs: number) => {
  const piece = pieces.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  if (piece === undefined) throw new Error("a gap");
  return piece;
};

describe("losses laid over what a sensor said of itself", () => {
  test("[SEN-202] the pieces fill the time, and at each instant the worst of each reason multiplies", () => {
    fc.assert(
      fc.property(arbBase, arbStretches, (base, stretches) => {
        const pieces = layered(base, stretches);
        expect(pieces[0]?.fromMs).toBe(0);
        expect(pieces.at(-1)?.toMs).toBe(spanMs);
        for (let atMs = 0; atMs < spanMs; atMs++) {
          const own = at(base.pieces("s", 0, spanMs), atMs);
          const holding = stretches.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
          const factors = stateReasons.map((reason) =>
            Math.min(
              1,
              ...lossParts(own)
                .filter((part) => part.reason === reason)
                .map(({ factor }) => factor),
              ...holding.filter((one) => one.reason === reason).map(({ factor }) => factor),
            ),
          );
          const piece = at(pieces, atMs);
          expect(piece.factor).toBeCloseTo(
            factors.reduce((product, factor) => product * factor, 1),
            12,
          );
          expect(piece.reason === null).toBe(piece.factor === 1);
        }
      }),
    );
  });

  test("[SEN-202] more losses never add, and their order is nothing", () => {
    fc.assert(
      fc.property(arbBase, arbStretches, arbStretches, (base, some, more) => {
        const few = layered(base, some);
        const many = layered(base, [...some, ...more]);
        const turned = layered(base, [...more, ...some]);
        for (let atMs = 0; atMs < spanMs; atMs++) {
          expect(at(many, atMs).factor).toBeLessThanOrEqual(at(few, atMs).factor + 1e-12);
          expect(at(turned, atMs).factor).toBeCloseTo(at(many, atMs).factor, 12);
        }
      }),
    );
  });

  test("[SEN-202] a silence is put down to what leaves nothing: it comes back with it", () => {
    const silent: Uptimes = {
      pieces: () => [{ fromMs: 0, toMs: spanMs, factor: 0, reason: "not-received" }],
    };
    const jammed = { fromMs: 10, toMs: 20, factor: 0, reason: "jammed" } as const;
    expect(layered(silent, [jammed]).map(({ reason }) => reason)).toEqual([
      "not-received",
      "jammed",
      "not-received",
    ]);
    expect(lossParts(at(layered(silent, [jammed]), 15))).toEqual([{ factor: 0, reason: "jammed" }]);
    // One that leaves something does not explain that nothing comes.
    const weak = at(layered(silent, [{ ...jammed, factor: 0.5 }]), 15);
    expect(weak).toMatchObject({ factor: 0, reason: "not-received" });
    expect(weak.parts).toHaveLength(2);
  });
});

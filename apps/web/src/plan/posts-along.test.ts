import { describe, expect, test } from "vitest";
import { axisEnd, postsAlong } from "./posts-along.ts";

describe("postsAlong", () => {
  test("[WEB-072] posts stand to scale, the first half a gap in, with gaps where nobody sees", () => {
    const { postsKm, seenKm, seenRatio } = postsAlong(4, 20, 1);
    expect(postsKm).toEqual([2, 6, 10, 14, 18]);
    expect(seenKm).toEqual([
      [1, 3],
      [5, 7],
      [9, 11],
      [13, 15],
      [17, 19],
    ]);
    expect(seenRatio).toBe(0.5);
  });

  test("what two posts see is one stretch, cut at the ends", () => {
    const { seenKm, seenRatio } = postsAlong(1, 20, 1);
    expect(seenKm).toEqual([[0, 20]]);
    expect(seenRatio).toBe(1);
  });

  test("posts wider apart than the stretch leave it empty or with one", () => {
    expect(postsAlong(100, 20, 1).postsKm).toEqual([]);
    expect(postsAlong(40, 20, 1)).toEqual({ postsKm: [20], seenKm: [[19, 20]], seenRatio: 0.05 });
  });

  test("however close they stand, the strokes are bounded", () => {
    const { postsKm, seenRatio } = postsAlong(1e-6, 20, 1);
    expect(postsKm.length).toBeLessThanOrEqual(2_000);
    expect(seenRatio).toBe(1);
  });
});

test.each([
  [0, 1],
  [0.7, 1],
  [1, 1],
  [83, 100],
  [155.4, 200],
  [200, 200],
  [201, 500],
  [Number.NaN, 1],
])("an axis for %d ends at %d", (largest, end) => expect(axisEnd(largest)).toBe(end));

import type { TimelineView } from "@truceline/watch";

/** The lanes of the time bar over a width of 1000: where the counts stand, and the seen lane. */
export const lanes = { baseY: 40, topY: 8, seenY: 43, seenHeight: 9, height: 56 } as const;
const capHeight = 3;

export interface EventBar {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** Amber cap: it holds events that came late. */
  readonly late: boolean;
}

export interface SeenBar {
  readonly x: number;
  readonly width: number;
  readonly seenRatio: number;
}

/** Square root of the count, so that one event can still be seen beside two hundred. */
export function eventBars(view: TimelineView): readonly EventBar[] {
  const most = Math.max(1, ...view.eventCounts);
  const room = lanes.baseY - lanes.topY - capHeight;
  const step = 1000 / Math.max(1, view.eventCounts.length);
  return view.eventCounts.flatMap((count, index) =>
    count <= 0
      ? []
      : [
          {
            x: index * step,
            width: step * 0.8,
            height: Math.max(3, room * Math.sqrt(count / Math.max(most, 12))),
            late: (view.lateCounts[index] ?? 0) > 0,
          },
        ],
  );
}

/**
 * Share seen by bin up to the instant; what is missing is hatched. A bin without a figure that lies
 * in the past was not seen: silence is drawn.
 */
export function seenBars(view: TimelineView, untilMs: number): readonly SeenBar[] {
  const step = 1000 / Math.max(1, view.seenRatios.length);
  return view.seenRatios.flatMap((ratio, index) =>
    view.fromMs + index * view.binMs >= untilMs
      ? []
      : [{ x: index * step, width: step, seenRatio: Math.max(0, ratio) }],
  );
}

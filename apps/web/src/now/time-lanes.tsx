import type { TimelineView } from "@truceline/watch";
import { eventBars, lanes, seenBars } from "./time-bars.ts";
import { shareAt, type TimeScale } from "./time-scale.ts";

/** Nights, events by when they happened with amber caps for late ones, the seen lane. */
export function TimeLanes(props: {
  readonly view: TimelineView;
  readonly scale: TimeScale;
  readonly untilMs: number;
}) {
  const { view, scale, untilMs } = props;
  // An answer of another span is drawn where its own time lies, until the new one is there.
  const left = 1000 * ((view.fromMs - scale.fromMs) / (scale.toMs - scale.fromMs));
  const share = (view.toMs - view.fromMs) / (scale.toMs - scale.fromMs);
  return (
    <svg viewBox={`0 0 1000 ${lanes.height}`} preserveAspectRatio="none" aria-hidden>
      {view.nights.map(({ fromMs, toMs }) => (
        <rect
          key={fromMs}
          x={1000 * shareAt(scale, fromMs)}
          width={1000 * (shareAt(scale, toMs) - shareAt(scale, fromMs))}
          height={lanes.height}
          class="night"
        />
      ))}
      <g transform={`translate(${left} 0) scale(${share} 1)`}>
        {seenBars(view, untilMs).map(({ x, width, seenRatio }) => (
          <g key={x}>
            <rect
              x={x}
              width={width}
              y={lanes.seenY}
              height={lanes.seenHeight * (1 - seenRatio)}
              fill="url(#hatch)"
            />
            <rect
              x={x}
              width={width}
              y={lanes.seenY + lanes.seenHeight * (1 - seenRatio)}
              height={lanes.seenHeight * seenRatio}
              class="f-bg3"
            />
          </g>
        ))}
        <path d={`M0 ${lanes.baseY + 0.5}H1000`} class="ax" />
        {eventBars(view).map(({ x, width, height, late }) => (
          <g key={x}>
            <rect x={x} width={width} y={lanes.baseY - height} height={height} class="hb" />
            {late && (
              <rect x={x} width={width} y={lanes.baseY - height - 4} height={3} class="f-attn" />
            )}
          </g>
        ))}
      </g>
    </svg>
  );
}

import type { ClauseBoard, ClauseCell } from "@truceline/watch";
import { percent } from "../format/numbers.ts";
import { clockMinutes } from "../format/time.ts";
import { words } from "../words/words.ts";

const hourMs = 3_600_000;
const width = 296;
const height = 46;

/** A bar an hour: seen part solid (dimmer below what is asked), the rest hatched, the ask a line. */
export function CoverageByHour(props: {
  readonly board: ClauseBoard;
  readonly cell: ClauseCell;
  readonly timezone: string;
}) {
  const { board, cell, timezone } = props;
  const { coverageByHour, requirementRatio } = cell;
  const hours = Math.max(
    coverageByHour.length,
    Math.ceil(
      (Math.min(board.periodToMs, board.periodFromMs + 400 * hourMs) - board.periodFromMs) / hourMs,
    ),
    1,
  );
  const step = width / hours;
  const at = (index: number): string => clockMinutes(board.periodFromMs + index * hourMs, timezone);
  const below = coverageByHour.filter((ratio) => ratio < requirementRatio).length;
  const askedY = height * (1 - requirementRatio);
  return (
    <>
      <svg
        viewBox={`0 -14 ${width} 78`}
        width="100%"
        role="img"
        aria-label={words.reasons.chart(at(0), at(coverageByHour.length), below)}
      >
        {coverageByHour.map((ratio, index) => {
          const seenHeight = height * ratio;
          const bar = { x: index * step, width: Math.max(1, step - 2.4) };
          return (
            <g key={index}>
              <rect {...bar} y="0" height={height - seenHeight} fill="url(#hatch)" />
              <rect
                {...bar}
                y={height - seenHeight}
                height={seenHeight}
                class={ratio < requirementRatio ? "f-bg3" : "f-ink3"}
              />
            </g>
          );
        })}
        {hours > coverageByHour.length && (
          <rect
            x={coverageByHour.length * step}
            y="0"
            width={width - coverageByHour.length * step - 1}
            height={height}
            class="nofill ax"
            stroke-dasharray="2 3"
          />
        )}
        <path d={`M0 ${askedY}H${width}`} class="s-ink1" stroke-width="1.2" />
        <text x={width} y={askedY - 3} class="tx2 end">
          {words.reasons.asks(requirementRatio.toFixed(2))}
        </text>
        {labelHours(hours).map((index) => (
          <text key={index} x={index * step} y="60" class="tx">
            {at(index).slice(0, 2)}
          </text>
        ))}
      </svg>
      <details>
        <summary>{words.reasons.table}</summary>
        <table class="why">
          <thead>
            <tr>
              <th scope="col">{words.reasons.hour}</th>
              <th scope="col" class="num">
                {words.reasons.coverage}
              </th>
            </tr>
          </thead>
          <tbody>
            {coverageByHour.map((ratio, index) => (
              <tr key={index}>
                <td>{at(index)}</td>
                <td class="num">{percent(ratio)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** About five labels, at whole steps of hours. */
function labelHours(hours: number): readonly number[] {
  const step = Math.max(1, Math.ceil(hours / 5));
  return Array.from({ length: Math.ceil(hours / step) }, (_, index) => index * step);
}

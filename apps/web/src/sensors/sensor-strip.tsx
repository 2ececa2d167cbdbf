import type { SensorStripHour } from "@truceline/watch";
import { percent } from "../format/numbers.ts";
import { clockMinutes } from "../format/time.ts";
import { words } from "../words/words.ts";
import { sensorsWords } from "./sensors-words.ts";

const boxWidth = 10;
const boxHeight = 14;

/** A day of a sensor, an hour a box: full where it was up, hatched where it was not, empty unplanned. */
export function SensorStrip(props: {
  readonly hours: readonly SensorStripHour[];
  readonly upRatio: number | null;
  readonly timezone: string;
}) {
  const { hours, upRatio, timezone } = props;
  const width = hours.length * boxWidth;
  return (
    <svg
      class="sstrip"
      width={width}
      height={boxHeight}
      viewBox={`0 0 ${width} ${boxHeight}`}
      role="img"
      aria-label={sensorsWords.stripName(upRatio === null ? sensorsWords.noUp : percent(upRatio))}
    >
      {hours.map((hour, index) => (
        <HourBox key={hour.fromMs} hour={hour} x={index * boxWidth} timezone={timezone} />
      ))}
    </svg>
  );
}

function HourBox(props: {
  readonly hour: SensorStripHour;
  readonly x: number;
  readonly timezone: string;
}) {
  const { hour, x, timezone } = props;
  const from = clockMinutes(hour.fromMs, timezone);
  const width = boxWidth - 1;
  const up = Math.round((boxHeight - 1) * hour.upRatio);
  return (
    <g transform={`translate(${x} 0)`}>
      <title>
        {hour.plannedRatio === 0
          ? sensorsWords.hourNone(from)
          : sensorsWords.hour(
              from,
              percent(hour.upRatio),
              hour.reason === null ? null : words.sensorStates[hour.reason],
            )}
      </title>
      <rect x="0.5" y="0.5" width={width - 1} height={boxHeight - 1} class="sbox" />
      {hour.plannedRatio > 0 && (
        <>
          {up < boxHeight - 1 && (
            <rect x="0" y="0" width={width} height={boxHeight - up} fill="url(#hatch)" />
          )}
          {up > 0 && <rect x="0" y={boxHeight - up} width={width} height={up} class="sup" />}
        </>
      )}
    </g>
  );
}

import { clockMinutes, shortDate, sinceMidnightMs } from "../format/time.ts";
import { labelInstants, shareAt, type TimeScale } from "./time-scale.ts";

/** Hours below the bar, the date where a day begins. */
export function TimeAxis(props: {
  readonly scale: TimeScale;
  readonly timezone: string;
  readonly quiet: boolean;
}) {
  const { scale, timezone, quiet } = props;
  const dayMs = 24 * 3_600_000;
  const offsetMs = (sinceMidnightMs(scale.toMs, timezone) - (scale.toMs % dayMs) + dayMs) % dayMs;
  const instants = labelInstants(scale, offsetMs);
  const days = scale.labelMs >= dayMs;
  const midnights = instants.filter((atMs) => sinceMidnightMs(atMs, timezone) === 0);
  return (
    <>
      {!quiet &&
        !days &&
        midnights.map((atMs) => (
          <span key={atMs} class="tdate" style={{ left: `${100 * shareAt(scale, atMs)}%` }}>
            {shortDate(atMs, timezone)}
          </span>
        ))}
      <div class="tl" aria-hidden>
        {instants.map((atMs) => (
          <span key={atMs} style={{ left: `${100 * shareAt(scale, atMs)}%` }}>
            {days ? shortDate(atMs, timezone) : clockMinutes(atMs, timezone)}
          </span>
        ))}
      </div>
    </>
  );
}

import { clockSeconds, longDate } from "../format/time.ts";
import type { Moment } from "../frame/moment.ts";
import { words } from "../words/words.ts";

/** Says on the map itself that it is not now. */
export function MapFlag({ moment, timezone }: { moment: Moment; timezone: string }) {
  if (moment.mode === "live") return null;
  const time = clockSeconds(moment.atMs, timezone);
  return (
    <p class="flag" role="status">
      {moment.mode === "past"
        ? words.map.whatWasKnown(time, longDate(moment.atMs, timezone))
        : words.map.stopped(time)}
    </p>
  );
}

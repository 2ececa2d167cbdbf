import { useState } from "preact/hooks";

/** A local instant, shown large with UTC below; "change" opens the device's own clock field. */
export function TimeField(props: {
  readonly legend: string;
  readonly change: string;
  readonly atMs: number;
  readonly timezone: string;
  readonly set: (atMs: number) => void;
}) {
  const { atMs, timezone, set } = props;
  const [open, setOpen] = useState(false);
  return (
    <fieldset>
      <legend>{props.legend}</legend>
      <div class="whn">
        <b>{clockText(atMs, timezone)}</b>
        <span>{clockText(atMs, "UTC").slice(0, 5)} UTC</span>
      </div>
      {open ? (
        <input
          class="tm"
          type="time"
          step={1}
          aria-label={props.legend}
          value={clockText(atMs, timezone)}
          onChange={(event) => {
            const next = withClock(atMs, event.currentTarget.value, timezone);
            if (next !== null) set(next);
          }}
        />
      ) : (
        <button type="button" class="lnk" onClick={() => setOpen(true)}>
          {props.change}
        </button>
      )}
    </fieldset>
  );
}

export function clockText(atMs: number, timezone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: timezone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).format(atMs);
}

const dayMs = 86_400_000;

/**
 * The same day at another local time. A time later than the one there was by over twelve hours was
 * meant the evening before: a monitor writes down what was, not what will be.
 */
export function withClock(atMs: number, clock: string, timezone: string): number | null {
  const wanted = secondsOf(clock);
  const there = secondsOf(clockText(atMs, timezone));
  if (wanted === null || there === null) return null;
  let byS = wanted - there;
  if (byS > 43_200) byS -= dayMs / 1_000;
  return atMs - (atMs % 1_000) + byS * 1_000;
}

function secondsOf(clock: string): number | null {
  const match = /^(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(clock);
  if (match === null) return null;
  return Number(match[1]) * 3_600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
}

import { useState } from "preact/hooks";
import { clockText, withClock } from "../clock.ts";

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

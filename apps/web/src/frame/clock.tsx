import { clockSeconds, shortDate } from "../format/time.ts";
import { words } from "../words/words.ts";

/** Local time large, UTC small. Amber and named where it is not now. */
export function Clock(props: {
  readonly mode: "live" | "past" | "stopped";
  readonly atMs: number;
  readonly timezone: string;
}) {
  const { mode, atMs, timezone } = props;
  const local = clockSeconds(atMs, timezone);
  const text =
    mode === "past" ? words.pastClock(local) : mode === "stopped" ? words.asOfClock(local) : local;
  return (
    <div class={`clock ${mode === "live" ? "" : "c-attn"}`}>
      <b>{text}</b>
      <span>{words.utc(shortDate(atMs, "UTC"), clockSeconds(atMs, "UTC"))}</span>
    </div>
  );
}

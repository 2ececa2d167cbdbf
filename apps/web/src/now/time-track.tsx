import type { ComponentChildren } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { startOfDayMs } from "../format/time.ts";
import type { Moment } from "../frame/moment.ts";
import { coalesce } from "../state/coalesce.ts";
import { words } from "../words/words.ts";
import { goTo } from "./go-to.ts";
import type { TimeScale } from "./time-scale.ts";

const minuteMs = 60_000;
/** While dragging the picture is asked for at most this often. */
const dragGapMs = 250;
/** Dragging stops at whole minutes; the last stretch before now is now. */
const snapMs = minuteMs;

/** Where one clicks, drags or presses keys to go to an instant. */
export function TimeTrack(props: {
  readonly scale: TimeScale;
  readonly moment: Moment;
  readonly timezone: string;
  readonly text: string;
  readonly children: ComponentChildren;
}) {
  const { scale, moment, timezone, text, children } = props;
  const track = useRef<HTMLDivElement>(null);
  const [dragMs, setDragMs] = useState<number | null>(null);
  const wanted = useRef<{ atMs: number; nowMs: number }>({ atMs: 0, nowMs: 0 });
  const slowly = useMemo(
    () => coalesce(() => goTo(wanted.current.atMs, wanted.current.nowMs), dragGapMs),
    [],
  );

  const at = (clientX: number): number => {
    const place = track.current?.getBoundingClientRect();
    if (place === undefined || place.width === 0) return moment.atMs;
    const share = Math.min(1, Math.max(0, (clientX - place.left) / place.width));
    const exact = scale.fromMs + share * (scale.toMs - scale.fromMs);
    return Math.round(exact / snapMs) * snapMs;
  };
  const drag = (event: PointerEvent): void => {
    const atMs = at(event.clientX);
    setDragMs(atMs);
    wanted.current = { atMs, nowMs: moment.nowMs };
    slowly.ask();
  };
  const key = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? 60 * minuteMs : minuteMs;
    const to =
      event.key === "ArrowLeft"
        ? moment.atMs - step
        : event.key === "ArrowRight"
          ? moment.atMs + step
          : event.key === "Home"
            ? startOfDayMs(moment.atMs - 1, timezone)
            : event.key === "End"
              ? moment.nowMs
              : null;
    if (to === null) return;
    event.preventDefault();
    goTo(to, moment.nowMs);
  };
  return (
    <div
      class="track"
      ref={track}
      role="slider"
      tabIndex={0}
      aria-label={words.time.slider}
      aria-valuemin={scale.fromMs}
      aria-valuemax={scale.toMs}
      aria-valuenow={Math.round(
        Math.min(scale.toMs, Math.max(scale.fromMs, dragMs ?? moment.atMs)),
      )}
      aria-valuetext={text}
      onKeyDown={key}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event);
      }}
      onPointerUp={() => setDragMs(null)}
    >
      {children}
    </div>
  );
}

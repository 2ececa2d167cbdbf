import { silenceWindowStanding } from "@truceline/desk";
import type { SilenceWindow } from "@truceline/model";
import type { ReportedWindow } from "@truceline/reporting";
import type { ReportSource } from "./assemble-report.ts";

const minuteMs = 60_000;

/** What a window's minutes and events come from. */
export type WindowWatch = (
  window: SilenceWindow,
  knownAtMs: number | undefined,
) => Promise<Pick<Parameters<typeof silenceWindowStanding>[0], "minutes" | "events">>;

/** Windows of silence as they stood at an instant, by the rule of any clause. */
export async function reportedWindows(
  { agreement, origin, clock, watchWindow }: ReportSource,
  windows: readonly SilenceWindow[],
  knownAtMs: number | undefined,
): Promise<ReportedWindow[]> {
  const found: ReportedWindow[] = [];
  for (const window of windows) {
    const watched =
      watchWindow === undefined
        ? { minutes: [], events: [] }
        : await watchWindow(window, knownAtMs);
    const standing = silenceWindowStanding({
      window,
      agreement,
      origin,
      nowMs: knownAtMs ?? clock.nowMs(),
      ...watched,
    });
    const { span, id, name, purpose, place } = window;
    found.push({
      id,
      name,
      purpose,
      place,
      ...span,
      state: standing.state,
      minuteCount: Math.ceil((span.toMs - span.fromMs) / minuteMs),
      seenMinuteCount: standing.seenMinuteCount,
      eventCount: standing.eventCount,
      guaranteedBy: standing.guarantees
        .filter(({ atMs }) => atMs !== null)
        .map(({ party }) => party),
    });
  }
  return found;
}

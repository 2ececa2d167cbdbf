import type { SilenceWindow } from "@truceline/model";
import type { ReportedWindow } from "@truceline/reporting";
import type { Views } from "../views/views.ts";

const minuteMs = 60_000;

/** Windows of silence as they stood at an instant: minutes seen, events, guarantees. */
export async function reportedWindows(
  views: Pick<Views, "silenceWindow">,
  windows: readonly SilenceWindow[],
  knownAtMs: number | undefined,
): Promise<ReportedWindow[]> {
  const found: ReportedWindow[] = [];
  for (const window of windows) {
    const standing = await views.silenceWindow(window, knownAtMs);
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

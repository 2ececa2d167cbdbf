/** One line of a handover: what is open, when it is due, what it is about. */
export interface HandoverLine {
  readonly text: string;
  readonly ref: string | null;
  readonly dueMs: number | null;
  readonly is: "patrol" | "call" | "sensor" | "window" | "note" | "visit" | "quarantine";
}

/** What is open at a desk, as far as a handover needs it. Times in words are the caller's. */
export interface OpenMatters {
  readonly patrols: readonly {
    readonly id: string;
    readonly name: string;
    readonly state: "planned" | "out" | "back" | "cancelled";
    readonly dueMs: number | null;
    readonly overdueMs: number;
    readonly callCount: number;
    readonly clearance: string;
  }[];
  readonly calls: readonly {
    readonly id: string;
    readonly party: string;
    readonly about: string;
    readonly dueMs: number | null;
    readonly overdue: boolean;
    readonly answered: boolean;
  }[];
  readonly sensors: readonly {
    readonly id: string;
    readonly state: string;
    readonly sinceMs: number | null;
    readonly reason: string | null;
  }[];
  readonly windows: readonly {
    readonly id: string;
    readonly name: string;
    readonly fromMs: number;
    readonly toMs: number;
    readonly state: string;
  }[];
  readonly notes: readonly {
    readonly id: string;
    readonly text: string;
    readonly dueMs: number | null;
  }[];
  readonly visits: readonly {
    readonly id: string;
    readonly placeName: string;
    readonly state: string;
    readonly dueMs: number | null;
    readonly backlog: boolean;
    readonly blockedBecause: string | null;
  }[];
  readonly quarantineCount: number;
  readonly partyName: (party: string) => string;
  readonly timeText: (atMs: number) => string;
}

/**
 * What the next shift has to know: everything that is open, the clock that runs out first at the top,
 * what has no clock at the end. Nothing that is closed, and nobody's positions.
 */
export function handoverLines(open: OpenMatters): readonly HandoverLine[] {
  const { partyName, timeText } = open;
  const lines: HandoverLine[] = [];
  for (const { id, name, state, dueMs, overdueMs, callCount, clearance } of open.patrols) {
    if (state === "out" && overdueMs > 0) {
      const calls = callCount === 0 ? "not called yet" : `called ${times(callCount)}`;
      lines.push({ text: `${name} is overdue, ${calls}`, ref: id, dueMs, is: "patrol" });
    } else if (state === "out") {
      lines.push({ text: `${name} is out`, ref: id, dueMs, is: "patrol" });
    } else if (state === "planned") {
      const text = `${name} leaves at ${dueMs === null ? "?" : timeText(dueMs)}, ${clearance}`;
      lines.push({ text, ref: id, dueMs, is: "patrol" });
    }
  }
  for (const { id, party, about, dueMs, answered } of open.calls) {
    if (answered) continue;
    const text = `${partyName(party)} has not answered: ${about}`;
    lines.push({ text, ref: id, dueMs, is: "call" });
  }
  for (const { id, state, sinceMs, reason } of open.sensors) {
    if (state === "up") continue;
    const since = sinceMs === null ? "so far" : `since ${timeText(sinceMs)}`;
    const text = `${id} ${state.replace("-", " ")} ${since}${reason === null ? "" : `: ${reason}`}`;
    lines.push({ text, ref: null, dueMs: null, is: "sensor" });
  }
  for (const { id, name, fromMs, toMs, state } of open.windows) {
    const word = openWindowWords[state];
    if (word === undefined) continue;
    const text = `${name}, ${timeText(fromMs)} to ${timeText(toMs)}: ${word}`;
    lines.push({ text, ref: id, dueMs: state === "running" ? toMs : fromMs, is: "window" });
  }
  for (const { id, text, dueMs } of open.notes) lines.push({ text, ref: id, dueMs, is: "note" });
  for (const { id, placeName, state, dueMs, backlog, blockedBecause } of open.visits) {
    if (state === "done" || state === "cancelled") continue;
    const why = blockedBecause === null ? "" : `: ${blockedBecause}`;
    const text = `Visit to ${placeName} ${state}${why}${backlog ? ", backlog" : ""}`;
    lines.push({ text, ref: id, dueMs, is: "visit" });
  }
  if (open.quarantineCount > 0) {
    const what =
      open.quarantineCount === 1 ? "1 message waits" : `${open.quarantineCount} messages wait`;
    lines.push({ text: `${what} in quarantine`, ref: null, dueMs: null, is: "quarantine" });
  }
  return lines
    .map((line, index) => ({ line, index }))
    .sort((a, b) => (a.line.dueMs ?? lastMs) - (b.line.dueMs ?? lastMs) || a.index - b.index)
    .map(({ line }) => line);
}

/** After every clock. */
const lastMs = Number.MAX_SAFE_INTEGER;

const openWindowWords: Readonly<Record<string, string>> = {
  "to-come": "to come",
  running: "running",
  "cannot-start": "cannot start",
};

function times(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}

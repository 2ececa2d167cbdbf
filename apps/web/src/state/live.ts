import { editKinds } from "@truceline/model";
import { coalesce } from "./coalesce.ts";
import { type Connection, connectionAfter, connectionAtStart } from "./connection-state.ts";
import { createStore } from "./store.ts";

/** Ask for the picture at most once a second; for what is dearer to compute, every 10 s. */
const pictureGapMs = 1_000;
const slowGapMs = 10_000;
/** Ask again even if nothing was heard: the open hour goes on without news. */
const quietAskMs = 15_000;
/** A stream the browser has given up (not just cut) is opened anew. */
const reopenMs = 2_000;
/** What changes the picture. Every observation and cell shows in one of these soon after. */
const pictureKinds = ["incident", "assessment", "sensor-state", "clause-state", "traffic-event"];
/** What people write: the log, patrols and where they went, calls, and what else the desk holds. */
const deskKinds = [...editKinds, "patrol-track"];
const kinds = [...pictureKinds, ...deskKinds];

export const connection = createStore<Connection>(connectionAtStart(Date.now()));
/** Grow with each change worth asking for; 0 until the first. */
export const picturePulse = createStore(0);
export const slowPulse = createStore(0);
/** Grows with what people write, and now and then. */
export const deskPulse = createStore(0);

const picture = coalesce(() => picturePulse.set(picturePulse.get() + 1), pictureGapMs);
const desk = coalesce(() => deskPulse.set(deskPulse.get() + 1), pictureGapMs);
const slow = coalesce(() => slowPulse.set(slowPulse.get() + 1), slowGapMs);
const askBoth = (): void => {
  picture.ask();
  slow.ask();
  desk.ask();
};
/** Own writes are shown at once, not with the next news of the stream. */
export const askDesk = (): void => desk.ask();

let source: EventSource | null = null;
let reopening: ReturnType<typeof setTimeout> | undefined;

const say = (kind: "opened" | "lost" | "refused"): void =>
  connection.set(connectionAfter(connection.get(), { kind, atMs: Date.now() }));

/** The one stream of this tab. Resumes by itself: the browser sends `Last-Event-ID`. */
function open(): void {
  clearTimeout(reopening);
  source?.close();
  const opened = new EventSource(`/api/v1/stream?kinds=${kinds.join(",")}`);
  source = opened;
  opened.onopen = () => {
    const wasAway = connection.get().stream !== "opening";
    say("opened");
    if (wasAway) askBoth();
  };
  opened.onerror = () => {
    const givenUp = opened.readyState === EventSource.CLOSED;
    say(givenUp ? "refused" : "lost");
    if (givenUp) reopening = setTimeout(open, reopenMs);
  };
  opened.addEventListener("record", askBoth);
  opened.addEventListener("state", askBoth);
  opened.addEventListener("stopped", () => say("lost"));
}

/** Opens the stream and keeps asking now and then; returns the undo. */
export function openLive(): () => void {
  open();
  const quiet = setInterval(askBoth, quietAskMs);
  return () => {
    clearInterval(quiet);
    clearTimeout(reopening);
    source?.close();
    picture.stop();
    slow.stop();
    desk.stop();
  };
}

/**
 * A request got no answer. A stream that still looks open may be dead: a cable pulled or a laptop
 * woken up tells it nothing. So it is opened anew, and then knows.
 */
export function doubtStream(): void {
  if (connection.get().stream !== "open") return;
  say("lost");
  open();
}

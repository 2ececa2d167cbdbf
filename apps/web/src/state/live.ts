import { coalesce } from "./coalesce.ts";
import { type Connection, connectionAfter, connectionAtStart } from "./connection-state.ts";
import { createStore } from "./store.ts";

/** Ask for the picture at most once a second; for what is dearer to compute, every 10 s. */
const pictureGapMs = 1_000;
const slowGapMs = 10_000;
/** Ask again even if nothing was heard: the open hour goes on without news. */
const quietAskMs = 30_000;
/** What changes the picture. Every observation and cell shows in one of these soon after. */
const kinds = ["incident", "assessment", "sensor-state", "clause-state"];
/** A stream the browser has given up (not just cut) is opened anew. */
const reopenMs = 5_000;

export const connection = createStore<Connection>(connectionAtStart(Date.now()));
/** Grow with each change worth asking for; 0 until the first. */
export const picturePulse = createStore(0);
export const slowPulse = createStore(0);

const say = (kind: "opened" | "heard" | "lost" | "refused" | "answered"): void =>
  connection.set(connectionAfter(connection.get(), { kind, atMs: Date.now() }));

/** The one stream of this tab. Resumes by itself: the browser sends `Last-Event-ID`. */
export function openLive(): () => void {
  const picture = coalesce(() => picturePulse.set(picturePulse.get() + 1), pictureGapMs);
  const slow = coalesce(() => slowPulse.set(slowPulse.get() + 1), slowGapMs);
  const changed = (): void => {
    say("heard");
    picture.ask();
    slow.ask();
  };
  let source: EventSource;
  let reopen: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    source = new EventSource(`/api/v1/stream?kinds=${kinds.join(",")}`);
    source.onopen = () => {
      const wasAway = connection.get().stream !== "opening";
      say("opened");
      if (wasAway) {
        picture.ask();
        slow.ask();
      }
    };
    source.onerror = () => {
      const givenUp = source.readyState === EventSource.CLOSED;
      say(givenUp ? "refused" : "lost");
      if (givenUp) reopen = setTimeout(open, reopenMs);
    };
    for (const name of ["record", "state"]) source.addEventListener(name, changed);
    source.addEventListener("stopped", () => say("lost"));
  };
  open();
  const quiet = setInterval(() => {
    picture.ask();
    slow.ask();
  }, quietAskMs);
  return () => {
    source.close();
    clearTimeout(reopen);
    clearInterval(quiet);
    picture.stop();
    slow.stop();
  };
}

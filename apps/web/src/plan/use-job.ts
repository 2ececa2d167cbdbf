import { useEffect, useRef, useState } from "preact/hooks";
import { type Problem, postLines, RequestFailed } from "../state/api.ts";

/** A question to the planner: whether it is being worked on, and what was refused. */
export interface Job {
  readonly busy: boolean;
  /** What is being done, in the planner's own word; empty before its first. */
  readonly doing: string;
  readonly sinceMs: number;
  /** A first result is there and is being improved. */
  readonly refining: boolean;
  readonly problem: Problem | null;
  start(body: object): void;
  stop(): void;
}

interface Line {
  readonly is: string;
  readonly doing?: string;
  readonly sinceMs?: number;
  readonly refining?: boolean;
  readonly problem?: Omit<Problem, "detail" | "body"> & {
    readonly faults?: readonly { readonly message: string }[];
  };
}

const idle = {
  busy: false,
  doing: "",
  sinceMs: 0,
  refining: false,
  problem: null as Problem | null,
};
/** The clock goes on while the planner is too busy to say anything. */
const tickMs = 1_000;

/**
 * Asks a route that answers line by line; every line of a result is handed on. Asking anew gives up what
 * still runs, and so does leaving the screen.
 */
export function useJob(path: string, take: (line: unknown) => void): Job {
  const [state, setState] = useState(idle);
  const running = useRef<AbortController | null>(null);
  const stop = (): void => {
    running.current?.abort();
    running.current = null;
    setState(idle);
  };
  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    if (!state.busy) return;
    const tick = (): void => setState((old) => ({ ...old, sinceMs: old.sinceMs + tickMs }));
    const timer = setInterval(tick, tickMs);
    return () => clearInterval(timer);
  }, [state.busy]);

  const hear = (raw: unknown): void => {
    const line = raw as Line;
    if (line.is === "doing") {
      const { doing = "", sinceMs = 0, refining = false } = line;
      setState((old) => ({ ...old, doing, refining, sinceMs: Math.max(sinceMs, old.sinceMs) }));
    } else if (line.is === "failed" && line.problem !== undefined) {
      const { status, code, title, hint, faults = [] } = line.problem;
      const detail = faults.map(({ message }) => message).join(" ");
      setState((old) => ({
        ...old,
        problem: { status, code, title, hint, detail: detail === "" ? null : detail, body: {} },
      }));
    } else take(raw);
  };
  const start = async (body: object): Promise<void> => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setState({ ...idle, busy: true });
    try {
      await postLines(path, body, mine.signal, (line) => {
        if (running.current === mine) hear(line);
      });
    } catch (thrown) {
      if (running.current !== mine || mine.signal.aborted) return;
      if (!(thrown instanceof RequestFailed)) throw thrown;
      setState((old) => ({ ...old, problem: thrown.problem }));
    } finally {
      if (running.current === mine) setState((old) => ({ ...old, busy: false }));
    }
  };
  return { ...state, stop, start: (body) => void start(body) };
}

import { useEffect, useRef, useState } from "preact/hooks";
import { type Problem, postLines, RequestFailed } from "../state/api.ts";

/** A question to the planner: whether it is being worked on, and what was refused. */
export interface Job {
  readonly busy: boolean;
  /** What is being done, in the planner's own word; empty before its first. */
  readonly doing: string;
  readonly sinceMs: number;
  readonly problem: Problem | null;
  start(body: object): void;
  stop(): void;
}

interface Line {
  readonly is: string;
  readonly doing?: string;
  readonly sinceMs?: number;
  readonly problem?: Omit<Problem, "detail" | "body"> & {
    readonly faults?: readonly { readonly message: string }[];
  };
}

const idle = { busy: false, doing: "", sinceMs: 0, problem: null as Problem | null };

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

  const hear = (raw: unknown): void => {
    const line = raw as Line;
    if (line.is === "doing") {
      const { doing = "", sinceMs = 0 } = line;
      setState((old) => ({ ...old, doing, sinceMs }));
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

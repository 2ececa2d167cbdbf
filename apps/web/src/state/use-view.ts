import { useEffect, useRef, useState } from "preact/hooks";
import { getJson, type Problem, RequestFailed } from "./api.ts";
import { doubtStream } from "./live.ts";

/** How long the old picture stays before grey bars, and before the page says what it waits for. */
const greyAfterMs = 400;
const sayAfterMs = 3000;

/** A failure the part must tell: that the server is away is told by the frame, while data stays. */
export function tellsItself<T>({ data, problem }: View<T>): boolean {
  return problem !== null && !(problem.status === 0 && data !== null);
}

export interface View<T> {
  /** The newest answer; while another address is loading, the old one for 400 ms. */
  readonly data: T | null;
  /** What was asked for that `data` answers; null without data. */
  readonly answers: string | null;
  readonly problem: Problem | null;
  readonly waiting: "no" | "short" | "grey" | "long";
  /** When the answer came, by this machine's clock. */
  readonly receivedAtMs: number;
  readonly retry: () => void;
}

/**
 * A view of the server, asked again whenever `pulse` changes. One request is under way at most; a
 * pulse meanwhile asks once more afterwards. A failed repetition keeps the data and says so.
 * @param path null asks for nothing.
 */
export function useView<T>(path: string | null, pulse: number): View<T> {
  const [state, setState] = useState<Omit<View<T>, "retry">>({
    data: null,
    answers: null,
    problem: null,
    waiting: path === null ? "no" : "short",
    receivedAtMs: 0,
  });
  const asked = useRef<{ path: string | null; busy: boolean; again: boolean }>({
    path: null,
    busy: false,
    again: false,
  });
  const [retries, setRetries] = useState(0);

  useEffect(() => {
    const abort = new AbortController();
    asked.current = { path, busy: false, again: false };
    if (path === null) {
      setState({ data: null, answers: null, problem: null, waiting: "no", receivedAtMs: 0 });
      return;
    }
    setState((old) => ({ ...old, problem: null, waiting: "short" }));
    const grey = setTimeout(() => setState((old) => onlyIfWaiting(old, path, "grey")), greyAfterMs);
    const long = setTimeout(() => setState((old) => onlyIfWaiting(old, path, "long")), sayAfterMs);
    void ask(abort.signal);
    return () => {
      abort.abort();
      clearTimeout(grey);
      clearTimeout(long);
    };
  }, [path, retries]);

  useEffect(() => {
    if (pulse === 0 || asked.current.path === null) return;
    if (asked.current.busy) asked.current.again = true;
    else void ask(new AbortController().signal);
  }, [pulse]);

  async function ask(signal: AbortSignal): Promise<void> {
    const mine = asked.current;
    if (mine.path === null) return;
    mine.busy = true;
    try {
      const data = (await getJson(mine.path, signal)) as T;
      if (asked.current !== mine) return;
      const receivedAtMs = Date.now();
      setState({ data, answers: mine.path, problem: null, waiting: "no", receivedAtMs });
    } catch (thrown) {
      if (signal.aborted || asked.current !== mine) return;
      if (!(thrown instanceof RequestFailed)) throw thrown;
      if (thrown.problem.status === 0) doubtStream();
      setState((old) => ({ ...ownOf(old, mine.path), problem: thrown.problem, waiting: "no" }));
    } finally {
      mine.busy = false;
    }
    if (mine.again && asked.current === mine) {
      mine.again = false;
      void ask(signal);
    }
  }

  return { ...state, retry: () => setRetries((n) => n + 1) };
}

type State<T> = Omit<View<T>, "retry">;

/** What was chosen before may stand a moment, but neither for long nor beside a failure of what is asked. */
function ownOf<T>(old: State<T>, path: string | null): State<T> {
  return old.answers === path ? old : { ...old, data: null, answers: null };
}

function onlyIfWaiting<T>(old: State<T>, path: string | null, waiting: "grey" | "long"): State<T> {
  return old.waiting === "no" ? old : { ...ownOf(old, path), waiting };
}

import type { Deployment } from "@truceline/model";
import type { PostMove, WhatIfFigures } from "@truceline/planning";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Problem, postJson, RequestFailed } from "../state/api.ts";
import type { Tried } from "./planned.ts";
import { lastMoves } from "./trial.ts";

/** The coverage engine's answer to posts tried elsewhere. */
export interface WhatIf {
  /** Of the deployment as solved; null until it is ready to be asked about. */
  readonly solved: WhatIfFigures | null;
  /** For exactly the moves that stand; null while it is being worked out. */
  readonly tried: Tried | null;
  readonly opening: boolean;
  readonly problem: Problem | null;
  again(): void;
}

interface Session {
  readonly deployment: Deployment;
  key: string | null;
  /** What is asked; another one waits for it. */
  asked: readonly PostMove[] | null;
  /** How often it was opened: two windows of one person must not take it from each other for ever. */
  openCount: number;
}

const path = "/plan/what-if";
const goneStatus = 410;
const openCountMax = 3;

/**
 * Keeps a deployment ready at the server while `isOpen`, and asks it about the moves that stand: one
 * question at a time, and after it the newest. What is not kept ready any more is opened again.
 */
export function useWhatIf(
  deployment: Deployment | null,
  isOpen: boolean,
  moves: readonly PostMove[],
): WhatIf {
  const session = useRef<Session | null>(null);
  const newest = useRef(moves);
  newest.current = moves;
  const [solved, setSolved] = useState<WhatIfFigures | null>(null);
  const [answer, setAnswer] = useState<{ to: readonly PostMove[]; tried: Tried } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);

  const isMine = (mine: Session): boolean => session.current === mine;
  const fail = (mine: Session, thrown: unknown): void => {
    if (!isMine(mine)) return;
    if (!(thrown instanceof RequestFailed)) throw thrown;
    setProblem(thrown.problem);
  };
  const open = async (mine: Session): Promise<void> => {
    const { deployment: own } = mine;
    mine.openCount += 1;
    const opened = (await postJson(`${path}/open`, { deployment: own })) as {
      readonly key: string;
      readonly solved: WhatIfFigures;
    };
    if (!isMine(mine)) return;
    mine.key = opened.key;
    setSolved(opened.solved);
  };
  const ask = async (mine: Session): Promise<void> => {
    if (mine.key === null || mine.asked !== null) return;
    while (isMine(mine) && newest.current.length > 0 && newest.current !== mine.asked) {
      const to: readonly PostMove[] = newest.current;
      mine.asked = to;
      const body = { key: mine.key, moves: lastMoves(to) };
      try {
        const tried = (await postJson(path, body)) as Tried;
        if (!isMine(mine)) return;
        setProblem(null);
        setAnswer({ to, tried });
      } catch (thrown) {
        mine.asked = null;
        const isGone = thrown instanceof RequestFailed && thrown.problem.status === goneStatus;
        if (!isGone || mine.openCount >= openCountMax) throw thrown;
        await open(mine);
      }
    }
    mine.asked = null;
  };

  useEffect(() => {
    session.current = null;
    setSolved(null);
    setAnswer(null);
    setProblem(null);
    if (deployment === null || !isOpen) return;
    const mine: Session = { deployment, key: null, asked: null, openCount: 0 };
    session.current = mine;
    open(mine)
      .then(() => ask(mine))
      .catch((thrown: unknown) => fail(mine, thrown));
    return () => {
      if (session.current === mine) session.current = null;
    };
  }, [deployment, isOpen, attempt]);
  useEffect(() => {
    const mine = session.current;
    if (mine === null || moves.length === 0) return;
    ask(mine).catch((thrown: unknown) => fail(mine, thrown));
  }, [moves]);

  return {
    solved,
    tried: answer !== null && answer.to === moves ? answer.tried : null,
    opening: isOpen && deployment !== null && solved === null && problem === null,
    problem,
    again: () => setAttempt(attempt + 1),
  };
}

import type { IssuedReport } from "@truceline/model";
import { useRef } from "preact/hooks";
import { type Problem, RequestFailed } from "../state/api.ts";
import { askDesk } from "../state/live.ts";

/**
 * Writes of one report, one after the other, each against the report as the one before it left it: the
 * page is shown a written report only a moment later, and a second edit must not leave out the first.
 * Null where it was refused, which `refused` is then told.
 */
export function useReportWrite(
  shown: IssuedReport | null,
  written: () => void,
  refused: (problem: Problem | null) => void,
): (work: (now: IssuedReport | null) => Promise<unknown>) => Promise<IssuedReport | null> {
  const newest = useRef(shown);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const known = newest.current;
  if (shown === null || shown.id !== known?.id || shown.version > known.version) {
    newest.current = shown;
  }

  const write = async (
    work: (now: IssuedReport | null) => Promise<unknown>,
  ): Promise<IssuedReport | null> => {
    refused(null);
    try {
      const answer = (await work(newest.current)) as IssuedReport;
      if (answer.id === newest.current?.id) newest.current = answer;
      askDesk();
      written();
      return answer;
    } catch (thrown) {
      if (!(thrown instanceof RequestFailed)) throw thrown;
      refused(thrown.problem);
      return null;
    }
  };
  return (work) => {
    const about = newest.current?.id;
    const mine = last.current
      .catch(() => null)
      // Another report was opened meanwhile: what was meant for this one is not done to that one.
      .then(() => (newest.current?.id === about ? write(work) : null));
    last.current = mine;
    return mine;
  };
}

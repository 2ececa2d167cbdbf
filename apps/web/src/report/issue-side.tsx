import type { IssuedReport } from "@truceline/model";
import { useState } from "preact/hooks";
import { clockMinutes, shortDate } from "../format/time.ts";
import { Tick } from "../log/log-glyphs.tsx";
import { ReasonDialog } from "../log/reason-dialog.tsx";
import { Alarm } from "../shapes/glyphs.tsx";
import type { Problem } from "../state/api.ts";
import type { Session } from "../state/session.ts";
import { reportWords as words } from "./report-words.ts";

export interface IssueCheck {
  readonly key: string;
  readonly ok: boolean;
  readonly blocks: boolean;
  readonly count: number;
}
export type Move = "propose" | "review" | "return" | "release";

const movesOf: Readonly<Record<IssuedReport["state"], readonly Move[]>> = {
  draft: ["propose"],
  proposed: ["review", "return"],
  reviewed: ["release", "return"],
  released: [],
};

/** What is open before a report can be issued, who signed, and the next step. */
export function IssueSide(props: {
  readonly issued: IssuedReport;
  readonly checks: readonly IssueCheck[];
  readonly session: Session | null;
  readonly timezone: string;
  readonly problem: Problem | null;
  readonly move: (move: Move, reason?: string) => void;
}) {
  const { issued, checks, session, timezone, problem } = props;
  const [asking, setAsking] = useState(false);
  const roles = session?.roles ?? [];
  const mayMove = roles.includes("reporting-officer") || roles.includes("head-of-mission");
  const fault = faultOf(problem);
  return (
    <section class="chk">
      <h3>{words.before}</h3>
      <ul>
        {checks.map(({ key, ok, count }) => (
          <li key={key}>
            {ok ? <Tick /> : <Alarm />}
            <span>{ok ? words.checks[key]?.[0] : `${count} ${words.checks[key]?.[1] ?? key}`}</span>
          </li>
        ))}
      </ul>
      {issued.signatures.length > 0 && <h3>{words.signatures}</h3>}
      <ul>
        {issued.signatures.map(({ as, by, atMs }) => (
          <li key={`${as}/${by}`}>
            {words.signature(
              as,
              by,
              `${shortDate(atMs, timezone)} ${clockMinutes(atMs, timezone)}`,
            )}
          </li>
        ))}
      </ul>
      {problem !== null && (
        <p role="alert">
          {(fault !== null && words.moveFaults[fault]) || problem.title}{" "}
          <span class="d">{problem.code}</span>
        </p>
      )}
      {mayMove && (
        <div class="ifoot">
          {movesOf[issued.state].map((move) => (
            <button
              key={move}
              type="button"
              class={move === "return" ? "btn" : "btn pri"}
              onClick={() => (move === "return" ? setAsking(true) : props.move(move))}
            >
              {words.moves[move]}
            </button>
          ))}
        </div>
      )}
      {asking && (
        <ReasonDialog
          title={words.returnTitle}
          done={(reason) => {
            setAsking(false);
            props.move("return", reason);
          }}
          close={() => setAsking(false)}
        />
      )}
    </section>
  );
}

function faultOf(problem: Problem | null): string | null {
  const faults = problem?.body["faults"];
  if (!Array.isArray(faults)) return null;
  const message = (faults[0] as { readonly message?: unknown } | undefined)?.message;
  return typeof message === "string" ? message : null;
}

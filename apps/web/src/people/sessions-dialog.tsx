import { Dialog } from "../frame/dialog.tsx";
import { ProblemLine } from "../frame/problem-line.tsx";
import { useView } from "../state/use-view.ts";
import { browserSaid } from "./browser-said.ts";
import { endSession } from "./end-session.ts";
import { instantSaid } from "./instant-said.ts";
import { peopleWords } from "./people-words.ts";
import { useWrite } from "./use-write.ts";

const words = peopleWords.sessions;

interface ListedSession {
  readonly id: string;
  readonly own: boolean;
  readonly seenAtMs: number;
  readonly endsAtMs: number;
  readonly agent: string;
  readonly address: string;
  readonly remembered: boolean;
}

/** My open sessions; each can be ended, and all at once. */
export function SessionsDialog(props: {
  readonly close: () => void;
  readonly signedOut: () => void;
}) {
  const list = useView<{ readonly items: readonly ListedSession[] }>("/sessions", 0);
  const { busy, problem, run } = useWrite();
  const end = async (session: ListedSession): Promise<void> => {
    await run(async () => {
      await endSession(`/sessions/${session.id}/end`, {});
      if (session.own) props.signedOut();
    });
    if (!session.own) list.retry();
  };
  return (
    <Dialog title={words.title} close={props.close} wide>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.browser}</th>
            <th scope="col">{words.seen}</th>
            <th scope="col">{words.from}</th>
            <th scope="col">
              <span class="sr">{words.end}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {(list.data?.items ?? []).map((session) => (
            <tr key={session.id}>
              <td>
                {browserSaid(session.agent)}
                {session.own && <span class="d"> · {words.here}</span>}
                {session.remembered && (
                  <span class="d">
                    {" "}
                    · {words.phone} {instantSaid(session.endsAtMs)}
                  </span>
                )}
              </td>
              <td>{instantSaid(session.seenAtMs)}</td>
              <td>{session.address}</td>
              <td>
                <button
                  type="button"
                  class="btn"
                  disabled={busy}
                  aria-label={words.endOf(browserSaid(session.agent))}
                  onClick={() => void end(session)}
                >
                  {words.end}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.problem !== null && <ProblemLine problem={list.problem} />}
      {problem !== null && <ProblemLine problem={problem} />}
      <div class="db">
        <button
          type="button"
          class="btn"
          disabled={busy}
          onClick={() =>
            void run(() => endSession("/sessions/end", { everywhere: true }).then(props.signedOut))
          }
        >
          {words.everywhere}
        </button>
        <button type="button" class="btn pri" onClick={props.close}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
}

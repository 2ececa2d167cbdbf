import { useState } from "preact/hooks";
import { Popover } from "../frame/popover.tsx";
import { ProblemLine } from "../frame/problem-line.tsx";
import { follow, linkTo } from "../state/navigate.ts";
import type { Session } from "../state/session.ts";
import { words as pageWords } from "../words/words.ts";
import { endSession } from "./end-session.ts";
import { PasswordDialog } from "./password-dialog.tsx";
import { peopleWords } from "./people-words.ts";
import { SessionsDialog } from "./sessions-dialog.tsx";
import { useWrite } from "./use-write.ts";

const words = peopleWords.who;

/** Roles in words, the party named where somebody speaks for one. */
export function rolesSaid(roles: readonly string[], party: string | null): string {
  return roles
    .map((role) =>
      role === "liaison" && party !== null
        ? peopleWords.people.liaisonOf(party)
        : (pageWords.roles[role] ?? role),
    )
    .join(", ");
}

/** Leaves everything of the session behind: what the page held in memory goes with it. */
const startAnew = (): void => location.reload();

/** Who I am, where I am signed in, and the way out. */
export function WhoMenu({ session }: { readonly session: Session }) {
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState<"sessions" | "password" | null>(null);
  const { busy, problem, run } = useWrite();
  const { roles = [], party = null, guest = false, csrf = null } = session;
  const name = session.name === "" || session.name === null ? words.nobody : session.name;
  const signedIn = csrf !== null;
  const mayGovern = roles.includes("administrator") || roles.includes("head-of-mission");

  const choose = (dialog: typeof shown) => () => {
    setOpen(false);
    setShown(dialog);
  };
  return (
    <>
      <Popover
        open={open}
        setOpen={setOpen}
        button={name}
        buttonClass="who-name"
        name={words.open(name ?? "")}
        atRight
      >
        <h2>{name}</h2>
        <p>{guest ? words.guest : signedIn ? words.as(rolesSaid(roles, party)) : words.nobody}</p>
        {mayGovern && (
          <a
            class="item"
            href={linkTo({ screen: "people" })}
            onClick={(event) => {
              setOpen(false);
              follow({ screen: "people" })(event);
            }}
          >
            {words.people}
          </a>
        )}
        {signedIn && (
          <button type="button" onClick={choose("sessions")}>
            {words.sessions}
          </button>
        )}
        {session.account === true && (
          <button type="button" onClick={choose("password")}>
            {words.password}
          </button>
        )}
        {signedIn && (
          <button
            type="button"
            disabled={busy}
            onClick={() => void run(() => endSession("/sessions/end", {}).then(startAnew))}
          >
            {words.signOut}
          </button>
        )}
        {problem !== null && <ProblemLine problem={problem} />}
      </Popover>
      {shown === "sessions" && (
        <SessionsDialog close={() => setShown(null)} signedOut={startAnew} />
      )}
      {shown === "password" && <PasswordDialog close={() => setShown(null)} />}
    </>
  );
}

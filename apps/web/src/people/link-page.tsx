import { useEffect, useState } from "preact/hooks";
import { ProblemLine } from "../frame/problem-line.tsx";
import { type Problem, postJson, RequestFailed } from "../state/api.ts";
import { peopleWords } from "./people-words.ts";
import { useWrite } from "./use-write.ts";

const words = peopleWords.link;
const hashForm = /^#(?:set-up|password)=([\w-]{20,100})$/;

/** The code of a one-time link. It stands in the fragment, which never leaves the browser by itself. */
export const linkCode = (hash: string): string | null => hashForm.exec(hash)?.[1] ?? null;

interface Link {
  readonly purpose: "set-up" | "password";
  readonly name: string | null;
}

/** Opens a one-time link: the first administrator, or a new password. */
export function LinkPage({ code, done }: { readonly code: string; readonly done: () => void }) {
  const [link, setLink] = useState<Link | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  const { busy, problem, run } = useWrite();

  useEffect(() => {
    // The code is not left in the address, where the next one at this screen would read it.
    history.replaceState(null, "", location.pathname + location.search);
    postJson("/people/link", { code }).then(
      (answer) => setLink(answer as Link),
      (thrown: unknown) => {
        if (!(thrown instanceof RequestFailed)) throw thrown;
        setRefused(thrown.problem);
      },
    );
  }, [code]);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const password = String(form.get("password") ?? "");
    const name = link?.purpose === "set-up" ? { name: String(form.get("username") ?? "") } : {};
    const answer = await run(() => postJson("/people/link/use", { code, password, ...name }));
    if (answer === null) setSaved(true);
  }

  const isSetUp = link?.purpose === "set-up";
  return (
    <main id="content" tabIndex={-1}>
      <form class="signin" onSubmit={(event) => void save(event)}>
        <h1>
          {refused !== null
            ? words.spentTitle
            : link === null
              ? words.looking
              : isSetUp
                ? words.setUpTitle
                : words.passwordTitle(link.name ?? "")}
        </h1>
        {refused !== null && <ProblemLine problem={refused} />}
        {saved && <p role="status">{words.done}</p>}
        {link !== null && !saved && (
          <>
            <p class="q">{isSetUp ? words.setUpSay : words.passwordSay}</p>
            <label class={isSetUp ? "" : "sr"}>
              {peopleWords.signIn.name}
              <input
                class="field"
                name="username"
                autocomplete="username"
                spellcheck={false}
                maxLength={60}
                required
                readOnly={!isSetUp}
                tabIndex={isSetUp ? 0 : -1}
                defaultValue={link.name ?? ""}
              />
            </label>
            <label>
              {words.password}
              <input
                class="field"
                name="password"
                type="password"
                autocomplete="new-password"
                minLength={12}
                maxLength={200}
                required
                aria-describedby="link-rule"
              />
            </label>
            <p class="q" id="link-rule">
              {words.rule}
            </p>
            {problem !== null && <ProblemLine problem={problem} />}
            <button type="submit" class="btn pri" disabled={busy}>
              {words.act}
            </button>
          </>
        )}
        {(saved || refused !== null) && (
          <button type="button" class="btn pri" onClick={done}>
            {words.toSignIn}
          </button>
        )}
      </form>
    </main>
  );
}

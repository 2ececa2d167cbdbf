import { useState } from "preact/hooks";
import { peopleWords } from "../people/people-words.ts";
import { type Problem, postJson, RequestFailed } from "../state/api.ts";
import { ProblemLine } from "./problem-line.tsx";

const words = peopleWords.signIn;

/**
 * A name and a password in, or a token; a session out. Pasting and password managers work.
 * @param onPhone offers to stay signed in for 14 days, as an observer
 */
export function SignIn({ done, onPhone = false }: { done: () => void; onPhone?: boolean }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const [byToken, setByToken] = useState(false);

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string => String(form.get(name) ?? "");
    setBusy(true);
    setProblem(null);
    try {
      await postJson(
        "/session",
        byToken
          ? { token: text("token").trim() }
          : {
              name: text("username"),
              password: text("password"),
              ...(form.has("remember") ? { remember: true } : {}),
            },
      );
      done();
    } catch (thrown) {
      if (!(thrown instanceof RequestFailed)) throw thrown;
      setProblem(thrown.problem);
      setBusy(false);
    }
  }

  const described = problem === null ? undefined : "sign-in-problem";
  return (
    <main id="content" tabIndex={-1}>
      <form class="signin" onSubmit={(event) => void send(event)}>
        <h1>{words.title}</h1>
        <p class="q">{byToken ? words.sayToken : words.say}</p>
        {byToken ? (
          <label key="token">
            {words.token}
            <input
              class="field"
              name="token"
              type="password"
              autocomplete="off"
              required
              aria-describedby={described}
            />
          </label>
        ) : (
          <>
            <label key="name">
              {words.name}
              <input
                class="field"
                name="username"
                autocomplete="username"
                autocapitalize="off"
                spellcheck={false}
                maxLength={100}
                required
                aria-describedby={described}
              />
            </label>
            <label key="password">
              {words.password}
              <input
                class="field"
                name="password"
                type="password"
                autocomplete="current-password"
                required
                aria-describedby={described}
              />
            </label>
            {onPhone && (
              <label class="tick">
                <input type="checkbox" name="remember" defaultChecked />
                {words.onPhone}
              </label>
            )}
          </>
        )}
        {problem !== null && <ProblemLine id="sign-in-problem" problem={problem} />}
        <button type="submit" class="btn pri" disabled={busy}>
          {words.act}
        </button>
        <button type="button" class="btn" onClick={() => setByToken(!byToken)}>
          {byToken ? words.withPassword : words.withToken}
        </button>
        {!onPhone && (
          <a class="topublic" href="/public">
            {words.published}
          </a>
        )}
      </form>
    </main>
  );
}

import { useState } from "preact/hooks";
import { type Problem, postJson, RequestFailed } from "../state/api.ts";
import { words } from "../words/words.ts";

/** A token in, a session out. Pasting and password managers work. */
export function SignIn({ done }: { done: () => void }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const token = String(new FormData(form).get("token") ?? "").trim();
    setBusy(true);
    try {
      await postJson("/session", { token });
      done();
    } catch (thrown) {
      if (!(thrown instanceof RequestFailed)) throw thrown;
      setProblem(thrown.problem);
      setBusy(false);
    }
  }

  return (
    <main id="content" tabIndex={-1}>
      <form class="signin" onSubmit={(event) => void send(event)}>
        <h1>{words.signIn.title}</h1>
        <p class="q">{words.signIn.say}</p>
        <label>
          {words.signIn.token}
          <input
            class="field"
            name="token"
            type="password"
            autocomplete="current-password"
            required
            aria-describedby={problem === null ? undefined : "sign-in-problem"}
          />
        </label>
        {problem !== null && (
          <p id="sign-in-problem" role="alert">
            {problem.status === 401 ? words.signIn.refused : problem.title}{" "}
            <span class="d">{problem.code}</span>
          </p>
        )}
        <button type="submit" class="btn pri" disabled={busy}>
          {words.signIn.act}
        </button>
      </form>
    </main>
  );
}

import { Dialog } from "../log/dialog.tsx";
import { postJson } from "../state/api.ts";
import { peopleWords } from "./people-words.ts";
import { ProblemLine } from "./problem-line.tsx";
import { useWrite } from "./use-write.ts";

const words = peopleWords.password;

/** One's own password; every other session of mine ends. */
export function PasswordDialog({ close }: { readonly close: () => void }) {
  const { busy, problem, run } = useWrite();
  async function send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string => String(form.get(name) ?? "");
    const body = { current: text("current"), password: text("next") };
    if ((await run(() => postJson("/session/password", body))) === null) close();
  }
  return (
    <Dialog title={words.title} close={close}>
      <form class="pform" onSubmit={(event) => void send(event)}>
        <label class="fl">
          {words.current}
          <input
            class="field"
            name="current"
            type="password"
            autocomplete="current-password"
            required
          />
        </label>
        <label class="fl">
          {words.next}
          <input
            class="field"
            name="next"
            type="password"
            autocomplete="new-password"
            minLength={12}
            maxLength={200}
            required
            aria-describedby="password-rule"
          />
        </label>
        <p class="q" id="password-rule">
          {peopleWords.link.rule} {peopleWords.link.passwordSay}
        </p>
        {problem !== null && <ProblemLine problem={problem} />}
        <div class="db">
          <button type="submit" class="btn pri" disabled={busy}>
            {words.act}
          </button>
          <button type="button" class="btn" onClick={close}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

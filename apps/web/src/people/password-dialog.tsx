import { FormDialog } from "../frame/form-dialog.tsx";
import { ProblemLine } from "../frame/problem-line.tsx";
import { postJson } from "../state/api.ts";
import { peopleWords } from "./people-words.ts";
import { useWrite } from "./use-write.ts";

const words = peopleWords.password;

/** One's own password; every other session of mine ends. */
export function PasswordDialog({ close }: { readonly close: () => void }) {
  const { busy, problem, run } = useWrite();
  async function send(form: HTMLFormElement): Promise<void> {
    const typed = new FormData(form);
    const text = (name: string): string => String(typed.get(name) ?? "");
    const body = { current: text("current"), password: text("next") };
    if ((await run(() => postJson("/session/password", body))) === null) close();
  }
  return (
    <FormDialog
      title={words.title}
      act={words.act}
      cancel={words.cancel}
      off={busy}
      send={(form) => void send(form)}
      close={close}
    >
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
    </FormDialog>
  );
}

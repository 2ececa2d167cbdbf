import type { DeskView, Ground } from "@truceline/watch";
import { useState } from "preact/hooks";
import { Dialog } from "../log/dialog.tsx";
import type { Problem } from "../state/api.ts";

import { deskWords as words } from "./desk-words.ts";
import { writeRecord } from "./desk-write.ts";
import { Fields, type Values } from "./fields.tsx";
import type { DeskForm } from "./form-parts.ts";

/** A new record of one kind: fields in, the record out, what is wrong beside them. */
export function NewRecord(props: {
  readonly form: DeskForm;
  readonly ground: Ground;
  readonly desk: DeskView;
  readonly nowMs: number;
  readonly close: () => void;
}) {
  const { form, ground, desk, nowMs, close } = props;
  const [values, setValues] = useState<Values>(() => form.start(ground, nowMs));
  const [wrong, setWrong] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const fields = form.fields(ground, desk);

  const keep = async (): Promise<void> => {
    const made = form.record(values, ground, nowMs, desk);
    if ("wrong" in made) {
      const { wrong: key } = made;
      setWrong(fields.find((field) => field.key === key)?.label ?? String(key));
      return;
    }
    setBusy(true);
    const inTheWay = await writeRecord(form.path, made);
    setBusy(false);
    if (inTheWay === null) close();
    else setProblem(inTheWay);
  };

  return (
    <Dialog title={words.add(form.title)} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <Fields
          fields={fields}
          values={values}
          set={(key, value) => {
            setWrong(null);
            setValues({ ...values, [key]: value });
          }}
        />
        {wrong !== null && <p role="alert">{words.wrong(wrong)}</p>}
        {problem !== null && <ProblemLine problem={problem} />}
        <div class="db">
          <button type="submit" class="btn pri" disabled={busy}>
            {words.save}
          </button>
          <button type="button" class="btn" onClick={close}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export function ProblemLine({ problem }: { readonly problem: Problem }) {
  const told =
    problem.status === 409
      ? words.conflict
      : `${problem.title} ${problem.detail ?? problem.hint ?? ""}`;
  return (
    <p role="alert">
      {told} <span class="d">{problem.code}</span>
    </p>
  );
}

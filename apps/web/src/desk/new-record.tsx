import type { DeskView, Ground } from "@truceline/watch";
import { useRef, useState } from "preact/hooks";
import { FormDialog } from "../frame/form-dialog.tsx";
import { ProblemLine } from "../frame/problem-line.tsx";
import type { Problem } from "../state/api.ts";
import { deskWords as words } from "./desk-words.ts";
import { type DeskRecord, writeRecord } from "./desk-write.ts";
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
  /** Sent but not known to have arrived: sent again as it was, it is the same record, not a second one. */
  const sent = useRef<DeskRecord | null>(null);

  const keep = async (): Promise<void> => {
    const made = sent.current ?? form.record(values, ground, nowMs, desk);
    if ("wrong" in made) {
      const { wrong: key } = made;
      setWrong(fields.find((field) => field.key === key)?.label ?? String(key));
      return;
    }
    sent.current = made;
    setBusy(true);
    const inTheWay = await writeRecord(form.path, made);
    setBusy(false);
    if (inTheWay === null) close();
    else setProblem(inTheWay);
  };

  return (
    <FormDialog
      title={words.add(form.title)}
      act={words.save}
      cancel={words.cancel}
      off={busy}
      send={() => void keep()}
      close={close}
    >
      <Fields
        fields={fields}
        values={values}
        set={(key, value) => {
          setWrong(null);
          sent.current = null;
          setValues({ ...values, [key]: value });
        }}
      />
      {wrong !== null && <p role="alert">{words.wrong(wrong)}</p>}
      {problem !== null && <ProblemLine problem={problem} conflict={words.conflict} />}
    </FormDialog>
  );
}

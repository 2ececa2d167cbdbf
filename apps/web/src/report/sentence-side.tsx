import type { Language, ReportEdit } from "@truceline/model";
import { type DailyReport, findSentence, sentenceSha256 } from "@truceline/reporting";
import { useState } from "preact/hooks";
import { useOnce } from "../state/use-once.ts";
import { useView } from "../state/use-view.ts";
import { reportWords as words } from "./report-words.ts";

/** What of an edit the page sends: who and when are the server's to say. */
type EditWrite = Omit<ReportEdit, "by" | "atMs">;

/** Changes what edits there are by then; false where that was refused. */
export type ChangeEdits = (
  by: (edits: readonly EditWrite[]) => readonly EditWrite[],
) => Promise<boolean>;

/** The records a sentence rests on, and what a person can do with it. */
export function SentenceSide(props: {
  readonly report: DailyReport;
  readonly sentenceKey: string;
  readonly text: string;
  readonly language: Language;
  readonly edits: readonly ReportEdit[] | null;
  readonly change: ChangeEdits;
}) {
  const { report, sentenceKey, text, language, edits } = props;
  const sentence = findSentence(report, sentenceKey);
  // Null until something is typed: a draft is made anew every while, and must not write over one's words.
  const [typed, setTyped] = useState<string | null>(null);
  const own = typed ?? text;
  const { busy, once } = useOnce();
  if (sentence === undefined) return <p class="empty">{words.choose}</p>;
  const mine = edits?.find(
    ({ at, does }) => at === sentenceKey && (does === "replace" || does === "hide"),
  );
  const change = (by: Parameters<ChangeEdits>[0]): void =>
    void once(async () => {
      if (await props.change(by)) setTyped(null);
    });
  const put = (does: "replace" | "add" | "hide"): void => {
    const isAdding = does === "add";
    change((kept) => {
      const old = kept.find((one) => one.at === sentenceKey && one.does === does);
      return [
        ...kept.filter((one) => isAdding || one !== old),
        {
          id: isAdding || old === undefined ? crypto.randomUUID() : old.id,
          at: sentenceKey,
          does,
          ...(does === "hide"
            ? {}
            : { text: { ...(isAdding ? {} : old?.text), [language]: own.trim() } }),
          againstSha256: sentenceSha256(report, sentence),
        },
      ];
    });
  };
  return (
    <div class="sb">
      <p class="lead">{text}</p>
      {sentence.recordIds.length === 0 ? (
        <p class="q">{words.noRecords}</p>
      ) : (
        <ul class="recs">
          {sentence.recordIds.slice(0, 12).map((id) => (
            <RecordLine key={id} id={id} />
          ))}
          {sentence.recordCount > 12 && (
            <li class="q">{words.moreRecords(sentence.recordCount - 12)}</li>
          )}
        </ul>
      )}
      {edits !== null && (
        <form
          class="wr"
          onSubmit={(event) => {
            event.preventDefault();
            put("replace");
          }}
        >
          <label for="own-words">{words.edit}</label>
          <textarea
            id="own-words"
            class="field"
            rows={4}
            maxLength={4_000}
            value={own}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          <p class="d">{words.editSay}</p>
          <div class="acts" aria-busy={busy}>
            <button type="submit" class="btn" disabled={own.trim() === "" || own === text}>
              {words.replace}
            </button>
            <button
              type="button"
              class="btn"
              disabled={own.trim() === "" || own === text}
              onClick={() => put("add")}
            >
              {words.add}
            </button>
            <button type="button" class="btn" onClick={() => put("hide")}>
              {words.hide}
            </button>
            {mine !== undefined && (
              <button
                type="button"
                class="btn"
                onClick={() => change((kept) => kept.filter(({ id }) => id !== mine.id))}
              >
                {words.undo}
              </button>
            )}
          </div>
        </form>
      )}
    </div>
  );
}

/** One record in a few words: its kind, when and by whom it came. */
function RecordLine({ id }: { readonly id: string }) {
  const view = useView<{ kind: string; record: Readonly<Record<string, unknown>> }>(
    `/records/${id}`,
    0,
  );
  const record = view.data?.record;
  const said = [
    record?.["kind"],
    record?.["name"],
    record?.["state"],
    record?.["source"],
    record?.["by"],
  ]
    .filter((part): part is string => typeof part === "string" && part !== "")
    .join(", ");
  return (
    <li>
      <div>
        <b>{view.data?.kind.replaceAll("-", " ") ?? "…"}</b>
        <span>{said}</span>
        <span class="d">{id}</span>
      </div>
    </li>
  );
}

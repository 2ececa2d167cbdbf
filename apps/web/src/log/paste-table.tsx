import { type LineContext, type PasteRow, readPaste } from "@truceline/log";
import type { ObservationDraft } from "@truceline/model";
import type { Ground } from "@truceline/watch";
import type { Wording } from "@truceline/wording";
import { useMemo, useState } from "preact/hooks";
import { Alarm } from "../shapes/glyphs.tsx";
import { Tick } from "./log-glyphs.tsx";
import { logWords as words } from "./log-words.ts";

/** Rows of a spreadsheet: pasted, looked at row by row, then kept as drafts. Rows with a fault stay here. */
export function PasteTable(props: {
  readonly context: LineContext;
  readonly wording: Wording;
  readonly posts: Ground["posts"];
  readonly keep: (rows: readonly ObservationDraft[]) => void;
}) {
  const { context, wording, posts } = props;
  const [text, setText] = useState("");
  const reading = useMemo(
    () =>
      readPaste(
        text,
        context,
        posts.map(({ name, position }) => ({
          name,
          observer: context.post.observer,
          position: { position, accuracyM: 20, place: name },
        })),
      ),
    [text, context, posts],
  );
  const good = reading.rows.flatMap(({ draft }) => (draft === undefined ? [] : [draft]));
  const badCount = reading.rows.length - good.length;
  return (
    <section class="panel0 paste" aria-label={words.pasteTitle}>
      <label class="fl">
        <b>{words.pasteTitle}</b> <span class="d">{words.pasteSay}</span>
        <textarea
          class="field"
          aria-label={words.pasteText}
          rows={5}
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {reading.faults.map(({ code, word, row, columnIndex }) => (
        <p key={`${code}/${row}/${columnIndex ?? ""}`} class="nx bad" role="alert">
          <Alarm /> <span class="w">{words.pasteFaultOf(null, word)}</span>
          <span class="code">{code}</span>
        </p>
      ))}
      {reading.rows.length > 0 && (
        <div class="scroll">
          <table class="lt">
            <thead>
              <tr>
                <th scope="col" class="num">
                  {words.pasteRow}
                </th>
                <th scope="col">{words.preview}</th>
              </tr>
            </thead>
            <tbody>
              {reading.rows.map((row) => (
                <Row key={row.row} row={row} wording={wording} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div class="eb">
        <button
          type="button"
          class="btn pri"
          disabled={good.length === 0}
          onClick={() => {
            props.keep(good);
            setText("");
          }}
        >
          {words.pasteKeep(good.length)}
        </button>
        <span class="grow" role="status">
          {text === "" ? "" : words.pasteRead(good.length, badCount)}
        </span>
      </div>
    </section>
  );
}

function Row({ row, wording }: { readonly row: PasteRow; readonly wording: Wording }) {
  return (
    <tr>
      <td class="num">{row.row}</td>
      <td class="ps0">
        {row.draft === undefined ? (
          row.faults.map(({ code, column, word, suggestion }) => (
            <span key={`${code}/${column ?? ""}`}>
              <Alarm /> {words.pasteFaultOf(column === undefined ? null : columnName(column), word)}
              {suggestion === undefined ? "" : `. ${words.didYouMean} “${suggestion}”?`}{" "}
              <span class="d">{code}</span>
            </span>
          ))
        ) : (
          <span>
            <Tick /> {wording.observationSentence(row.draft, { position: true })}
          </span>
        )}
      </td>
    </tr>
  );
}

function columnName(column: string): string {
  const names: Readonly<Record<string, string>> = words.columns;
  return names[column] ?? column;
}

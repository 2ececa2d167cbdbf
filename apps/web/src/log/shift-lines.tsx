import type { LogEntry, TimeSpan } from "@truceline/model";
import type { Wording } from "@truceline/wording";
import { clockMinutes, isoDate, shortDate } from "../format/time.ts";
import type { Unsent } from "./entries.ts";
import { Pencil, Tick, Undo } from "./log-glyphs.tsx";
import { logWords as words } from "./log-words.ts";

export interface ShiftLine {
  readonly no: number;
  readonly entry: Pick<
    LogEntry,
    | "id"
    | "version"
    | "state"
    | "line"
    | "observations"
    | "supersededBy"
    | "supersedes"
    | "submittedAtMs"
    | "writingMs"
    | "post"
    | "media"
  >;
  readonly unsent: Unsent["problem"] | "waits" | null;
}

/** Lines of the shift, newest first: drafts can be changed, submitted ones only corrected. */
export function ShiftLines(props: {
  readonly lines: readonly ShiftLine[];
  readonly wording: Wording;
  readonly timezone: string;
  /** The local day, `2026-03-10`. */
  readonly today: string;
  readonly live: boolean;
  readonly edit: (line: ShiftLine) => void;
  readonly correct: (line: ShiftLine) => void;
  readonly withdraw: (line: ShiftLine) => void;
}) {
  const { lines, wording, timezone, live } = props;
  const numberOf = new Map(lines.map(({ no, entry }) => [entry.id, no]));
  const times = lines
    .map(({ entry }) => entry.writingMs)
    .filter((ms): ms is number => ms !== undefined)
    .sort((a, b) => a - b);
  const median = times[Math.floor(times.length / 2)];
  return (
    <section class="panel0 list" aria-label={words.shift(lines.length)}>
      <div class="ph">
        <h2>{words.shift(lines.length)}</h2>
        <div class="right">
          {median !== undefined && <span>{words.median(Math.round(median / 1_000))}</span>}
          <span>{words.rule}</span>
        </div>
      </div>
      {lines.length === 0 ? (
        <p class="empty">{words.empty}</p>
      ) : (
        <div class="scroll">
          <table class="lt">
            <thead>
              <tr>
                <th scope="col" class="num">
                  {words.table.no}
                </th>
                <th scope="col">{words.table.when}</th>
                <th scope="col">{words.table.means}</th>
                <th scope="col" class="num">
                  {words.table.number}
                </th>
                <th scope="col">{words.table.observation}</th>
                <th scope="col">{words.table.description}</th>
                <th scope="col">{words.table.where}</th>
                <th scope="col">{words.table.weapon}</th>
                <th scope="col">{words.table.state}</th>
                <th scope="col">
                  <span class="sr">{words.table.acts}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <Row
                  key={line.entry.id}
                  line={line}
                  numberOf={numberOf}
                  {...{ wording, timezone, live }}
                  {...props}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row(props: {
  readonly line: ShiftLine;
  readonly numberOf: ReadonlyMap<string, number>;
  readonly wording: Wording;
  readonly timezone: string;
  /** The local day, `2026-03-10`. */
  readonly today: string;
  readonly live: boolean;
  readonly edit: (line: ShiftLine) => void;
  readonly correct: (line: ShiftLine) => void;
  readonly withdraw: (line: ShiftLine) => void;
}) {
  const { line, wording, live } = props;
  const { entry, no } = line;
  const [first] = entry.observations;
  const row = first === undefined ? undefined : wording.observationRow(first, { position: false });
  const gone = entry.state === "superseded" || entry.state === "withdrawn";
  const more = entry.observations.length - 1;
  return (
    <tr class={gone ? "sup" : undefined}>
      <td class="num">{no}</td>
      <td class="x">
        {first === undefined ? "–" : whenText(first.span, wording, props.timezone, props.today)}
      </td>
      <td class="x" title={row?.means}>
        {row?.means ?? ""}
      </td>
      <td class="x num">{row?.number ?? ""}</td>
      <td class="x">
        {row?.observation ?? entry.line}
        {more > 0 && <span class="d"> +{more}</span>}
        {(entry.media?.length ?? 0) > 0 && (
          <span class="d">
            {" · "}
            {entry.media?.map(({ sha256 }, index) => (
              <a key={sha256} href={`/api/v1/media/${sha256}`} target="_blank" rel="noreferrer">
                {words.photo(index + 1)}
              </a>
            ))}
          </span>
        )}
      </td>
      <td class="x" title={row?.description}>
        {row?.description ?? ""}
      </td>
      <td class="x" title={row?.eventLocation}>
        {row?.eventLocation ?? ""}
      </td>
      <td class="x" title={row?.weapon}>
        {row?.weapon ?? ""}
      </td>
      <td>
        <span class="st">{stateOf(props)}</span>
      </td>
      <td class="acts">
        {live && entry.state === "draft" && (
          <button type="button" class="lnk" onClick={() => props.edit(line)}>
            {words.edit}
            <span class="sr"> {no}</span>
          </button>
        )}
        {live && entry.state === "submitted" && (
          <>
            <button type="button" class="lnk" onClick={() => props.correct(line)}>
              {words.correct}
              <span class="sr"> {no}</span>
            </button>
            <button type="button" class="lnk" onClick={() => props.withdraw(line)}>
              {words.withdraw}
              <span class="sr"> {no}</span>
            </button>
          </>
        )}
      </td>
    </tr>
  );
}

/** "22 Nov 23:40 to 23:55", today without its date; the year is that of the shift. */
function whenText(span: TimeSpan, wording: Wording, timezone: string, today: string): string {
  if (span.precision !== "exact" && span.precision !== "minute") return wording.spanCell(span);
  const [, day, month] = shortDate(span.fromMs, timezone).split(" ");
  const [from, to] = [span.fromMs, span.toMs].map((atMs) => clockMinutes(atMs, timezone));
  const date = isoDate(span.fromMs, timezone) === today ? "" : `${day} ${month} `;
  return `${date}${from}${from === to ? "" : ` to ${to}`}`;
}

function stateOf(props: {
  readonly line: ShiftLine;
  readonly numberOf: ReadonlyMap<string, number>;
  readonly timezone: string;
}) {
  const { entry, unsent } = props.line;
  if (unsent === "waits") return <b class="attn">{words.states.notSent}</b>;
  if (unsent !== null) {
    return (
      <b class="attn" title={unsent.title}>
        {words.states.refused} {unsent.code}
      </b>
    );
  }
  switch (entry.state) {
    case "draft":
      return (
        <>
          <Pencil /> <b>{words.states.draft}</b>
        </>
      );
    case "submitted":
      return (
        <>
          <Tick />{" "}
          {words.states.submitted(
            entry.submittedAtMs === undefined
              ? ""
              : clockMinutes(entry.submittedAtMs, props.timezone),
          )}
        </>
      );
    case "superseded": {
      const by =
        entry.supersededBy === undefined ? undefined : props.numberOf.get(entry.supersededBy);
      return (
        <>
          <Undo /> {words.states.superseded(by === undefined ? "…" : String(by))}
        </>
      );
    }
    case "withdrawn":
      return (
        <>
          <Undo /> {words.states.withdrawn}
        </>
      );
  }
}

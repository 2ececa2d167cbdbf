import type { ClauseBoard, Ground } from "@truceline/watch";
import { useState } from "preact/hooks";
import { clockMinutes, isoDate, longDate } from "../format/time.ts";
import type { Moment } from "../frame/moment.ts";
import { type Address, home } from "../state/address.ts";
import { go } from "../state/navigate.ts";
import { words } from "../words/words.ts";
import { boardCsv } from "./board-csv.ts";

/** Which period, as known when, and a copy for a table elsewhere. */
export function BoardBar(props: {
  readonly board: ClauseBoard | null;
  readonly ground: Ground;
  readonly address: Address;
  readonly moment: Moment;
  /** The reasons are closed: say how they open. */
  readonly hint: boolean;
}) {
  const { board, ground, address, moment, hint } = props;
  const { timezone } = ground.agreement;
  const [copied, setCopied] = useState(false);
  const date = address.period.includes("-") ? address.period : "";
  return (
    <div class="bar">
      <h1 id="clauses-title">{words.clauses.title}</h1>
      <span class="seg" role="group" aria-label={words.clauses.period}>
        {(["today", "yesterday"] as const).map((period) => (
          <button
            key={period}
            type="button"
            aria-pressed={address.period === period}
            onClick={() => go({ period })}
          >
            {words.clauses[period]}
          </button>
        ))}
      </span>
      <input
        class="field"
        type="date"
        aria-label={words.clauses.day}
        value={date}
        max={isoDate(moment.nowMs, timezone)}
        onChange={(event) => {
          const value = event.currentTarget.value;
          go({ period: value === "" ? "today" : value });
        }}
      />
      {board !== null && <span class="q s12 nw">{rangeText(board, timezone)}</span>}
      {hint && <span class="d s12 nw">{words.reasons.choose}</span>}
      <span class="grow" />
      {address.knownAtMs !== null && (
        <button
          type="button"
          class="btn pri"
          onClick={() => go({ knownAtMs: home.knownAtMs }, "step")}
        >
          {words.strip.backToLive} <kbd>H</kbd>
        </button>
      )}
      {board !== null && (
        <button
          type="button"
          class="btn"
          onClick={() => {
            void navigator.clipboard.writeText(boardCsv(board)).then(() => setCopied(true));
          }}
        >
          {copied ? words.clauses.copied : words.clauses.csv}
        </button>
      )}
    </div>
  );
}

function rangeText({ periodFromMs, periodToMs, knownAtMs }: ClauseBoard, timezone: string): string {
  const toMs = Math.max(periodFromMs, Math.min(periodToMs, knownAtMs));
  const [from, to] = [clockMinutes(periodFromMs, timezone), clockMinutes(toMs, timezone)];
  const [fromDate, toDate] = [longDate(periodFromMs, timezone), longDate(toMs, timezone)];
  return fromDate === toDate
    ? words.clauses.range(fromDate, from, to)
    : words.clauses.rangeDays(fromDate, from, toDate, to);
}

import { type LineFault, type LineReading, logErrors } from "@truceline/log";
import { violationColumns } from "@truceline/model";
import type { Wording } from "@truceline/wording";
import type { KeptLine, ShiftLine } from "./log-session.ts";

/** Text of others on a terminal: what steers it, or turns the writing around, is made visible. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "\ufffd");
}

/** The sentence as the report will have it, and one row an observation in the mission's columns. */
export function previewLines(
  { observations, carried }: Pick<LineReading, "observations" | "carried">,
  wording: Wording,
): readonly string[] {
  if (observations.length === 0) return [];
  const rows = observations.map((observation, index) => {
    const row = wording.observationRow(observation, { position: true });
    const isCarried = carried[index]?.includes("means") === true;
    return violationColumns
      .map((column) => {
        const mark = row.defaults.includes(column) && row[column] !== "" ? " (default)" : "";
        const from = column === "means" && isCarried ? " (carried)" : "";
        return `${row[column]}${from}${mark}`;
      })
      .join(" | ");
  });
  return [wording.statementSentence(observations, { position: true }), ...rows].map(visible);
}

/** What is noted of a line without stopping it. */
export function noteLines({ notes }: LineReading): readonly string[] {
  return notes.map(({ code }) => `note ${code}: ${logErrors[code].message}`);
}

/** One sentence on the first wrong word. */
export function faultText(fault: LineFault): string {
  const { code, word, wordNo, suggestion, expected } = fault;
  const lacks = code === "TL_LOG_INCOMPLETE" ? ` It lacks: ${expected.join(", ")}.` : "";
  const said = word === "" ? "" : ` "${visible(word)}", word ${wordNo}:`;
  const instead = suggestion === undefined ? "" : ` Did you mean ${visible(suggestion)}?`;
  return `${code}${said} ${logErrors[code].message}${lacks}${instead}`;
}

/** The line with its first wrong word marked below, and why. */
export function faultLines(line: string, fault: LineFault): readonly string[] {
  const mark = `${" ".repeat(fault.from)}${"^".repeat(Math.max(1, fault.to - fault.from))}`;
  return [visible(line), `${mark} ${faultText(fault)}`];
}

/** `3 submitted 2140 heard 9 expl`. */
export function shiftLineText({ no, entry, unsent, supersededByNo }: ShiftLine): string {
  const waits = unsent?.refused === undefined ? "not sent" : `refused: ${reasonOf(unsent.refused)}`;
  const state = unsent === undefined ? entry.state : `${entry.state}, ${waits}`;
  const by = supersededByNo === undefined ? "" : ` by ${supersededByNo}`;
  const reason = entry.reason === undefined ? "" : `  reason: ${entry.reason}`;
  return visible(`${String(no).padStart(3)} ${state}${by}  ${entry.line}${reason}`);
}

/** What became of a line, in one word or sentence. */
export function sentText({ line, sent }: KeptLine): string {
  switch (sent.is) {
    case "stored":
      return `${line.no} ${sent.entry.state}`;
    case "away":
      return `${line.no} kept here, not sent: nobody answers`;
    case "refused":
      return visible(`${line.no} refused, kept here: ${reasonOf(sent.faults)}`);
  }
}

function reasonOf(
  faults: readonly {
    readonly code: string;
    readonly message: string;
    readonly path?: string | undefined;
  }[],
): string {
  return faults
    .slice(0, 3)
    .map(({ code, message, path }) => `${code} ${path === undefined ? "" : `${path} `}${message}`)
    .join("; ");
}

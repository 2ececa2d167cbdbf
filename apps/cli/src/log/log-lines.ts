import type { LineFault, PasteFault } from "@truceline/log";
import { logErrors, readPaste } from "@truceline/log";
import type { Wording } from "@truceline/wording";
import { exitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import type { KeptLine, LogSession } from "./log-session.ts";
import { faultText, noteLines, previewLines, sentText, visible } from "./show-line.ts";

/** Answer to one line or row of standard input. */
export interface LineAnswer {
  /** Counted from 1. */
  readonly line: number;
  readonly status: "kept" | "submitted" | "waits" | "refused";
  readonly id?: string;
  readonly no?: number;
  readonly sentence?: string;
  readonly notes?: readonly string[];
  readonly faults?: readonly {
    readonly code: string;
    readonly message: string;
    readonly word?: string;
    readonly column?: number | string;
    readonly suggestion?: string;
  }[];
}

export interface LinesOptions {
  readonly isTable: boolean;
  readonly toSubmit: boolean;
  readonly asJson: boolean;
}

/** Keeps many lines, one after the other, each with its answer; what is refused stops no other. */
export async function runLines(
  text: string,
  session: LogSession,
  wording: Wording,
  terminal: Terminal,
  { isTable, toSubmit, asJson }: LinesOptions,
): Promise<number> {
  const answers: LineAnswer[] = [];
  const tell = (answer: LineAnswer) => {
    answers.push(answer);
    if (!asJson) for (const line of answerLines(answer)) terminal.out(line);
  };
  for (const { entry, unsent } of session.lines()) {
    if (unsent?.refused !== undefined)
      terminal.say(`still refused, kept here: ${visible(entry.line)}`);
  }
  for (const kept of await session.sendUnsent())
    terminal.say(`sent what waited: ${sentText(kept)}`);
  await (isTable ? keepTable : keepLines)(text, session, wording, toSubmit, tell);
  const waitingCount = session.lines().filter(({ unsent }) => unsent !== undefined).length;
  if (asJson) terminal.out(JSON.stringify({ lines: answers, waitingCount }));
  else terminal.say(summary(answers));
  if (answers.some(({ status }) => status === "refused")) return exitCode.refused;
  return answers.some(({ status }) => status === "waits") ? exitCode.absent : exitCode.ok;
}

type Tell = (answer: LineAnswer) => void;

async function keepLines(
  text: string,
  session: LogSession,
  wording: Wording,
  toSubmit: boolean,
  tell: Tell,
): Promise<void> {
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const reading = session.read(line);
    if (line.trim() === "") continue;
    if (reading.fault !== undefined) {
      tell({ line: index + 1, status: "refused", faults: [lineFaultOf(reading.fault)] });
      continue;
    }
    const kept = await session.keep(line, reading);
    const [sentence = ""] = previewLines(reading, wording);
    const notes = noteLines(reading);
    tell({ ...(await settled(index + 1, kept, session, toSubmit)), sentence, notes });
  }
}

/** Rows have no line of their own: they are kept as a form is. */
async function keepTable(
  text: string,
  session: LogSession,
  wording: Wording,
  toSubmit: boolean,
  tell: Tell,
): Promise<void> {
  const { rows, faults } = readPaste(text, session.context());
  for (const fault of faults) {
    tell({ line: fault.row, status: "refused", faults: [cellFaultOf(fault)] });
  }
  for (const { row, draft, faults: own } of rows) {
    if (draft === undefined) {
      tell({ line: row, status: "refused", faults: own.map(cellFaultOf) });
      continue;
    }
    const observations = [draft];
    const carried = [[]];
    const kept = await session.keep("", { ...session.read(""), observations });
    const [sentence = ""] = previewLines({ observations, carried }, wording);
    tell({ ...(await settled(row, kept, session, toSubmit)), sentence });
  }
}

async function settled(
  line: number,
  kept: KeptLine,
  session: LogSession,
  toSubmit: boolean,
): Promise<LineAnswer> {
  const [submitted = kept] =
    toSubmit && kept.sent.is !== "refused" ? await session.submit([kept.line]) : [];
  const { sent } = submitted;
  const about = { line, id: kept.line.entry.id, no: kept.line.no };
  switch (sent.is) {
    case "stored":
      return { ...about, status: sent.entry.state === "submitted" ? "submitted" : "kept" };
    case "away":
      return { ...about, status: "waits" };
    case "refused":
      return {
        ...about,
        status: "refused",
        faults: sent.faults.map(({ code, message }) => ({ code, message })),
      };
  }
}

function lineFaultOf(fault: LineFault) {
  const { code, word, from, suggestion } = fault;
  return {
    code,
    message: faultText(fault),
    word,
    column: from + 1,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function cellFaultOf({ code, word, column, columnIndex, suggestion }: PasteFault) {
  const where = column ?? (columnIndex === undefined ? undefined : columnIndex + 1);
  const instead = suggestion === undefined ? "" : ` Did you mean ${suggestion}?`;
  return {
    code,
    message: `${code} "${word}": ${logErrors[code].message}${instead}`,
    word,
    ...(where === undefined ? {} : { column: where }),
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function answerLines({ line, status, no, sentence, notes, faults }: LineAnswer): string[] {
  const head = `${line}: ${status}${no === undefined ? "" : ` as ${no}`}`;
  const reasons = (faults ?? []).map(({ message, column }) =>
    visible(`${line}${column === undefined ? "" : `:${column}`}: ${message}`),
  );
  if (status === "refused") return no === undefined ? reasons : [head, ...reasons];
  return [`${head}  ${sentence ?? ""}`, ...(notes ?? []).map((note) => `${line}: ${note}`)];
}

function summary(answers: readonly LineAnswer[]): string {
  const count = (status: LineAnswer["status"]) =>
    answers.filter((one) => one.status === status).length;
  return `${answers.length} lines: ${count("submitted")} submitted, ${count("kept")} kept as drafts, ${count("waits")} wait here, ${count("refused")} refused.`;
}

export { type Completion, completions } from "./completions.ts";
export { type EntryGround, lineSays, readEntryLine } from "./entry-line.ts";
export { LogError, type LogErrorCode, logErrors } from "./errors.ts";
export {
  type LineContext,
  type LineFault,
  type LineNote,
  type LineReading,
  type LineWord,
  lineLengthMax,
  observationCountMax,
  type Slot,
  type StatementContext,
  slots,
} from "./line-types.ts";
export { columnsByPosition, type PasteColumn } from "./paste/paste-columns.ts";
export {
  type PasteFault,
  type PastePost,
  type PasteReading,
  type PasteRow,
  readPaste,
} from "./paste/read-paste.ts";
export { pasteLimits } from "./paste/split-table.ts";
export { readLine } from "./read-line.ts";
export { lineContextOf, writeLine } from "./write-line.ts";

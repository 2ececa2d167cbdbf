export { type Completion, completions } from "./completions.ts";
export { LogError, type LogErrorCode, logErrors } from "./errors.ts";
export {
  type Language,
  type LineContext,
  type LineFault,
  type LineNote,
  type LineReading,
  type LineWord,
  languages,
  lineLengthMax,
  observationCountMax,
  type Slot,
  type StatementContext,
  slots,
} from "./line-types.ts";
export { readLine } from "./read-line.ts";
export { lineContextOf, writeLine } from "./write-line.ts";

import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const logErrors = {
  TL_LOG_WORD_UNKNOWN: {
    fault: "data",
    message: "A word of the line is not known here.",
    hint: "Use a word of the table in docs/reference/log-line.md, or put free text in double quotes.",
  },
  TL_LOG_WORD_TWICE: {
    fault: "data",
    message: "One observation says the same thing twice.",
    hint: "Put a comma before the next observation, or take one of the two words out.",
  },
  TL_LOG_INCOMPLETE: {
    fault: "data",
    message: "An observation lacks what it needs: time, means, number or kind.",
    hint: "Go on typing; write `several` where nothing could be counted.",
  },
  TL_LOG_TIME: {
    fault: "data",
    message: "A time is no time of the day.",
    hint: "Write 2140, 21:40 or 2140-2155.",
  },
  TL_LOG_TIME_SKIPPED: {
    fault: "data",
    message: "The clock was put forward over this time; it did not exist on that night.",
    hint: "Write the time after the change.",
  },
  TL_LOG_DAY: {
    fault: "data",
    message: "A day is not in the calendar.",
    hint: "Write day and month as 9/3, or 2026-03-09.",
  },
  TL_LOG_SPAN: {
    fault: "data",
    message: "A time ends before it begins.",
    hint: "Exchange the two, or give both days, as in 9/3-10/3.",
  },
  TL_LOG_NUMBER: {
    fault: "data",
    message: "A number or distance is out of range, or its second value is the smaller one.",
    hint: "Counts go to 1,000,000, distances to 500 km, calibres to 1,000 mm.",
  },
  TL_LOG_ZONE_UNKNOWN: {
    fault: "data",
    message: "The agreement names no such area.",
    hint: 'Write its id or name, or put another name in double quotes: in "Zolote".',
  },
  TL_LOG_PART_ALONE: {
    fault: "data",
    message: "A part needs the observation it is a part of before it in the line.",
    hint: "Write the whole first, then a comma and `incl`.",
  },
  TL_LOG_REFERENCE: {
    fault: "data",
    message: "The line points to a place or photograph that is not attached.",
    hint: "Choose the place on the map or attach the photograph first.",
  },
  TL_LOG_QUOTE_OPEN: {
    fault: "data",
    message: "A quoted text is not closed.",
    hint: "Close it with the quotation mark it was opened with.",
  },
  TL_LOG_CHARACTER: {
    fault: "data",
    message: "The line holds a character that cannot be seen or that turns the writing around.",
    hint: "Take it out; in quoted text it can be written as \\u{202e}.",
  },
  TL_LOG_LINE_LONG: {
    fault: "data",
    message: "The line is longer than 2,000 characters.",
    hint: "Make two lines of it.",
  },
  TL_LOG_OBSERVATION_LIMIT: {
    fault: "data",
    message: "The line holds more than 50 observations.",
    hint: "Make two lines of it.",
  },
  TL_LOG_RECORD: {
    fault: "data",
    message: "What the line says does not fit an observation.",
    hint: "The fault names the key and what it must be.",
  },
  TL_LOG_TIME_TWICE: {
    fault: "data",
    message: "The clock was put back: this time came twice that night. The first is taken.",
    hint: "Write A after the time for the first pass, B for the second.",
  },
  TL_LOG_TIME_FUTURE: {
    fault: "data",
    message: "The time has not come yet.",
    hint: "Give the day, as in 9/3 or yest.",
  },
  TL_LOG_DAY_NEXT: {
    fault: "data",
    message: "The time is earlier than that of the line before; the next day is taken.",
    hint: "Give the day where that is not meant.",
  },
  TL_LOG_DAY_BEFORE: {
    fault: "data",
    message: "The time has not come yet on the day of the line before; the day before is taken.",
    hint: "Give the day where that is not meant.",
  },
  TL_LOG_NOT_WRITABLE: {
    fault: "data",
    message: "The observations cannot be written as one line without losing something.",
    hint: "Use the form; each fault names the key that a line cannot hold.",
  },
  TL_LOG_PASTE_LIMIT: {
    fault: "data",
    message: "The table is larger than can be pasted at once.",
    hint: "Paste at most 2,000 rows of 60 columns.",
  },
  TL_LOG_PASTE_COLUMNS: {
    fault: "data",
    message: "The columns of the table are not known.",
    hint: "Give the mission's header, or the columns in its order.",
  },
  TL_LOG_PASTE_CELL: {
    fault: "data",
    message: "A cell of the table does not say what its column is for.",
    hint: "The fault names the row, the column and what was expected.",
  },
} as const satisfies Record<`TL_LOG_${string}`, ErrorEntry>;

export type LogErrorCode = keyof typeof logErrors;

export class LogError extends TrucelineError<LogErrorCode> {
  constructor(code: LogErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, logErrors[code], details, options);
  }
}

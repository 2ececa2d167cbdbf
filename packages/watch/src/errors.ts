import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const watchErrors = {
  TL_WATCH_TOO_LARGE: {
    fault: "data",
    message: "The message is larger than one record may be.",
    hint: "Send one record a message, at most 256 KB; send media by their SHA-256.",
  },
  TL_WATCH_NOT_UTF8: {
    fault: "data",
    message: "The bytes are not UTF-8.",
    hint: "Save or send the text as UTF-8.",
  },
  TL_WATCH_NOT_JSON: {
    fault: "data",
    message: "The text is not JSON.",
    hint: "Send one JSON object; one a line for NDJSON.",
  },
  TL_WATCH_TOO_DEEP: {
    fault: "data",
    message: "The JSON is nested deeper than any record is.",
    hint: "Send the record itself, not wrapped in other objects.",
  },
  TL_WATCH_DUPLICATE_KEY: {
    fault: "data",
    message: "An object names the same key twice.",
    hint: "Keep the one that is meant and remove the other.",
  },
  TL_WATCH_SURROGATE: {
    fault: "data",
    message: "A text holds half a character (a lone surrogate).",
    hint: "The sender cut a text in the middle of a character; send it whole.",
  },
  TL_WATCH_KIND: {
    fault: "caller",
    message: "Records of this kind are worked out here and are not taken from outside.",
    hint: "Send observations, claims, sensor states, corrections or patrol tracks.",
  },
  TL_WATCH_SCHEMA: {
    fault: "data",
    message: "The record does not fit its schema.",
    hint: "Each fault names the key and what it must be.",
  },
  TL_WATCH_UNKNOWN_KEY: {
    fault: "data",
    message: "The record has a key that its schema does not know.",
    hint: "Remove the key, or correct its spelling; nothing is dropped in silence.",
  },
  TL_WATCH_NOT_A_NUMBER: {
    fault: "data",
    message: "A quantity is not a finite number.",
    hint: "Write a number without quotes; leave the key out where the value is not known.",
  },
  TL_WATCH_UNIT: {
    fault: "data",
    message: "A quantity is in another unit than its key says.",
    hint: "Distances are in metres, instants in epoch milliseconds, angles in degrees.",
  },
  TL_WATCH_POSITION_RANGE: {
    fault: "data",
    message: "A position is out of range.",
    hint: "Write longitude first, -180 to 180, then latitude, -90 to 90.",
  },
  TL_WATCH_SWAPPED: {
    fault: "data",
    message: "A position lies far off, and inside the area watched once its values are exchanged.",
    hint: "Write longitude first, then latitude.",
  },
  TL_WATCH_RING: {
    fault: "data",
    message: "A ring of the area is not closed, crosses itself or crosses the antimeridian.",
    hint: "Close the ring, cut it at 180 degrees, and keep its sides from crossing.",
  },
  TL_WATCH_AREA: {
    fault: "data",
    message: "The area stated is no area.",
    hint: "Give a valid H3 cell, or a shape with some extent.",
  },
  TL_WATCH_SPAN_ORDER: {
    fault: "data",
    message: "A range ends before it begins.",
    hint: "Exchange the two values or correct one of them.",
  },
  TL_WATCH_CLOCK_AHEAD: {
    fault: "data",
    message: "The record says it happened more than 15 minutes after it was received.",
    hint: "Set the sender's clock, then send the corrected record.",
  },
  TL_WATCH_ORIGIN: {
    fault: "data",
    message: "The record is of another origin than what is watched here.",
    hint: "Observed, exercise and simulated records are never mixed; send it to its own instance.",
  },
  TL_WATCH_LOG_SOURCE: {
    fault: "data",
    message: "Entries of the field log are corrected in the log alone.",
    hint: "Write an entry that supersedes the one that is wrong, with a reason.",
  },
  TL_WATCH_CONFLICT: {
    fault: "data",
    message: "Another content is stored under the same source and sourceId.",
    hint: "Give a correction a sourceId of its own, or readmit it after a person has looked.",
  },
  TL_WATCH_BUSY: {
    fault: "busy",
    message: "More is waiting to be stored than may wait.",
    hint: "Wait a second and send it again; nothing of this message was kept.",
  },
  TL_WATCH_CLOSED: {
    fault: "absent",
    message: "The intake has been closed.",
    hint: "Start the server again and send it again.",
  },
  TL_WATCH_NO_SLEEP: {
    fault: "bug",
    message: "The pipeline was told to run without a way to wait.",
  },
  TL_WATCH_QUARANTINE_UNKNOWN: {
    fault: "caller",
    message: "No entry in quarantine has this id.",
    hint: "List the quarantine and take an id from there.",
  },
  TL_WATCH_NOT_WAITING: {
    fault: "caller",
    message: "The entry in quarantine has been readmitted already.",
    hint: "Its record is named in the entry.",
  },
  TL_WATCH_PAGE_CURSOR: {
    fault: "caller",
    message: "The cursor is not one that a list gave out.",
    hint: "Start again without a cursor.",
  },
  TL_WATCH_REPORT_THEME: {
    fault: "caller",
    message: "The agreement has no such sector, disengagement area or article.",
    hint: "Take an id from the agreement, as `truceline describe` lists them.",
  },
} as const satisfies Record<`TL_WATCH_${string}`, ErrorEntry>;

export type WatchErrorCode = keyof typeof watchErrors;

export class WatchError extends TrucelineError<WatchErrorCode> {
  constructor(code: WatchErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, watchErrors[code], details, options);
  }
}

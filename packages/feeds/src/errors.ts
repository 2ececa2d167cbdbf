import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const feedsErrors = {
  TL_FEEDS_REPLAY_FILE: {
    fault: "data",
    message: "The file to replay cannot be read.",
    hint: "Name an NDJSON file of records, such as an export of observations.",
  },
  TL_FEEDS_REPLAY_EMPTY: {
    fault: "data",
    message: "The file to replay holds no record.",
    hint: "Name an NDJSON file of records, such as an export of observations.",
  },
  TL_FEEDS_SPEED: {
    fault: "caller",
    message: "The speed is not a number above zero.",
    hint: "Write --speed 60 for an hour a minute.",
  },
  TL_FEEDS_READER: {
    fault: "bug",
    message: "The reader of a format failed on what a sender sent.",
    hint: "The feed goes on; send us the bytes told with it.",
  },
  TL_FEEDS_PORT: {
    fault: "absent",
    message: "The port or address to listen on is not to be had.",
    hint: "Free the port, or give the feed another one.",
  },
  TL_FEEDS_FULL: {
    fault: "busy",
    message: "The feed has no room for more now, or its sender is over its quota.",
    hint: "Nothing of the message was kept; send it again in a while.",
  },
  TL_FEEDS_STOPPED: {
    fault: "absent",
    message: "The feed is not running.",
    hint: "Send it again once it has been started.",
  },
  TL_FEEDS_URL: {
    fault: "caller",
    message: "The address of a feed is wrong.",
    hint: "Write FORMAT+WAY://WHERE, as in ais+tcp://192.0.2.7:4001; docs/guides/feeds.md lists them.",
  },
  TL_FEEDS_SECRET: {
    fault: "absent",
    message: "The file with a feed's secret cannot be read.",
    hint: "Put it where `secretFile` says, readable for whoever runs Truceline alone.",
  },
  TL_FEEDS_FORM: {
    fault: "caller",
    message: "The form of a feed cannot be read, or its mapping does not fit it.",
    hint: "Give an XLSForm (.xlsx), and a mapping that reads or ignores each of its questions.",
  },
} as const satisfies Record<`TL_FEEDS_${string}`, ErrorEntry>;

export type FeedsErrorCode = keyof typeof feedsErrors;

export class FeedsError extends TrucelineError<FeedsErrorCode> {
  constructor(code: FeedsErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, feedsErrors[code], details, options);
  }
}

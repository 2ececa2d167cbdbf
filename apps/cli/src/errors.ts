import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const cliErrors = {
  TL_CLI_USAGE: {
    fault: "caller",
    message: "The command is not used as its help says.",
    hint: "Add --help to see it with an example.",
  },
  TL_CLI_FILE: {
    fault: "data",
    message: "A file cannot be read.",
    hint: "Check the path and that you may read it.",
  },
  TL_CLI_FILE_SIZE: {
    fault: "data",
    message: "A file is larger than this command reads.",
    hint: "Split it into parts and import them one by one; what came before is a duplicate.",
  },
  TL_CLI_EXISTS: {
    fault: "caller",
    message: "There is something already where this would be written.",
    hint: "Give another name, or an empty folder; nothing is overwritten.",
  },
  TL_CLI_WRITE: {
    fault: "absent",
    message: "A file cannot be written.",
    hint: "Check that you may write there and that the disk has room; what was there is as it was.",
  },
  TL_CLI_MAPPING: {
    fault: "data",
    message: "There is no mapping of that name and no such file.",
    hint: "Saved mappings: smm, viina, deepstate-line; or the path of a mapping file.",
  },
  TL_CLI_SETTINGS: {
    fault: "data",
    message: "A setting is not as it must be.",
    hint: "`truceline config` shows each value and where it comes from.",
  },
  TL_CLI_BENCH_ABSENT: {
    fault: "absent",
    message: "Benchmarks are run from a checkout, and this is none.",
    hint: "Clone the project and run npx truceline bench there.",
  },
  TL_CLI_SERVER: {
    fault: "absent",
    message: "The server does not answer.",
    hint: "Start it with `truceline watch`, or name a database with --db or a data folder with --data.",
  },
  TL_CLI_SERVER_REFUSED: {
    fault: "data",
    message: "The server refuses what was asked.",
    hint: "Its reasons are listed with this; where it wants a token, give one with --token or TRUCELINE_TOKEN.",
  },
  TL_CLI_LOG_ROOM: {
    fault: "caller",
    message:
      "The server watches another agreement, or the line is of another origin than its room.",
    hint: "Name the agreement that the server watches.",
  },
  TL_CLI_LOG_AWAY: {
    fault: "absent",
    message:
      "The room does not answer, and it never did: whether it is an exercise is not known here.",
    hint: "Begin the log once while the server answers; from then on it may be away.",
  },
  TL_CLI_LOG_OUTBOX: {
    fault: "data",
    message: "The file that keeps unsent lines cannot be read or written.",
    hint: "Nothing was overwritten: look at the file named here before you move it away.",
  },
} as const satisfies Record<`TL_CLI_${string}`, ErrorEntry>;

export type CliErrorCode = keyof typeof cliErrors;

export class CliError extends TrucelineError<CliErrorCode> {
  constructor(code: CliErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, cliErrors[code], details, options);
  }
}

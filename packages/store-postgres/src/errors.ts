import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const storeErrors = {
  TL_STORE_FOLDER_IN_USE: {
    fault: "busy",
    message: "Another running Truceline uses this data folder.",
    hint: "Stop the other one (its process id is in the details) or give a folder of your own with --data.",
  },
  TL_STORE_FOLDER_READ_ONLY: {
    fault: "absent",
    message: "The data folder cannot be written.",
    hint: "Make it writable for the user that starts Truceline, or give another one with --data.",
  },
  TL_STORE_FOLDER_FOREIGN: {
    fault: "absent",
    message: "The database in this data folder belongs to another user.",
    hint: "Start Truceline as that user or as root, or give another folder with --data.",
  },
  TL_STORE_FOLDER_UNREACHABLE: {
    fault: "absent",
    message: "The user that runs the database cannot reach the data folder.",
    hint: "Give a folder outside private home folders with --data, or start as an ordinary user.",
  },
  TL_STORE_FOLDER_DAMAGED: {
    fault: "data",
    message: "The data folder holds no complete database.",
    hint: "Restore it from an export, or move it away to begin with an empty one.",
  },
  TL_STORE_DISK_FULL: {
    fault: "absent",
    message: "The disk that holds the data is full.",
    hint: "Free some space; nothing acknowledged was lost, and work goes on by itself afterwards.",
  },
  TL_STORE_VERSION: {
    fault: "data",
    message: "The data folder was written by another major version of PostgreSQL.",
    hint: "Start the Truceline that wrote it, export there, and restore here.",
  },
  TL_STORE_BINARIES_ABSENT: {
    fault: "absent",
    message: "PostgreSQL for this platform is not installed.",
    hint: "Run npm ci with optional dependencies on Linux x64 or arm64, or name a server with --db.",
  },
  TL_STORE_BINARIES_BROKEN: {
    fault: "absent",
    message: "The installed PostgreSQL cannot be run.",
    hint: "Run npm ci again, or name a server with --db.",
  },
  TL_STORE_ACCOUNT_ABSENT: {
    fault: "absent",
    message: "PostgreSQL refuses to run as root, and no other user was found to run it.",
    hint: "Start as an ordinary user, or add a user account such as truceline.",
  },
  TL_STORE_START_FAILED: {
    fault: "absent",
    message: "The embedded PostgreSQL did not start.",
    hint: "The end of its log is in the details.",
  },
  TL_STORE_STOP_FAILED: {
    fault: "bug",
    message: "The embedded PostgreSQL did not end when told to.",
  },
  TL_STORE_ABSENT: {
    fault: "absent",
    message: "The database does not answer.",
    hint: "Truceline brings its own one back by itself; start the one named with --db. Then try again.",
  },
  TL_STORE_LOGIN_REFUSED: {
    fault: "absent",
    message: "The database refuses this user or password.",
    hint: "Correct the user and password in TRUCELINE_DATABASE_URL or --db.",
  },
  TL_STORE_DATABASE_ABSENT: {
    fault: "absent",
    message: "The server has no database of this name.",
    hint: "Create it, or correct the name in TRUCELINE_DATABASE_URL or --db.",
  },
  TL_STORE_RIGHT_ABSENT: {
    fault: "absent",
    message: "The database user may not do what Truceline needs.",
    hint: "Let it own its database, or at least create a schema in it.",
  },
  TL_STORE_SERVER_READ_ONLY: {
    fault: "absent",
    message: "The database server takes no writes.",
    hint: "Name the primary server, not a replica.",
  },
  TL_STORE_SERVER_OLD: {
    fault: "absent",
    message: "The database server is older than PostgreSQL 14.",
    hint: "Use a newer server, or Truceline's own one by leaving out --db.",
  },
  TL_STORE_SCHEMA_NEWER: {
    fault: "data",
    message: "The database was written by a newer Truceline.",
    hint: "Start that version, or restore an export into an empty database.",
  },
  TL_STORE_SCHEMA_CHANGED: {
    fault: "bug",
    message: "A migration that was applied before has another text now.",
  },
  TL_STORE_BUSY: {
    fault: "busy",
    message: "The database has no room for this just now.",
    hint: "Wait a moment and try again.",
  },
  TL_STORE_ID_TAKEN: {
    fault: "bug",
    message: "A new record has the id of a stored one.",
  },
  TL_STORE_CLOSED: {
    fault: "bug",
    message: "The store was used after it was closed.",
  },
  TL_STORE_QUERY: {
    fault: "bug",
    message: "The database refused a query.",
  },
} as const satisfies Record<`TL_STORE_${string}`, ErrorEntry>;

export type StoreErrorCode = keyof typeof storeErrors;

/** Every error of the PostgreSQL store and of the embedded server. */
export class StoreError extends TrucelineError<StoreErrorCode> {
  constructor(code: StoreErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, storeErrors[code], details, options);
  }
}

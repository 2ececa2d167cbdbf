import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const serverErrors = {
  TL_SERVER_TOKEN_MISSING: {
    fault: "caller",
    message: "This needs a person who has signed in, or a token, and neither was there.",
    hint: "Sign in on the page, or send `Authorization: Bearer TOKEN`; `truceline device add NAME` makes one.",
  },
  TL_SERVER_TOKEN_WRONG: {
    fault: "caller",
    message: "The token is not known here or was revoked.",
    hint: "Ask the administrator for a new one: `truceline device add NAME`.",
  },
  TL_SERVER_ROLE: {
    fault: "caller",
    message: "Your role may not do this.",
    hint: "The route's roles stand in the API description.",
  },
  TL_SERVER_FOREIGN_PAGE: {
    fault: "caller",
    message: "The request came from a page of another origin.",
    hint: "Use Truceline's own page, or a client that sends no Origin header.",
  },
  TL_SERVER_REPORT_MOVE: {
    fault: "caller",
    message: "The report cannot take this step as it stands.",
    hint: "The step's fault says why: a second person reviews, the period has ended, no place of the mission's own is in the text.",
  },
  TL_SERVER_REPORT_CONTENT: {
    fault: "bug",
    message: "The bytes of a released report are gone or are not what was released.",
    hint: "Restore the folder `reports` of the data folder from a copy; its record holds the hash.",
  },
  TL_SERVER_SESSION_ENDED: {
    fault: "caller",
    message: "Your session has ended.",
    hint: "Sign in again; what you had not sent is still on your page.",
  },
  TL_SERVER_CSRF: {
    fault: "caller",
    message: "The write does not carry this session's own value.",
    hint: "Send `x-truceline-csrf` as GET /api/v1/session gives it, or use a bearer token.",
  },
  TL_SERVER_LOGIN_WRONG: {
    fault: "caller",
    message: "The name or the password is not right.",
    hint: "Try again, or ask an administrator for a link to set a new password.",
  },
  TL_SERVER_TOO_MANY: {
    fault: "busy",
    message: "Too many attempts came from there in a short time.",
    hint: "Wait as long as `retry-after` says.",
  },
  TL_SERVER_SIGN_IN_BUSY: {
    fault: "busy",
    message: "Too many people are signing in at this moment.",
    hint: "Try again in a few seconds.",
  },
  TL_SERVER_REMEMBER: {
    fault: "caller",
    message: "Only an observer can stay signed in on a phone.",
    hint: "Sign in without it, or ask an administrator for the role observer.",
  },
  TL_SERVER_CODE_SPENT: {
    fault: "caller",
    message: "The link or code is not known here, was used before, or has expired.",
    hint: "Ask an administrator for a new one; `truceline people setup-link` makes one for the first.",
  },
  TL_SERVER_PASSWORD: {
    fault: "caller",
    message: "The password is not taken.",
    hint: "Use 12 characters or more; a few words with spaces do well. No capitals or signs are asked for.",
  },
  TL_SERVER_NAME: {
    fault: "caller",
    message: "The name is not taken.",
    hint: "Use 1 to 60 letters, digits and spaces of one alphabet.",
  },
  TL_SERVER_NAME_TAKEN: {
    fault: "caller",
    message: "Somebody has this name, or one that reads the same.",
    hint: "Choose another one.",
  },
  TL_SERVER_ROLES: {
    fault: "caller",
    message: "These roles cannot be held so.",
  },
  TL_SERVER_LAST_ADMINISTRATOR: {
    fault: "caller",
    message: "This would leave nobody who can administer.",
    hint: "Make somebody else an administrator first, and let them sign in once.",
  },
  TL_SERVER_TOKENS_LOCKED: {
    fault: "busy",
    message: "Another program is changing the tokens.",
    hint: "Try again; if it stays, remove the .lock file beside tokens.json.",
  },
  TL_SERVER_QUERY: {
    fault: "caller",
    message: "The query is not as the API description says.",
    hint: "Each fault names the parameter and what it must be.",
  },
  TL_SERVER_BODY: {
    fault: "caller",
    message: "The body is not as the API description says.",
    hint: "Each fault names the key and what it must be.",
  },
  TL_SERVER_BODY_SIZE: {
    fault: "caller",
    message: "The body is larger than this door takes.",
    hint: "Split it: at most 64 MiB a request and 256 KiB a line. Lines answered before are kept.",
  },
  TL_SERVER_MEDIA_TYPE: {
    fault: "caller",
    message: "The content type is not one this door reads.",
    hint: "Send application/json for one record or application/x-ndjson for many.",
  },
  TL_SERVER_NOT_FOUND: {
    fault: "caller",
    message: "There is nothing at this address.",
    hint: "The API description at /api/v1/openapi.json lists what there is.",
  },
  TL_SERVER_SCENARIO_UNKNOWN: {
    fault: "caller",
    message: "There is no scenario of that name.",
    hint: "GET /api/v1/ground lists the scenarios.",
  },
  TL_SERVER_SCENARIO_FIXED: {
    fault: "caller",
    message: "Only an exercise can change to another scenario.",
  },
  TL_SERVER_STREAMS_FULL: {
    fault: "busy",
    message: "No more live streams can be opened now.",
    hint: "Close one, or try again later.",
  },
  TL_SERVER_EDIT_CONFLICT: {
    fault: "caller",
    message: "Somebody else wrote a version in the meantime, or the one before is missing.",
    hint: "The newest version is in `current`; look at both and send yours as the version after it.",
  },
  TL_SERVER_ENTRY_STATE: {
    fault: "caller",
    message: "The entry is no longer a draft, or not one that can be corrected.",
    hint: "Write an entry that supersedes it, with a reason; `current` shows it as it is.",
  },
  TL_SERVER_ENTRY_EMPTY: {
    fault: "data",
    message: "Nothing was read from the entry's line.",
    hint: "Mend the line, or use the form; the draft is kept.",
  },
  TL_SERVER_LINE_DIFFERS: {
    fault: "data",
    message: "The line does not read as the observations that were sent.",
    hint: "Read the line again and send what it gives; the draft is kept.",
  },
  TL_SERVER_ENTRY_REFUSED: {
    fault: "data",
    message: "An observation of the entry would not be taken as input.",
    hint: "Each fault names the observation and what to mend; the draft is kept.",
  },
  TL_SERVER_MEDIA_SIZE: {
    fault: "caller",
    message: "The photograph is larger than this door takes.",
    hint: "At most 25 MiB; make it smaller and send it again.",
  },
  TL_SERVER_MEDIA_BUSY: {
    fault: "busy",
    message: "Several photographs are being taken in already.",
    hint: "Send it again in a few seconds.",
  },
  TL_SERVER_MEDIA_FULL: {
    fault: "busy",
    message: "There is no room for more photographs.",
    hint: "The room for photographs is bounded; whoever runs the server makes more.",
  },
  TL_SERVER_MEDIA_DAMAGED: {
    fault: "data",
    message: "The kept bytes are no longer what they were.",
    hint: "The disk has changed them; restore the file of this name from a copy.",
  },
  TL_SERVER_MEDIA_UNKNOWN: {
    fault: "caller",
    message: "A photograph that the record names is not kept here.",
    hint: "Send the photograph first, then the record with the SHA-256 of the answer.",
  },
  TL_SERVER_PLAN_BUSY: {
    fault: "busy",
    message: "As many plans are being worked out as this server does at a time.",
    hint: "Try again in a few seconds.",
  },
  TL_SERVER_PLAN_REPLACED: {
    fault: "busy",
    message: "Another plan was asked for in your name; this one was given up.",
    hint: "One plan at a time for each person. Ask again if this is the one you want.",
  },
  TL_SERVER_PLAN_ENDED: {
    fault: "bug",
    message: "The planner ended by itself.",
    hint: "Try a smaller mission or an agreement with fewer cells; the log has the details.",
  },
  TL_SERVER_WHAT_IF_GONE: {
    fault: "caller",
    message: "The plan of which posts were tried elsewhere is not kept ready any more.",
    hint: "Open it again with its deployment: what nobody asks about for ten minutes is let go.",
  },
  TL_SERVER_PORT_IN_USE: {
    fault: "absent",
    message: "The port is in use by another program.",
    hint: "Stop that program or choose another port with --port.",
  },
  TL_SERVER_PAGE_MISSING: {
    fault: "absent",
    message: "The web page has not been built.",
    hint: "`npm start` builds it; the API works without it.",
  },
  TL_SERVER_ADDRESS: {
    fault: "absent",
    message: "The address cannot be listened on.",
    hint: "Use an address of this machine with --host, 127.0.0.1 unless others must reach it.",
  },
  TL_SERVER_NOT_READY: {
    fault: "absent",
    message: "The database does not answer.",
    hint: "It is being restarted; what was acknowledged is safe. Try again.",
  },
  TL_SERVER_PIPELINE_DOWN: {
    fault: "absent",
    message: "The pipeline has ended by itself and is being started again.",
    hint: "Input is taken and safe; what follows from it comes later. The log says what ended it.",
  },
  TL_SERVER_FILE: {
    fault: "data",
    message: "A file cannot be read.",
    hint: "Check the path and that you may read it.",
  },
  TL_SERVER_FILE_SIZE: {
    fault: "data",
    message: "A file is larger than an agreement or deployment may be.",
    hint: "At most 16 MiB; split geometry into several files.",
  },
  TL_SERVER_NO_AGREEMENT: {
    fault: "data",
    message: "There is no agreement at this path.",
    hint: "Name a folder with an agreement.yaml, or the file itself.",
  },
  TL_SERVER_AGREEMENT_REFUSED: {
    fault: "data",
    message: "The agreement or its deployment has faults.",
    hint: "`truceline check AGREEMENT` lists each with its line.",
  },
  TL_SERVER_FEEDS: {
    fault: "data",
    message: "The feeds beside the agreement, or a mapping they name, have faults.",
    hint: "Each fault names its line; docs/guides/feeds.md says what may stand there.",
  },
  TL_SERVER_BUG: {
    fault: "bug",
    message: "Truceline has a defect here; nothing that was acknowledged is lost.",
    hint: "The log has the details under the request's number.",
  },
} as const satisfies Record<`TL_SERVER_${string}`, ErrorEntry>;

export type ServerErrorCode = keyof typeof serverErrors;

export class ServerError extends TrucelineError<ServerErrorCode> {
  constructor(code: ServerErrorCode, details?: Record<string, unknown>, options?: ErrorOptions) {
    super(code, serverErrors[code], details, options);
  }
}

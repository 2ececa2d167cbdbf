import { type ErrorEntry, TrucelineError } from "@truceline/model";

/** Codes are public: once released, a code is never reused for another meaning. */
export const serverErrors = {
  TL_SERVER_TOKEN_MISSING: {
    fault: "caller",
    message: "This needs a token and none was sent.",
    hint: "Send `Authorization: Bearer TOKEN`; `truceline device add NAME` makes one.",
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

/** What the server refused or could not do, as it said it (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | null;
  readonly hint: string | null;
  /** The whole answer: `faults`, or `current` where somebody else was first. */
  readonly body: Readonly<Record<string, unknown>>;
}

export class RequestFailed extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.name = "RequestFailed";
    this.problem = problem;
  }
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

async function problemOf(answer: Response): Promise<Problem> {
  let body: Record<string, unknown> = {};
  try {
    body = (await answer.json()) as Record<string, unknown>;
  } catch {
    // An answer that is not JSON came from something in between; the status says enough.
  }
  return {
    status: answer.status,
    code: textOf(body["code"]) ?? `HTTP ${answer.status}`,
    title: textOf(body["title"]) ?? (answer.statusText || "The server refused."),
    detail: textOf(body["detail"]),
    hint: textOf(body["hint"]),
    body,
  };
}

const base = "/api/v1";

/**
 * What the server wants to see on every write beside the session's cookie, which no other page can
 * know. Heard with each answer to `/session`; null for who has no session (a guest, nobody).
 */
let csrf: string | null | undefined;

function hear(path: string, answer: unknown): unknown {
  if (path === "/session") csrf = textOf((answer as { readonly csrf?: unknown } | null)?.csrf);
  return answer;
}

const noAnswer: Problem = {
  status: 0,
  code: "no answer",
  title: "The server does not answer.",
  detail: null,
  hint: null,
  body: {},
};

const isAbort = (thrown: unknown): boolean =>
  thrown instanceof DOMException && thrown.name === "AbortError";

/** @throws RequestFailed when there is no answer, or one that is not a success. */
async function answerOf(path: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(`${base}${path}`, { credentials: "same-origin", ...init });
  } catch (cause) {
    throw isAbort(cause) ? cause : new RequestFailed(noAnswer);
  }
  if (!answer.ok) throw new RequestFailed(await problemOf(answer));
  return answer;
}

const jsonOf = async (answer: Response): Promise<unknown> =>
  answer.status === 204 ? null : await answer.json();

export const getJson = async (path: string, signal: AbortSignal): Promise<unknown> =>
  hear(
    path,
    await jsonOf(await answerOf(path, { signal, headers: { accept: "application/json" } })),
  );

/** A file of the server's making. @throws RequestFailed as `getJson` */
export const getFile = async (path: string): Promise<Blob> => (await answerOf(path, {})).blob();

const askSession = (): Promise<unknown> => getJson("/session", new AbortController().signal);

/** Another tab signed in anew, or a right changed: the session is another one, and so is its value. */
const isOutdated = (thrown: unknown): boolean =>
  thrown instanceof RequestFailed && thrown.problem.code === "TL_SERVER_CSRF";

/** Who is refused even there has no session; the write itself is then told so. */
function passRefusal(thrown: unknown): void {
  if (!(thrown instanceof RequestFailed) || thrown.problem.status !== 401) throw thrown;
  csrf = null;
}

async function write(
  method: "POST" | "PUT",
  path: string,
  type: string,
  body: BodyInit,
  signal: AbortSignal | null = null,
): Promise<Response> {
  const once = (): Promise<Response> =>
    answerOf(path, {
      signal,
      method,
      headers: {
        "content-type": type,
        accept: "application/json",
        // By this the server notes a clock that is off beside what was written.
        "x-truceline-sent-at": String(Date.now()),
        ...(csrf === null || csrf === undefined ? {} : { "x-truceline-csrf": csrf }),
      },
      body,
    });
  if (csrf === undefined) await askSession().catch(passRefusal);
  try {
    return await once();
  } catch (thrown) {
    if (!isOutdated(thrown)) throw thrown;
    await askSession();
    return once();
  }
}

/**
 * Writes and gives what the server answered; null for an answer without content. Every write of the
 * page goes through one of these four.
 * @throws RequestFailed when there is no answer, or one that is not a success.
 */
export const postJson = async (path: string, body: unknown): Promise<unknown> =>
  jsonOf(await write("POST", path, "application/json", JSON.stringify(body)));

export const putJson = async (path: string, body: unknown): Promise<unknown> =>
  jsonOf(await write("PUT", path, "application/json", JSON.stringify(body)));

/** @param type content type of the bytes, such as `image/jpeg` */
export const postBytes = async (
  path: string,
  bytes: Blob | ArrayBuffer | Uint8Array<ArrayBuffer>,
  type: string,
): Promise<unknown> => jsonOf(await write("POST", path, type, bytes));

/**
 * Asks for something that takes a while: hands on each line of the answer (NDJSON) as it comes.
 * @throws RequestFailed as the others, and when the answer breaks off
 */
export async function postLines(
  path: string,
  body: unknown,
  signal: AbortSignal,
  take: (line: unknown) => void,
): Promise<void> {
  const answer = await write("POST", path, "application/json", JSON.stringify(body), signal);
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  while (reader !== undefined) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw isAbort(cause) ? cause : new RequestFailed(noAnswer);
    });
    rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") take(JSON.parse(line));
    if (done) return;
  }
}

/** Path with a query; what is null is left out. */
export function withQuery(
  path: string,
  ask: Readonly<Record<string, string | number | null>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(ask)) {
    if (value !== null) query.set(name, String(value));
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** What the server refused or could not do, as it said it (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | null;
  readonly hint: string | null;
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
  };
}

const base = "/api/v1";

/** @throws RequestFailed when there is no answer, or one that is not a success. */
async function call(path: string, init: RequestInit): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(`${base}${path}`, { credentials: "same-origin", ...init });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new RequestFailed({
      status: 0,
      code: "no answer",
      title: "The server does not answer.",
      detail: null,
      hint: null,
    });
  }
  if (!answer.ok) throw new RequestFailed(await problemOf(answer));
  return answer.status === 204 ? null : await answer.json();
}

export const getJson = (path: string, signal: AbortSignal): Promise<unknown> =>
  call(path, { signal, headers: { accept: "application/json" } });

export const postJson = (path: string, body: unknown): Promise<unknown> =>
  call(path, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
  });

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

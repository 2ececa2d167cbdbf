import { CliError } from "../errors.ts";

/** A token is given, not kept: it comes from the flag or from `TRUCELINE_TOKEN`. */
export interface ServerAddress {
  /** `http://127.0.0.1:8480` */
  readonly url: string;
  readonly token: string | undefined;
}

/**
 * Asks a running server. Answers that are no success are thrown.
 * @throws CliError `TL_CLI_SERVER` when nobody answers, `TL_CLI_SERVER_REFUSED` with its faults
 */
export async function askServer(
  { url, token }: ServerAddress,
  path: string,
  request: { readonly method?: string; readonly type?: string; readonly body?: Uint8Array } = {},
): Promise<Response> {
  const { method = "GET", type, body } = request;
  const headers = new Headers({ accept: "application/json, application/x-ndjson" });
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
  if (type !== undefined) headers.set("content-type", type);
  let response: Response;
  try {
    response = await fetch(new URL(`/api/v1/${path}`, url), {
      method,
      headers,
      // A redirect could carry the token to another host.
      redirect: "error",
      ...(body === undefined ? {} : { body: Buffer.from(body) }),
    });
  } catch (cause) {
    throw new CliError("TL_CLI_SERVER", { url }, { cause });
  }
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as {
    code?: string;
    title?: string;
    hint?: string;
    faults?: { code: string; message: string; path?: string }[];
  };
  const { code = `HTTP ${response.status}`, title = response.statusText, hint, faults } = problem;
  throw new CliError("TL_CLI_SERVER_REFUSED", {
    status: response.status,
    retryAfterS: Number(response.headers.get("retry-after") ?? 0),
    faults:
      faults !== undefined && faults.length > 0
        ? faults
        : [{ code, message: title, ...(hint === undefined ? {} : { hint }) }],
  });
}

/** Every item of a list of the API, page by page. */
export async function* askForAll<Item>(
  server: ServerAddress,
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): AsyncGenerator<Item> {
  let cursor: string | null | undefined;
  do {
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...query, cursor: cursor ?? undefined })) {
      if (value !== undefined) asked.set(name, String(value));
    }
    const response = await askServer(server, `${path}?${asked}`);
    const page = (await response.json()) as { items: Item[]; next: string | null };
    yield* page.items;
    cursor = page.next;
  } while (cursor !== null);
}

/** What people at the desk write, as the doors for it are sent it. */
import type { House } from "./house.ts";

export const nowMs = Date.now();
export const hourMs = 3_600_000;

/** A watch note of an hour ago, as it is sent. */
export const note = (id: string, version: number, change: Record<string, unknown> = {}) => ({
  schema: "watch-note/1",
  id,
  origin: "observed",
  version,
  atMs: nowMs - hourMs,
  text: `version ${version}`,
  refs: [],
  open: true,
  ...change,
});

/** One observation inside a log entry. */
export const observation = (atMs: number, change: Record<string, unknown> = {}) => ({
  span: { fromMs: atMs, toMs: atMs, precision: "minute" },
  observer: { kind: "person", id: "m-12" },
  observerPosition: { position: [-30.03, 0.09], place: "OP 1" },
  means: ["heard"],
  kind: "explosion",
  nature: "undetermined",
  count: { qualifier: "exactly", min: 3, max: 3 },
  distance: { minM: 2_000, maxM: 4_000 },
  direction: { form: "single", points: ["NE"] },
  ...change,
});
/** The whole minute, as a monitor writes it. */
export const minuteOf = (atMs: number) => Math.floor(atMs / 60_000) * 60_000;

/** A log entry of a post, as a draft with one observation. */
export const entry = (id: string, version = 1, change: Record<string, unknown> = {}) => ({
  schema: "log-entry/1",
  id,
  origin: "observed",
  version,
  state: "draft",
  post: { name: "OP 1", position: [-30.03, 0.09] },
  observers: ["m-12"],
  shiftFromMs: nowMs - 6 * hourMs,
  line: "",
  language: "en",
  observations: [observation(minuteOf(nowMs - hourMs))],
  ...change,
});

/** What a door of the desk answers. */
export interface Answer {
  readonly status: number;
  readonly body: {
    readonly status?: string;
    readonly code?: string;
    readonly record?: Record<string, unknown>;
    readonly current?: Record<string, unknown> | null;
    readonly items?: readonly Record<string, unknown>[];
    readonly input?: readonly { readonly status: string; readonly id?: string }[];
    readonly faults?: readonly { readonly path?: string; readonly message: string }[];
    readonly [key: string]: unknown;
  };
}

/** Asks doors of the house with the token of a role. */
export function askDesk(house: House) {
  return async (
    method: string,
    path: string,
    body?: unknown,
    more: Record<string, string> = {},
    role: "observer" | "analyst" = "observer",
  ): Promise<Answer> => {
    const isText = body === undefined || typeof body === "string";
    const response = await fetch(`${house.server.address}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${house.token(role)}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...more,
      },
      ...(body === undefined ? {} : { body: isText ? (body as string) : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer["body"] };
  };
}

/** Answers `/api/v1/…` from the fixture. Development and the page's own test only: never shipped. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { clauseBoard } from "./fixture-board.ts";
import { ground } from "./fixture-ground.ts";
import { coverage, incident, picture, timeline } from "./fixture-views.ts";

export interface FixtureOptions {
  readonly now: () => number;
  /** Needs a token, to show the way in. */
  readonly closed?: boolean;
  /** No stream: the picture stops. */
  readonly silent?: boolean;
}

const base = "/api/v1";
const streams = new Set<ServerResponse>();

/** True when the request was one for the API. */
export function answerFixture(
  request: IncomingMessage,
  response: ServerResponse,
  { now, closed = false, silent = false }: FixtureOptions,
): boolean {
  const url = new URL(request.url ?? "/", "http://fixture");
  if (!url.pathname.startsWith(`${base}/`)) return false;
  const path = url.pathname.slice(base.length);
  const nowMs = now();
  const known = url.searchParams.get("knownAt");
  const knownAtMs = known === null ? nowMs : Number(known);
  const number = (name: string): number => Number(url.searchParams.get(name));

  const json = (body: unknown, status = 200): true => {
    response.writeHead(status, {
      "content-type": status === 200 ? "application/json" : "application/problem+json",
      "cache-control": "no-store",
    });
    response.end(JSON.stringify(body));
    return true;
  };
  if (closed && path !== "/session") {
    return json({ title: "Sign in first.", code: "TL_SERVER_AUTH", status: 401 }, 401);
  }
  if (request.method === "POST") {
    request.resume();
    response.writeHead(204).end();
    return true;
  }
  switch (path) {
    case "/session":
      if (closed)
        return json({ title: "Sign in first.", code: "TL_SERVER_AUTH", status: 401 }, 401);
      return json({
        name: "Analyst 2",
        role: "analyst",
        origin: "exercise",
        banner: "LINDEN 26. Every event here is made up. Nothing on this screen happened.",
      });
    case "/ground":
      return json(ground);
    case "/picture":
      return json(picture(knownAtMs, nowMs, known === null));
    case "/coverage":
      return json(coverage(url.searchParams.get("article") ?? "1", number("hour"), knownAtMs));
    case "/timeline":
      return json(timeline(number("from"), number("to"), number("bin"), knownAtMs));
    case "/clauses":
      return json(clauseBoard(url.searchParams.get("period") ?? "today", knownAtMs));
    case "/stream":
      if (silent) return json({ title: "No stream.", code: "TL_SERVER_BUSY", status: 503 }, 503);
      return stream(response);
    default: {
      const view = /^\/incidents\/([^/]+)\/view$/.exec(path)?.[1];
      const found = view === undefined ? null : incident(decodeURIComponent(view), knownAtMs);
      return found === null
        ? json({ title: "Nothing has this id.", code: "TL_SERVER_ABSENT", status: 404 }, 404)
        : json(found);
    }
  }
}

function stream(response: ServerResponse): true {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(": open\n\n");
  streams.add(response);
  const beat = setInterval(() => {
    const seq = Math.floor(Date.now() / 1000);
    response.write(
      `id: ${seq}\nevent: record\ndata: ${JSON.stringify({ seq, kind: "incident" })}\n\n`,
    );
  }, 4_000);
  response.on("close", () => {
    clearInterval(beat);
    streams.delete(response);
  });
  return true;
}

/** Cuts every stream, as a server that stops would. */
export function cutStreams(): void {
  for (const response of streams) response.destroy();
}

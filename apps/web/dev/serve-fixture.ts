/** The built page with the fixture behind it, under the policy the real server sends. */

import { readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { answerFixture, type FixtureOptions } from "./fixture-answer.ts";

export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** Serves a built page on a free port of the loopback; resolves with its address. */
export async function serveFixture(
  options: FixtureOptions,
  dist: URL = new URL("../dist/", import.meta.url),
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    if (answerFixture(request, response, options)) return;
    const { pathname } = new URL(request.url ?? "/", "http://page");
    const file = new URL(pathname === "/" ? "index.html" : pathname.slice(1), dist);
    try {
      if (!file.href.startsWith(dist.href) || !statSync(file).isFile()) throw new Error("absent");
    } catch {
      response.writeHead(404).end();
      return;
    }
    const bytes = readFileSync(file);
    const type = types[extname(fileURLToPath(file))] ?? "application/octet-stream";
    const head = { "content-type": type, "content-security-policy": contentSecurityPolicy };
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    if (range === null) {
      response.writeHead(200, { ...head, "content-length": bytes.length }).end(bytes);
      return;
    }
    const [from, to] = [Number(range[1]), Math.min(Number(range[2]), bytes.length - 1)];
    response
      .writeHead(206, {
        ...head,
        "content-range": `bytes ${from}-${to}/${bytes.length}`,
        "content-length": to - from + 1,
      })
      .end(bytes.subarray(from, to + 1));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The page has no port.");
  return { url: `http://127.0.0.1:${address.port}`, server };
}

import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { seededRng } from "@truceline/model";
import { afterEach, describe, expect, test } from "vitest";
import { type SourceHarness, sourceContract, until } from "../source-contract.ts";
import type { SourceSink } from "./byte-source.ts";
import { HttpPoll, type PollMark } from "./http-poll.ts";
import { HttpPush } from "./http-push.ts";
import { deafSink, InMind } from "./source-doubles.ts";
import type { SourceMemory } from "./source-memory.ts";

const backOff = () => ({ firstMs: 10, mostMs: 40, rng: seededRng("contract") });
const encoder = new TextEncoder();

async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  port = 0,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer(answer);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { server, port: (server.address() as AddressInfo).port };
}

async function shut(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}

sourceContract("HTTP push", async (): Promise<SourceHarness> => {
  const source = new HttpPush("contract");
  return {
    source,
    canWait: false,
    ready: async () => {},
    async send(lines) {
      for (const line of lines) {
        try {
          source.push("device", encoder.encode(line)).catch(() => {});
        } catch {
          // Asked to come again; the contract counts what was refused.
        }
      }
      await new Promise((resolve) => setImmediate(resolve));
    },
    close: async () => {},
  };
});

sourceContract("HTTP poll", async (): Promise<SourceHarness> => {
  const documents: string[] = [];
  const answer = (_request: IncomingMessage, response: ServerResponse) => {
    // Each document once, as a server does that hands out what is new since the last time.
    const next = documents.shift();
    response.writeHead(next === undefined ? 304 : 200).end(next);
  };
  let { server, port } = await serve(answer);
  return {
    source: new HttpPoll({
      url: new URL(`http://127.0.0.1:${port}/alerts`),
      shown: "alerts",
      everyMs: 4,
      backOff: backOff(),
    }),
    canWait: true,
    inHandMax: 1,
    hasSigns: true,
    ready: async () => {},
    send: async (lines) => {
      documents.push(`${lines.join("\n")}\n`);
    },
    cut: () => shut(server),
    async restore() {
      ({ server, port } = await serve(answer, port));
    },
    close: () => shut(server),
  };
});

describe("HttpPoll", () => {
  const opened: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).toReversed()) await close();
  });

  function run(url: string, memory?: SourceMemory<PollMark>, isTaken = true, isLive = false) {
    const stopping = new AbortController();
    const documents: string[] = [];
    const downs: string[] = [];
    let upCount = 0;
    let open = "";
    const sink: SourceSink = {
      ...deafSink,
      linkIsUp: () => {
        upCount += 1;
      },
      linkIsDown: (reason) => downs.push(reason),
      take: async ({ bytes, isWhole, onTaken }) => {
        open += new TextDecoder().decode(bytes);
        if (isWhole !== true) return;
        documents.push(open);
        open = "";
        if (isTaken) onTaken?.();
      },
      end: async () => {
        open = "";
      },
    };
    const options = { url: new URL(url), shown: url, everyMs: 5, isLive, backOff: backOff() };
    const poll = new HttpPoll(memory === undefined ? options : { ...options, memory });
    const running = poll.run(sink, stopping.signal);
    const stop = async () => {
      stopping.abort();
      await running;
    };
    opened.push(stop);
    return { documents, downs, upCount: () => upCount, stop };
  }

  test("[FED-025] what is not new is not taken again, also not after a stop; what is new is", async () => {
    let version = 1;
    const asked: (string | undefined)[] = [];
    const { server, port } = await serve((request, response) => {
      const etag = `"v${version}"`;
      asked.push(request.headers["if-none-match"]);
      if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
      else response.writeHead(200, { etag }).end(`version ${version}`);
    });
    opened.push(() => shut(server));
    const memory = new InMind<PollMark>();
    const first = run(`http://127.0.0.1:${port}/`, memory);
    await until(() => first.upCount() > 3);
    version = 2;
    await until(() => first.documents.length === 2);
    await first.stop();
    const second = run(`http://127.0.0.1:${port}/`, memory);
    await until(() => second.upCount() > 2);
    expect(first.documents).toEqual(["version 1", "version 2"]);
    expect(second.documents).toEqual([]);
    expect(asked[0]).toBeUndefined();
    expect(asked.at(-1)).toBe('"v2"');
  });

  test("[FED-102] the same answer again is not taken again, though the server does not say that it is the same", async () => {
    let body = "one";
    let askedCount = 0;
    const { server, port } = await serve((_request, response) => {
      askedCount += 1;
      response.end(body);
    });
    opened.push(() => shut(server));
    const poll = run(`http://127.0.0.1:${port}/`);
    await until(() => askedCount > 3);
    expect(poll.documents).toEqual(["one"]);
    body = "two";
    await until(() => poll.documents.length > 1);
    expect(poll.documents).toEqual(["one", "two"]);
  });

  test.each([true, false])(
    "[FED-102] the same answer again shows that a document holds, and nothing of who hears (live: %s)",
    async (isLive) => {
      let askedCount = 0;
      const { server, port } = await serve((_request, response) => {
        askedCount += 1;
        response.end("one");
      });
      opened.push(() => shut(server));
      const stopping = new AbortController();
      const said = new Set<boolean>();
      const url = new URL(`http://127.0.0.1:${port}/`);
      const poll = new HttpPoll({ url, shown: "x", everyMs: 5, isLive, backOff: backOff() });
      const sink: SourceSink = {
        ...deafSink,
        linkIsUp: (isUnchanged) => said.add(isUnchanged === true),
        take: async ({ onTaken }) => onTaken?.(),
      };
      const running = poll.run(sink, stopping.signal);
      await until(() => askedCount > 3);
      stopping.abort();
      await running;
      expect(said.has(true)).toBe(!isLive);
    },
  );

  test("[FED-025] what was not made durable is asked for again", async () => {
    const { server, port } = await serve((request, response) => {
      const isKnown = request.headers["if-none-match"] === '"v1"';
      response.writeHead(isKnown ? 304 : 200, { etag: '"v1"' }).end(isKnown ? undefined : "one");
    });
    opened.push(() => shut(server));
    const poll = run(`http://127.0.0.1:${port}/`, new InMind<PollMark>(), false);
    await until(() => poll.documents.length >= 2);
  });

  test("[FED-102] an answer that tells of now and waits to be stored is not taken once more", async () => {
    let askedCount = 0;
    const { server, port } = await serve((_request, response) => {
      askedCount += 1;
      response.end("one");
    });
    opened.push(() => shut(server));
    const poll = run(`http://127.0.0.1:${port}/`, new InMind<PollMark>(), false, true);
    await until(() => askedCount > 3);
    expect(poll.documents).toEqual(["one"]);
  });

  test("[FED-026] a server that points elsewhere is not followed", async () => {
    let elsewhereCount = 0;
    const elsewhere = await serve((_request, response) => {
      elsewhereCount += 1;
      response.end("secret");
    });
    const { server, port } = await serve((_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${elsewhere.port}/` }).end();
    });
    opened.push(
      () => shut(server),
      () => shut(elsewhere.server),
    );
    const poll = run(`http://127.0.0.1:${port}/`);
    await until(() => poll.downs.length > 1);
    expect(poll.downs[0]).toBe("the server points elsewhere, which is not followed");
    expect(poll.documents).toEqual([]);
    expect(elsewhereCount).toBe(0);
  });

  test("[FED-026] a server that asks to be left alone is", async () => {
    let askedCount = 0;
    const { server, port } = await serve((_request, response) => {
      askedCount += 1;
      response.writeHead(503, { "retry-after": "600" }).end();
    });
    opened.push(() => shut(server));
    const poll = run(`http://127.0.0.1:${port}/`);
    await until(() => poll.downs.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(askedCount).toBe(1);
    expect(poll.downs).toEqual(["the server answered 503"]);
  });
});

describe("HttpPush", () => {
  test("one that is not running says so", () => {
    expect(() => new HttpPush("x").push("device", encoder.encode("x"))).toThrow(
      expect.objectContaining({ code: "TL_FEEDS_STOPPED" }),
    );
  });
});

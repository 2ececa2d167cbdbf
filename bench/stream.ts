// From the post of an observation to its event in the client: 100 clients, 200 observations a second.
import { deviceToken, startServerProcess, temporaryDataDir } from "../e2e/server-process.ts";
import { median, printLine, quantile } from "./bench-line.ts";
import { madeObservations } from "./made-observations.ts";

const clientCount = 100;
const ratePerS = 200;
const seconds = 20;
const floorMs = 250;

const data = temporaryDataDir();
try {
  const server = await startServerProcess({
    args: ["fixtures/agreements/mid-ocean"],
    dataDir: data.dir,
  });
  const device = deviceToken(data.dir);
  const person = deviceToken(data.dir, "reader", "analyst");
  const postedAt = new Map<string, number>();
  const delays: number[] = [];
  const stop = new AbortController();
  const clients = Array.from({ length: clientCount }, () =>
    listen(`${server.address}/api/v1/stream?kinds=observation`, person, stop.signal),
  );
  await Promise.all(clients.map(({ opened }) => opened));

  const lines = [...madeObservations(ratePerS * seconds, "stream", Date.now() - 86_400_000)];
  const posts: Promise<void>[] = [];
  const startMs = performance.now();
  for (const [index, line] of lines.entries()) {
    const dueMs = startMs + (index / ratePerS) * 1000;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    postedAt.set(`stream-${index}`, performance.now());
    posts.push(post(line));
  }
  await Promise.all(posts);
  const expected = lines.length * clientCount;
  for (let turn = 0; turn < 100 && delays.length < expected; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  stop.abort();
  await server.stop();
  if (delays.length !== expected) throw new Error(`${delays.length} of ${expected} events came`);
  printLine({
    name: "stream",
    value: quantile(delays, 0.99),
    unit: "ms from post to event in the client, 99th percentile",
    against: `floor ${floorMs} ms with ${clientCount} clients at ${ratePerS}/s`,
    ratio: floorMs / quantile(delays, 0.99),
    detail: {
      medianMs: Math.round(median(delays) * 10) / 10,
      maxMs: Math.round(Math.max(...maxima(delays))),
      events: delays.length,
    },
  });

  async function post(line: string): Promise<void> {
    const response = await fetch(`${server.address}/api/v1/observations`, {
      method: "POST",
      headers: { authorization: `Bearer ${device}`, "content-type": "application/json" },
      body: line,
    });
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  }

  function listen(
    url: string,
    token: string,
    signal: AbortSignal,
  ): { readonly opened: Promise<void> } {
    let open = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    void (async () => {
      const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal });
      const decoder = new TextDecoder();
      let rest = "";
      try {
        for await (const chunk of response.body ?? []) {
          const atMs = performance.now();
          const text = rest + decoder.decode(chunk as Uint8Array, { stream: true });
          if (text.includes("event: open")) open();
          const end = text.lastIndexOf("\n\n") + 2;
          rest = text.slice(end);
          for (const [, key = ""] of text.slice(0, end).matchAll(/"sourceId":"(stream-\d+)"/g)) {
            delays.push(atMs - (postedAt.get(key) ?? Number.NaN));
          }
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    })();
    return { opened };
  }
} finally {
  data.remove();
}

/** Maxima of slices: spreading hundreds of thousands of numbers into one call is too many. */
function maxima(values: readonly number[]): readonly number[] {
  const slices: number[] = [];
  for (let from = 0; from < values.length; from += 10_000)
    slices.push(Math.max(...values.slice(from, from + 10_000)));
  return slices;
}

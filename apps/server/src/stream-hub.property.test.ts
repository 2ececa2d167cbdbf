import { EventEmitter } from "node:events";
import { setImmediate as turn } from "node:timers/promises";
import { type Rng, seededRng } from "@truceline/model";
import type { RecordKind, StoredRecord } from "@truceline/watch";
import fc from "fast-check";
import type { FastifyReply } from "fastify";
import { expect, test, vi } from "vitest";
import { StreamHub } from "./stream-hub.ts";

const kinds = ["observation", "position-report", "incident", "sensor-state"] as const;

/** A feed whose answers take as long as chance has it, so that reads and news meet in every order. */
class SlowFeed {
  readonly records: StoredRecord[] = [];
  readCount = 0;
  isAway = false;
  #askedCount = 0;
  readonly #rng: Rng;
  #listener = () => {};

  constructor(rng: Rng) {
    this.#rng = rng;
  }

  add(kind: RecordKind): void {
    const seq = this.records.length + 1;
    const head = {
      seq,
      id: `record-${seq}`,
      version: 1,
      kind,
      origin: "observed",
      recordedAtMs: seq,
    };
    this.records.push({ ...head, bytes: Buffer.from("{}") } as unknown as StoredRecord);
    this.#listener();
  }

  async headSeq(): Promise<number> {
    const seq = this.records.length;
    await this.#answering();
    return seq;
  }

  async readFeed(query: {
    readonly afterSeq: number;
    readonly limit: number;
    readonly kinds?: readonly RecordKind[];
  }): Promise<readonly StoredRecord[]> {
    const isWanted = ({ seq, kind }: StoredRecord) =>
      seq > query.afterSeq && (query.kinds?.includes(kind) ?? true);
    const page = this.records.filter(isWanted).slice(0, query.limit);
    this.readCount += page.length;
    await this.#answering();
    return page;
  }

  onBell(listener: () => void): () => void {
    this.#listener = listener;
    return () => {};
  }

  /** Until nothing is asked any more. */
  async settled(): Promise<void> {
    for (let idleTurns = 0; idleTurns < 5; idleTurns = this.#askedCount === 0 ? idleTurns + 1 : 0)
      await turn();
  }

  async #answering(): Promise<void> {
    this.#askedCount++;
    await this.wait();
    this.#askedCount--;
    if (this.isAway) throw new Error("the database is away");
  }

  async wait(): Promise<void> {
    for (let count = Math.floor(this.#rng.nextUnit() * 12); count > 0; count--) await turn();
  }
}

class Listener extends EventEmitter {
  readonly seqs: number[] = [];
  readonly writableLength = 0;
  destroyed = false;
  startSeq = -1;
  writeHead(): void {}
  write(chunk: string): void {
    const seq = Number(/^id: (\d+)$/m.exec(chunk)?.[1]);
    if (chunk.includes("event: open")) this.startSeq = seq;
    else if (chunk.includes("event: record")) this.seqs.push(seq);
  }
  end(): void {
    this.destroyed = true;
    this.emit("close");
  }
  reply(): FastifyReply {
    return { raw: this, hijack() {} } as unknown as FastifyReply;
  }
}

test("[SRV-005] each client gets every record of its kinds after its start once, in order, whoever comes and goes meanwhile", async () => {
  const joining = fc.record({ kinds: fc.subarray([...kinds]), back: fc.nat(30) });
  const step = fc.oneof(
    fc.record({ add: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 700 }) }),
    fc.record({ join: joining }),
    fc.record({ leave: fc.nat(5) }),
  );
  const steps = fc.array(step, { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(steps, fc.string(), async (list, seed) => {
      const feed = new SlowFeed(seededRng(seed));
      const hub = new StreamHub(feed);
      const present: { readonly listener: Listener; readonly kinds: readonly RecordKind[] }[] = [];
      for (const one of list) {
        if ("add" in one) for (const kind of one.add) feed.add(kind);
        else if ("join" in one) {
          const listener = new Listener();
          const after = one.join.back > 20 ? undefined : feed.records.length - one.join.back;
          void hub.open(listener.reply(), new Set(one.join.kinds), after && Math.max(0, after));
          present.push({ listener, kinds: one.join.kinds });
        } else present.splice(one.leave, 1)[0]?.listener.end();
        await feed.wait();
      }
      await feed.settled();
      expect(hub.clientCount).toBe(present.length);
      hub.close();
      for (const { listener, kinds: own } of present) {
        const wanted = feed.records
          .filter(
            ({ seq, kind }) => seq > listener.startSeq && (own.length === 0 || own.includes(kind)),
          )
          .map(({ seq }) => seq);
        expect(listener.seqs).toEqual(wanted);
      }
    }),
    { numRuns: 200 },
  );
});

test("[SRV-401] what nobody listens for is not read", async () => {
  const feed = new SlowFeed(seededRng("quiet"));
  const hub = new StreamHub(feed);
  for (let count = 0; count < 2_000; count++) feed.add("position-report");
  await feed.settled();
  expect(feed.readCount).toBe(0);
  const listener = new Listener();
  await hub.open(listener.reply(), new Set(["incident"]), undefined);
  for (let count = 0; count < 2_000; count++) feed.add("position-report");
  feed.add("incident");
  await feed.settled();
  expect(listener.seqs).toEqual([4_001]);
  expect(feed.readCount).toBe(1);
  listener.end();
  feed.add("incident");
  await feed.settled();
  expect(feed.readCount).toBe(1);
  hub.close();
});

test("[SRV-005] who comes while the room closes is sent away, and does not listen to nothing", async () => {
  const feed = new SlowFeed(seededRng("closing"));
  const hub = new StreamHub(feed);
  const opening = hub.open(new Listener().reply(), new Set(), undefined);
  hub.close();
  await expect(opening).rejects.toMatchObject({ code: "TL_SERVER_NOT_READY" });
  expect(hub.clientCount).toBe(0);
});

test("[SRV-005] what could not be read when it came is sent at the next heartbeat", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  try {
    const feed = new SlowFeed(seededRng("away"));
    const hub = new StreamHub(feed);
    const listener = new Listener();
    await hub.open(listener.reply(), new Set(), undefined);
    await feed.settled();
    feed.isAway = true;
    feed.add("incident");
    await feed.settled();
    feed.isAway = false;
    expect(listener.seqs).toEqual([]);
    vi.advanceTimersByTime(15_000);
    await feed.settled();
    expect(listener.seqs).toEqual([1]);
    hub.close();
  } finally {
    vi.useRealTimers();
  }
});

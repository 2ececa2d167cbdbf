import { setTimeout as delay } from "node:timers/promises";
import { type AisMessage, openRecordReader, writeAis } from "@truceline/interop";
import type { FeedMessage } from "@truceline/watch";
import { afterEach, describe, expect, test } from "vitest";
import type { FeedLimits } from "./feed-limits.ts";
import type { ByteSource } from "./sources/byte-source.ts";
import { WireFeed } from "./wire-feed.ts";
import type { WireFeedOptions } from "./wire-feed-options.ts";

/** A source with somebody at its other end. */
export interface SourceHarness {
  readonly source: ByteSource;
  /** True: a sender waits while the feed is full. False: what is too much is refused and counted. */
  readonly canWait: boolean;
  /** Messages of one call of `send` that are read before their sender is told; absent: as many as fit. */
  readonly inHandMax?: number;
  /** True: the way shows by itself that it is open, so that silence says nothing. */
  readonly hasSigns?: boolean;
  /** Resolves once the source is there to be sent to. */
  ready(): Promise<void>;
  /** Sends lines as one sender does; those of one call belong together. */
  send(lines: readonly string[]): Promise<void>;
  /** Takes the way to the sender away, and gives it back; absent where nothing can be seen to be gone. */
  cut?(): Promise<void>;
  restore?(): Promise<void>;
  close(): Promise<void>;
}

/** A position report of a made-up vessel in the open ocean. */
export function vesselLine(mmsi: number): string {
  const message: AisMessage = {
    type: 1,
    repeat: 0,
    mmsi,
    navStatus: 0,
    turnIndicator: 0,
    speedKn: 10.5,
    isAccurate: true,
    lonDeg: -30 + (mmsi % 1_000) / 1_000,
    latDeg: 0.5,
    courseDeg: 90,
    headingDeg: 91,
    second: 61,
    manoeuvre: 0,
    spare: 0,
    isRaim: false,
    radio: 0,
  };
  return writeAis(message, { channel: "A" })[0] ?? "";
}

const mmsiOf = ({ bytes }: FeedMessage): number =>
  Number(
    (JSON.parse(new TextDecoder().decode(bytes)) as { identity: { value: string } }).identity.value,
  );
const recordOf = ({ bytes }: FeedMessage) =>
  JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>;
const numbers = (count: number, from = 200_000_000) =>
  Array.from({ length: count }, (_, index) => from + index);

/** The promises of `ByteSource`, as tests, each through a whole feed. Every adapter runs all of them. */
export function sourceContract(name: string, open: () => Promise<SourceHarness>): void {
  describe(`ByteSource contract: ${name}`, () => {
    const opened: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const close of opened.splice(0).toReversed()) await close();
    });

    async function start(
      limits: Partial<FeedLimits> = {},
      options: Partial<WireFeedOptions> = {},
    ): Promise<{
      readonly harness: SourceHarness;
      readonly feed: WireFeed;
      take(kind: string, count: number, isTaken?: boolean): Promise<FeedMessage[]>;
      stop(): Promise<void>;
    }> {
      const harness = await open();
      const stopping = new AbortController();
      const feed = new WireFeed({
        id: "contract",
        source: harness.source,
        openReader: (readerName) =>
          openRecordReader("ais", {
            name: readerName,
            source: "feed/contract",
            origin: "observed",
          }),
        refusedAs: "position-report",
        origin: "observed",
        sensors: ["mast-1", "mast-2"],
        clock: { nowMs: () => Date.now() },
        tickMs: 20,
        limits,
        ...options,
      });
      const stop = async () => {
        stopping.abort();
        await feed.stopped();
      };
      opened.push(() => harness.close(), stop);
      let waiting = feed.next(stopping.signal);
      await harness.ready();
      return {
        harness,
        feed,
        stop,
        async take(kind, count, isTaken = true) {
          const found: FeedMessage[] = [];
          while (found.length < count) {
            const message = await waiting;
            waiting = feed.next(stopping.signal);
            if (message === undefined) break;
            if (isTaken) message.onTaken?.();
            if (message.kind === kind) found.push(message);
          }
          return found;
        },
      };
    }

    test("[FED-010] what is sent comes out whole, in order, at instants that never run back", async () => {
      const { harness, feed, take } = await start();
      const sent = numbers(300);
      for (let from = 0; from < sent.length; from += 100) {
        await harness.send(sent.slice(from, from + 100).map(vesselLine));
      }
      const messages = await take("position-report", 300);
      expect(messages.map(mmsiOf)).toEqual(sent);
      const received = messages.map(({ receivedAtMs }) => receivedAtMs);
      expect(received).toEqual(received.toSorted((a, b) => a - b));
      expect(feed.status()).toMatchObject({
        messageCount: 300,
        messageCountByType: { "AIS 1": 300 },
        faultCount: 0,
        refusedCount: 0,
      });
    });

    test("[FED-011] a broken line is told with its bytes, kept, and disturbs no other", async () => {
      const { harness, feed, take } = await start();
      const [first, second] = numbers(2).map(vesselLine);
      const broken = (first ?? "").replace(/\*..$/, "*00");
      await harness.send([first ?? "", broken, second ?? ""]);
      const messages = await take("position-report", 3);
      const refused = messages.filter(({ refusedFor }) => refusedFor !== undefined);
      expect(refused).toHaveLength(1);
      expect(new TextDecoder().decode(refused[0]?.bytes).trimEnd()).toBe(broken);
      expect(refused[0]?.refusedFor?.[0]?.code).toBe("TL_INT_AIS_CHECKSUM");
      expect(feed.status()).toMatchObject({ messageCount: 2, faultCount: 1 });
    });

    test("[FED-012] one that is stopped while it waits ends at once and leaves nothing open", async () => {
      const { feed, stop, harness } = await start();
      await harness.send(numbers(3).map(vesselLine));
      const beganMs = performance.now();
      await stop();
      expect(feed.status().state).toBe("ended");
      expect(performance.now() - beganMs).toBeLessThan(2_000);
    });

    test("[FED-013] while nobody takes, what is kept stays within its bound and nothing is lost unseen", async () => {
      const queuedCountMax = 40;
      const { harness, feed, take } = await start({ queuedCountMax });
      const groups = 60;
      const sending = (async () => {
        for (let group = 0; group < groups; group++) {
          await harness.send(numbers(10, 200_000_000 + group * 10).map(vesselLine));
        }
      })();
      const least = harness.inHandMax ?? queuedCountMax;
      await until(() => feed.status().queuedCount >= least);
      await delay(50);
      const kept = feed.status().queuedCount;
      // One read may bring what one piece holds beyond the bound; no second one is begun.
      expect(kept).toBeLessThan(harness.canWait ? 1_500 : queuedCountMax + 20);
      if (harness.canWait) {
        const messages = await take("position-report", groups * 10);
        expect(messages.map(mmsiOf)).toEqual(numbers(groups * 10));
        expect(feed.status().refusedCount).toBe(0);
      } else {
        await sending;
        await until(() => feed.status().refusedCount + feed.status().messageCount === groups * 10);
        expect(feed.status().refusedCount).toBeGreaterThan(0);
      }
      await sending;
    });

    test("[FED-014] a sender of a hundred times its quota is held back, or refused and counted and told", async () => {
      const quota = { perSecond: 50, burstCount: 10 };
      const { harness, feed, take } = await start({ quota }, { lossPeriodMs: 100 });
      if (harness.canWait) {
        const beganMs = performance.now();
        await harness.send(numbers(30).map(vesselLine));
        await take("position-report", 30);
        await harness.send([vesselLine(200_000_100)]);
        const [last] = await take("position-report", 1);
        expect(last === undefined ? 0 : mmsiOf(last)).toBe(200_000_100);
        // 20 more than may come at once, at 50 a second.
        expect(performance.now() - beganMs).toBeGreaterThan(300);
        expect(feed.status().refusedCount).toBe(0);
        expect(feed.status().heldBackMs).toBeGreaterThan(200);
        return;
      }
      const count = 1_000;
      const beganMs = performance.now();
      for (const mmsi of numbers(count)) await harness.send([vesselLine(mmsi)]);
      await until(() => feed.status().refusedCount + feed.status().messageCount === count);
      const passedS = (performance.now() - beganMs) / 1_000;
      const takenMax = quota.burstCount + Math.ceil(quota.perSecond * passedS) + 1;
      const refusedCount = feed.status().refusedCountByReason["over its quota"];
      expect(refusedCount).toBeGreaterThanOrEqual(count - takenMax);
      expect(refusedCount).toBeGreaterThan(0);
      // Both were not heard before, then heard, then degraded.
      const states = (await take("sensor-state", 6)).map(recordOf);
      const told = states.filter(({ state }) => state === "degraded");
      expect(told.map(({ sensorId }) => sensorId)).toEqual(["mast-1", "mast-2"]);
      const [, lost, all] =
        /^(\d+) of (\d+) messages were more than it may send and were not taken$/.exec(
          String(told[0]?.["reason"]),
        ) ?? [];
      expect(Number(lost)).toBeGreaterThan(0);
      expect(told[0]?.["factor"]).toBeCloseTo(1 - Number(lost) / Number(all), 4);
    });

    test("[FED-015] a way that is lost is told of every sensor that is heard over it, and so is its return", async (context) => {
      const { harness, feed, take } = await start();
      const { cut, restore } = harness;
      if (cut === undefined || restore === undefined) {
        context.skip("nothing of this way can be seen to be gone; its heartbeat says it");
        return;
      }
      await harness.send([vesselLine(200_000_001)]);
      await take("position-report", 1);
      await cut.call(harness);
      const lost = (await take("sensor-state", 2)).map(recordOf);
      expect(lost.map(({ sensorId, state }) => [sensorId, state])).toEqual([
        ["mast-1", "not-received"],
        ["mast-2", "not-received"],
      ]);
      expect(lost[0]?.["reason"]).not.toBe("");
      expect(feed.status()).toMatchObject({ state: "down" });
      await restore.call(harness);
      await harness.send([vesselLine(200_000_002)]);
      const back = (await take("sensor-state", 2)).map(recordOf);
      expect(back.map(({ state }) => state)).toEqual(["up", "up"]);
      expect(Number(back[0]?.["fromMs"])).toBeGreaterThanOrEqual(Number(lost[0]?.["fromMs"]));
      const [message] = await take("position-report", 1);
      expect(message === undefined ? 0 : mmsiOf(message)).toBe(200_000_002);
      expect(feed.status().reconnectCount).toBe(1);
    });

    test("[FED-016] one that is silent for longer than its heartbeat is told from when it was heard last", async (context) => {
      const { harness, take } = await start({}, { heartbeatMs: 150 });
      if (harness.hasSigns === true) {
        context.skip("this way shows by itself that it is open");
        return;
      }
      await harness.send([vesselLine(200_000_001)]);
      const [heard] = await take("position-report", 1);
      const [silent] = (await take("sensor-state", 2))
        .map(recordOf)
        .filter(({ state }) => state === "not-received");
      if (silent === undefined) throw new Error("nothing was told");
      expect(silent["reason"]).toMatch(/^nothing was heard for/);
      expect(Math.abs(Number(silent["fromMs"]) - (heard?.receivedAtMs ?? 0))).toBeLessThan(120);
    });
  });
}

/** Waits for something that happens soon. */
export async function until(holds: () => boolean, withinMs = 10_000): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > endMs) throw new Error("it did not happen");
    await delay(5);
  }
}

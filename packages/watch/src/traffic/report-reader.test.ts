import { derivedId, lonLat, type PositionReport, seededRng } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { observation, stored } from "../../testing/mid-ocean.ts";
import { noonMs } from "../../testing/times.ts";
import type { Store } from "../ports/store.ts";
import { feedPageSize } from "../store/feed-pages.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { ReportReader } from "./report-reader.ts";

const report = (index: number): PositionReport => ({
  schema: "position-report/1",
  id: derivedId("test-report", index),
  origin: "exercise",
  recordedAtMs: noonMs + index,
  source: "ais-1",
  sourceId: `${index}`,
  medium: "vessel",
  atMs: noonMs + index,
  identity: { scheme: "mmsi", value: `${211_000_000 + index}` },
  position: lonLat(-30, 0),
});

/** A store that counts what is read of its feed. */
class CountingStore extends MemoryStore {
  readCount = 0;
  override async readFeed(query: Parameters<Store["readFeed"]>[0]) {
    const page = await super.readFeed(query);
    this.readCount += page.length;
    return page;
  }
}

async function filled(count: number) {
  const store = new CountingStore(seededRng("reader"));
  let next = 0;
  const add = async (more: number) => {
    const from = next;
    next += more;
    await store.append(Array.from({ length: more }, (_, index) => stored(report(from + index))));
  };
  await add(count);
  return { store, add, reader: new ReportReader({ store, origin: "exercise" }) };
}

/** Whoever works in reports: reads on from its own place to the end. */
async function readToEnd(reader: ReportReader, fromSeq: number) {
  const found: string[] = [];
  let seq = fromSeq;
  for (;;) {
    const page = await reader.pageAfter(seq);
    expect(page.reports.length).toBeLessThanOrEqual(feedPageSize);
    found.push(...page.reports.map(({ sourceId }) => sourceId));
    seq = page.reachedSeq;
    if (page.isAll) return { found, seq };
  }
}
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `${from + index}`);

describe("reports read once for several", () => {
  test("[WAT-221] two in turn get every report, in order, and each is read once", async () => {
    const { store, add, reader } = await filled(2_500);
    const places = [0, 0];
    const found: string[][] = [[], []];
    for (let turn = 0; turn < 6; turn++) {
      if (turn === 4) await add(300);
      for (const who of [0, 1]) {
        const page = await reader.pageAfter(places[who] as number);
        found[who]?.push(...page.reports.map(({ sourceId }) => sourceId));
        places[who] = page.reachedSeq;
      }
    }
    expect(found).toEqual([numbers(0, 2_800), numbers(0, 2_800)]);
    expect(store.readCount).toBe(2_800);
  });

  test("[WAT-221] who goes on from a place of its own gets what lies after it", async () => {
    const { reader } = await filled(6_500);
    const first = await readToEnd(reader, 0);
    expect(first).toEqual({ found: numbers(0, 6_500), seq: 6_500 });
    // Within the stretch that is kept, before it, and after it.
    for (const place of [6_400, 4_000, 10, 6_500]) {
      expect(await readToEnd(reader, place)).toEqual({
        found: numbers(place, 6_500),
        seq: 6_500,
      });
    }
  });

  test("[WAT-221] other records are passed over and not read again, although nobody keeps the place", async () => {
    const { store, add, reader } = await filled(10);
    const place = (await reader.pageAfter(0)).reachedSeq;
    await store.append([stored(observation("1"))]);
    const quiet = await reader.pageAfter(place);
    expect(quiet).toEqual({ reports: [], reachedSeq: 11, isAll: true });
    await add(2);
    const page = await reader.pageAfter(place);
    expect(page.reports.map(({ sourceId }) => sourceId)).toEqual(["10", "11"]);
    expect([page.reachedSeq, page.isAll]).toEqual([13, true]);
  });

  test("[WAT-221] after a fault of the store nothing is missing and nothing comes twice", async () => {
    const { store, add, reader } = await filled(1_200);
    const first = await reader.pageAfter(0);
    await add(5);
    const readFeed = store.readFeed.bind(store);
    store.readFeed = () => Promise.reject(new Error("away"));
    await expect(reader.pageAfter(first.reachedSeq)).rejects.toThrow("away");
    store.readFeed = readFeed;
    expect((await readToEnd(reader, first.reachedSeq)).found).toEqual(numbers(1_000, 1_205));
  });
});

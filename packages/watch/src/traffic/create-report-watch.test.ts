import { type PositionReport, seededRng } from "@truceline/model";
import { expect, test } from "vitest";
import { shipDeployment, shipReports } from "../../testing/disturbed-ships.ts";
import { stored } from "../../testing/mid-ocean.ts";
import { midOceanRoom, upSince } from "../../testing/mid-ocean-room.ts";
import { hourMs, noonMs } from "../../testing/times.ts";
import { WatchError } from "../errors.ts";
import { createInterferenceSearch } from "../ledger/interference-stage.ts";
import type { Store } from "../ports/store.ts";
import { MemoryStore } from "../store/memory-store.ts";
import { readRecord } from "../store/read-record.ts";
import { createReportWatch } from "./create-report-watch.ts";
import { createTraffic } from "./create-traffic.ts";

const deployment = shipDeployment();
const { options } = midOceanRoom(noonMs + 3 * hourMs, { deployment });

/** A store that counts the reports read of its feed, and is away whenever `isAway` says so. */
class FaultyStore extends MemoryStore {
  readCount = 0;
  isAway: (call: "read" | "commit" | "append") => boolean = () => false;
  override async readFeed(query: Parameters<Store["readFeed"]>[0]) {
    if (this.isAway("read")) throw new WatchError("TL_WATCH_BUSY");
    const page = await super.readFeed(query);
    if (query.kinds?.includes("position-report") === true) this.readCount += page.length;
    return page;
  }
  override async commitDerived(change: Parameters<Store["commitDerived"]>[0]) {
    if (this.isAway("commit")) throw new WatchError("TL_WATCH_BUSY");
    return super.commitDerived(change);
  }
  override async append(entries: Parameters<Store["append"]>[0]) {
    if (this.isAway("append")) throw new WatchError("TL_WATCH_BUSY");
    return super.append(entries);
  }
}

async function filled(reports: readonly PositionReport[]): Promise<FaultyStore> {
  const store = new FaultyStore(seededRng("store"));
  await store.append([...upSince(deployment), ...reports].map(stored));
  return store;
}

/** What stands, whatever was thought on the way there. */
async function found(store: Store, kind: "traffic-event" | "disturbance" | "observation") {
  const names: string[] = [];
  for await (const item of store.stream({ kind, origin: "exercise" })) {
    const record = readRecord(kind, item);
    if (!("withdrawn" in record))
      names.push(`${record.kind} ${record.id} ${item.fromMs} ${item.toMs}`);
  }
  return names.sort();
}

/** Runs until it has waited so often; the stop comes while it waits. */
async function run(store: Store, waitCount: number): Promise<void> {
  const stopping = new AbortController();
  let waits = 0;
  const sleep = async () => {
    if (++waits === waitCount) stopping.abort();
  };
  await createReportWatch({ ...options, store, sleep }).run(stopping.signal);
}

// What is disturbed is not dark: ships in peace tell of traffic, ships disturbed of interference.
const cases = [
  ["traffic-event", shipReports(false)],
  ["disturbance", shipReports(true)],
] as const;

test.each(cases)(
  "[WAT-221] %s: in turn they find what each finds alone, and every report is read once",
  async (kind, reports) => {
    const alone = await filled(reports);
    await createTraffic({ ...options, store: alone }).catchUp();
    await createInterferenceSearch({ ...options, store: alone }).catchUp();
    const store = await filled(reports);
    await run(store, 1);
    expect(store.readCount).toBe(reports.length);
    const expected = await found(alone, kind);
    expect(expected.length).toBeGreaterThan(0);
    expect(await found(store, kind)).toEqual(expected);
  },
);

test.each(cases)(
  "[WAT-221] %s: a database that is away now and then, and processes that start again, change nothing",
  async (kind, reports) => {
    const whole = await filled(reports);
    await run(whole, 1);
    const store = await filled(reports);
    const rng = seededRng("away");
    let awayCount = 0;
    store.isAway = () => {
      const isAway = rng.nextUnit() < 0.3;
      if (isAway) awayCount++;
      return isAway;
    };
    // Each process is stopped at its first wait: most often the database was away then.
    for (let process = 0; process < 25; process++) await run(store, 1);
    expect(awayCount).toBeGreaterThan(5);
    store.isAway = () => false;
    await run(store, 2);
    expect(await found(store, kind)).toEqual(await found(whole, kind));
  },
);

test("[WAT-221] where little comes the place is not written at each look", async () => {
  const reports = shipReports(true);
  const store = await filled(reports);
  await run(store, 1);
  let commitCount = 0;
  store.isAway = (call) => {
    if (call === "commit") commitCount++;
    return false;
  };
  const search = createInterferenceSearch({ ...options, store });
  await search.catchUp();
  const last = reports.at(-1) as PositionReport;
  for (let index = 0; index < 20; index++) {
    const more = { ...last, sourceId: `more/${index}`, atMs: last.atMs + index * 20_000 };
    await store.append([stored(more)]);
    await search.catchUp();
  }
  expect(commitCount).toBe(0);
  // What lay behind the place written was read once more by the second process, and no more.
  expect(store.readCount).toBe(reports.length + 200 + 20);
});

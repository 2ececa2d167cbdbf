import { distanceM } from "@truceline/geo";
import { describe, expect, test } from "vitest";
import { shipCentre, shipDeployment, shipReports } from "../../testing/disturbed-ships.ts";
import { stored, storeOf } from "../../testing/mid-ocean.ts";
import { midOceanRoom, upSince } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import type { MemoryStore } from "../store/memory-store.ts";
import { readRecord } from "../store/read-record.ts";
import { createInterferenceSearch, interferenceSource } from "./interference-stage.ts";

const nowMs = noonMs + 2 * hourMs;
const deployment = shipDeployment();
const room = midOceanRoom(nowMs, { deployment });
const { options } = room;

async function storeWith(isDisturbed: boolean): Promise<MemoryStore> {
  const store = await storeOf(upSince(deployment));
  await store.append(shipReports(isDisturbed).map(stored));
  return store;
}
async function reported(store: MemoryStore) {
  const found = [];
  for await (const record of store.stream({ kind: "disturbance", origin: "exercise" })) {
    found.push(readRecord("disturbance", record));
  }
  return found;
}

describe("[WAT-208] interference found in what transponders say", () => {
  test("is reported as a disturbance with its area, once for each block, and nothing where nothing is", async () => {
    const quiet = await storeWith(false);
    await createInterferenceSearch({ ...options, store: quiet }).catchUp();
    expect(await reported(quiet)).toEqual([]);

    const store = await storeWith(true);
    await createInterferenceSearch({ ...options, store }).catchUp();
    const found = await reported(store);
    expect(found.map(({ sourceId }) => sourceId)).toEqual(
      [0, 10, 20].map((minutes) => `${noonMs + minutes * minuteMs}/0`),
    );
    for (const { kind, area, source, evidence, span } of found) {
      expect([kind, source, area.shape]).toEqual(["interference", interferenceSource, "circle"]);
      if (area.shape !== "circle") continue;
      expect(distanceM(area.centre, shipCentre)).toBeLessThan(8_000);
      expect(area.radiusM).toBeLessThan(20_000);
      expect(span.toMs).toBeLessThan(noonMs + 30 * minuteMs);
      expect(evidence).toMatch(/^Positions of 12 of the 12 transponders heard here went wrong/);
      expect(evidence).toContain("One receiver heard them all");
      // Nobody is named.
      expect(evidence).not.toMatch(/2000000/);
    }
    // A process that begins anew reports nothing twice.
    await createInterferenceSearch({ ...options, store }).catchUp();
    expect(await reported(store)).toEqual(found);
  });

  test("becomes an incident like any other, and the ledger counts what it took", async () => {
    const store = await storeWith(true);
    await createInterferenceSearch({ ...options, store }).catchUp();
    await room.work(store);
    const kinds = [];
    for await (const record of store.stream({ kind: "incident", origin: "exercise" })) {
      const incident = readRecord("incident", record);
      if (incident.withdrawn === undefined) kinds.push(incident.observationIds.length);
    }
    expect(kinds.length).toBeGreaterThan(0);
    const { ledger } = room.views(store);
    const question = { fromMs: noonMs, toMs: noonMs + hourMs, by: "sensor" as const };
    const found = await ledger.lostHours(question, async () => {});
    const row = found?.rows.find(({ id }) => id === "ais");
    const [loss] = row?.reasons ?? [];
    expect(loss?.reason).toBe("jammed");
    // Half an hour, less the minute before the first wrong report of each block, at 0.8 lost.
    expect(loss?.hours).toBeGreaterThan(0.35);
    expect(loss?.hours).toBeLessThanOrEqual(0.4);
    expect(found?.rows.find(({ id }) => id === "op-1-ear")?.lostHours).toBe(0);
  });

  test("not yet while its block runs", async () => {
    const store = await storeOf([]);
    const early = shipReports(true).filter(({ atMs }) => atMs < noonMs + 9 * minuteMs);
    await store.append(early.map(stored));
    await createInterferenceSearch({ ...options, store }).catchUp();
    expect(await reported(store)).toEqual([]);
  });
});

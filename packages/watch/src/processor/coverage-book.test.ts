import type { CompiledArticle } from "@truceline/agreement";
import { type Disturbance, derivedId, lonLat } from "@truceline/model";
import { coverageQuestionOf, type SectorHour } from "@truceline/verification";
import { expect, test } from "vitest";
import { checkIn, patrol } from "../../../desk/testing/desk-records.ts";
import { midOceanDeployment, sensorState, stored, storeOf } from "../../testing/mid-ocean.ts";
import { agreement } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import { editEntry } from "../store/edit-entry.ts";
import { roomLogs } from "./room-logs.ts";
import { bySector } from "./sector-hours.ts";

const posted = midOceanDeployment();
/** With a drone, from which jamming takes where it flies. */
const deployment = {
  ...posted,
  sensors: [...posted.sensors, { id: "drone", means: "drone", post: "op-4" }],
};
const bridge = { name: "Bridge", position: lonLat(-30.01, -0.03) };
const out = patrol({
  stops: [{ place: bridge, span: { fromMs: noonMs, toMs: noonMs + hourMs } }],
  checkInEveryMs: hourMs,
  checkIns: [checkIn(0, bridge)],
  recordedAtMs: noonMs + 70 * minuteMs,
});
const jamming: Disturbance = {
  schema: "disturbance/1",
  id: derivedId("test-disturbance", "book"),
  origin: "exercise",
  recordedAtMs: noonMs + 2 * hourMs,
  source: "duty-officer",
  sourceId: "j-1",
  kind: "jamming",
  means: ["camera", "drone"],
  area: { shape: "circle", centre: lonLat(-30.0156, 0.01102), radiusM: 3_000 },
  span: { fromMs: noonMs + 10 * minuteMs, toMs: noonMs + 40 * minuteMs, precision: "exact" },
};

test("[WAT-222] had sensors been as they were, some cells are as the hour has them: patrols, jamming and all", async () => {
  const store = await storeOf([
    ...deployment.sensors.map(({ id }) => sensorState(id, noonMs - 30 * hourMs)),
    sensorState("c-1", noonMs + 15 * minuteMs, "down"),
  ]);
  await store.append([stored(jamming)]);
  await store.commitEdits([editEntry("patrol", out)]);
  const { book, ...logs } = roomLogs({ store, agreement, deployment, origin: "exercise" });
  for (const log of Object.values(logs)) await log.readTo(await store.headSeq());
  let changed = 0;
  for (const article of book.articles()) {
    const { ratios } = book.hour(article, noonMs);
    const indexes = [...ratios.keys()].filter((index) => index % 3 === 1);
    const uptimes = book.known.uptimes();
    const some = book.withUptimes(article, noonMs, uptimes, indexes);
    for (const [place, index] of indexes.entries()) {
      expect(some[place]).toBeCloseTo(ratios[index] ?? -1, 12);
    }
    // And without anybody but patrols, nothing that only a post sees is seen.
    const down = {
      pieces: (_id: string, fromMs: number, toMs: number) => [
        { fromMs, toMs, factor: 0, reason: "down" as const },
      ],
    };
    const alone = book.withUptimes(article, noonMs, down, indexes);
    for (const [place, ratio] of alone.entries()) {
      expect(ratio).toBeLessThanOrEqual((some[place] ?? 0) + 1e-12);
      if (ratio < (some[place] ?? 0)) changed++;
    }
  }
  expect(changed).toBeGreaterThan(0);
});

test("[WAT-225] an hour before the first message says what took it away then, by day and by night", async () => {
  const store = await storeOf([sensorState("c-1", noonMs)]);
  const { book } = roomLogs({ store, agreement, deployment, origin: "exercise" });
  const told = new Set<string>();
  const bySectorOf = (article: CompiledArticle, fromMs: number) => {
    const hour = book.within(article, { fromMs, toMs: fromMs + hourMs });
    return hour === undefined
      ? new Map<string, SectorHour>()
      : bySector(book.cells(article, fromMs), hour);
  };
  let comparedCount = 0;
  // First by night, and then the day is not told as the night.
  for (const fromMs of [-10, -2, -34, -26, -14].map((hours) => noonMs + hours * hourMs)) {
    for (const article of book.articles()) {
      const sectors = book.sectors(article, fromMs);
      // Where traces are seen a day later the date's first hour stands for all of it.
      const isOfDay = coverageQuestionOf(article)?.persistence.is === "state";
      const ofMs = isOfDay ? Math.floor(fromMs / (24 * hourMs)) * 24 * hourMs : fromMs;
      for (const [sectorId, { losses, ...rest }] of bySectorOf(article, ofMs)) {
        const span = { fromMs, toMs: fromMs + hourMs };
        const own = isOfDay && bySectorOf(article, fromMs).get(sectorId)?.losses;
        for (const { reason, lossRatio } of own || []) {
          const toldRatio = losses.find((loss) => loss.reason === reason)?.lossRatio ?? 0;
          expect(Math.abs(toldRatio - lossRatio)).toBeLessThan(0.05);
          comparedCount += 1;
        }
        expect(sectors.get(sectorId)).toMatchObject({ ...rest, ...span, losses });
        told.add(JSON.stringify([article.id, sectorId, losses]));
      }
    }
  }
  expect(told.size).toBeGreaterThan(book.articles().length * 2);
  expect(comparedCount).toBeGreaterThan(20);
});

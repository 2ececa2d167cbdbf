import {
  type Claim,
  derivedId,
  lonLat,
  type Observation,
  type SensorState,
  seededRng,
} from "@truceline/model";
import { expect, test } from "vitest";
import { correction, midOcean, observation, sensorState, stored } from "../../testing/mid-ocean.ts";
import { deployment, midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import { admit } from "../admit/admit.ts";
import { MemoryStore } from "../store/memory-store.ts";
import type { IndicatorBoard } from "./indicator-board.ts";

const dayMs = 24 * hourMs;
const indicators = `indicators:
  - id: bridging
    name: { en: Bridging }
    shownBy: [{ kinds: [construction], words: [pontoon] }]
    counts: observations
    threshold: { count: 2, within: P3D }
    coverageOf: "1"
    coverage: 0.04
    mark: assumed
  - id: drill
    name: { en: Exercise not notified }
    shownBy: [{ kinds: [burst], exercise: true }]
    counts: days
    threshold: { count: 1, within: P1D }
    unlessNotified: true
    coverageOf: "1"
    coverage: 0.04
    mark: assumed
articles:
`;
const agreement = midOcean((text) => text.replace("articles:\n", indicators));
const nowMs = noonMs + hourMs;

async function boardOf(
  records: readonly (Observation | SensorState | ReturnType<typeof correction>)[],
  claims: readonly Claim[] = [],
  knownAtMs?: number,
  isWorked = false,
): Promise<IndicatorBoard> {
  const store = new MemoryStore(seededRng("store"));
  await store.append(records.map(stored));
  for (const claim of claims) {
    const admission = admit(new TextEncoder().encode(JSON.stringify(claim)), "claim", {
      origin: claim.origin,
      receivedAtMs: claim.recordedAtMs,
      sender: "test",
      rng: seededRng(claim.sourceId),
    });
    if (admission.status === "refused")
      throw new Error(JSON.stringify(admission.quarantine.faults));
    await store.append([admission.entry]);
  }
  const room = midOceanRoom(nowMs, { agreement, limits: { batchSpanMs: 0 } });
  if (isWorked) await room.work(store);
  return room.views(store).indicators("today", 3, knownAtMs);
}

/** Everything works since yesterday at noon: of the day before nobody knows. */
const up = deployment.sensors.map(({ id }) => sensorState(id, noonMs - dayMs));
const pontoon = (key: string, atMs: number, change: Partial<Observation> = {}) =>
  observation(key, {
    atMs,
    kind: "construction",
    nature: undefined,
    means: ["saw"],
    remark: "a pontoon at the bank",
    ...change,
  });
const rowOf = (board: IndicatorBoard, id: string, sectorId: string) =>
  board.indicators.find((one) => one.id === id)?.rows.find((row) => row.sectorId === sectorId)
    ?.days ?? [];

test("[WAT-095] by sector and day: seen, not seen, could not see", async () => {
  const board = await boardOf([
    ...up,
    pontoon("p1", noonMs),
    pontoon("p2", noonMs, { remark: "a wall" }),
  ]);
  expect(board.days.map(({ name, isOver }) => [name, isOver])).toEqual([
    ["2026-03-08", true],
    ["2026-03-09", true],
    ["2026-03-10", false],
  ]);
  expect(board.sectors.map(({ id }) => id)).toEqual(["north", "south"]);
  const north = rowOf(board, "bridging", "north");
  expect(north.map(({ state }) => state)).toEqual(["could-not-see", "not-seen", "seen"]);
  expect(north.at(-1)).toMatchObject({ count: 1, windowCount: 1, isReached: false });
  expect(north[1]?.coverageRatio).toBeGreaterThan(0.04);
  expect(north[0]?.coverageRatio).toBe(0);
  // Little of the south is in reach.
  const south = rowOf(board, "bridging", "south");
  expect(south.map(({ state }) => state)).toEqual([
    "could-not-see",
    "could-not-see",
    "could-not-see",
  ]);
});

test("[WAT-095] the count goes back over days that are not shown; what was withdrawn does not count", async () => {
  const twice = [pontoon("p1", noonMs - 2 * dayMs), pontoon("p2", noonMs)];
  const days = (board: IndicatorBoard) => rowOf(board, "bridging", "north");
  expect(days(await boardOf([...up, ...twice])).at(-1)).toMatchObject({
    windowCount: 2,
    isReached: true,
  });
  const back = correction("k1", ["p2"], { recordedAtMs: noonMs + 10 * minuteMs });
  const after = await boardOf([...up, ...twice, back]);
  expect(days(after).at(-1)).toMatchObject({ windowCount: 1, isReached: false });
  const before = await boardOf([...up, ...twice, back], [], noonMs + 5 * minuteMs);
  expect(days(before).at(-1)).toMatchObject({ windowCount: 2, isReached: true });
});

test("[WAT-095] [INT-301] an exercise that was notified before it began is shown and not counted", async () => {
  const drill = observation("d1", { kind: "burst", exercise: "inside-security-zone" });
  const notice = (publishedAtMs: number): Claim => ({
    schema: "claim/1",
    id: derivedId("test-claim", `${publishedAtMs}`),
    origin: "exercise",
    // Entered when the day came; what counts is when it was given.
    recordedAtMs: noonMs,
    source: "liaison-a",
    sourceId: "n1",
    claimant: "a",
    grade: { source: "C", information: "3" },
    span: { fromMs: noonMs - hourMs, toMs: noonMs + 10 * minuteMs, precision: "exact" },
    publishedAtMs,
    types: ["notification", "drill"],
  });
  const today = (board: IndicatorBoard) => rowOf(board, "drill", "north").at(-1);
  const records = [...up, drill];
  expect(today(await boardOf(records))).toMatchObject({ state: "seen", isReached: true });
  expect(today(await boardOf(records, [notice(noonMs - 2 * hourMs)]))).toMatchObject({
    state: "seen",
    count: 0,
    notifiedCount: 1,
    isReached: false,
  });
  const late = await boardOf(records, [notice(noonMs - hourMs / 2)]);
  expect(today(late)).toMatchObject({ count: 1, notifiedCount: 0, isReached: true });
  // Taken back by who gave it, in a message that has an instant of its own.
  const { publishedAtMs: _, ...rest } = notice(noonMs - 2 * hourMs);
  const back: Claim = {
    ...rest,
    id: derivedId("test-claim", "back"),
    sourceId: "n2",
    types: ["Cancel"],
    about: { kind: "ends", sourceIds: ["n1"] },
  };
  const over = await boardOf(records, [notice(noonMs - 2 * hourMs), back]);
  expect(today(over)).toMatchObject({ count: 1, notifiedCount: 0, isReached: true });
});

test("[WAT-095] what nothing places is told apart", async () => {
  const nowhere = pontoon("p1", noonMs, { observerPosition: undefined } as never);
  const board = await boardOf([...up, nowhere]);
  expect(board.indicators[0]?.unplacedCount).toBe(1);
  expect(rowOf(board, "bridging", "north").at(-1)?.state).toBe("not-seen");
});

test("[WAT-095] what lies in no sector is in a row of its own", async () => {
  const far = pontoon("p1", noonMs, { observerPosition: { position: lonLat(-30, 4) } });
  const board = await boardOf([...up, far]);
  expect(board.sectors.map(({ id }) => id)).toEqual(["north", "south", "elsewhere"]);
  expect(rowOf(board, "bridging", "elsewhere").at(-1)).toMatchObject({ state: "seen", count: 1 });
});

test("[WAT-095] once the day was worked in, its coverage is that of its clause states", async () => {
  const records = [...up, pontoon("p1", noonMs)];
  const store = await boardOf(records, [], undefined, true);
  const sensors = await boardOf(records);
  const told = (board: IndicatorBoard) =>
    rowOf(board, "bridging", "north").map(({ state, coverageRatio }) => [
      state,
      Math.round(coverageRatio * 100) / 100,
    ]);
  expect(told(store)).toEqual(told(sensors));
  expect(told(store).map(([state]) => state)).toEqual(["could-not-see", "not-seen", "seen"]);
});

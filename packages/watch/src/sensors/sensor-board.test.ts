import { lonLat, type SensorState } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { checkIn, patrol } from "../../../desk/testing/desk-records.ts";
import { sensorState, storeOf } from "../../testing/mid-ocean.ts";
import { allUp, deployment, midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import { editEntry } from "../store/edit-entry.ts";
import type { Views } from "../views/views.ts";

const nowMs = noonMs + 30 * minuteMs;
const room = midOceanRoom(nowMs);

const viewsOf = async (states: readonly SensorState[]): Promise<Views> =>
  room.views(await storeOf(states));

const rowOf = async (views: Views, id: string, knownAtMs?: number) =>
  (await views.sensors(knownAtMs)).rows.find((row) => row.id === id);

describe("the board of sensors", () => {
  test("[WAT-100] every sensor of the deployment has a row, and what is silent stands first", async () => {
    const views = await viewsOf(allUp.filter(({ sensorId }) => sensorId !== "c-3"));
    const { rows, upCount, strangers } = await views.sensors();
    expect(rows.map(({ id }) => id).toSorted()).toEqual(
      deployment.sensors.map(({ id }) => id).toSorted(),
    );
    expect(rows[0]).toMatchObject({ id: "c-3", state: "not-received", lastHeardMs: null });
    expect(upCount).toBe(deployment.sensors.length - 1);
    expect(strangers).toEqual([]);
  });

  test("[WAT-100] an hour is up for the share that the states say, by the minute", async () => {
    const states = [
      sensorState("c-1", noonMs - 3 * hourMs + 15 * minuteMs, "down", { reason: "no power" }),
      sensorState("c-1", noonMs - 2 * hourMs + 30 * minuteMs, "degraded", { factor: 0.5 }),
      sensorState("c-1", noonMs - hourMs),
    ];
    const row = await rowOf(await viewsOf([...allUp, ...states]), "c-1");
    const at = (fromMs: number) => row?.hours.find((hour) => hour.fromMs === fromMs);
    expect(row?.hours).toHaveLength(24);
    expect(at(noonMs - 4 * hourMs)).toMatchObject({ plannedRatio: 1, upRatio: 1, reason: null });
    expect(at(noonMs - 3 * hourMs)).toMatchObject({ upRatio: 0.25, reason: "down" });
    // Half an hour down, half an hour at half: a quarter of the chance.
    expect(at(noonMs - 2 * hourMs)).toMatchObject({ upRatio: 0.25, reason: "down" });
    expect(at(noonMs - hourMs)).toMatchObject({ upRatio: 1, reason: null });
    // The hour that runs counts to now: half of it was there to be seen.
    expect(at(noonMs)).toMatchObject({ plannedRatio: 0.5, upRatio: 1 });
    const up = 22 - 1 + 0.5 + 0.25 + 0.25;
    expect(row?.upRatio).toBeCloseTo(up / 23.5, 4);
  });

  test("[WAT-100] hours in which a sensor is not meant to work count neither way", async () => {
    const row = await rowOf(await viewsOf(allUp), "op-3-eye");
    const planned = row?.hours.reduce((sum, hour) => sum + hour.plannedRatio, 0);
    // 06:00 to 18:00, the strip begins at 13:00: five hours of yesterday, six and a half of today.
    expect(planned).toBeCloseTo(11.5, 6);
    expect(row?.upRatio).toBe(1);
  });

  test("[WAT-100] in the past nothing is known that came later", async () => {
    const late = sensorState("c-1", noonMs - hourMs, "down", { recordedAtMs: noonMs + minuteMs });
    const views = await viewsOf([...allUp, late]);
    expect(await rowOf(views, "c-1", noonMs)).toMatchObject({ state: "up" });
    expect(await rowOf(views, "c-1")).toMatchObject({ state: "down", delayMs: hourMs + minuteMs });
  });

  test("[WAT-100] a state of a sensor that is nowhere in the deployment is told", async () => {
    const views = await viewsOf([...allUp, sensorState("c-l", noonMs)]);
    expect((await views.sensors()).strangers).toEqual(["c-l"]);
  });
});

describe("a sensor opened", () => {
  test("[WAT-101] what hangs on it is the coverage with it and without it", async () => {
    const views = await viewsOf(allUp);
    const sheet = await views.sensor("c-3");
    expect(sheet?.worth.length).toBeGreaterThan(0);
    for (const { withRatio, withoutRatio } of sheet?.worth ?? []) {
      expect(withRatio).toBeGreaterThan(withoutRatio);
    }
    // The deployment says so itself: without c-3 article 1 is not met in its one cell.
    expect(sheet?.onlyItCount).toBe(1);
    const ear = await views.sensor("op-1-ear");
    expect(ear?.past).toHaveLength(1);
  });

  test("[WAT-222] a patrol that sees the same takes from what hangs on it", async () => {
    const store = await storeOf(allUp);
    const views = room.views(store);
    const alone = await views.sensor("c-3");
    const beside = { name: "Beside the camera", position: alone?.row.position ?? lonLat(0, 0) };
    const out = patrol({
      stops: [{ place: beside, span: { fromMs: noonMs, toMs: noonMs + hourMs } }],
      checkInEveryMs: hourMs,
      checkIns: [checkIn(0, beside)],
      recordedAtMs: noonMs,
    });
    await store.commitEdits([editEntry("patrol", out)]);
    const together = await views.sensor("c-3");
    for (const [index, { withoutRatio, withRatio }] of (together?.worth ?? []).entries()) {
      expect(withoutRatio).toBeGreaterThan(alone?.worth[index]?.withoutRatio ?? 1);
      expect(withRatio).toBeGreaterThan(withoutRatio);
    }
    expect([alone?.onlyItCount, together?.onlyItCount]).toEqual([1, 0]);
  });

  test("[WAT-101] the sheet has the row that the board has", async () => {
    const views = await viewsOf([...allUp, sensorState("c-1", noonMs - hourMs, "down")]);
    const { rows } = await views.sensors();
    for (const row of rows) expect((await views.sensor(row.id))?.row).toEqual(row);
  });

  test("[WAT-101] its history is told newest first, each stretch with its end and its evidence", async () => {
    const down = sensorState("c-1", noonMs - hourMs, "down", { reason: "no power" });
    const sheet = await (await viewsOf([...allUp, down])).sensor("c-1");
    expect(sheet?.past).toMatchObject([
      { state: "down", fromMs: noonMs - hourMs, toMs: null, reason: "no power", source: "c-1" },
      { state: "up", toMs: noonMs - hourMs },
    ]);
  });

  test("[WAT-101] a name that is no sensor's is unknown", async () => {
    expect(await (await viewsOf(allUp)).sensor("nobody")).toBeUndefined();
  });
});

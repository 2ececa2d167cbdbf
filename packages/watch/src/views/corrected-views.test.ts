import type { Correction, Observation, SensorState } from "@truceline/model";
import { describe, expect, test } from "vitest";
import { correction, heardBy2, observation, stored, storeOf } from "../../testing/mid-ocean.ts";
import { allUp, midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";

const heardBy1 = observation("1", { count: { qualifier: "at-least", min: 3 } });
const correctedMs = noonMs + 20 * minuteMs;
const misheard = correction("x", ["1"], { recordedAtMs: correctedMs });
const nowMs = noonMs + 30 * minuteMs;

type LogRecord = Observation | SensorState | Correction;

async function room(records: readonly LogRecord[]) {
  const store = await storeOf(records);
  const room = midOceanRoom(nowMs, { limits: { batchSpanMs: 0 } });
  const work = () => room.work(store);
  await work();
  const views = room.views(store);
  const figures = async (knownAtMs?: number) => {
    const picture = await views.picture(knownAtMs);
    const timeline = await views.timeline(noonMs, noonMs + hourMs, hourMs, knownAtMs);
    const [first] = picture.incidents;
    const incident = first === undefined ? undefined : await views.incident(first.id, knownAtMs);
    const board = await views.clauses("today", knownAtMs);
    return {
      today: picture.today,
      incidents: picture.incidents.length,
      later: picture.later,
      events: timeline.eventCounts[0],
      restsOn: incident?.observations.length,
      breached: board.cells.filter((cell) => cell?.state === "breached").length,
    };
  };
  return { store, work, figures };
}

describe("[WAT-073] what a correction withdraws", () => {
  test("no longer counts nor bears anything from its receipt on; before it, all is as it was", async () => {
    const corrected = await room([...allUp, heardBy1, heardBy2, misheard]);
    const neverCorrected = await room([...allUp, heardBy1, heardBy2]);
    const neverSent = await room([...allUp, heardBy2]);
    const [live, whole, rest] = await Promise.all(
      [corrected, neverCorrected, neverSent].map((one) => one.figures()),
    );
    expect(live).toEqual({ ...rest });
    expect(live?.today).not.toEqual(whole?.today);
    expect(whole?.restsOn).toBe(2);
    expect(live?.restsOn).toBe(1);
    expect(whole?.breached).toBeGreaterThan(live?.breached ?? 0);
    const before = correctedMs - minuteMs;
    // What is left of an incident may bear another id, and is then one that came later.
    const { later: _later, ...then } = await corrected.figures(before);
    expect(await neverCorrected.figures(before)).toMatchObject(then);
    expect(await corrected.figures(correctedMs + minuteMs)).toEqual({
      ...(await neverSent.figures(correctedMs + minuteMs)),
    });
  });

  test("is taken away while the views are open, and added by nothing", async () => {
    const open = await room([...allUp, heardBy1, heardBy2]);
    const before = await open.figures();
    await open.store.append([stored(misheard)]);
    await open.work();
    const after = await open.figures();
    expect(after).toEqual(await (await room([...allUp, heardBy2])).figures());
    expect(after).not.toEqual(before);
    // Another correction of the same takes nothing away twice.
    await open.store.append([
      stored(correction("y", ["1"], { recordedAtMs: correctedMs + minuteMs })),
    ]);
    await open.work();
    expect((await open.figures()).today).toEqual(after.today);
  });

  test("never counts where its correction came first", async () => {
    const open = await room([...allUp, heardBy2, misheard]);
    const before = await open.figures();
    await open.store.append([stored(heardBy1)]);
    await open.work();
    const { later: _before, ...figures } = before;
    const { later: _after, ...then } = await open.figures();
    expect(then).toEqual(figures);
  });

  test("leaves no incident where it was all there was", async () => {
    const alone = await room([...allUp, heardBy1]);
    expect((await alone.figures()).incidents).toBe(1);
    await alone.store.append([stored(misheard)]);
    await alone.work();
    expect(await alone.figures()).toEqual(await (await room(allUp)).figures());
    const [kept] = (await alone.store.list({ kind: "observation", origin: "exercise" }, 10)).items;
    expect(kept).toBeDefined();
  });
});

import { parseDeployment } from "@truceline/agreement";
import { cellCentre, distanceM } from "@truceline/geo";
import {
  type Correction,
  type Deployment,
  type Disturbance,
  derivedId,
  lonLat,
  type Patrol,
  type SensorState,
} from "@truceline/model";
import { describe, expect, test } from "vitest";
import { checkIn, patrol } from "../../../desk/testing/desk-records.ts";
import {
  correction,
  midOceanDeployment,
  sensorState,
  stored,
  storeOf,
} from "../../testing/mid-ocean.ts";
import { midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import { editEntry } from "../store/edit-entry.ts";
import type { MemoryStore } from "../store/memory-store.ts";
import { readRecord } from "../store/read-record.ts";
import { createProcessor } from "./processor.ts";

const nowMs = noonMs + 7 * hourMs;

/** The mid-ocean mission with a radar on each mast, which jamming reaches and cameras it does not. */
const deployment: Deployment = withRadars(midOceanDeployment());
const allUp = deployment.sensors.map(({ id }) => sensorState(id, noonMs - 30 * hourMs));
const room = midOceanRoom(nowMs, { deployment });
const { work } = room;

function withRadars(base: Deployment): Deployment {
  const sensors = ["mast-1", "mast-2"].map((post) => ({
    id: `radar of ${post}`,
    means: "ground-radar",
    post,
    commonCauses: [post === "mast-1" ? "feed-north" : "feed-south"],
  }));
  return { ...base, sensors: [...base.sensors, ...sensors] };
}

function disturbance(change: Partial<Disturbance> = {}): Disturbance {
  return {
    schema: "disturbance/1",
    id: derivedId("test-disturbance", JSON.stringify(change)),
    origin: "exercise",
    recordedAtMs: noonMs + 2 * hourMs,
    source: "duty-officer",
    sourceId: JSON.stringify(change).slice(0, 60),
    kind: "jamming",
    area: { shape: "circle", centre: lonLat(-30.0156, 0.06128), radiusM: 2_000 },
    span: { fromMs: noonMs, toMs: noonMs + 2 * hourMs - 1, precision: "exact" },
    ...change,
  };
}

type Sent = SensorState | Disturbance | Correction;
async function send(store: MemoryStore, ...records: readonly Sent[]) {
  await store.append(records.map(stored));
}

/** Cells of an article by hour after noon: ratio and version. */
async function cellsOf(store: MemoryStore, articleId: string) {
  const cells = new Map<string, { readonly ratio: number; readonly version: number }>();
  for await (const record of store.stream({ kind: "coverage-cell", origin: "exercise" })) {
    const cell = readRecord("coverage-cell", record);
    if (cell.articleId !== articleId) continue;
    const key = `${cell.cell} ${(cell.hourFromMs - noonMs) / hourMs}`;
    cells.set(key, { ratio: cell.coverageRatio, version: cell.version });
  }
  return cells;
}
const ratios = (cells: Awaited<ReturnType<typeof cellsOf>>) =>
  new Map([...cells].flatMap(([key, { ratio }]) => (ratio === 0 ? [] : [[key, ratio]])));

async function state(store: MemoryStore, articleId: string, sectorId = "north") {
  for await (const record of store.stream({ kind: "clause-state", origin: "exercise" })) {
    const found = readRecord("clause-state", record);
    const isIt = found.articleId === articleId && found.sectorId === sectorId;
    if (isIt && found.periodFromMs < noonMs && found.periodToMs > noonMs) return found;
  }
  throw new Error("no clause state");
}
/** Of article 2 by default, which asks for what radars see. */
const lossOf = async (store: MemoryStore, reason: string, articleId = "2") =>
  (await state(store, articleId)).losses.find((loss) => loss.reason === reason);

describe("[WAT-200] an area jammed", () => {
  test("takes from the means concerned and is named as the reason", async () => {
    const store = await storeOf(allUp);
    await work(store);
    expect(await lossOf(store, "jammed")).toBeUndefined();
    await send(
      store,
      // A day and a half, as what was seen of a state stays seen for a day; its announced end is to come.
      disturbance({ span: { fromMs: noonMs - 30 * hourMs, toMs: nowMs, precision: "exact" } }),
    );
    await work(store);
    const jammed = await lossOf(store, "jammed");
    expect(jammed?.sensorIds).toEqual(["radar of mast-1"]);
    expect(jammed?.lossRatio).toBeGreaterThan(0);
  });

  test("a late one gives, cell by cell, what it would have given in time, and touches no other hour", async () => {
    const late = await storeOf(allUp);
    await work(late);
    const before = await cellsOf(late, "1");
    const camerasJammed = disturbance({ means: ["camera", "ear"], remainingRatio: 0.25 });
    await send(late, camerasJammed);
    await work(late);
    const early = await storeOf(allUp);
    await send(early, camerasJammed);
    await work(early);
    expect(ratios(await cellsOf(late, "1"))).toEqual(ratios(await cellsOf(early, "1")));
    let changedCount = 0;
    for (const [key, { ratio, version }] of await cellsOf(late, "1")) {
      const isInside = key.endsWith(" 0") || key.endsWith(" 1");
      const was = before.get(key);
      if (!isInside) expect([ratio, version], key).toEqual([was?.ratio, 1]);
      if (ratio !== was?.ratio) changedCount++;
    }
    expect(changedCount).toBeGreaterThan(0);
  });

  test("[SEN-204] a drone whose base lies outside is lost over the jammed ground, and only there", async () => {
    const flying = midOceanRoom(nowMs, {
      deployment: {
        ...deployment,
        sensors: [...deployment.sensors, { id: "drone", means: "drone", post: "op-4" }],
      },
    });
    const jammedGround = lonLat(-30.05, -0.1);
    const jamming = disturbance({
      area: { shape: "circle", centre: jammedGround, radiusM: 8_000 },
      // Since before what was seen of a weapon stays seen for a day.
      span: { fromMs: noonMs - 40 * hourMs, toMs: noonMs + 8 * hourMs, precision: "exact" },
    });
    const up = [...allUp, sensorState("drone", noonMs - 30 * hourMs)];
    const cells = async (...records: readonly Sent[]) => {
      const store = await storeOf(up);
      await flying.work(store);
      await send(store, ...records);
      await flying.work(store);
      return { store, found: ratios(await cellsOf(store, "2")) };
    };
    const { found: open } = await cells();
    const { store, found: jammed } = await cells(jamming);
    // With it down everywhere, told by itself.
    const { found: down } = await cells(
      sensorState("drone", noonMs - 30 * hourMs + 1, "down", { recordedAtMs: nowMs }),
    );
    let insideCount = 0;
    for (const key of new Set([...open.keys(), ...jammed.keys()])) {
      const [cell = "", hour] = key.split(" ");
      // By noon the instant in which the drone was up before it went down is more than a day past.
      if (Number(hour) < 0) continue;
      const isInside = distanceM(cellCentre(cell), jammedGround) <= 8_000;
      if (isInside && open.get(key) !== down.get(key)) insideCount++;
      const expected = isInside ? down.get(key) : open.get(key);
      expect(jammed.get(key) ?? 0, key).toBeCloseTo(expected ?? 0, 3);
    }
    expect(insideCount).toBeGreaterThan(0);
    const south = await state(store, "2", "south");
    const loss = south.losses.find(({ reason }) => reason === "jammed");
    expect(loss?.sensorIds).toEqual(["drone"]);
    // What one more drone beside it would have given: nothing over that ground.
    const { ledger } = flying.views(store);
    const more = async (place: ReturnType<typeof lonLat>, knownAtMs?: number) =>
      ledger.oneMore(
        {
          fromMs: noonMs,
          toMs: noonMs + hourMs,
          articleId: "2",
          means: "drone",
          position: place,
        },
        async () => {},
        knownAtMs,
      );
    const outside = lonLat(-30.00678, 0.02726);
    const [before, after] = [await more(outside, noonMs + hourMs), await more(outside)];
    expect(after?.cellCount).toBeLessThan(before?.cellCount ?? 0);
    expect((await more(jammedGround))?.gainedHours).toBe(0);
  });

  test("withdrawn by whoever sent it, it took nothing, but stands as it was known before", async () => {
    const plain = await storeOf(allUp);
    await work(plain);
    const store = await storeOf(allUp);
    const wrong = disturbance({ sourceId: "j-1", means: ["camera", "ear"] });
    const withdrawal = correction("c-1", ["j-1"], {
      source: "duty-officer",
      recordedAtMs: noonMs + 3 * hourMs,
    });
    await send(store, wrong);
    await work(store);
    expect(ratios(await cellsOf(store, "1"))).not.toEqual(ratios(await cellsOf(plain, "1")));
    await send(store, withdrawal);
    await work(store);
    expect(ratios(await cellsOf(store, "1"))).toEqual(ratios(await cellsOf(plain, "1")));

    const views = room.views(store);
    const seenAt = async (knownAtMs: number) =>
      (await views.coverage("1", noonMs, knownAtMs))?.ratios.reduce(
        (a, b) => a + Math.max(0, b),
        0,
      );
    const [unknown, known, withdrawn] = [
      await seenAt(noonMs + 1.5 * hourMs),
      await seenAt(noonMs + 2.5 * hourMs),
      await seenAt(noonMs + 3.5 * hourMs),
    ];
    expect(known).toBeLessThan(unknown as number);
    expect(withdrawn).toBe(unknown);

    // The other way round: nobody else may withdraw it.
    const other = await storeOf(allUp);
    await send(other, correction("c-1", ["j-1"], { source: "op-1" }), wrong);
    await work(other);
    expect(ratios(await cellsOf(other, "1"))).not.toEqual(ratios(await cellsOf(plain, "1")));
  });

  test("a process that was stopped before it looked goes on where it was", async () => {
    const store = await storeOf(allUp);
    await work(store);
    await send(store, disturbance({ means: ["camera", "ear"] }));
    const stopped = createProcessor({ ...room.options, store });
    await stopped.step(); // The input is worked in, its consequences are not.
    await work(store);
    const early = await storeOf(allUp);
    await send(early, disturbance({ means: ["camera", "ear"] }));
    await work(early);
    expect(ratios(await cellsOf(store, "1"))).toEqual(ratios(await cellsOf(early, "1")));
  });
});

describe("[WAT-201] an area denied", () => {
  const place = { name: "Bridge", position: lonLat(-30.01, -0.03) };
  const there: Patrol = patrol({
    stops: [{ place, span: { fromMs: noonMs, toMs: noonMs + hourMs } }],
    checkInEveryMs: hourMs,
    checkIns: [checkIn(0, place)],
    recordedAtMs: noonMs + 70 * minuteMs,
  });
  const denied = disturbance({
    kind: "denied-area",
    area: { shape: "circle", centre: place.position, radiusM: 1_000 },
    span: { fromMs: noonMs, toMs: noonMs + hourMs, precision: "minute" },
  });

  test("a patrol in it counts for nothing, and the reason is the denial, under its own name", async () => {
    const store = await storeOf(allUp);
    await work(store);
    const alone = await cellsOf(store, "1");
    await store.commitEdits([editEntry("patrol", there)]);
    await work(store);
    const sum = (cells: typeof alone) =>
      [...cells].reduce((total, [key, { ratio }]) => total + (key.endsWith(" 0") ? ratio : 0), 0);
    expect(sum(await cellsOf(store, "1"))).toBeGreaterThan(sum(alone) + 0.1);
    await send(store, denied);
    await work(store);
    expect(sum(await cellsOf(store, "1"))).toBeCloseTo(sum(alone), 6);
    const loss = (await state(store, "1", "south")).losses.find(
      ({ reason }) => reason === "denied",
    );
    expect(loss?.sensorIds).toEqual(["Patrol 6"]);
    expect(loss?.lossRatio).toBeGreaterThan(0);
  });

  test("posts stay where they are, and a patrol beside it goes on counting", async () => {
    const plain = await storeOf(allUp);
    await plain.commitEdits([editEntry("patrol", there)]);
    await work(plain);
    const store = await storeOf(allUp);
    await store.commitEdits([editEntry("patrol", there)]);
    const [longitude, latitude] = place.position;
    await send(
      store,
      {
        ...denied,
        area: { shape: "circle", centre: lonLat(longitude + 0.02, latitude), radiusM: 1_000 },
      },
      disturbance({
        kind: "denied-area",
        area: { shape: "circle", centre: lonLat(-30.02456, 0.04504), radiusM: 500 },
      }),
    );
    await work(store);
    expect(ratios(await cellsOf(store, "1"))).toEqual(ratios(await cellsOf(plain, "1")));
  });
});

describe("[WAT-202] what sensors share", () => {
  test.each([
    ["their mast", "mast-1", "down", ["c-1", "c-2", "radar of mast-1"]],
    ["a power line", "power-north", "down", ["c-1", "c-2"]],
    ["the feed they come by", "feed-north", "not-received", ["radar of mast-1"]],
  ] as const)("%s takes all of them, for its own reason", async (_name, id, stated, sensorIds) => {
    const each = await storeOf(allUp);
    await send(
      each,
      ...sensorIds.map((one) => sensorState(one, noonMs - 30 * hourMs + minuteMs, stated)),
    );
    await work(each);
    const store = await storeOf(allUp);
    await send(store, sensorState(id, noonMs - 30 * hourMs + minuteMs, stated));
    await work(store);
    for (const articleId of ["1", "2", "4"]) {
      expect(ratios(await cellsOf(store, articleId))).toEqual(
        ratios(await cellsOf(each, articleId)),
      );
    }
    const loss = await lossOf(store, stated);
    expect(loss?.sensorIds.length).toBeGreaterThan(0);
    expect(sensorIds).toEqual(expect.arrayContaining([...(loss?.sensorIds ?? [])]));
  });

  test("back again, all is as before; one that never said anything takes nothing", async () => {
    const plain = await storeOf(allUp);
    await work(plain);
    const store = await storeOf(allUp);
    await send(
      store,
      sensorState("mast-1", noonMs, "down"),
      sensorState("mast-1", noonMs + 2 * hourMs, "up"),
    );
    await work(store);
    const [before, after] = [await cellsOf(plain, "1"), await cellsOf(store, "1")];
    const at = (cells: typeof before, hour: string) =>
      [...cells].filter(([key]) => key.endsWith(hour)).map(([key, { ratio }]) => [key, ratio]);
    expect(at(after, " 2")).toEqual(at(before, " 2"));
    expect(at(after, " 0")).not.toEqual(at(before, " 0"));
  });

  test("the screens show them as they are", async () => {
    const store = await storeOf(allUp);
    await send(
      store,
      sensorState("mast-1", noonMs, "down"),
      disturbance({
        area: { shape: "circle", centre: lonLat(-30.0156, 0.01102), radiusM: 2_000 },
        span: { fromMs: noonMs, toMs: nowMs, precision: "exact" },
      }),
    );
    const views = room.views(store);
    const { sensors } = await views.picture();
    const stateOf = (id: string) => sensors.find((one) => one.id === id)?.state;
    expect(stateOf("c-1")).toBe("down");
    expect(stateOf("radar of mast-2")).toBe("jammed");
    expect(stateOf("c-3")).toBe("up");
  });
});

test("the deployment of these tests can be read", () => {
  expect(parseDeployment({ path: "d.yaml", text: JSON.stringify(deployment) }).faults).toEqual([]);
});

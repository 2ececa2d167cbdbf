import {
  type Correction,
  type Disturbance,
  derivedId,
  lonLat,
  type SensorState,
} from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  correction,
  midOceanDeployment,
  sensorState,
  stored,
  storeOf,
} from "../../testing/mid-ocean.ts";
import { midOceanRoom } from "../../testing/mid-ocean-room.ts";
import { hourMs, minuteMs, noonMs } from "../../testing/times.ts";
import type { MemoryStore } from "../store/memory-store.ts";
import { readRecord } from "../store/read-record.ts";

const posted = midOceanDeployment();
/** With a drone, from which jamming takes where it flies. */
const deployment = {
  ...posted,
  sensors: [...posted.sensors, { id: "drone", means: "drone", post: "op-4" }],
};
const nowMs = noonMs + 4 * hourMs;
const { work } = midOceanRoom(nowMs, { deployment });
type Sent = SensorState | Disturbance | Correction;

const placeNames = ["c-1", "c-2", "c-3", "op-1-ear", "mast-1", "power-north"] as const;
const arbState: fc.Arbitrary<Sent> = fc
  .record({
    sensorId: fc.constantFrom(...placeNames),
    minute: fc.integer({ min: -60, max: 180 }),
    state: fc.constantFrom<SensorState["state"]>("up", "down", "not-received", "degraded"),
  })
  .map(({ sensorId, minute, state }) =>
    sensorState(sensorId, noonMs + minute * minuteMs, state, {
      recordedAtMs: nowMs - hourMs,
      sourceId: `${minute} ${state}`,
    }),
  );
const arbDisturbance: fc.Arbitrary<Sent> = fc
  .record({
    number: fc.nat({ max: 5 }),
    minute: fc.integer({ min: -60, max: 180 }),
    forMinutes: fc.integer({ min: 1, max: 90 }),
    place: fc.constantFrom([-30.0156, 0.06128], [-30.0156, 0.01102], [-30.02, 0.036]),
    radiusM: fc.constantFrom(500, 3_000, 20_000),
    remainingRatio: fc.constantFrom(0, 0.5, undefined),
    means: fc.constantFrom("camera", "drone"),
  })
  .map(({ number, minute, forMinutes, place, radiusM, remainingRatio, means }): Sent => {
    const fromMs = noonMs + minute * minuteMs;
    return {
      schema: "disturbance/1",
      id: derivedId("property-disturbance", number, minute),
      origin: "exercise",
      recordedAtMs: nowMs - hourMs,
      source: "desk",
      sourceId: `${number}`,
      kind: "jamming",
      means: [means, "ear"],
      area: { shape: "circle", centre: lonLat(place[0] ?? 0, place[1] ?? 0), radiusM },
      span: { fromMs, toMs: fromMs + forMinutes * minuteMs - 1, precision: "exact" },
      ...(remainingRatio === undefined ? {} : { remainingRatio }),
    };
  });
const arbCorrection: fc.Arbitrary<Sent> = fc
  .nat({ max: 5 })
  .map((number) =>
    correction(`c-${number}`, [`${number}`], { source: "desk", recordedAtMs: nowMs - hourMs }),
  );
const keyOf = ({ source, sourceId }: Sent) => `${source} ${sourceId}`;

async function cellsOf(store: MemoryStore) {
  const cells: string[] = [];
  for await (const record of store.stream({ kind: "coverage-cell", origin: "exercise" })) {
    const { articleId, cell, hourFromMs, coverageRatio } = readRecord("coverage-cell", record);
    // A cell without a record was not seen: the same as one that says 0.
    if (coverageRatio > 0) cells.push(`${articleId} ${cell} ${hourFromMs} ${coverageRatio}`);
  }
  return cells.sort();
}

test("[WAT-209] coverage is the same whatever the order in which states, disturbances and corrections come, and however often it was worked out in between", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.oneof(arbState, arbDisturbance, arbCorrection), {
        minLength: 2,
        maxLength: 8,
        selector: keyOf,
      }),
      fc.nat(),
      async (records, turn) => {
        const first = deployment.sensors.map(({ id }) => sensorState(id, noonMs - 30 * hourMs));
        const atOnce = await storeOf(first);
        await atOnce.append(records.map(stored));
        await work(atOnce);
        const oneByOne = await storeOf(first);
        const at = turn % records.length;
        const turned = [...records.slice(at), ...records.slice(0, at)].reverse();
        for (const record of turned) {
          await oneByOne.append([stored(record)]);
          await work(oneByOne);
        }
        expect(await cellsOf(oneByOne)).toEqual(await cellsOf(atOnce));
      },
    ),
    { numRuns: 4 },
  );
}, 180_000);

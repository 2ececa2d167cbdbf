import { existsSync, readFileSync } from "node:fs";
import { parseAgreement, parseDeployment, prepareAgreement } from "@truceline/agreement";
import {
  type ClauseState,
  type Disturbance,
  derivedId,
  lonLat,
  type SensorState,
} from "@truceline/model";
import { expect, test } from "vitest";
import { sensorState, stored, storeOf } from "../../testing/mid-ocean.ts";
import { hourMs } from "../../testing/times.ts";
import type { MemoryStore } from "../store/memory-store.ts";
import { readRecord } from "../store/read-record.ts";
import { createProcessor } from "./processor.ts";

// Four receivers far apart (fixtures/technical-day): each sector's clause is met while its own works.

const folder = new URL("../../../../fixtures/technical-day/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
const { compiled } = parseAgreement({
  path: "agreement.yaml",
  text: read("agreement.yaml"),
  readFile: (name) => (existsSync(new URL(name, folder)) ? read(name) : undefined),
});
const { deployment } = parseDeployment({ path: "deployment.yaml", text: read("deployment.yaml") });
if (compiled === undefined || deployment === undefined) throw new Error("the fixture is broken");
const dayMs = Date.UTC(2026, 9, 5);
const dayEndMs = dayMs + 24 * hourMs;
const options = {
  agreement: prepareAgreement(compiled),
  deployment,
  origin: "exercise" as const,
  clock: { nowMs: () => dayEndMs },
};
const allUp = deployment.sensors.map(({ id }) => sensorState(id, dayMs));

async function states(store: MemoryStore): Promise<ReadonlyMap<string, ClauseState>> {
  await createProcessor({ ...options, store }).catchUp();
  const found = new Map<string, ClauseState>();
  for await (const record of store.stream({ kind: "clause-state", origin: "exercise" })) {
    const state = readRecord("clause-state", record);
    if (state.periodFromMs === dayMs) found.set(state.sectorId, state);
  }
  return found;
}

const jamming: Disturbance = {
  schema: "disturbance/1",
  id: derivedId("test-disturbance", "bravo"),
  origin: "exercise",
  recordedAtMs: dayEndMs,
  source: "desk",
  sourceId: "bravo",
  kind: "jamming",
  area: { shape: "circle", centre: lonLat(-30, 2), radiusM: 10_000 },
  span: { fromMs: dayMs + 10 * hourMs, toMs: dayMs + 13 * hourMs - 1, precision: "exact" },
};
const late = { recordedAtMs: dayEndMs };
const faults: readonly (readonly [
  string,
  string,
  string,
  readonly (SensorState | Disturbance)[],
])[] = [
  ["a mast is dead", "alpha", "down", [sensorState("mast-a", dayMs + 20 * hourMs, "down", late)]],
  ["an area is jammed", "bravo", "jammed", [jamming]],
  [
    "a feed is pulled",
    "delta",
    "not-received",
    [sensorState("ais-d", dayMs + 20 * hourMs, "not-received", late)],
  ],
  [
    "access is denied",
    "charlie",
    "denied",
    [
      {
        ...jamming,
        id: derivedId("test-disturbance", "charlie"),
        sourceId: "charlie",
        kind: "denied-area",
        means: ["ais-receiver"],
        area: { shape: "circle", centre: lonLat(-30, -2), radiusM: 10_000 },
      },
    ],
  ],
];

test.each(faults)(
  "[WAT-210] %s: the clause of that sector alone turns from met to undetermined, for that reason",
  async (_name, sectorId, reason, records) => {
    const store = await storeOf(allUp);
    const before = await states(store);
    for (const sector of ["alpha", "bravo", "charlie", "delta"]) {
      expect([sector, before.get(sector)?.state]).toEqual([sector, "met"]);
    }
    await store.append(records.map(stored));
    const after = await states(store);
    for (const sector of ["alpha", "bravo", "charlie", "delta"]) {
      const { state, losses, version } = after.get(sector) as ClauseState;
      const isIt = sector === sectorId;
      expect([sector, state, version]).toEqual([
        sector,
        isIt ? "undetermined" : "met",
        isIt ? 2 : 1,
      ]);
      const reasons = losses.map((loss) => loss.reason);
      if (isIt) expect(reasons[0]).toBe(reason);
      else expect(reasons).not.toContain(reason);
    }
  },
);

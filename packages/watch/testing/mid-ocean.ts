import { existsSync, readFileSync } from "node:fs";
import {
  type AgreementInput,
  type PreparedAgreement,
  parseAgreement,
  parseDeployment,
  prepareAgreement,
} from "@truceline/agreement";
import {
  type Correction,
  type Deployment,
  type Disturbance,
  derivedId,
  lonLat,
  type Observation,
  type PatrolTrack,
  type PositionReport,
  type SensorState,
  seededRng,
} from "@truceline/model";
import { admit, type InputKind } from "../src/admit/admit.ts";
import type { InputEntry } from "../src/ports/store.ts";
import { MemoryStore } from "../src/store/memory-store.ts";
import { minuteMs, noonMs } from "./times.ts";

// The agreement in the open ocean of `fixtures`, and records for it.

const folder = new URL("../../../fixtures/agreements/mid-ocean/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");

/** The agreement's document; `change` edits its text first. */
export function midOceanFiles(change: (text: string) => string = (text) => text): AgreementInput {
  return {
    path: "agreement.yaml",
    text: change(read("agreement.yaml")),
    readFile: (name) => (existsSync(new URL(name, folder)) ? read(name) : undefined),
  };
}

/** The agreement itself. */
export function midOcean(change?: (text: string) => string): PreparedAgreement {
  const { compiled, faults } = parseAgreement(midOceanFiles(change));
  if (compiled === undefined) throw new Error(JSON.stringify(faults));
  return prepareAgreement(compiled);
}

export function midOceanDeployment(): Deployment {
  const { deployment, faults } = parseDeployment({
    path: "deployment.yaml",
    text: read("deployment.yaml"),
  });
  if (deployment === undefined) throw new Error(JSON.stringify(faults));
  return deployment;
}

/** Members to set otherwise; `undefined` leaves one out. */
export type Change<Kind> = { readonly [Key in keyof Kind]?: Kind[Key] | undefined };

/** An observation heard or seen by a post of the deployment; `key` is its source id. */
export function observation(
  key: string,
  change: Change<Observation> & { atMs?: number; post?: string } = {},
): Observation {
  const { atMs = noonMs, post = "op-1", ...rest } = change;
  const record: Change<Observation> = {
    schema: "observation/1",
    id: derivedId("test-observation", post, key),
    origin: "exercise",
    recordedAtMs: atMs + minuteMs,
    source: post,
    sourceId: key,
    span: { fromMs: atMs, toMs: atMs, precision: "exact" },
    observer: { kind: "person", id: `${post}-observer`, mastId: post },
    observerPosition: { position: posts[post] ?? lonLat(-30, 0) },
    means: ["heard"],
    kind: "explosion",
    nature: "outgoing",
    count: { qualifier: "exactly", min: 1, max: 1 },
    distance: { minM: 1_000, maxM: 2_000 },
    direction: { form: "single", points: ["E"] },
    ...rest,
  };
  return record as Observation;
}

const posts: Readonly<Record<string, ReturnType<typeof lonLat>>> = {
  "op-1": lonLat(-30.03, 0.09),
  "op-2": lonLat(-29.97, 0.02),
  "op-3": lonLat(-30.03, -0.05),
  "op-4": lonLat(-29.97, -0.13),
};

/** One event: op-1 hears it to the east, op-2 to the north-west. */
export const heardBy1: Observation = observation("1");
export const heardBy2: Observation = observation("2", {
  post: "op-2",
  atMs: noonMs + 20_000,
  distance: { minM: 5_000, maxM: 9_000 },
  direction: { form: "single", points: ["NNW"] },
});

export function sensorState(
  sensorId: string,
  fromMs: number,
  state: SensorState["state"] = "up",
  change: Partial<SensorState> = {},
): SensorState {
  return {
    schema: "sensor-state/1",
    id: derivedId("test-state", sensorId, fromMs),
    origin: "exercise",
    recordedAtMs: fromMs + 1_000,
    source: sensorId,
    sourceId: `${fromMs}`,
    sensorId,
    fromMs,
    state,
    ...change,
  };
}

/** A correction by a post, of what it sent itself under these keys. */
export function correction(
  key: string,
  withdraws: readonly string[],
  change: Partial<Correction> = {},
): Correction {
  return {
    schema: "correction/1",
    id: derivedId("test-correction", key),
    origin: "exercise",
    recordedAtMs: noonMs + 30 * minuteMs,
    source: "op-1",
    sourceId: key,
    by: "observer",
    reason: "misheard",
    withdraws: [...withdraws],
    replacedBy: [],
    fromMs: noonMs,
    toMs: noonMs,
    ...change,
  };
}

const kindOf: Readonly<Record<string, InputKind>> = {
  "observation/1": "observation",
  "sensor-state/1": "sensor-state",
  "correction/1": "correction",
  "patrol-track/1": "patrol-track",
  "disturbance/1": "disturbance",
  "position-report/1": "position-report",
};

/** The record as the intake would store it, with the id and receipt it gives itself. */
export function stored(
  record: Observation | SensorState | Correction | PatrolTrack | Disturbance | PositionReport,
): InputEntry {
  const kind = kindOf[record.schema] as InputKind;
  const admission = admit(new TextEncoder().encode(JSON.stringify(record)), kind, {
    origin: record.origin,
    receivedAtMs: record.recordedAtMs,
    sender: "test",
    // A record has one id whenever it comes.
    rng: seededRng(`${record.source}/${record.sourceId}`),
  });
  if (admission.status === "refused") throw new Error(JSON.stringify(admission.quarantine.faults));
  return admission.entry;
}

/** A store that holds the records in the order given. */
export async function storeOf(
  records: readonly (Observation | SensorState | Correction)[],
): Promise<MemoryStore> {
  const store = new MemoryStore(seededRng("store"));
  await store.append(records.map(stored));
  return store;
}

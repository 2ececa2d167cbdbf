import type { PreparedAgreement } from "@truceline/agreement";
import type { Deployment, EditKind, SensorState } from "@truceline/model";
import type { Store } from "../src/ports/store.ts";
import { createProcessor } from "../src/processor/processor.ts";
import type { ProcessorOptions } from "../src/processor/processor-options.ts";
import { editEntry } from "../src/store/edit-entry.ts";
import type { RecordOfKind } from "../src/store/read-record.ts";
import { createViews, type Views } from "../src/views/views.ts";
import { midOcean, midOceanDeployment, sensorState } from "./mid-ocean.ts";
import { hourMs, noonMs } from "./times.ts";

// The room of the agreement in the open ocean: its pipeline and its screens over a store.

export const agreement: PreparedAgreement = midOcean();
export const deployment: Deployment = midOceanDeployment();

/** Every sensor of a deployment works since the day before. */
export const upSince = (
  { sensors }: Deployment,
  fromMs: number = noonMs - 30 * hourMs,
): readonly SensorState[] => sensors.map(({ id }) => sensorState(id, fromMs));
export const allUp: readonly SensorState[] = upSince(deployment);

/** What is set otherwise than the agreement and the posts of `fixtures` have it. */
type RoomChange = Partial<Pick<ProcessorOptions, "agreement" | "deployment" | "places" | "limits">>;

/** All that a room at an instant is made of but its store. */
export function midOceanRoom(nowMs: number, change: RoomChange = {}) {
  const options = {
    agreement,
    deployment,
    origin: "exercise" as const,
    clock: { nowMs: () => nowMs },
    ...change,
  };
  return {
    options,
    /** Works in all that is stored. */
    work: (store: Store): Promise<void> => createProcessor({ ...options, store }).catchUp(),
    views: (store: Store): Views => createViews({ ...options, store }),
  };
}

/** What people wrote, each with its kind. */
export type Edits = readonly {
  [Kind in EditKind]: readonly [Kind, RecordOfKind[Kind]];
}[EditKind][];

/** Stores what people wrote, in order. */
export async function writeEdits(store: Store, edits: Edits): Promise<void> {
  for (const [kind, record] of edits) {
    const [outcome] = await store.commitEdits([editEntry(kind, record as never)]);
    if (outcome?.status !== "stored") throw new Error(JSON.stringify(outcome));
  }
}

import { canonicalJson, type Deployment, derivedId, type KeptDeployment } from "@truceline/model";
import { editEntry, readRecord } from "@truceline/watch";
import type { Room } from "./room.ts";

/** Who writes a version that no person wrote. */
const writer = "truceline";

/**
 * Keeps the deployment that a room is opened with as its next version, where its content is not that
 * of the newest: so that what could be seen then can be told later, whatever the file says by then.
 */
export async function keepDeployment(
  { store, origin, clock }: Pick<Room, "store" | "origin" | "clock">,
  deployment: Deployment,
): Promise<void> {
  const id = derivedId("deployment", origin, deployment.id);
  const stored = await store.get("deployment", id);
  const newest = stored === undefined ? undefined : readRecord("deployment", stored);
  if (newest !== undefined && canonicalJson(newest.deployment) === canonicalJson(deployment))
    return;
  const record: KeptDeployment = {
    schema: "kept-deployment/1",
    id,
    origin,
    version: (newest?.version ?? 0) + 1,
    recordedAtMs: Math.max(clock.nowMs(), newest?.recordedAtMs ?? 0),
    by: writer,
    deployment,
  };
  // Where another process was faster, it kept the same file.
  await store.commitEdits([editEntry("deployment", record)]);
}

import {
  canonicalJson,
  type Deployment,
  type DocumentFault,
  derivedId,
  type KeptDeployment,
} from "@truceline/model";
import { defaultCatalogue } from "@truceline/sensing";
import { readRecord } from "@truceline/watch";
import type { Caller } from "../access.ts";
import { commitOne } from "../desk/commit-one.ts";
import { ServerError } from "../errors.ts";
import type { Room } from "../room.ts";

/** What was kept: the record's id, its version, and whether it is new. */
export interface KeptPlan {
  readonly status: "stored" | "duplicate";
  readonly id: string;
  readonly version: number;
  readonly deploymentId: string;
}

/** A plan is kept under a name of its own: what stands, and what is planned, are never one record. */
const plannedIdOf = ({ id }: Pick<Room, "id">): string => `${id}-plan`;

/**
 * Keeps a planned deployment as the next version of the room's plan, in the form in which the deployment
 * that stands is kept. The same content again is no new version.
 *
 * @throws ServerError `TL_SERVER_BODY` with each sensor or post that refers to nothing;
 *   `TL_SERVER_EDIT_CONFLICT` where somebody else was first
 */
export async function keepPlannedDeployment(
  room: Pick<Room, "id" | "store" | "origin" | "clock">,
  caller: Caller,
  sent: Deployment,
): Promise<KeptPlan> {
  const faults = danglingParts(sent);
  if (faults.length > 0) throw new ServerError("TL_SERVER_BODY", { faults });
  const deployment = { ...sent, id: plannedIdOf(room) };
  const id = derivedId("deployment", room.origin, deployment.id);
  const stored = await room.store.get("deployment", id);
  const newest = stored === undefined ? undefined : readRecord("deployment", stored);
  const version = newest?.version ?? 0;
  if (newest !== undefined && canonicalJson(newest.deployment) === canonicalJson(deployment)) {
    return { status: "duplicate", id, version, deploymentId: deployment.id };
  }
  const record: KeptDeployment = {
    schema: "kept-deployment/1",
    id,
    origin: room.origin,
    version: version + 1,
    recordedAtMs: Math.max(room.clock.nowMs(), newest?.recordedAtMs ?? 0),
    by: caller.name,
    deployment,
  };
  const { outcome } = await commitOne(room, "deployment", record);
  if (outcome.status === "conflict") throw new ServerError("TL_SERVER_EDIT_CONFLICT");
  return { status: "stored", id, version: record.version, deploymentId: deployment.id };
}

const faultCountMax = 20;

/** Twice the same id, a post or a means that is not there. */
function danglingParts({ posts, sensors }: Deployment): readonly DocumentFault[] {
  const faults: DocumentFault[] = [];
  const refuse = (path: string, message: string) =>
    faults.push({ code: "TL_SERVER_BODY", path, message });
  const postIds = new Set<string>();
  for (const [index, { id }] of posts.entries()) {
    if (postIds.has(id)) refuse(`/deployment/posts/${index}/id`, `stands twice: ${id}`);
    postIds.add(id);
  }
  const known = new Set(defaultCatalogue.map(({ id }) => id));
  const sensorIds = new Set<string>();
  for (const [index, { id, post, means }] of sensors.entries()) {
    const path = `/deployment/sensors/${index}`;
    if (sensorIds.has(id)) refuse(`${path}/id`, `stands twice: ${id}`);
    if (!postIds.has(post)) refuse(`${path}/post`, `is no post: ${post}`);
    if (!known.has(means)) refuse(`${path}/means`, `is not in the catalogue: ${means}`);
    sensorIds.add(id);
  }
  return faults.slice(0, faultCountMax);
}

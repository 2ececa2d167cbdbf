import Type from "typebox";
import { ServerError } from "../errors.ts";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const text = { contentType: "application/json", schema: Type.Object({ status: Type.String() }) };

/** The process answers. */
export const healthz: Route = {
  method: "GET",
  url: "/healthz",
  summary: "The process answers.",
  roles: "anybody",
  release: "public",
  answer: text,
  handle: async () => ({ status: "ok" }),
};

/** The database answers and the pipeline runs: input would be taken and worked in. */
export const readyz: Route = {
  method: "GET",
  url: "/readyz",
  summary: "Input would be taken and worked in.",
  roles: "anybody",
  release: "public",
  answer: text,
  async handle({ room }) {
    try {
      await room.store.ping();
    } catch (cause) {
      throw new ServerError("TL_SERVER_NOT_READY", {}, { cause });
    }
    if (!room.isPipelineRunning()) throw new ServerError("TL_SERVER_PIPELINE_DOWN");
    return { status: "ready" };
  },
};

/** Prometheus metrics. Counts only: no place, no text and no feed of the mission. */
export const metrics: Route = {
  method: "GET",
  url: "/metrics",
  summary: "Prometheus metrics.",
  roles: "anybody",
  release: "public",
  answer: { contentType: "text/plain", schema: Type.String() },
  async handle({ room, host, reply }) {
    await host.metrics.refresh(room);
    // A folder that cannot be read is told where a photograph is asked for.
    const blobs = await host.blobs.of(room).catch(() => undefined);
    if (blobs !== undefined) host.metrics.setMedia(blobs.usage());
    return reply.type(host.metrics.contentType).send(await host.metrics.text());
  },
};

/** Prometheus metrics of each feed: they say where nothing is heard now, which is nobody else's business. */
export const feedMetrics: Route = {
  method: "GET",
  url: "/metrics/feeds",
  summary: "Prometheus metrics of each feed.",
  roles: missionRoles,
  release: "internal",
  answer: { contentType: "text/plain", schema: Type.String() },
  handle: async ({ room, host, reply }) =>
    reply
      .type(host.metrics.contentType)
      .header("cache-control", "no-store")
      .send(await host.metrics.feedsText(room)),
};

import { AtMsSchema } from "@truceline/model";
import Type, { type Static } from "typebox";
import { wholeBody } from "../body.ts";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const messageBytesMax = 16 * 1024 * 1024;
const count = Type.Integer({ minimum: 0 });
const counts = Type.Record(Type.String(), count);
const text = Type.String();

const feedSchema = Type.Object({
  id: text,
  /** As it was configured; passwords do not stand in addresses. */
  url: text,
  format: text,
  /** Where it listens, its port. */
  port: Type.Optional(Type.Integer()),
  state: Type.Enum(["starting", "up", "silent", "down", "ended"]),
  sinceMs: AtMsSchema,
  reason: Type.Optional(text),
  lastHeardAtMs: Type.Optional(AtMsSchema),
  byteCount: count,
  messageCount: count,
  messageCountByType: counts,
  recordCount: count,
  takenCount: count,
  faultCount: count,
  faultCountByCode: counts,
  lastFaults: Type.Array(
    Type.Object({
      code: text,
      message: text,
      file: Type.Optional(text),
      line: Type.Optional(Type.Integer()),
      bytesHex: Type.Optional(text),
    }),
  ),
  refusedCount: count,
  refusedCountByReason: counts,
  heldBackMs: count,
  lastMinuteCount: count,
  /** Of the last messages that name their instant, the middle one. */
  delayMs: Type.Optional(Type.Number()),
  reconnectCount: count,
  restartCount: count,
  channelCount: count,
  stationCount: count,
  queuedCount: count,
  queuedByteCount: count,
  quota: Type.Object({ perSecond: Type.Number(), burstCount: Type.Number() }),
  heartbeatMs: Type.Optional(Type.Number()),
  sensors: Type.Array(
    Type.Object({
      id: text,
      state: text,
      sinceMs: Type.Optional(AtMsSchema),
      reason: Type.Optional(text),
    }),
  ),
  notices: Type.Array(Type.Object({ atMs: AtMsSchema, text })),
});

const listFeeds: Route = {
  method: "GET",
  url: "/api/v1/feeds",
  summary:
    "Feeds of the room: how each is, what it brought, what it refused, who is heard over it.",
  roles: missionRoles,
  release: "internal",
  answer: {
    contentType: "application/json",
    schema: Type.Object({ items: Type.Array(feedSchema), next: Type.Null() }),
  },
  handle: async ({ room }) => ({ items: room.feeds.list(), next: null }),
};

const onePath = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) });

/** The body is a document in the feed's format; the answer comes once all of it is durable. */
const pushToFeed: Route = {
  method: "POST",
  url: "/api/v1/feeds/:id/messages",
  summary: "Takes a document in the format of a feed that is pushed to, at most 16 MiB.",
  roles: ["device", "observer", "analyst", "reporting-officer", "head-of-mission", "administrator"],
  release: "internal",
  needsToken: true,
  params: onePath,
  body: { contentTypes: ["application/octet-stream"], schema: Type.String() },
  answer: {
    contentType: "application/json",
    schema: Type.Object({ byteCount: count }),
  },
  async handle({ room, host, caller, request, reply }) {
    const { id } = request.params as Static<typeof onePath>;
    const bytes = await wholeBody(request.raw, messageBytesMax);
    await room.feeds.push(id, caller.name, bytes);
    host.metrics.countBytes(bytes.length);
    return reply.code(202).send({ byteCount: bytes.length });
  },
};

/** Where messages come from, and a door for those that are pushed. */
export const feedRoutes: readonly Route[] = [listFeeds, pushToFeed];

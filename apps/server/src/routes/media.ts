import { hash } from "node:crypto";
import { cleanPhoto, photoTypeOf } from "@truceline/interop";
import { Sha256Schema } from "@truceline/model";
import Type, { type Static } from "typebox";
import { wholeBody } from "../body.ts";
import { deskWriters } from "../desk/desk-paths.ts";
import { ServerError } from "../errors.ts";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const photoBytesMax = 25 * 1024 * 1024;
/** Photographs in memory at once; each is there whole while it is cleaned and written. */
const underWayMax = 4;
let underWayCount = 0;

const query = Type.Object(
  {
    /** `yes`: what tells where it was taken stays in it, on purpose. */
    keepPlace: Type.Optional(Type.Enum(["yes", "no"])),
  },
  { additionalProperties: false },
);
const onePath = Type.Object({ sha256: Sha256Schema });
const types = ["image/jpeg", "image/png", "image/webp"] as const;

/**
 * Keeps a photograph under the SHA-256 of what is kept. What it is, is told from its bytes; what tells
 * where it was taken is taken out first.
 */
export const postMedia: Route = {
  method: "POST",
  url: "/api/v1/media",
  summary:
    "Keeps a photograph (JPEG, PNG, WebP; at most 25 MiB), without its place unless asked to.",
  roles: [...deskWriters, "device"],
  release: "internal",
  query,
  body: { contentTypes: [...types, "application/octet-stream"], schema: Type.String() },
  answer: {
    contentType: "application/json",
    schema: Type.Object({
      sha256: Sha256Schema,
      type: Type.Enum(types),
      byteCount: Type.Integer(),
      keepsPlace: Type.Boolean(),
      /** What was taken out, by name. */
      removed: Type.Array(Type.String()),
      widthPx: Type.Integer(),
      heightPx: Type.Integer(),
    }),
  },
  async handle({ room, host, audit, request, reply }) {
    const { keepPlace } = request.query as Static<typeof query>;
    if (Number(request.headers["content-length"] ?? 0) > photoBytesMax) {
      // Nothing is read of what says itself that it is too large.
      reply.header("connection", "close");
      throw new ServerError("TL_SERVER_MEDIA_SIZE");
    }
    if (underWayCount >= underWayMax) throw new ServerError("TL_SERVER_MEDIA_BUSY");
    underWayCount++;
    try {
      const sent = await wholeBody(request.raw, photoBytesMax, "TL_SERVER_MEDIA_SIZE");
      const keepsPlace = keepPlace === "yes";
      const { bytes, type, removed, widthPx, heightPx } = cleanPhoto(sent, {
        keepPlace: keepsPlace,
      });
      const sha256 = hash("sha256", bytes, "hex");
      const blobs = await host.blobs.of(room);
      const outcome = await blobs.put(sha256, bytes);
      audit.subjectIs(sha256);
      host.metrics.setMedia(blobs.usage());
      const byteCount = bytes.length;
      return reply
        .code(outcome === "stored" ? 201 : 200)
        .send({ sha256, type, byteCount, keepsPlace, removed, widthPx, heightPx });
    } finally {
      underWayCount--;
    }
  },
};

/** A photograph as it is kept, so that no browser takes it for anything else. */
export const getMedia: Route = {
  method: "GET",
  url: "/api/v1/media/:sha256",
  summary: "One photograph by the SHA-256 of its bytes.",
  roles: missionRoles,
  release: "internal",
  params: onePath,
  answer: { contentType: "image/*", schema: Type.String() },
  async handle({ room, host, request, reply }) {
    const { sha256 } = request.params as Static<typeof onePath>;
    const bytes = await (await host.blobs.of(room)).get(sha256);
    if (bytes === undefined) throw new ServerError("TL_SERVER_NOT_FOUND", { sha256 });
    const type = photoTypeOf(bytes);
    return reply
      .type(type ?? "application/octet-stream")
      .header("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
      .header("content-disposition", type === undefined ? "attachment" : "inline")
      .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  },
};

import { hash } from "node:crypto";
import { readGpx } from "@truceline/interop";
import type { PatrolTrack } from "@truceline/model";
import Type, { type Static } from "typebox";
import { wholeBody } from "../body.ts";
import { deskWriters } from "../desk/desk-paths.ts";
import { ServerError } from "../errors.ts";
import type { Route } from "../route.ts";
import { submitPatiently } from "../submit-patiently.ts";

const fileBytesMax = 16 * 1024 * 1024;
/** Points of one record: far below what a message may hold. */
const recordPointCountMax = 1_500;
const contentTypes = ["application/gpx+xml", "application/xml", "text/xml"];

const query = Type.Object(
  { patrolId: Type.String({ format: "uuid" }) },
  { additionalProperties: false },
);
const answerSchema = Type.Object({
  pointCount: Type.Integer(),
  /** Points without a time, left out. */
  untimedCount: Type.Integer(),
  input: Type.Array(
    Type.Object({
      status: Type.Enum(["stored", "duplicate", "quarantined"]),
      id: Type.Optional(Type.String()),
      code: Type.Optional(Type.String()),
    }),
  ),
});

/** Takes a patrol's track as a GPX file. The same file sent again is a duplicate. */
export const postGpx: Route = {
  method: "POST",
  url: "/api/v1/patrol-tracks/gpx",
  summary:
    "Takes a patrol's track as a GPX file, at most 16 MiB and 100,000 points with their times.",
  roles: [...deskWriters, "device"],
  release: "internal",
  query,
  body: { contentTypes, schema: Type.String() },
  answer: { contentType: "application/json", schema: answerSchema },
  async handle({ room, host, caller, request, reply }) {
    const { patrolId } = request.query as Static<typeof query>;
    const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
    if (!contentTypes.includes(type)) throw new ServerError("TL_SERVER_MEDIA_TYPE", { type });
    const patrol = await room.store.get("patrol", patrolId);
    if (patrol === undefined || patrol.origin !== room.origin) {
      throw new ServerError("TL_SERVER_NOT_FOUND", { patrolId });
    }
    const bytes = await wholeBody(request.raw, fileBytesMax);
    const { points, untimedCount } = readGpx(textOf(bytes));
    const file = hash("sha256", bytes, "hex");
    const messages = [];
    for (let at = 0; at < points.length; at += recordPointCountMax) {
      const record: Omit<PatrolTrack, "id" | "recordedAtMs"> = {
        schema: "patrol-track/1",
        origin: room.origin,
        source: `gpx/${patrolId}`,
        sourceId: `${file}/${messages.length + 1}`,
        patrolId,
        points: points.slice(at, at + recordPointCountMax),
      };
      const text = Buffer.from(JSON.stringify(record));
      messages.push({ kind: "patrol-track" as const, bytes: text, sender: caller.name });
    }
    host.metrics.countBytes(bytes.length);
    const input = await submitPatiently(room, messages);
    for (const { status } of input) host.metrics.countInput("patrol-track", status);
    const isRefused = input.some(({ status }) => status === "quarantined");
    const isNew = input.some(({ status }) => status === "stored");
    return reply
      .code(isRefused ? 422 : isNew ? 201 : 200)
      .send({ pointCount: points.length, untimedCount, input });
  },
};

const strictText = new TextDecoder("utf-8", { fatal: true });

function textOf(bytes: Uint8Array): string {
  try {
    return strictText.decode(bytes);
  } catch (cause) {
    const faults = [{ code: "TL_SERVER_BODY", message: "the bytes are not UTF-8" }];
    throw new ServerError("TL_SERVER_BODY", { faults }, { cause });
  }
}

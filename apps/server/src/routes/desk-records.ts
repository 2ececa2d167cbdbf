import Type, { type Static } from "typebox";
import { editBody } from "../body.ts";
import { clockNote } from "../desk/clock-offset.ts";
import { type DeskPath, deskKindByPath, deskWriters } from "../desk/desk-paths.ts";
import { sendConflict, sendRecord } from "../desk/edit-reply.ts";
import { takeEdit } from "../desk/take-edit.ts";
import { recordSchemas } from "../record-paths.ts";
import type { Route } from "../route.ts";

const onePath = Type.Object({ id: Type.String({ format: "uuid" }) });

/**
 * Writes the next version of one record of the desk. The same sent twice is a duplicate; where
 * somebody else was first, both are shown and nothing is overwritten.
 */
export function putRecord(path: DeskPath): Route {
  const kind = deskKindByPath[path];
  return {
    method: "PUT",
    url: `/api/v1/${path}/:id`,
    summary: `Writes the next version of one of ${path}, without \`by\` and \`recordedAtMs\`.`,
    roles: deskWriters,
    release: "internal",
    params: onePath,
    body: {
      contentTypes: ["application/json"],
      schema: Type.Omit(recordSchemas[kind], ["by", "recordedAtMs"]),
    },
    answer: {
      contentType: "application/json",
      schema: Type.Object({
        status: Type.Enum(["stored", "duplicate"]),
        record: recordSchemas[kind],
      }),
    },
    async handle({ room, host, caller, request, reply }) {
      const { id } = request.params as Static<typeof onePath>;
      const body = await editBody(request.raw);
      const note = clockNote(request, room.clock.nowMs());
      const hasMedia = async (sha256: string) => (await host.blobs.of(room)).has(sha256);
      const answer = await takeEdit(room, caller, { kind, id, body, hasMedia, note });
      host.metrics.countEdit(kind, answer.status);
      return answer.status === "conflict"
        ? sendConflict(reply, answer)
        : sendRecord(reply, answer.status, answer.bytes);
    },
  };
}

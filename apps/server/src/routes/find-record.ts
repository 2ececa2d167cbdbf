import { type RecordKind, recordKinds } from "@truceline/watch";
import Type, { type Static } from "typebox";
import { ServerError } from "../errors.ts";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const onePath = Type.Object({ id: Type.String({ format: "uuid" }) });

/**
 * A record by its id alone, whatever its kind: what a sentence of a report rests on is named by ids.
 * Ids are unique over all kinds; the newest version is given.
 */
export const findRecord: Route = {
  method: "GET",
  url: "/api/v1/records/:id",
  summary: "A record of any kind by its id: what a sentence of a report rests on.",
  roles: missionRoles,
  release: "internal",
  params: onePath,
  answer: {
    contentType: "application/json",
    schema: Type.Object({ kind: Type.String(), record: Type.Object({}) }),
  },
  async handle({ room, request, reply }) {
    const { id } = request.params as Static<typeof onePath>;
    const found = await Promise.all(
      recordKinds.map(async (kind: RecordKind) => ({
        kind,
        record: await room.store.get(kind, id),
      })),
    );
    const hit = found.find(({ record }) => record?.origin === room.origin);
    if (hit?.record === undefined) throw new ServerError("TL_SERVER_NOT_FOUND", { id });
    const text = Buffer.from(hit.record.bytes).toString("utf8");
    return reply.type("application/json").send(`{"kind":"${hit.kind}","record":${text}}`);
  },
};

import { Readable } from "node:stream";
import { AtMsSchema } from "@truceline/model";
import type { RecordQuery, Store } from "@truceline/watch";
import Type, { type Static } from "typebox";
import { recordSchemas } from "../record-paths.ts";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";
import { recordQuery } from "./list-records.ts";

const query = Type.Object(
  {
    knownAt: Type.Optional(AtMsSchema),
    from: Type.Optional(AtMsSchema),
    to: Type.Optional(AtMsSchema),
    source: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);

/** All observations asked for, one canonical record a line, streamed with memory bounded. */
export const exportObservations: Route = {
  method: "GET",
  url: "/api/v1/observations/export",
  summary: "All observations asked for as NDJSON, one canonical record a line.",
  roles: missionRoles,
  release: "internal",
  query,
  answer: { contentType: "application/x-ndjson", schema: recordSchemas.observation },
  async handle({ room, request, reply }) {
    const asked = recordQuery("observation", room.origin, request.query as Static<typeof query>);
    const prefix = room.origin === "observed" ? "" : `${room.origin.toUpperCase()}-`;
    return reply
      .type("application/x-ndjson")
      .header(
        "content-disposition",
        `attachment; filename="${prefix}${room.id}-observations.ndjson"`,
      )
      .send(Readable.from(lines(room.store, asked)));
  },
};

async function* lines(store: Store, asked: RecordQuery): AsyncGenerator<Buffer> {
  const newline = Buffer.from("\n");
  let parts: Buffer[] = [];
  for await (const { bytes } of store.stream(asked)) {
    parts.push(Buffer.from(bytes), newline);
    if (parts.length >= 1_000) {
      yield Buffer.concat(parts);
      parts = [];
    }
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

import { type RecordKind, recordKinds } from "@truceline/watch";
import Type, { type Static } from "typebox";
import { ServerError } from "../errors.ts";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const query = Type.Object(
  {
    /** Kinds of record, joined by commas; absent = all. */
    kinds: Type.Optional(Type.String({ maxLength: 500 })),
    /** As the header Last-Event-ID, for clients that cannot set it. */
    after: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: false },
);

/** Server-sent events: each change once, in the order of the feed, resumed by `Last-Event-ID`. */
export const stream: Route = {
  method: "GET",
  url: "/api/v1/stream",
  summary: "Changes as server-sent events; resumes after Last-Event-ID.",
  roles: missionRoles,
  release: "internal",
  query,
  answer: { contentType: "text/event-stream", schema: Type.String() },
  async handle({ room, request, reply }) {
    const { kinds = "", after } = request.query as Static<typeof query>;
    const named = kinds.split(",").filter((kind) => kind !== "");
    const unknown = named.find((kind) => !recordKinds.includes(kind as RecordKind));
    if (unknown !== undefined) {
      const message = `${unknown} is not one of: ${recordKinds.join(", ")}`;
      throw new ServerError("TL_SERVER_QUERY", {
        faults: [{ code: "TL_SERVER_QUERY", path: "/kinds", message }],
      });
    }
    const last = request.headers["last-event-id"];
    const fromHeader =
      typeof last === "string" && /^\d{1,15}$/.test(last) ? Number(last) : undefined;
    await room.stream.open(reply, new Set(named as RecordKind[]), fromHeader ?? after);
    return reply;
  },
};

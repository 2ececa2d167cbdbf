import { AtMsSchema } from "@truceline/model";
import Type, { type Static } from "typebox";
import type { Route } from "../route.ts";

const query = Type.Object(
  {
    /** Name of a person or device. */
    person: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    /** Id of what was read or changed. */
    subject: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    from: Type.Optional(AtMsSchema),
    to: Type.Optional(AtMsSchema),
    limit: Type.Integer({ minimum: 1, maximum: 500, default: 100 }),
    cursor: Type.Optional(Type.String({ pattern: "^[0-9]{1,15}$" })),
  },
  { additionalProperties: false },
);

const entrySchema = Type.Object({
  seq: Type.Integer(),
  atMs: AtMsSchema,
  /** The last time, where the same was looked at several times within a minute. */
  lastAtMs: AtMsSchema,
  times: Type.Integer(),
  kind: Type.Enum(["person", "device", "anonymous"]),
  name: Type.String(),
  accountId: Type.Union([Type.String(), Type.Null()]),
  address: Type.String(),
  method: Type.String(),
  route: Type.String(),
  subject: Type.String(),
  /** Null where a write began and the server ended before it could say how it went. */
  outcome: Type.Union([
    Type.Object({ status: Type.Integer(), code: Type.Union([Type.String(), Type.Null()]) }),
    Type.Null(),
  ]),
});

/** Who saw and changed what, newest first. There is no route that changes it. */
export const listAudit: Route = {
  method: "GET",
  url: "/api/v1/audit",
  summary: "Who saw and changed what, newest first.",
  roles: ["administrator", "head-of-mission"],
  release: "internal",
  needsToken: true,
  query,
  answer: {
    contentType: "application/json",
    schema: Type.Object({
      items: Type.Array(entrySchema),
      next: Type.Union([Type.String(), Type.Null()]),
    }),
  },
  async handle({ host, request }) {
    const { person, subject, from, to, limit, cursor } = request.query as Static<typeof query>;
    const { audit, store } = host.people;
    await audit.flush(true); // What was looked at up to now belongs to the answer.
    const items = await store.listAudit({
      person,
      subject,
      fromMs: from,
      toMs: to,
      beforeSeq: cursor === undefined ? undefined : Number(cursor),
      limit,
    });
    const last = items.at(-1);
    return { items, next: items.length < limit || last === undefined ? null : String(last.seq) };
  },
};

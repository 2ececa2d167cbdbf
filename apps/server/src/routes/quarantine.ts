import { AtMsSchema } from "@truceline/model";
import type { QuarantineEntry } from "@truceline/watch";
import Type, { type Static } from "typebox";
import { cutBody } from "../body.ts";
import { ServerError } from "../errors.ts";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const query = Type.Object(
  {
    knownAt: Type.Optional(AtMsSchema),
    state: Type.Optional(Type.Enum(["waiting", "readmitted"])),
    limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
    cursor: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
);
const onePath = Type.Object({ id: Type.String({ format: "uuid" }) });

const entrySchema = Type.Object({
  id: Type.String(),
  receivedAtMs: AtMsSchema,
  sender: Type.String(),
  kind: Type.String(),
  code: Type.String(),
  faults: Type.Array(Type.Object({ code: Type.String(), message: Type.String() })),
  state: Type.Enum(["waiting", "readmitted"]),
  /** The bytes as they came: as text where they are UTF-8, else in base64. */
  text: Type.Union([Type.String(), Type.Null()]),
  base64: Type.Union([Type.String(), Type.Null()]),
  conflictsWith: Type.Union([Type.String(), Type.Null()]),
  readmittedAs: Type.Union([Type.String(), Type.Null()]),
});

/** What was refused, with its bytes, its code and its sender. */
export const listQuarantine: Route = {
  method: "GET",
  url: "/api/v1/quarantine",
  summary: "Input that was refused and kept.",
  roles: missionRoles,
  release: "internal",
  query,
  answer: {
    contentType: "application/json",
    schema: Type.Object({
      items: Type.Array(entrySchema),
      next: Type.Union([Type.String(), Type.Null()]),
    }),
  },
  async handle({ room, request }) {
    const { knownAt, ...asked } = request.query as Static<typeof query>;
    const { items, next } = await room.store.listQuarantine({
      origin: room.origin,
      knownAtMs: knownAt,
      ...asked,
    });
    return { items: items.map(shown), next };
  },
};

export const oneQuarantined: Route = {
  method: "GET",
  url: "/api/v1/quarantine/:id",
  summary: "One refused input.",
  roles: missionRoles,
  release: "internal",
  params: onePath,
  answer: { contentType: "application/json", schema: entrySchema },
  async handle({ room, request }) {
    const { id } = request.params as Static<typeof onePath>;
    const entry = await room.store.getQuarantine(id);
    if (entry === undefined || entry.origin !== room.origin)
      throw new ServerError("TL_SERVER_NOT_FOUND", { id });
    return shown(entry);
  },
};

/** The corrected record becomes input; the bytes that were refused stay beside it. */
export const readmit: Route = {
  method: "POST",
  url: "/api/v1/quarantine/:id/readmit",
  summary: "Takes the corrected record of a refused input.",
  roles: ["analyst", "reporting-officer", "head-of-mission", "administrator"],
  release: "internal",
  params: onePath,
  body: { contentTypes: ["application/json"], schema: Type.Object({}) },
  async handle({ room, host, request, reply }) {
    const { id } = request.params as Static<typeof onePath>;
    const outcome = await room.ingest.readmit(id, await cutBody(request.raw));
    host.metrics.countInput("readmitted", outcome.status);
    return reply.code(outcome.status === "quarantined" ? 422 : 200).send(outcome);
  },
};

function shown(entry: QuarantineEntry): Static<typeof entrySchema> {
  const { id, receivedAtMs, sender, kind, code, faults, state } = entry;
  const { text, base64 } = readable(entry.bytes);
  return {
    id,
    receivedAtMs,
    sender,
    kind,
    code,
    faults: [...faults],
    state,
    text,
    base64,
    conflictsWith: entry.conflictsWith ?? null,
    readmittedAs: entry.readmittedAs ?? null,
  };
}

function readable(bytes: Uint8Array): {
  readonly text: string | null;
  readonly base64: string | null;
} {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), base64: null };
  } catch {
    return { text: null, base64: Buffer.from(bytes).toString("base64") };
  }
}

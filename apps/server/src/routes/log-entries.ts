import Type, { type Static } from "typebox";
import { Compile } from "typebox/compile";
import { jsonBody } from "../body.ts";
import { deskWriters } from "../desk/desk-paths.ts";
import { sendConflict, sendRecord } from "../desk/edit-reply.ts";
import { type EntryAnswer, submitEntry, withdrawEntry } from "../desk/submit-entry.ts";
import { recordSchemas } from "../record-paths.ts";
import type { Route, RouteContext } from "../route.ts";

const onePath = Type.Object({ id: Type.String({ format: "uuid" }) });
const closed = { additionalProperties: false };
const VersionSchema = Type.Integer({
  minimum: 1,
  maximum: 100_000,
  description: "The newest version as the sender knows it.",
});

const submitBody = Type.Object({ version: VersionSchema }, closed);
const submitValidator = Compile(submitBody);
const withdrawBody = Type.Object(
  { version: VersionSchema, reason: Type.String({ minLength: 1, maxLength: 4_000 }) },
  closed,
);
const withdrawValidator = Compile(withdrawBody);

const answer = {
  contentType: "application/json",
  schema: Type.Object({
    status: Type.Enum(["stored", "duplicate"]),
    record: recordSchemas["log-entry"],
    input: Type.Array(
      Type.Object({
        status: Type.Enum(["stored", "duplicate", "quarantined"]),
        id: Type.Optional(Type.String()),
      }),
    ),
  }),
};

/** A draft becomes input. The server reads its line again and refuses one that says something else. */
const submit: Route = {
  method: "POST",
  url: "/api/v1/log-entries/:id/submit",
  summary:
    "Submits a draft of the log: its observations are stored, and what it supersedes corrected.",
  roles: deskWriters,
  release: "internal",
  params: onePath,
  body: { contentTypes: ["application/json"], schema: submitBody },
  answer,
  async handle(context) {
    const { id } = context.request.params as Static<typeof onePath>;
    const { version } = await jsonBody(context.request.raw, submitValidator);
    return send(context, await submitEntry(context.room, context.caller, id, version));
  },
};

const withdraw: Route = {
  method: "POST",
  url: "/api/v1/log-entries/:id/withdraw",
  summary:
    "Withdraws an entry of the log with a reason; its observations no longer stand, and stay.",
  roles: deskWriters,
  release: "internal",
  params: onePath,
  body: { contentTypes: ["application/json"], schema: withdrawBody },
  answer,
  async handle(context) {
    const { id } = context.request.params as Static<typeof onePath>;
    const asked = await jsonBody(context.request.raw, withdrawValidator);
    return send(context, await withdrawEntry(context.room, context.caller, id, asked));
  },
};

export const logEntryRoutes: readonly Route[] = [submit, withdraw];

function send({ host, reply }: RouteContext, outcome: EntryAnswer) {
  host.metrics.countEdit("log-entry", outcome.status);
  if (outcome.status === "conflict") return sendConflict(reply, outcome);
  for (const { status } of outcome.input) host.metrics.countInput("log", status);
  return sendRecord(reply, outcome.status, outcome.bytes, { input: outcome.input });
}

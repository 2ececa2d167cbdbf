import type { FastifyReply } from "fastify";
import { ServerError } from "../errors.ts";
import { problemOf } from "../problem.ts";
import type { EditConflict } from "./take-edit.ts";

/** The stored record as it is, inside the answer: nothing is parsed and written anew. */
export function sendRecord(
  reply: FastifyReply,
  status: "stored" | "duplicate",
  bytes: Uint8Array,
  more: Readonly<Record<string, unknown>> = {},
): FastifyReply {
  const rest = Object.entries(more).map(([key, value]) => `,"${key}":${JSON.stringify(value)}`);
  const text = `{"status":"${status}","record":${Buffer.from(bytes)}${rest.join("")}}`;
  return reply
    .code(status === "stored" ? 201 : 200)
    .type("application/json")
    .send(text);
}

/** 409 with the newest version beside the problem, so that both can be shown. */
export function sendConflict(reply: FastifyReply, { code, current }: EditConflict): FastifyReply {
  const problem = JSON.stringify(problemOf(new ServerError(code), reply.request.id));
  const shown = current === undefined ? "null" : Buffer.from(current).toString("utf8");
  return reply
    .code(409)
    .type("application/problem+json")
    .send(`${problem.slice(0, -1)},"current":${shown}}`);
}

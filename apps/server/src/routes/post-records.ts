import { once } from "node:events";
import { setImmediate as immediate } from "node:timers/promises";
import type { IngestMessage, IngestOutcome, RecordKind } from "@truceline/watch";
import type { FastifyReply } from "fastify";
import Type from "typebox";
import { type BodyLine, bodyLimits, bodyLines, cutBody } from "../body.ts";
import { ServerError } from "../errors.ts";
import { problemOf, toTrucelineError } from "../problem.ts";
import { kindOf, recordSchemas } from "../record-paths.ts";
import type { Route, RouteContext } from "../route.ts";
import { submitPatiently } from "../submit-patiently.ts";

const answerLine = Type.Object({
  line: Type.Integer(),
  status: Type.Enum(["stored", "duplicate", "quarantined"]),
  id: Type.Optional(Type.String()),
  quarantineId: Type.Optional(Type.String()),
  code: Type.Optional(Type.String()),
  faults: Type.Optional(Type.Array(Type.Object({ code: Type.String(), message: Type.String() }))),
});

/** Lines that are admitted and stored together, and how many such groups are under way at once. */
const groupLineCount = 500;
const groupsUnderWayMax = 4;

/**
 * The door for input. One JSON record, or NDJSON of many answered line by line as they become
 * durable. Reading stops while the intake is full, so that a fast sender is slowed and not dropped.
 */
export function postRecords(path: string): Route {
  const kind = kindOf(path);
  return {
    method: "POST",
    url: `/api/v1/${path}`,
    summary: `Takes one record of ${path}, or NDJSON of many; acknowledged only once durable.`,
    roles: ["device", "observer", "analyst", "administrator"],
    release: "internal",
    needsToken: true,
    body: {
      contentTypes: ["application/json", "application/x-ndjson"],
      schema: recordSchemas[kind],
    },
    answer: { contentType: "application/x-ndjson", schema: answerLine },
    async handle(context) {
      const { request } = context;
      const type = (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
      if (Number(request.headers["content-length"] ?? 0) > bodyLimits.bodyBytesMax) {
        throw new ServerError("TL_SERVER_BODY_SIZE");
      }
      if (type === "application/json") return takeOne(context, kind);
      if (type === "application/x-ndjson") return takeMany(context, kind);
      throw new ServerError("TL_SERVER_MEDIA_TYPE", { type });
    },
  };
}

async function takeOne({ room, host, caller, request, reply }: RouteContext, kind: RecordKind) {
  const bytes = await cutBody(request.raw);
  host.metrics.countBytes(bytes.length);
  const [outcome] = await room.ingest.submit([{ kind, bytes, sender: caller.name }]);
  if (outcome === undefined) throw new ServerError("TL_SERVER_BUG");
  host.metrics.countInput(kind, outcome.status);
  const status = { stored: 201, duplicate: 200, quarantined: 422 }[outcome.status];
  return reply.code(status).send(outcome);
}

async function takeMany(context: RouteContext, kind: RecordKind) {
  const { host, caller, request, reply } = context;
  const groups: Promise<string>[] = [];
  const answer = new AnswerStream(reply);
  let lines: BodyLine[] = [];
  let byteCount = 0;
  const flush = (): void => {
    if (lines.length === 0) return;
    const group = lines;
    lines = [];
    host.metrics.countBytes(byteCount);
    byteCount = 0;
    const messages = group.map(
      ({ bytes }): IngestMessage => ({ kind, bytes, sender: caller.name }),
    );
    const outcome = submitPatiently(context.room, messages, () => request.raw.destroyed).then(
      (outcomes) => {
        for (const [status, count] of tally(outcomes)) host.metrics.countInput(kind, status, count);
        return outcomes.map((one, index) => lineText(group[index]?.line ?? 0, one)).join("");
      },
    );
    // A failure is looked at when its turn comes; until then it is not unhandled.
    outcome.catch(() => {});
    groups.push(outcome);
  };
  try {
    for await (const line of bodyLines(request.raw)) {
      byteCount += line.bytes.length;
      lines.push(line);
      if (lines.length < groupLineCount) continue;
      flush();
      // A socket that has more is read on for megabytes before any other is looked at. Without this
      // the database's answers lie there, and it has nothing to do, while group after group is admitted.
      await immediate();
      if (groups.length >= groupsUnderWayMax) await answer.write(await groups.shift());
    }
    flush();
    for (const group of groups) await answer.write(await group);
  } catch (thrown) {
    // What was answered is durable; the rest is said to be refused and the sender tries it again.
    await answer.fail(thrown);
  }
  return answer.end();
}

function tally(outcomes: readonly IngestOutcome[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { status } of outcomes) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

/** The usual answer is put together by hand: an id needs no escaping, and there are many. */
function lineText(line: number, outcome: IngestOutcome): string {
  if (outcome.status === "quarantined") return `${JSON.stringify({ line, ...outcome })}\n`;
  return `{"line":${line},"status":"${outcome.status}","id":"${outcome.id}"}\n`;
}

/** The answer to many: begun with the first line, so that an early fault can still be a problem. */
class AnswerStream {
  readonly #reply: FastifyReply;
  #begun = false;

  constructor(reply: FastifyReply) {
    this.#reply = reply;
  }

  async write(text: string | undefined): Promise<void> {
    if (text === undefined || text === "") return;
    const { raw } = this.#reply;
    if (!this.#begun) {
      this.#begun = true;
      this.#reply.hijack();
      raw.writeHead(200, { "content-type": "application/x-ndjson", "cache-control": "no-store" });
    }
    if (!raw.write(text) && !raw.destroyed)
      await Promise.race([once(raw, "drain"), once(raw, "close")]);
  }

  /** Ends with a line that names the fault, or with a problem when nothing was answered yet. */
  async fail(thrown: unknown): Promise<void> {
    const problem = problemOf(toTrucelineError(thrown), this.#reply.request.id);
    if (!this.#begun) throw thrown;
    const { code, title, hint } = problem;
    await this.write(
      `${JSON.stringify({ status: "refused", code, faults: [{ code, message: `${title} ${hint ?? ""}`.trim() }] })}\n`,
    );
  }

  end(): FastifyReply {
    if (!this.#begun) return this.#reply.type("application/x-ndjson").send("");
    this.#reply.raw.end();
    return this.#reply;
  }
}

import {
  type IssuedReport,
  IssuedReportSchema,
  ReleaseLevelSchema,
  ReportEditSchema,
  seededRng,
  timeOrderedId,
} from "@truceline/model";
import { diffReports } from "@truceline/reporting";
import { readRecord } from "@truceline/watch";
import Type, { type Static } from "typebox";
import { Compile } from "typebox/compile";
import { jsonBody } from "../body.ts";
import { sendConflict } from "../desk/edit-reply.ts";
import { ServerError } from "../errors.ts";
import {
  contentOf,
  issuedReport,
  type MoveAnswer,
  moveReport,
  reportAsItIs,
  storeNext,
} from "../report/issue-report.ts";
import { reportMoves } from "../report/report-moves.ts";
import { isShown, outsideForm } from "../report/shown-report.ts";
import type { Route, RouteContext } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const closed = { additionalProperties: false };
const onePath = Type.Object({ id: Type.String({ format: "uuid" }) });
const writers = ["reporting-officer", "analyst", "head-of-mission"] as const;
const listLimitMax = 200;

const listQuery = Type.Object(
  { limit: Type.Integer({ minimum: 1, maximum: listLimitMax, default: 50 }) },
  closed,
);

/** Reports on their way and released ones, newest period first. */
const list: Route = {
  method: "GET",
  url: "/api/v1/reports",
  summary: "Reports on their way and released ones.",
  roles: [...missionRoles, "liaison"],
  release: "internal",
  releaseOutside: "parties",
  query: listQuery,
  answer: {
    contentType: "application/json",
    schema: Type.Object({ items: Type.Array(IssuedReportSchema), next: Type.Null() }),
  },
  async handle({ room, caller, request }) {
    const { limit } = request.query as Static<typeof listQuery>;
    const found: IssuedReport[] = [];
    for await (const record of room.store.stream({ kind: "issued-report", origin: room.origin })) {
      const issued = readRecord("issued-report", record);
      if (isShown(issued, caller)) found.push(issued);
    }
    found.sort((a, b) =>
      a.periods.to < b.periods.to ? 1 : a.periods.to > b.periods.to ? -1 : a.id < b.id ? 1 : -1,
    );
    const inside = caller.roles.some((role) => missionRoles.includes(role));
    return {
      items: found.slice(0, limit).map((one) => (inside ? one : outsideForm(one))),
      next: null,
    };
  },
};

const createBody = Type.Object(
  {
    kind: IssuedReportSchema.properties.kind,
    theme: IssuedReportSchema.properties.theme,
    periods: IssuedReportSchema.properties.periods,
    level: ReleaseLevelSchema,
  },
  closed,
);
const createValidator = Compile(createBody);
const rng = seededRng(`reports/${process.pid}/${Date.now()}/${Math.random()}`);

const create: Route = {
  method: "POST",
  url: "/api/v1/reports",
  summary: "Begins a report: a draft that is worked out anew until it is proposed.",
  roles: writers,
  release: "internal",
  body: { contentTypes: ["application/json"], schema: createBody },
  answer: { contentType: "application/json", schema: IssuedReportSchema },
  async handle(context) {
    const { room, caller, request, reply } = context;
    const body = await jsonBody(request.raw, createValidator);
    if (body.periods.from > body.periods.to)
      throw new ServerError("TL_SERVER_BODY", { path: "/periods" });
    const nowMs = room.clock.nowMs();
    const issued: IssuedReport = {
      ...body,
      schema: "issued-report/1",
      id: timeOrderedId(nowMs, rng),
      origin: room.origin,
      recordedAtMs: nowMs,
      version: 1,
      by: caller.name,
      state: "draft",
      edits: [],
      signatures: [],
    };
    // Worked out once before it is kept: a theme that is none is told now.
    await contentOf(room, context.host.reports, issued);
    const answer = await storeNext(room, issued);
    return answer.status === "stored"
      ? reply.code(201).send(answer.record)
      : moved(context, answer);
  },
};

const viewQuery = Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1 })) }, closed);

/** A report as it stands: its record, what it says, and what is open before it can be issued. */
const one: Route = {
  method: "GET",
  url: "/api/v1/reports/:id",
  summary: "A report as it stands, with what it says and what is open before it can be issued.",
  roles: missionRoles,
  release: "internal",
  params: onePath,
  query: viewQuery,
  answer: { contentType: "application/json", schema: Type.Object({ issued: IssuedReportSchema }) },
  async handle({ room, host, request }) {
    const { id } = request.params as Static<typeof onePath>;
    const { version } = request.query as Static<typeof viewQuery>;
    return reportAsItIs(room, host.reports, await issuedReport(room, id, version));
  },
};

const versions: Route = {
  method: "GET",
  url: "/api/v1/reports/:id/versions",
  summary: "All versions of a report, oldest first.",
  roles: missionRoles,
  release: "internal",
  params: onePath,
  answer: {
    contentType: "application/json",
    schema: Type.Object({ items: Type.Array(IssuedReportSchema) }),
  },
  async handle({ room, request }) {
    const { id } = request.params as Static<typeof onePath>;
    const found = await room.store.versions("issued-report", id);
    if (found.length === 0) throw new ServerError("TL_SERVER_NOT_FOUND", { id });
    return { items: found.map((record) => readRecord("issued-report", record)) };
  },
};

const changesQuery = Type.Object(
  { from: Type.Integer({ minimum: 1 }), to: Type.Integer({ minimum: 1 }) },
  closed,
);

/** What one version says otherwise than another, sentence by sentence and figure by figure. */
const changes: Route = {
  method: "GET",
  url: "/api/v1/reports/:id/changes",
  summary: "What one version of a report says otherwise than another.",
  roles: missionRoles,
  release: "internal",
  params: onePath,
  query: changesQuery,
  answer: { contentType: "application/json", schema: Type.Object({}) },
  async handle({ room, host, request }) {
    const { id } = request.params as Static<typeof onePath>;
    const { from, to } = request.query as Static<typeof changesQuery>;
    // A draft is told as it was known when that version was written.
    const told = async (version: number) => {
      const issued = await issuedReport(room, id, version);
      return contentOf(room, host.reports, {
        ...issued,
        knownAtMs: issued.knownAtMs ?? issued.recordedAtMs,
      });
    };
    return diffReports(await told(from), await told(to));
  },
};

const editBody = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    level: Type.Optional(ReleaseLevelSchema),
    edits: Type.Optional(
      Type.Array(Type.Omit(ReportEditSchema, ["by", "atMs"], closed), { maxItems: 2_000 }),
    ),
  },
  closed,
);
const editValidator = Compile(editBody);

/** Changes a draft: its level, and what people wrote into it. Who wrote an edit first stays its author. */
const edit: Route = {
  method: "PUT",
  url: "/api/v1/reports/:id",
  summary: "Changes a draft: its level and the edits of people.",
  roles: writers,
  release: "internal",
  params: onePath,
  body: { contentTypes: ["application/json"], schema: editBody },
  answer: { contentType: "application/json", schema: IssuedReportSchema },
  async handle(context) {
    const { room, caller, request } = context;
    const { id } = request.params as Static<typeof onePath>;
    const body = await jsonBody(request.raw, editValidator);
    const issued = await issuedReport(room, id);
    if (issued.version !== body.version)
      return moved(context, {
        status: "conflict",
        current: (await room.store.get("issued-report", id))?.bytes,
      });
    if (issued.state !== "draft")
      throw new ServerError("TL_SERVER_REPORT_MOVE", { state: issued.state });
    const nowMs = Math.max(room.clock.nowMs(), issued.recordedAtMs);
    const before = new Map(issued.edits.map((one) => [one.id, one]));
    const edits = body.edits?.map((sent) => {
      const old = before.get(sent.id);
      const { by: _by, atMs: _atMs, ...said } = old ?? { by: "", atMs: 0 };
      const isSame = old !== undefined && JSON.stringify(said) === JSON.stringify(sent);
      return isSame ? old : { ...sent, by: caller.name, atMs: nowMs };
    });
    return moved(
      context,
      await storeNext(room, {
        ...issued,
        version: issued.version + 1,
        recordedAtMs: nowMs,
        by: caller.name,
        level: body.level ?? issued.level,
        edits: edits ?? issued.edits,
      }),
    );
  },
};

const moveBody = Type.Object(
  {
    move: Type.Enum([...reportMoves]),
    version: Type.Integer({ minimum: 1 }),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 4_000 })),
  },
  closed,
);
const moveValidator = Compile(moveBody);

const move: Route = {
  method: "POST",
  url: "/api/v1/reports/:id/moves",
  summary: "Proposes, returns, reviews or releases a report; the reviewer is a second person.",
  roles: ["reporting-officer", "head-of-mission"],
  release: "internal",
  params: onePath,
  body: { contentTypes: ["application/json"], schema: moveBody },
  answer: { contentType: "application/json", schema: IssuedReportSchema },
  async handle(context) {
    const { room, host, caller, request } = context;
    const { id } = request.params as Static<typeof onePath>;
    const asked = await jsonBody(request.raw, moveValidator);
    return moved(context, await moveReport(room, host.reports, caller, id, asked));
  },
};

function moved({ reply }: RouteContext, answer: MoveAnswer): unknown {
  return answer.status === "stored"
    ? answer.record
    : sendConflict(reply, {
        status: "conflict",
        code: "TL_SERVER_EDIT_CONFLICT",
        current: answer.current,
      });
}

/** Reports on their way, for those of the mission who write, read and release them. */
export const reportRoutes: readonly Route[] = [list, create, one, versions, changes, edit, move];

import {
  addDays,
  type IssuedReport,
  IssuedReportSchema,
  languages,
  NameSchema,
  ReleaseLevelSchema,
  ReportEditSchema,
  seededRng,
  timeOrderedId,
} from "@truceline/model";
import { renderPdf } from "@truceline/pdf-typst";
import {
  type DailyReport,
  diffReports,
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
} from "@truceline/reporting";
import { readRecord } from "@truceline/watch";
import Type, { type Static } from "typebox";
import { Compile } from "typebox/compile";
import { jsonBody } from "../body.ts";
import { sendConflict } from "../desk/edit-reply.ts";
import { ServerError } from "../errors.ts";
import { mayLiaisonSee } from "../people/may-liaison-see.ts";
import {
  contentOf,
  issuedReport,
  type MoveAnswer,
  moveReport,
  reportAsItIs,
  reportNow,
  storeNext,
} from "../report/issue-report.ts";
import { reportMoves } from "../report/report-moves.ts";
import type { Route, RouteContext } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const closed = { additionalProperties: false };
const DateSchema = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const LanguageSchema = Type.Enum([...languages]);
const formats = ["json", "md", "html", "pdf", "csv"] as const;
const FormatSchema = Type.Enum([...formats]);
const onePath = Type.Object({ id: Type.String({ format: "uuid" }) });
const writers = ["reporting-officer", "analyst", "head-of-mission"] as const;
const weekPeriodCount = 7;
const listLimitMax = 200;

const draftQuery = Type.Object(
  {
    kind: Type.Enum(["daily", "weekly", "thematic"], { default: "daily" }),
    /** The local day on which its last period ends. */
    period: DateSchema,
    from: Type.Optional(DateSchema),
    theme: Type.Optional(IssuedReportSchema.properties.theme.properties.is),
    themeId: Type.Optional(NameSchema),
    language: Type.Optional(LanguageSchema),
    level: Type.Optional(ReleaseLevelSchema),
    format: Type.Optional(FormatSchema),
    knownAt: Type.Optional(Type.Integer()),
  },
  closed,
);

/** A report worked out now, of any period, at any level: nothing is kept. */
const draft: Route = {
  method: "GET",
  url: "/api/v1/report",
  summary: "A daily, weekly or thematic report worked out now, at the level asked for.",
  roles: missionRoles,
  release: "internal",
  query: draftQuery,
  answer: { contentType: "application/json", schema: Type.Object({}) },
  async handle(context) {
    const asked = context.request.query as Static<typeof draftQuery>;
    const { kind, period, knownAt, level = "internal" } = asked;
    const report = await reportNow(
      context.room,
      {
        kind,
        from: asked.from ?? (kind === "weekly" ? addDays(period, 1 - weekPeriodCount) : period),
        to: period,
        level,
        ...(asked.theme === undefined || asked.themeId === undefined
          ? {}
          : { theme: { is: asked.theme, id: asked.themeId } }),
        ...(knownAt === undefined ? {} : { knownAtMs: knownAt }),
      },
      [],
    );
    return sendReport(context, report, asked.format ?? "json", asked.language ?? "en");
  },
};

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

/** Who may know of a report: the mission of all, others of what was released at their level. */
function isShown(issued: IssuedReport, caller: RouteContext["caller"]): boolean {
  const release = issued.state === "released" ? issued.level : "internal";
  return mayLiaisonSee({ release }, caller);
}

/** Who wrote, edited and signed stays inside. */
function outsideForm({ id, kind, theme, periods, number, level, contentSha256 }: IssuedReport) {
  return {
    id,
    kind,
    ...(theme === undefined ? {} : { theme }),
    periods,
    number,
    level,
    contentSha256,
  };
}

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

const fileQuery = Type.Object(
  { format: Type.Optional(FormatSchema), language: Type.Optional(LanguageSchema) },
  closed,
);

/** The report as a file: a draft for the mission, a released one for whom it was released to. */
const file: Route = {
  method: "GET",
  url: "/api/v1/reports/:id/file",
  summary: "A report as Markdown, HTML, PDF, CSV or JSON; outside the mission only once released.",
  roles: [...missionRoles, "liaison"],
  release: "internal",
  releaseOutside: "parties",
  params: onePath,
  query: fileQuery,
  answer: { contentType: "application/json", schema: Type.Object({}) },
  async handle(context) {
    const { room, host, caller, request } = context;
    const { id } = request.params as Static<typeof onePath>;
    const issued = await issuedReport(room, id);
    if (!isShown(issued, caller)) throw new ServerError("TL_SERVER_NOT_FOUND", { id });
    return sendAsked(context, await contentOf(room, host.reports, issued));
  },
};

/** What is out for everybody: nothing of the mission but what it released at `public`. */
const published: Route = {
  method: "GET",
  url: "/api/v1/published-reports",
  summary: "Reports released to the public.",
  roles: "anybody",
  release: "public",
  answer: {
    contentType: "application/json",
    schema: Type.Object({ items: Type.Array(Type.Object({})) }),
  },
  async handle({ room }) {
    const items = [];
    for await (const record of room.store.stream({ kind: "issued-report", origin: room.origin })) {
      const issued = readRecord("issued-report", record);
      if (isPublic(issued)) items.push(outsideForm(issued));
    }
    return { items: items.slice(-listLimitMax).reverse() };
  },
};

const publishedFile: Route = {
  method: "GET",
  url: "/api/v1/published-reports/:id",
  summary: "A report released to the public, as a file.",
  roles: "anybody",
  release: "public",
  params: onePath,
  query: fileQuery,
  answer: { contentType: "application/json", schema: Type.Object({}) },
  async handle(context) {
    const { room, host, request } = context;
    const { id } = request.params as Static<typeof onePath>;
    const issued = await issuedReport(room, id);
    if (!isPublic(issued)) throw new ServerError("TL_SERVER_NOT_FOUND", { id });
    return sendAsked(context, await contentOf(room, host.reports, issued));
  },
};

function isPublic({ state, level }: IssuedReport): boolean {
  return state === "released" && level === "public";
}

function sendAsked(context: RouteContext, content: DailyReport): Promise<unknown> {
  const { format = "html", language = "en" } = context.request.query as Static<typeof fileQuery>;
  return sendReport(context, content, format, language);
}

const types = {
  json: "application/json",
  md: "text/markdown; charset=utf-8",
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
  csv: "text/csv; charset=utf-8",
} as const;

async function sendReport(
  { reply }: RouteContext,
  report: DailyReport,
  format: (typeof formats)[number],
  language: (typeof languages)[number],
): Promise<unknown> {
  const mark = report.origin === "observed" ? "" : `${report.origin.toUpperCase()}-`;
  const name = `${mark}report-${report.periods.to}-${report.level}-${language}.${format}`;
  reply.type(types[format]).header("content-disposition", `inline; filename="${name}"`);
  switch (format) {
    case "json":
      return reply.send(renderJson(report));
    case "md":
      return reply.send(renderMarkdown(report, language));
    case "html":
      // It brings its own style; scripts, forms and anything from outside stay shut.
      reply.header(
        "content-security-policy",
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
      );
      return reply.send(renderHtml(report, language));
    case "csv":
      return reply.send(renderCsv(report, language));
    case "pdf":
      return reply.send(Buffer.from(await renderPdf(report, language)));
  }
}

export const reportRoutes: readonly Route[] = [
  draft,
  list,
  create,
  one,
  versions,
  changes,
  edit,
  move,
  file,
  published,
  publishedFile,
];

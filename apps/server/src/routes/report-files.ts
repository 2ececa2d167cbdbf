import {
  addDays,
  IssuedReportSchema,
  languages,
  NameSchema,
  ReleaseLevelSchema,
} from "@truceline/model";
import { renderPdf } from "@truceline/pdf-typst";
import {
  type DailyReport,
  renderCsv,
  renderHtml,
  renderJson,
  renderMarkdown,
} from "@truceline/reporting";
import { readRecord } from "@truceline/watch";
import Type, { type Static } from "typebox";
import { ServerError } from "../errors.ts";
import { contentOf, issuedReport, reportNow } from "../report/issue-report.ts";
import { isPublic, isShown, outsideForm } from "../report/shown-report.ts";
import type { Route, RouteContext } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const closed = { additionalProperties: false };
const DateSchema = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
const LanguageSchema = Type.Enum([...languages]);
const formats = ["json", "md", "html", "pdf", "csv"] as const;
const FormatSchema = Type.Enum([...formats]);
const onePath = Type.Object({ id: Type.String({ format: "uuid" }) });
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

/** Reports as files: a draft worked out now, one on its way, and what everybody may have. */
export const reportFileRoutes: readonly Route[] = [draft, file, published, publishedFile];

import { setImmediate as immediate } from "node:timers/promises";
import { isAssessed } from "@truceline/agreement";
import { AtMsSchema, LonLatSchema, lonLat } from "@truceline/model";
import { defaultCatalogue } from "@truceline/sensing";
import { lostHoursGroupings } from "@truceline/watch";
import Type, { type Static } from "typebox";
import { ServerError } from "../errors.ts";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const closed = { additionalProperties: false };
const ratio = Type.Number({ minimum: 0, maximum: 1 });
const hours = Type.Number({ minimum: 0 });
const common = {
  /** Absent: the article the map shows. */
  article: Type.Optional(Type.String({ maxLength: 200 })),
  knownAt: Type.Optional(AtMsSchema),
};
const period = { from: AtMsSchema, to: AtMsSchema };

const instantQuery = Type.Object({ at: AtMsSchema, ...common }, closed);
const lostHoursQuery = Type.Object(
  { ...period, by: Type.Enum(lostHoursGroupings, { default: "sector" }), ...common },
  closed,
);
const worstQuery = Type.Object(
  { ...period, count: Type.Integer({ minimum: 1, maximum: 50, default: 10 }), ...common },
  closed,
);
const oneMoreQuery = Type.Object(
  {
    ...period,
    means: Type.String({ maxLength: 61 }),
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
    /** Where it looks and how wide; absent: all round. */
    bearing: Type.Optional(Type.Number({ minimum: 0, exclusiveMaximum: 360 })),
    field: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 360 })),
    height: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000 })),
    ...common,
  },
  closed,
);

const reasons = Type.Array(
  Type.Object({ reason: Type.String(), hours, sensorIds: Type.Array(Type.String()) }),
);
const head = { fromMs: AtMsSchema, toMs: AtMsSchema, knownAtMs: AtMsSchema };
const hourMs = 3_600_000;
/** By sector, kind or kilometre every cell of every hour is looked at; of sensors only their states. */
const hourCountMax = 7 * 24 + 1;
const sensorHourCountMax = 62 * 24;

/** What the ledger of coverage says: for the mission's own people only, for a gap now is a secret. */
export const ledgerRoutes: readonly Route[] = [
  ledger(
    "instant",
    "Coverage at one instant, by cell and sector, and what was taken from which sensor then.",
    instantQuery,
    Type.Object({
      atMs: AtMsSchema,
      knownAtMs: AtMsSchema,
      articleId: Type.String(),
      requirementRatio: ratio,
      sectors: Type.Array(
        Type.Object({
          sectorId: Type.String(),
          cellCount: Type.Integer(),
          meanRatio: ratio,
          worstRatio: ratio,
          worstCell: Type.String(),
          losses: Type.Array(Type.Unknown()),
        }),
      ),
      cells: Type.Array(
        Type.Object({ cell: Type.String(), sectorId: Type.String(), coverageRatio: ratio }),
      ),
      sensors: Type.Array(
        Type.Object({ id: Type.String(), factor: ratio, reasons: Type.Array(Type.String()) }),
      ),
      disturbances: Type.Array(Type.Unknown()),
    }),
    ({ room, request }) => {
      const { article, at, knownAt } = request.query as Static<typeof instantQuery>;
      return room.views.ledger.instant(article, at, knownAt);
    },
  ),
  ledger(
    "lost-hours",
    "Hours lost over a period, by reason: per sector, per kind of observation, or per sensor.",
    lostHoursQuery,
    Type.Object({
      ...head,
      by: Type.Enum(lostHoursGroupings),
      articleId: Type.Union([Type.String(), Type.Null()]),
      rows: Type.Array(
        Type.Object({
          id: Type.String(),
          totalHours: hours,
          seenHours: hours,
          lostHours: hours,
          reasons,
        }),
      ),
      lossCellStep: Type.Integer({ minimum: 1 }),
    }),
    ({ room, request }) => {
      const { article, by, knownAt, ...query } = request.query as Static<typeof lostHoursQuery>;
      const span = periodOf(query, by === "sensor" ? sensorHourCountMax : hourCountMax);
      return room.views.ledger.lostHours({ ...span, by, articleId: article }, pause, knownAt);
    },
  ),
  ledger(
    "worst-kilometres",
    "The stretches of the line of which least was seen over a period, and what took it.",
    worstQuery,
    Type.Object({
      ...head,
      articleId: Type.String(),
      lineId: Type.String(),
      lineKm: Type.Number(),
      stretches: Type.Array(
        Type.Object({
          fromKm: Type.Number(),
          toKm: Type.Number(),
          position: LonLatSchema,
          cell: Type.String(),
          sectorId: Type.String(),
          coverageRatio: ratio,
          lostHours: hours,
          reasons,
        }),
      ),
    }),
    ({ room, request }) => {
      const { article, count, knownAt, ...query } = request.query as Static<typeof worstQuery>;
      const question = { ...periodOf(query, hourCountMax), articleId: article, count };
      return room.views.ledger.worstKilometres(question, pause, knownAt);
    },
  ),
  ledger(
    "one-more",
    "What one more sensor at a place would have given over a period.",
    oneMoreQuery,
    Type.Object({
      ...head,
      articleId: Type.String(),
      means: Type.String(),
      position: LonLatSchema,
      uptimeRatio: ratio,
      cellCount: Type.Integer(),
      gainedHours: hours,
      reachedHours: Type.Object({ without: hours, with: hours }),
      sectors: Type.Array(
        Type.Object({
          sectorId: Type.String(),
          cellHours: hours,
          withoutRatio: ratio,
          withRatio: ratio,
        }),
      ),
    }),
    ({ room, request }) => {
      const query = request.query as Static<typeof oneMoreQuery>;
      const { article, knownAt, means, lon, lat, bearing, field, height } = query;
      const isAimed = bearing !== undefined && field !== undefined;
      if ((bearing === undefined) !== (field === undefined)) {
        throw wrongQuery("/field", "where it looks needs both: bearing and field");
      }
      const question = {
        ...periodOf(query, hourCountMax),
        articleId: article,
        means,
        position: lonLat(lon, lat),
        heightM: height,
        ...(isAimed ? { view: { bearingDeg: bearing, fieldOfViewDeg: field } } : {}),
      };
      return room.views.ledger.oneMore(question, pause, knownAt);
    },
  ),
];

const pause = async (): Promise<void> => {
  await immediate();
};

function periodOf(
  { from, to }: { readonly from: number; readonly to: number },
  countMax: number,
): { readonly fromMs: number; readonly toMs: number } {
  if (!(from < to) || to - from > countMax * hourMs) {
    throw wrongQuery("/to", `from is before to, at most ${countMax} hours apart`);
  }
  return { fromMs: from, toMs: to };
}

function wrongQuery(path: string, message: string): ServerError {
  return new ServerError("TL_SERVER_QUERY", {
    faults: [{ code: "TL_SERVER_QUERY", path, message }],
  });
}

function ledger(
  path: string,
  summary: string,
  query: NonNullable<Route["query"]>,
  schema: NonNullable<Route["answer"]>["schema"],
  ask: (context: Parameters<Route["handle"]>[0]) => Promise<unknown>,
): Route {
  return {
    method: "GET",
    url: `/api/v1/ledger/${path}`,
    summary,
    roles: missionRoles,
    release: "internal",
    query,
    answer: { contentType: "application/json", schema },
    async handle(context) {
      const found = await ask(context);
      if (found === undefined) throw noAnswer(context, path);
      return found;
    },
  };
}

/** Why there is no answer: what the question names, or needs, and is not there. */
function noAnswer({ room, request }: Parameters<Route["handle"]>[0], path: string): ServerError {
  const { articles, lines } = room.agreement.compiled;
  const { article, means } = request.query as {
    readonly article?: string;
    readonly means?: string;
  };
  const assessedIds = articles.filter(({ rule }) => isAssessed(rule)).map(({ id }) => id);
  if (article !== undefined && !assessedIds.includes(article)) {
    const others = assessedIds.length === 0 ? "" : `, but of: ${assessedIds.join(", ")}`;
    return wrongQuery("/article", `no coverage is asked of article \`${article}\`${others}`);
  }
  const meansIds = defaultCatalogue.map(({ id }) => id);
  if (means !== undefined && !(meansIds as readonly string[]).includes(means)) {
    const known = meansIds.join(", ");
    return wrongQuery("/means", `\`${means}\` is no means of the catalogue: ${known}`);
  }
  if (path !== "worst-kilometres") return new ServerError("TL_SERVER_NOT_FOUND", { ledger: path });
  const why =
    lines.length === 0
      ? "the agreement has no line to go along"
      : "no kilometre of the line lies where coverage is asked for";
  return wrongQuery("/article", why);
}

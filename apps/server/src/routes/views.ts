import { AtMsSchema, NameSchema } from "@truceline/model";
import Type, { type Static } from "typebox";
import { ServerError } from "../errors.ts";
import type { Room } from "../room.ts";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const knownAt = Type.Optional(AtMsSchema);
const closed = { additionalProperties: false };
const pictureQuery = Type.Object({ knownAt }, closed);
const coverageQuery = Type.Object(
  { article: Type.String({ maxLength: 200 }), hour: AtMsSchema, knownAt },
  closed,
);
const timelineQuery = Type.Object(
  {
    from: AtMsSchema,
    to: AtMsSchema,
    bin: Type.Integer({ minimum: 60_000, maximum: 86_400_000, default: 600_000 }),
    knownAt,
  },
  closed,
);
const clausesQuery = Type.Object(
  {
    /** today, yesterday, or the local day a reporting period ends on. */
    period: Type.String({ pattern: "^(today|yesterday|\\d{4}-\\d{2}-\\d{2})$", default: "today" }),
    knownAt,
  },
  closed,
);
/** What a path names one thing by. */
const paths = {
  name: Type.Object({ name: NameSchema }),
  id: Type.Object({ id: Type.String({ format: "uuid" }) }),
} as const;
/** Bins of a timeline: a week of ten minutes and some. */
const binCountMax = 2_000;

/** What the screens read: worked out on demand from the store, as known at any instant. */
export const viewRoutes: readonly Route[] = [
  view(
    "ground",
    "What does not change while one agreement is watched: lines, zones, sectors, cells.",
    undefined,
    async ({ room, host }) =>
      room.views.ground(
        host.scenarios().map(({ id, title }) => ({ id, title, current: id === room.id })),
      ),
  ),
  atInstant("picture", "Everything on the screen Now, as known at an instant.", (views, knownAt) =>
    views.picture(knownAt),
  ),
  atInstant(
    "desk",
    "What the desk has open: patrols with their clocks, windows of silence, calls, visits, handover.",
    (views, knownAt) => views.desk(knownAt),
  ),
  atInstant(
    "sensors",
    "Every sensor of the deployment and how it was over the last 24 hours.",
    (views, knownAt) => views.sensors(knownAt),
  ),
  ofOne(
    "sensors/:name",
    "name",
    "One sensor: its history, and what its working is worth.",
    (views, name, knownAt) => views.sensor(name, knownAt),
  ),
  atInstant(
    "sites",
    "Every site of the agreement, and what happened near it in a week, by what is at stake.",
    (views, knownAt) => views.sites(knownAt),
  ),
  ofOne(
    "sites/:name",
    "name",
    "One site: events near it, visits, power lines, times the mission was kept out, its checklist.",
    (views, name, knownAt) => views.site(name, knownAt),
  ),
  atInstant(
    "traffic",
    "Vessels and aircraft as their own transponders told, up to the last report, and what they did in a day.",
    (views, knownAt) => views.traffic(knownAt),
  ),
  view(
    "coverage",
    "Coverage of each cell of the ground for one article and hour.",
    coverageQuery,
    async ({ room, request }) => {
      const { article, hour, knownAt: atMs } = request.query as Static<typeof coverageQuery>;
      return found(await room.views.coverage(article, hour, atMs), { article });
    },
  ),
  view(
    "timeline",
    "Events, late ones and share seen, bin by bin.",
    timelineQuery,
    ({ room, request }) => {
      const { from, to, bin, knownAt: atMs } = request.query as Static<typeof timelineQuery>;
      if (!(from < to) || (to - from) / bin > binCountMax) {
        const message = `from is before to, at most ${binCountMax} bins apart`;
        throw new ServerError("TL_SERVER_QUERY", {
          faults: [{ code: "TL_SERVER_QUERY", path: "/to", message }],
        });
      }
      return room.views.timeline(from, to, bin, atMs);
    },
  ),
  ofOne(
    "incidents/:id/view",
    "id",
    "What the inspector shows of one incident.",
    (views, id, knownAt) => views.incident(id, knownAt),
  ),
  ofOne(
    "incidents/:id/evidence",
    "id",
    "What bears the place of one incident, as lines to draw: bearings, arrivals, distances, ellipse, alternatives.",
    (views, id, knownAt) => views.incidentEvidence(id, knownAt),
  ),
  view(
    "clauses",
    "Articles by sectors for one reporting period.",
    clausesQuery,
    ({ room, request }) => {
      const { period, knownAt: atMs } = request.query as Static<typeof clausesQuery>;
      return room.views.clauses(period, atMs);
    },
  ),
];

function view(
  path: string,
  summary: string,
  query: Route["query"],
  handle: Route["handle"],
): Route {
  return {
    method: "GET",
    url: `/api/v1/${path}`,
    summary,
    roles: missionRoles,
    release: "internal",
    ...(query === undefined ? {} : { query }),
    answer: { contentType: "application/json", schema: Type.Object({}) },
    handle,
  };
}

/** A view that nothing but the instant is asked of. */
function atInstant(
  path: string,
  summary: string,
  read: (views: Room["views"], knownAtMs: number | undefined) => Promise<unknown>,
): Route {
  return view(path, summary, pictureQuery, ({ room, request }) =>
    read(room.views, (request.query as Static<typeof pictureQuery>).knownAt),
  );
}

/** A view of the one thing that its path names; "not found" tells what was asked for. */
function ofOne(
  path: string,
  key: keyof typeof paths,
  summary: string,
  read: (
    views: Room["views"],
    one: string,
    knownAtMs: number | undefined,
  ) => Promise<object | undefined>,
): Route {
  const route = view(path, summary, pictureQuery, async ({ room, request }) => {
    const one = (request.params as Record<string, string>)[key] ?? "";
    const { knownAt: atMs } = request.query as Static<typeof pictureQuery>;
    return found(await read(room.views, one, atMs), { [key]: one });
  });
  return { ...route, params: paths[key] };
}

function found<Value>(value: Value | undefined, details: Record<string, unknown>): Value {
  if (value === undefined) throw new ServerError("TL_SERVER_NOT_FOUND", details);
  return value;
}

import { setImmediate as pause } from "node:timers/promises";
import { AtMsSchema, languages } from "@truceline/model";
import { agreementForParties, shownDayCountMax } from "@truceline/watch";
import Type, { type Static } from "typebox";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const query = Type.Object(
  {
    knownAt: Type.Optional(AtMsSchema),
    /** Of what the articles mean; their text comes in all its languages. */
    language: Type.Enum([...languages], { default: "en" }),
  },
  { additionalProperties: false },
);

const indicatorsQuery = Type.Object(
  {
    knownAt: Type.Optional(AtMsSchema),
    /** The last day: today, yesterday, or the local day a reporting period ends on. */
    day: Type.String({ pattern: "^(today|yesterday|\\d{4}-\\d{2}-\\d{2})$", default: "today" }),
    days: Type.Integer({ minimum: 1, maximum: shownDayCountMax, default: 14 }),
  },
  { additionalProperties: false },
);

/** The agreed indicators by sector and day. */
const readIndicators: Route = {
  method: "GET",
  url: "/api/v1/indicators",
  summary: "The agreed indicators by sector and day: seen, not seen, could not see.",
  roles: missionRoles,
  release: "internal",
  query: indicatorsQuery,
  answer: { contentType: "application/json", schema: Type.Object({}) },
  handle({ room, request }) {
    const { knownAt, day, days } = request.query as Static<typeof indicatorsQuery>;
    return room.views.indicators(day, days, knownAt);
  },
};

/** The agreement for reading: its text beside its meaning, and what hangs on it. */
const readAgreement: Route = {
  method: "GET",
  url: "/api/v1/agreement",
  summary: "The agreement: articles, meaning, remarks, obligations, positions, ladder.",
  roles: [...missionRoles, "liaison"],
  release: "internal",
  releaseOutside: "parties",
  query,
  answer: { contentType: "application/json", schema: Type.Object({}) },
  async handle({ room, caller, request }) {
    const { knownAt, language } = request.query as Static<typeof query>;
    const view = await room.views.agreement({
      remarks: room.remarks,
      entered: room.enteredEvents(),
      ladder: room.enteredLadder(),
      language,
      knownAtMs: knownAt,
      pause: () => pause(),
    });
    const inside = caller.roles.some((role) => missionRoles.includes(role));
    return inside ? view : agreementForParties(view);
  },
};

export const agreementRoutes: readonly Route[] = [readAgreement, readIndicators];

import { AtMsSchema } from "@truceline/model";
import { agreementForParties } from "@truceline/watch";
import Type, { type Static } from "typebox";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const query = Type.Object({ knownAt: Type.Optional(AtMsSchema) }, { additionalProperties: false });

/** The agreement for reading: its text beside its meaning, and what hangs on it. */
export const readAgreement: Route = {
  method: "GET",
  url: "/api/v1/agreement",
  summary: "The agreement: articles, remarks, obligations, positions, decision rules.",
  roles: [...missionRoles, "liaison"],
  release: "internal",
  releaseOutside: "parties",
  query,
  answer: { contentType: "application/json", schema: Type.Object({}) },
  async handle({ room, caller, request }) {
    const { knownAt } = request.query as Static<typeof query>;
    const view = room.views.agreement(room.remarks, room.enteredEvents(), knownAt);
    const inside = caller.roles.some((role) => missionRoles.includes(role));
    return inside ? view : agreementForParties(view);
  },
};

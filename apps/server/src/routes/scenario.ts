import Type from "typebox";
import { Compile } from "typebox/compile";
import { jsonBody } from "../body.ts";
import { ServerError } from "../errors.ts";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const body = Type.Object(
  { id: Type.String({ pattern: "^[a-z0-9-]{1,80}$" }) },
  { additionalProperties: false },
);
const validator = Compile(body);

/** Ends the running exercise's picture and shows another scenario's. Each keeps a store of its own. */
export const switchScenario: Route = {
  method: "POST",
  url: "/api/v1/scenario",
  summary: "Shows another scenario (exercises only).",
  roles: missionRoles,
  release: "internal",
  body: { contentTypes: ["application/json"], schema: body },
  async handle({ host, room, request, reply }) {
    const { id } = await jsonBody(request.raw, validator);
    if (room.origin === "observed") throw new ServerError("TL_SERVER_SCENARIO_FIXED");
    if (!host.scenarios().some((scenario) => scenario.id === id)) {
      throw new ServerError("TL_SERVER_SCENARIO_UNKNOWN", { id });
    }
    await host.switchTo(id);
    return reply.code(204).send();
  },
};

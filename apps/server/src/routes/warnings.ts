import { warningAlert, writeCap } from "@truceline/interop";
import { type Origin, timeSpan } from "@truceline/model";
import type { Warning } from "@truceline/watch";
import Type, { type Static } from "typebox";
import { ServerError } from "../errors.ts";
import type { Route } from "../route.ts";
import { missionRoles } from "../route-roles.ts";

const onePath = Type.Object({ id: Type.String({ format: "uuid" }) });

const listWarnings: Route = {
  method: "GET",
  url: "/api/v1/warnings",
  summary:
    "Warnings to protect people that hold now: areas fixed beforehand and times. People decide whether one is sent.",
  roles: missionRoles,
  release: "internal",
  answer: {
    contentType: "application/json",
    schema: Type.Object({ items: Type.Array(Type.Unknown()), next: Type.Null() }),
  },
  handle: async ({ room }) => ({ items: await room.views.warnings(), next: null }),
};

/** As a document that systems which warn people read. */
const oneWarning: Route = {
  method: "GET",
  url: "/api/v1/warnings/:id/cap",
  summary: "One warning as a CAP 1.2 alert, to be sent by a person.",
  roles: missionRoles,
  release: "internal",
  params: onePath,
  answer: { contentType: "application/cap+xml", schema: Type.String() },
  async handle({ room, request, reply }) {
    const { id } = request.params as Static<typeof onePath>;
    const warning = (await room.views.warnings()).find((one) => one.id === id);
    if (warning === undefined) throw new ServerError("TL_SERVER_NOT_FOUND", { id });
    return reply
      .type("application/cap+xml; charset=utf-8")
      .header("content-disposition", `attachment; filename="warning-${id}.cap.xml"`)
      .send(capOf(warning, room.origin, room.clock.nowMs()));
  },
};

function capOf(warning: Warning, origin: Origin, nowMs: number): string {
  const isUncrewed = warning.kind === "uncrewed-aircraft";
  const event = isUncrewed ? "Uncrewed aircraft" : "Aircraft";
  return writeCap(
    warningAlert(
      { shape: "polygon", rings: [[...warning.ring]] },
      timeSpan(warning.fromMs, warning.untilMs, "exact"),
      {
        identifier: `truceline-${warning.id}`,
        sender: "truceline",
        sentAtMs: nowMs,
        origin,
        urgency: "Immediate",
        severity: "Moderate",
        certainty: "Likely",
        texts: [
          {
            language: "en",
            event,
            headline: `${event} over ${warning.sectorName}`,
            description: `${event} reported over ${warning.sectorName}.`,
            instruction: "Stay indoors and away from windows until the warning ends.",
            areaName: warning.sectorName,
          },
        ],
      },
    ),
  );
}

export const warningRoutes: readonly Route[] = [listWarnings, oneWarning];

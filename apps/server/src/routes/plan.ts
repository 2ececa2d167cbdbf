import type { Role } from "@truceline/model";
import Type from "typebox";
import { Compile } from "typebox/compile";
import { jsonBody } from "../body.ts";
import { FrontierAskSchema, PlanAskSchema, type PlanWork } from "../plan/plan-lines.ts";
import { Planner } from "../plan/planner.ts";
import type { RoomHost } from "../room-host.ts";
import type { Route, RouteContext } from "../route.ts";

const planCheck = Compile(PlanAskSchema);
const frontierCheck = Compile(FrontierAskSchema);

/** Who plans; an observer in the field sees what was planned, and asks for none. */
const planners: readonly Role[] = [
  "analyst",
  "reporting-officer",
  "head-of-mission",
  "administrator",
];

/** One for each server, whatever room is open. */
const plannerOf = new WeakMap<RoomHost, Planner>();

async function answer(
  { room, host, caller, identity, request, reply }: RouteContext,
  question: PlanWork["question"],
): Promise<unknown> {
  const planner = plannerOf.get(host) ?? new Planner();
  plannerOf.set(host, planner);
  const who = `${identity.session?.accountId ?? caller.name}/${question.is}`;
  const work = { compiled: room.agreement.compiled, question };
  const lines = await planner.lines(who, work, request.log);
  return reply.type("application/x-ndjson").header("x-accel-buffering", "no").send(lines);
}

/**
 * Where posts and sensors would make the open agreement most verifiable. Answered line by line: what is
 * being done, then the plan. Going away ends the work. Nothing is kept.
 */
const plan: Route = {
  method: "POST",
  url: "/api/v1/plan",
  summary: "A deployment for so many people and so much money, with progress, as NDJSON.",
  roles: planners,
  release: "internal",
  body: { contentTypes: ["application/json"], schema: PlanAskSchema },
  answer: { contentType: "application/x-ndjson", schema: Type.Object({}) },
  async handle(context) {
    return answer(context, { is: "plan", ask: await jsonBody(context.request.raw, planCheck) });
  },
};

/** People against verifiability, with and without technical monitoring: a line a point as it is found. */
const frontier: Route = {
  method: "POST",
  url: "/api/v1/plan/frontier",
  summary: "People against verifiability, point by point, then the whole, as NDJSON.",
  roles: planners,
  release: "internal",
  body: { contentTypes: ["application/json"], schema: FrontierAskSchema },
  answer: { contentType: "application/x-ndjson", schema: Type.Object({}) },
  async handle(context) {
    const ask = await jsonBody(context.request.raw, frontierCheck);
    return answer(context, { is: "frontier", ask });
  },
};

export const planRoutes: readonly Route[] = [plan, frontier];

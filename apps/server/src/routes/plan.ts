import type { Role } from "@truceline/model";
import Type, { type TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { bodyLimits, jsonBody } from "../body.ts";
import { ServerError } from "../errors.ts";
import { keepPlannedDeployment } from "../plan/keep-planned.ts";
import { pastIncidents } from "../plan/past-incidents.ts";
import {
  FrontierAskSchema,
  PlanAskSchema,
  type PlanWork,
  WhatIfAskSchema,
  WhatIfOpenSchema,
} from "../plan/plan-lines.ts";
import { briefPdf, Planner } from "../plan/planner.ts";
import type { Outcome } from "../plan/what-if-desk.ts";
import type { RoomHost } from "../room-host.ts";
import type { Route, RouteContext } from "../route.ts";

const planCheck = Compile(PlanAskSchema);
const frontierCheck = Compile(FrontierAskSchema);
const whatIfOpenCheck = Compile(WhatIfOpenSchema);
const whatIfCheck = Compile(WhatIfAskSchema);

/** Who plans; an observer in the field sees what was planned, and asks for none. */
const planners: readonly Role[] = [
  "analyst",
  "reporting-officer",
  "head-of-mission",
  "administrator",
];

/** One for each server, whatever room is open. */
const plannerOf = new WeakMap<RoomHost, Planner>();

function plannerFor(host: RoomHost): Planner {
  const planner = plannerOf.get(host) ?? new Planner();
  plannerOf.set(host, planner);
  return planner;
}

const personOf = ({ identity, caller }: RouteContext): string =>
  identity.session?.accountId ?? caller.name;

/** What a thread refused is refused here, by the same problem. */
function send(reply: RouteContext["reply"], outcome: Outcome<object>): unknown {
  if (!("problem" in outcome)) return outcome;
  const { problem } = outcome;
  return reply.code(problem.status).type("application/problem+json").send(problem);
}

async function answer(context: RouteContext, question: PlanWork["question"]): Promise<unknown> {
  const { room, host, request, reply } = context;
  const planner = plannerFor(host);
  const past = question.is === "plan" ? await pastIncidents(room) : [];
  const work = { compiled: room.agreement.compiled, past, question };
  const lines = await planner.lines(personOf(context), work, request.log);
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

const json = (schema: TSchema) => ({ contentType: "application/json", schema });

/** Gets a deployment ready to be asked about; what the same person had ready before is let go. */
const whatIfOpen: Route = {
  method: "POST",
  url: "/api/v1/plan/what-if/open",
  summary: "Gets a deployment ready, so that posts tried elsewhere are answered at once.",
  roles: planners,
  release: "internal",
  body: { contentTypes: ["application/json"], schema: WhatIfOpenSchema },
  answer: json(Type.Object({ key: Type.String(), solved: Type.Object({}) })),
  async handle(context) {
    const { room, host, request, reply } = context;
    const { deployment } = await jsonBody(request.raw, whatIfOpenCheck, bodyLimits.editBytesMax);
    const work = { compiled: room.agreement.compiled, deployment };
    return send(reply, await host.whatIf.open(personOf(context), work, request.log));
  },
};

/** What the deployment that was opened reaches with some of its posts elsewhere. Nothing is kept. */
const whatIf: Route = {
  method: "POST",
  url: "/api/v1/plan/what-if",
  summary: "What a deployment would reach with posts elsewhere, by clause and sector, at once.",
  roles: planners,
  release: "internal",
  body: { contentTypes: ["application/json"], schema: WhatIfAskSchema },
  answer: json(Type.Object({ figures: Type.Object({}), changed: Type.Array(Type.Object({})) })),
  async handle(context) {
    const { host, request, reply } = context;
    const ask = await jsonBody(request.raw, whatIfCheck);
    return send(reply, await host.whatIf.moved(personOf(context), ask));
  },
};

/** Keeps a planned deployment with all versions before it; what stands is another record and stays as it is. */
const keep: Route = {
  method: "POST",
  url: "/api/v1/plan/keep",
  summary: "Keeps a planned deployment as the next version of the room's plan.",
  roles: planners,
  release: "internal",
  needsToken: true,
  body: { contentTypes: ["application/json"], schema: WhatIfOpenSchema },
  answer: json(
    Type.Object({
      status: Type.Enum(["stored", "duplicate"]),
      id: Type.String(),
      version: Type.Integer(),
      deploymentId: Type.String(),
    }),
  ),
  async handle({ room, caller, request }) {
    const { deployment } = await jsonBody(request.raw, whatIfOpenCheck, bodyLimits.editBytesMax);
    return keepPlannedDeployment(room, caller, deployment);
  },
};

/** The caller's own last plan of this agreement, and curve if there is one, to be printed. */
const brief: Route = {
  method: "GET",
  url: "/api/v1/plan/brief.pdf",
  summary: "The caller's last plan as a printable brief, PDF/A.",
  roles: planners,
  release: "internal",
  answer: { contentType: "application/pdf", schema: Type.Object({}) },
  async handle(context) {
    const { room, host, reply } = context;
    const { compiled } = room.agreement;
    const last = plannerFor(host).lastOf(personOf(context), compiled.hash);
    if (last === undefined) throw new ServerError("TL_SERVER_NOT_FOUND");
    const { plan, frontier } = last;
    const pdf = await briefPdf({
      atMs: room.clock.nowMs(),
      brief: {
        title: [
          ...(room.banner === null ? [] : [room.origin.toUpperCase()]),
          textOf(compiled.title),
          plan?.deployment.title ?? "people against verifiability",
        ].join(": "),
        plan,
        frontier,
        lines: compiled.lines.flatMap(({ id, versions }) => {
          const [newest] = [...versions].sort((a, b) => b.validFromMs - a.validFromMs);
          return newest === undefined ? [] : [{ id, positions: newest.coordinates }];
        }),
        articleText: new Map(compiled.articles.map(({ id, text }) => [id, textOf(text)])),
      },
    });
    if ("problem" in pdf) return send(reply, pdf);
    return reply
      .type("application/pdf")
      .header("content-disposition", `attachment; filename="${fileName(room, "brief.pdf")}"`)
      .send(Buffer.from(pdf));
  },
};

const textOf = (text: Readonly<Record<string, string>>): string =>
  text["en"] ?? Object.values(text)[0] ?? "";

const fileName = ({ id, origin, banner }: RouteContext["room"], rest: string): string =>
  `${banner === null ? "" : `${origin.toUpperCase()}-`}${id}-${rest}`;

export const planRoutes: readonly Route[] = [plan, frontier, whatIfOpen, whatIf, keep, brief];

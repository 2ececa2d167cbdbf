import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from "fastify";
import type { Logger } from "pino";
import { requireOwnPage, requireRole } from "./access.ts";
import { bodyLimits } from "./body.ts";
import { pageHeaders } from "./content-policy.ts";
import { ServerError } from "./errors.ts";
import { endedSessionCookie } from "./people/cookies.ts";
import { type Identity, identify, isSecure, requireCsrf, unidentified } from "./people/identify.ts";
import { RequestAudit } from "./people/request-audit.ts";
import { problemOf, toTrucelineError } from "./problem.ts";
import type { RoomHost } from "./room-host.ts";
import type { Route } from "./route.ts";
import { allRoutes } from "./routes/all-routes.ts";

export interface ServerParts {
  readonly host: RoomHost;
  readonly logger: Logger;
  /** Folder of the built page; the API works without it. */
  readonly pageDir: string | undefined;
  /** The doors; all there are unless told otherwise. */
  readonly routes?: readonly Route[];
}

const slowRequestMs = 60_000;

/** The whole door as a Fastify instance that listens to nothing yet. */
export async function createServer({
  host,
  logger,
  pageDir,
  routes = allRoutes,
}: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: logger,
    // Requests are logged where they fail; a line for each would drown what matters.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimits.bodyBytesMax,
    requestTimeout: slowRequestMs * 5,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance;
  const ajv = new Ajv({
    removeAdditional: false,
    coerceTypes: true,
    useDefaults: true,
    allErrors: true,
  });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  app.setValidatorCompiler(({ schema }) => ajv.compile(schema as object));
  // Answers are written by their handlers; a second serialiser would drop what a schema forgot.
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  // Bodies are read by the handlers as they arrive: what is refused must be kept byte by byte.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));

  app.setErrorHandler((thrown, request, reply) => {
    const error = toTrucelineError(thrown);
    const problem = problemOf(error, request.id);
    const level = problem.status >= 500 && error.fault === "bug" ? "error" : "info";
    request.log[level](
      { code: error.code, details: error.details, err: error.cause },
      error.message,
    );
    reply.header("cache-control", "no-store");
    const { retryAfterS, isRenewed } = error.details as {
      readonly retryAfterS?: number;
      readonly isRenewed?: boolean;
    };
    if (retryAfterS !== undefined) reply.header("retry-after", retryAfterS);
    // A cookie that stands for nothing any more is taken away, so that the next page can begin anew.
    if (error.code === "TL_SERVER_SESSION_ENDED" && isRenewed !== true)
      reply.header("set-cookie", endedSessionCookie(isSecure(request, host.people.trustsProxy)));
    return reply
      .status(problem.status)
      .type("application/problem+json")
      .send(JSON.stringify(problem));
  });
  app.setNotFoundHandler((request) => {
    throw new ServerError("TL_SERVER_NOT_FOUND", { url: request.url });
  });
  app.addHook("onSend", async (_request, reply) => {
    // A route may have said something narrower.
    for (const [name, value] of Object.entries(pageHeaders)) {
      if (!reply.hasHeader(name)) reply.header(name, value);
    }
  });

  for (const route of routes) addRoute(app, route, host);
  await addPage(app, pageDir, logger);
  return app;
}

function addRoute(app: FastifyInstance, route: Route, host: RoomHost): void {
  const { method, url, query, params } = route;
  app.route({
    method,
    url,
    schema: {
      ...(query === undefined ? {} : { querystring: query }),
      ...(params === undefined ? {} : { params }),
    },
    // Before the query is looked at: who may not call learns nothing of what is wrong with it.
    onRequest: async (request) => {
      admitted.set(request, await admit(request, route, host));
    },
    handler: async (request, reply) => {
      const known = admitted.get(request);
      if (known === undefined) throw new ServerError("TL_SERVER_BUG", { url });
      if (url.startsWith("/api/")) reply.header("cache-control", "no-store");
      const { room, identity, audit } = known;
      const isEntered = isAudited(route, identity);
      if (isEntered && (route.audited ?? (method === "GET" ? "after" : "ahead")) === "ahead")
        await audit.begin();
      try {
        const { caller } = identity;
        const answer = await route.handle({ room, caller, identity, audit, host, request, reply });
        if (isEntered) audit.ended(reply.statusCode);
        return answer;
      } catch (thrown) {
        if (isEntered) audit.failed(thrown);
        throw thrown;
      }
    },
  });
}

interface Admitted {
  readonly room: ReturnType<RoomHost["current"]>;
  readonly identity: Identity;
  readonly audit: RequestAudit;
}
const admitted = new WeakMap<FastifyRequest, Admitted>();

/** Who calls, and whether they may. What a known person or device may not is in the audit too. */
async function admit(request: FastifyRequest, route: Route, host: RoomHost): Promise<Admitted> {
  const { method, url, roles, needsToken = false } = route;
  const room = host.current();
  const { people } = host;
  // Whether the process lives must be told also while nobody can be looked up.
  const isIndifferent = roles === "anybody" && route.readsCaller !== true;
  const identity = isIndifferent
    ? unidentified(request, people.trustsProxy)
    : await identify(request, people, host.tokens, room.origin !== "observed");
  const { caller } = identity;
  const subject = Object.values((request.params ?? {}) as Record<string, string>).join("/");
  const audit = new RequestAudit(people.audit, identity, { method, route: url, subject });
  try {
    requireRole(caller, roles, needsToken);
    if (method !== "GET") {
      requireOwnPage(request);
      requireCsrf(request, identity);
      const nowMs = people.clock.nowMs();
      if (caller.kind === "person")
        people.writeLimit.check(identity.session?.accountId ?? caller.name, nowMs);
      if (route.limitsAddress === true) people.signInLimits.checkAddress(identity.address, nowMs);
    }
  } catch (thrown) {
    if (caller.kind !== "anonymous") audit.failed(thrown);
    throw thrown;
  }
  return { room, identity, audit };
}

/** Every write; and what people of the mission look at. */
function isAudited({ method, release }: Route, { caller }: Identity): boolean {
  return method !== "GET" || (release !== "public" && caller.kind === "person");
}

async function addPage(
  app: FastifyInstance,
  pageDir: string | undefined,
  logger: Logger,
): Promise<void> {
  if (pageDir === undefined || !existsSync(join(pageDir, "index.html"))) {
    logger.warn("the web page has not been built; only the API is served");
    app.get("/", async () => {
      throw new ServerError("TL_SERVER_PAGE_MISSING");
    });
    return;
  }
  await app.register(fastifyStatic, {
    root: pageDir,
    index: ["index.html"],
    // Names of built files carry their hash; the page itself is asked for anew each time.
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header(
        "cache-control",
        path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
      );
    },
  });
  // The address that is given to everybody: the same page, which shows there what was published.
  app.get("/public", (_request, reply) => reply.sendFile("index.html"));
}

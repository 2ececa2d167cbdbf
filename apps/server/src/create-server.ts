import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from "fastify";
import type { Logger } from "pino";
import { callerOf, requireOwnPage, requireRole } from "./access.ts";
import { bodyLimits } from "./body.ts";
import { pageHeaders } from "./content-policy.ts";
import { ServerError } from "./errors.ts";
import { problemOf, toTrucelineError } from "./problem.ts";
import type { RoomHost } from "./room-host.ts";
import type { Route } from "./route.ts";
import { allRoutes } from "./routes/all-routes.ts";

export interface ServerParts {
  readonly host: RoomHost;
  readonly logger: Logger;
  /** Folder of the built page; the API works without it. */
  readonly pageDir: string | undefined;
}

const slowRequestMs = 60_000;

/** The whole door as a Fastify instance that listens to nothing yet. */
export async function createServer({
  host,
  logger,
  pageDir,
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
    return reply
      .status(problem.status)
      .type("application/problem+json")
      .send(JSON.stringify(problem));
  });
  app.setNotFoundHandler((request) => {
    throw new ServerError("TL_SERVER_NOT_FOUND", { url: request.url });
  });
  app.addHook("onSend", async (_request, reply) => {
    for (const [name, value] of Object.entries(pageHeaders)) reply.header(name, value);
  });

  for (const route of allRoutes) addRoute(app, route, host);
  await addPage(app, pageDir, logger);
  return app;
}

function addRoute(app: FastifyInstance, route: Route, host: RoomHost): void {
  const { method, url, roles, query, params, needsToken = false } = route;
  app.route({
    method,
    url,
    schema: {
      ...(query === undefined ? {} : { querystring: query }),
      ...(params === undefined ? {} : { params }),
    },
    // Before the query is looked at: who may not call learns nothing of what is wrong with it.
    onRequest: async (request) => {
      const room = host.current();
      const caller = callerOf(request, host.tokens, room.origin !== "observed");
      requireRole(caller, roles, needsToken);
      if (method !== "GET") requireOwnPage(request);
      callers.set(request, { room, caller });
    },
    handler: async (request, reply) => {
      const known = callers.get(request);
      if (known === undefined) throw new ServerError("TL_SERVER_BUG", { url });
      if (url.startsWith("/api/")) reply.header("cache-control", "no-store");
      return route.handle({ ...known, host, request, reply });
    },
  });
}

const callers = new WeakMap<
  FastifyRequest,
  { readonly room: ReturnType<RoomHost["current"]>; readonly caller: ReturnType<typeof callerOf> }
>();

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
}

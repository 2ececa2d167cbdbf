import type { TSchema } from "typebox";
import type { Route } from "./route.ts";

/** OpenAPI 3.1 from the routes themselves: what is checked is what is described. */
export function openApi(routes: readonly Route[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.url.replaceAll(/:([A-Za-z]+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Truceline",
      version: "0.1.0",
      description:
        "Errors are RFC 9457 problem details with a stable code. Times are epoch milliseconds, UTC.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths,
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  };
}

function operation(route: Route): Record<string, unknown> {
  const { summary, roles, release, releaseOutside, query, params, body, answer } = route;
  return {
    summary,
    "x-roles": roles,
    "x-release": release,
    ...(releaseOutside === undefined ? {} : { "x-release-outside": releaseOutside }),
    ...(roles === "anybody" ? {} : { security: [{ token: [] }] }),
    parameters: [...parameters(params, "path"), ...parameters(query, "query")],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              body.contentTypes.map((type) => [type, { schema: body.schema }]),
            ),
          },
        }),
    responses: {
      200: {
        description: "The answer.",
        ...(answer === undefined
          ? {}
          : { content: { [answer.contentType]: { schema: answer.schema } } }),
      },
      default: {
        description: "A problem.",
        content: { "application/problem+json": { schema: { type: "object" } } },
      },
    },
  };
}

function parameters(schema: TSchema | undefined, where: "path" | "query"): readonly object[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, { description?: string }>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: where === "path" || (required.includes(name) && !("default" in rest)),
    description,
    schema: rest,
  }));
}

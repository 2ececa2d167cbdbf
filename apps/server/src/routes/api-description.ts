import Type from "typebox";
import { openApi } from "../openapi.ts";
import type { Route } from "../route.ts";

/** The description of every door, made from the routes themselves. */
export function apiDescription(routes: () => readonly Route[]): Route {
  let text: string | undefined;
  return {
    method: "GET",
    url: "/api/v1/openapi.json",
    summary: "This description, OpenAPI 3.1.",
    roles: "anybody",
    release: "public",
    answer: { contentType: "application/json", schema: Type.Object({}) },
    async handle({ reply }) {
      text ??= JSON.stringify(openApi(routes()));
      return reply.type("application/json").send(text);
    },
  };
}

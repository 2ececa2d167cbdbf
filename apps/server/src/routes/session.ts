import Type, { type Static } from "typebox";
import { Compile } from "typebox/compile";
import { sessionCookieOf } from "../access.ts";
import { jsonBody } from "../body.ts";
import { ServerError } from "../errors.ts";
import type { Route } from "../route.ts";

const answerSchema = Type.Object({
  name: Type.String(),
  /** The first of the roles; `anonymous` for nobody. */
  role: Type.String(),
  roles: Type.Array(Type.String()),
  party: Type.Union([Type.String(), Type.Null()]),
  kind: Type.Enum(["person", "device", "anonymous"]),
  guest: Type.Boolean(),
  origin: Type.String(),
  scenario: Type.String(),
  /** The sentence of the band that nobody can close; null where the picture is of the world. */
  banner: Type.Union([Type.String(), Type.Null()]),
});

/** Who I am and what kind of picture this is. Anybody may ask: it tells nothing of the mission. */
export const whoAmI: Route = {
  method: "GET",
  url: "/api/v1/session",
  summary: "Who the caller is, and whether this is an exercise.",
  roles: "anybody",
  release: "public",
  answer: { contentType: "application/json", schema: answerSchema },
  async handle({ room, caller }): Promise<Static<typeof answerSchema>> {
    const { name, roles, party, guest, kind } = caller;
    return {
      name,
      role: roles[0] ?? "anonymous",
      roles: [...roles],
      party,
      guest,
      kind,
      origin: room.origin,
      scenario: room.id,
      banner: room.banner,
    };
  },
};

const body = Type.Object(
  { token: Type.String({ maxLength: 200 }) },
  { additionalProperties: false },
);
const validator = Compile(body);

/** Signs a browser in with a token, kept in a cookie that no script can read; an empty one signs out. */
export const signIn: Route = {
  method: "POST",
  url: "/api/v1/session",
  summary: "Signs a browser in with a token; an empty token signs out.",
  roles: "anybody",
  release: "public",
  body: { contentTypes: ["application/json"], schema: body },
  async handle({ host, request, reply }) {
    const { token } = await jsonBody(request.raw, validator);
    if (token !== "" && host.tokens.find(token) === undefined)
      throw new ServerError("TL_SERVER_TOKEN_WRONG");
    return reply.header("set-cookie", sessionCookieOf(token)).code(204).send();
  },
};

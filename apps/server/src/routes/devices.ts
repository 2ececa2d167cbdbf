import { AtMsSchema, RoleSchema, roles } from "@truceline/model";
import Type, { type Static } from "typebox";
import { Compile } from "typebox/compile";
import { jsonBody } from "../body.ts";
import { ServerError } from "../errors.ts";
import type { Route } from "../route.ts";

const name = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: "^[^\\u0000-\\u001f\\u007f/]+$",
});
const optionalAtMs = Type.Optional(AtMsSchema);
const deviceSchema = Type.Object({
  name: Type.String(),
  role: RoleSchema,
  createdAtMs: AtMsSchema,
  seenAtMs: optionalAtMs,
  revokedAtMs: optionalAtMs,
  /** After a rotation: until when the old token works. */
  expiresAtMs: optionalAtMs,
});
const json = (schema: Type.TSchema) => ({ contentType: "application/json", schema });

const listDevices: Route = {
  method: "GET",
  url: "/api/v1/devices",
  summary: "Tokens of devices and scripts: whose, since when, last seen.",
  roles: ["administrator", "head-of-mission"],
  release: "internal",
  needsToken: true,
  answer: json(Type.Object({ items: Type.Array(deviceSchema), next: Type.Null() })),
  handle: async ({ host }) => ({ items: host.tokens.list(), next: null }),
};

const enrolBody = Type.Object(
  { name, role: Type.Optional(RoleSchema) },
  { additionalProperties: false },
);
const enrolValidator = Compile(enrolBody);

/** The code is typed into the device, which fetches its token by it: no person ever sees the token. */
const admitDevice: Route = {
  method: "POST",
  url: "/api/v1/devices",
  summary: "Makes a one-time code with which a device fetches its token.",
  roles: ["administrator"],
  release: "internal",
  needsToken: true,
  body: { contentTypes: ["application/json"], schema: enrolBody },
  answer: json(Type.Object({ name: Type.String(), code: Type.String(), expiresAtMs: AtMsSchema })),
  async handle({ host, request, reply, audit }) {
    const { name, role = "device" } = await jsonBody(request.raw, enrolValidator);
    const issued = host.tokens.addCode(name, role, host.people.clock.nowMs());
    audit.subjectIs(name);
    return reply.code(201).send({ name, ...issued });
  },
};

const codeBody = Type.Object(
  { code: Type.String({ minLength: 1, maxLength: 100 }) },
  { additionalProperties: false },
);
const codeValidator = Compile(codeBody);

const enrol: Route = {
  method: "POST",
  url: "/api/v1/devices/enrol",
  summary: "Gives a device its token for a one-time code.",
  roles: "anybody",
  release: "public",
  limitsAddress: true,
  body: { contentTypes: ["application/json"], schema: codeBody },
  answer: json(Type.Object({ token: Type.String(), name: Type.String(), role: RoleSchema })),
  async handle({ host, request, reply, identity, audit }) {
    const { code } = await jsonBody(request.raw, codeValidator);
    const enrolled = host.tokens.enrol(code, host.people.clock.nowMs());
    if (enrolled === undefined) throw new ServerError("TL_SERVER_CODE_SPENT");
    host.people.signInLimits.giveBack(identity.address);
    const { token, name, role } = enrolled;
    audit.subjectIs(name);
    return reply.code(201).send({ token, name, role });
  },
};

/** For whoever shows a token: another one, and ten minutes in which both work. */
const rotate: Route = {
  method: "POST",
  url: "/api/v1/devices/rotate",
  summary: "Gives the holder of a token a new one; the old one works ten minutes more.",
  roles,
  release: "public",
  needsToken: true,
  answer: json(Type.Object({ token: Type.String(), oldUntilMs: AtMsSchema })),
  async handle({ host, reply, identity, caller, audit }) {
    if (identity.token === null) {
      const message = "the token itself is needed as a bearer token; a session has none";
      throw new ServerError("TL_SERVER_BODY", { faults: [{ code: "TL_SERVER_BODY", message }] });
    }
    const rotated = host.tokens.rotate(identity.token, host.people.clock.nowMs());
    // Its successor is in use: who shows the old one now is not who rotated it.
    if (rotated === undefined) throw new ServerError("TL_SERVER_TOKEN_WRONG");
    audit.subjectIs(caller.name);
    return reply.code(201).send(rotated);
  },
};

const onePath = Type.Object({ name });

const revoke: Route = {
  method: "POST",
  url: "/api/v1/devices/:name/revoke",
  summary: "Revokes every token and code of a name.",
  roles: ["administrator"],
  release: "internal",
  needsToken: true,
  params: onePath,
  answer: json(Type.Object({ revokedCount: Type.Integer() })),
  async handle({ host, request }) {
    const { name } = request.params as Static<typeof onePath>;
    const revokedCount = host.tokens.revoke(name, host.people.clock.nowMs());
    if (revokedCount === 0) throw new ServerError("TL_SERVER_NOT_FOUND", { name });
    return { revokedCount };
  },
};

/** Tokens of devices: enrolled, rotated, revoked. */
export const deviceRoutes: readonly Route[] = [listDevices, admitDevice, enrol, rotate, revoke];

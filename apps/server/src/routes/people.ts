import { AtMsSchema, NameSchema, RoleSchema } from "@truceline/model";
import type { Account } from "@truceline/watch";
import Type, { type Static } from "typebox";
import { Compile } from "typebox/compile";
import { jsonBody } from "../body.ts";
import { ServerError } from "../errors.ts";
import type { IssuedCode } from "../people/accounts.ts";
import { setSessionCookie } from "../people/sign-in.ts";
import type { Route, RouteContext } from "../route.ts";

const atMsOrNull = Type.Union([AtMsSchema, Type.Null()]);
const partyOrNull = Type.Union([NameSchema, Type.Null()]);
const accountSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  roles: Type.Array(RoleSchema),
  party: partyOrNull,
  createdAtMs: AtMsSchema,
  createdBy: Type.String(),
  disabledAtMs: atMsOrNull,
  passwordAtMs: atMsOrNull,
  lastSignInMs: atMsOrNull,
});
const issuedSchema = Type.Object({
  /** Shown once; only its hash is kept. */
  code: Type.String(),
  /** What goes after the server's address. The code is in the fragment, which no log ever sees. */
  path: Type.String(),
  expiresAtMs: AtMsSchema,
});
const onePath = Type.Object({ id: Type.String({ format: "uuid" }) });
const json = (schema: Type.TSchema) => ({ contentType: "application/json", schema });
const idOf = ({ request }: RouteContext): string => (request.params as Static<typeof onePath>).id;

const issued = ({ code, expiresAtMs }: IssuedCode, purpose: "set-up" | "password") => ({
  code,
  path: `/#${purpose}=${code}`,
  expiresAtMs,
});

/** What is the same for all routes by which an administrator governs accounts. */
const governed = { roles: ["administrator"], release: "internal", needsToken: true } as const;

export const listPeople: Route = {
  method: "GET",
  url: "/api/v1/people",
  summary: "All accounts, by name.",
  roles: ["administrator", "head-of-mission"],
  release: "internal",
  needsToken: true,
  answer: json(Type.Object({ items: Type.Array(accountSchema), next: Type.Null() })),
  handle: async ({ host }) => ({ items: await host.people.accounts.list(), next: null }),
};

const draftBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    roles: Type.Array(RoleSchema, { minItems: 1, maxItems: 8 }),
    party: Type.Optional(partyOrNull),
  },
  { additionalProperties: false },
);
const draftValidator = Compile(draftBody);

/** An account without a password, and the link with which its holder chooses one. */
export const addPerson: Route = {
  ...governed,
  method: "POST",
  url: "/api/v1/people",
  summary: "Adds an account; answers with the link that sets its password.",
  body: { contentTypes: ["application/json"], schema: draftBody },
  answer: json(Type.Object({ account: accountSchema, link: issuedSchema })),
  async handle(context) {
    const { host, request, reply, caller, audit } = context;
    const { name, roles, party = null } = await jsonBody(request.raw, draftValidator);
    checkParty(context, party);
    const made = await host.people.accounts.add({ name, roles, party }, caller.name);
    audit.subjectIs(made.account.id);
    return reply.code(201).send({ account: made.account, link: issued(made.issued, "password") });
  },
};

const rolesBody = Type.Object(
  {
    roles: Type.Array(RoleSchema, { minItems: 1, maxItems: 8 }),
    party: Type.Optional(partyOrNull),
  },
  { additionalProperties: false },
);
const rolesValidator = Compile(rolesBody);

/** What somebody may; they are signed out, except whoever changes their own roles. */
export const setRoles: Route = {
  ...governed,
  method: "POST",
  url: "/api/v1/people/:id/roles",
  summary: "Sets an account's roles and party; its other sessions end.",
  params: onePath,
  body: { contentTypes: ["application/json"], schema: rolesBody },
  answer: json(accountSchema),
  async handle(context) {
    const { host, request, reply, identity } = context;
    const { roles, party = null } = await jsonBody(request.raw, rolesValidator);
    checkParty(context, party);
    const { people } = host;
    const { session } = identity;
    const id = idOf(context);
    const account = await people.accounts.setRoles(id, roles, party, session?.id ?? null);
    if (session !== null && session.accountId === id)
      setSessionCookie(reply, request, people, await people.sessions.renew(session));
    return account;
  },
};

function governing(
  action: string,
  summary: string,
  work: (context: RouteContext) => Promise<Account>,
): Route {
  const url = `/api/v1/people/:id/${action}`;
  const answer = json(accountSchema);
  return { ...governed, method: "POST", url, summary, params: onePath, answer, handle: work };
}

const disablePerson = governing(
  "disable",
  "Shuts an account; its sessions end. Nothing it did is removed.",
  (context) => context.host.people.accounts.disable(idOf(context)),
);
const enablePerson = governing("enable", "Opens an account that was shut.", (context) =>
  context.host.people.accounts.enable(idOf(context)),
);

/** The holder sets a new password by it; nobody else ever knows one. */
const resetPerson: Route = {
  ...governed,
  method: "POST",
  url: "/api/v1/people/:id/reset",
  summary: "Makes a one-time link that sets an account's password.",
  params: onePath,
  answer: json(issuedSchema),
  async handle(context) {
    const { host, caller } = context;
    return issued(await host.people.accounts.issueReset(idOf(context), caller.name), "password");
  },
};

const setUpLink: Route = {
  ...governed,
  method: "POST",
  url: "/api/v1/people/setup-link",
  summary: "Makes a one-time link that makes an administrator.",
  answer: json(issuedSchema),
  handle: async ({ host, caller }) =>
    issued(await host.people.accounts.issueSetUp(caller.name), "set-up"),
};

const codeSchema = Type.String({ minLength: 1, maxLength: 100 });
const lookUpBody = Type.Object({ code: codeSchema }, { additionalProperties: false });
const lookUpValidator = Compile(lookUpBody);

/** What a link is for, so that its page can say so, and password managers know whose it is. */
const lookUpLink: Route = {
  method: "POST",
  url: "/api/v1/people/link",
  summary: "What a one-time link is for, and whose.",
  roles: "anybody",
  release: "public",
  limitsAddress: true,
  audited: "after",
  body: { contentTypes: ["application/json"], schema: lookUpBody },
  answer: json(
    Type.Object({
      purpose: Type.Enum(["set-up", "password"]),
      name: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  async handle({ host, request, identity }) {
    const { code } = await jsonBody(request.raw, lookUpValidator);
    const found = await host.people.accounts.lookUp(code);
    host.people.signInLimits.giveBack(identity.address);
    return found;
  },
};

const useBody = Type.Object(
  {
    code: codeSchema,
    password: Type.String({ maxLength: 1_000 }),
    /** For a set-up link: the new administrator's name. */
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  },
  { additionalProperties: false },
);
const useValidator = Compile(useBody);

/** Uses a link up: the first administrator, or a new password. Signing in comes after. */
const useLink: Route = {
  method: "POST",
  url: "/api/v1/people/link/use",
  summary: "Uses up a one-time link: makes the administrator, or sets the password.",
  roles: "anybody",
  release: "public",
  limitsAddress: true,
  body: { contentTypes: ["application/json"], schema: useBody },
  async handle({ host, request, reply, identity, audit }) {
    const { code, name, password } = await jsonBody(request.raw, useValidator);
    const { accounts, signInLimits } = host.people;
    const account =
      name === undefined
        ? await accounts.usePasswordCode(code, password)
        : await accounts.setUp(code, name, password);
    signInLimits.giveBack(identity.address);
    audit.subjectIs(account.id);
    return reply.code(204).send();
  },
};

/** Accounts, and the links that only their holders should see. */
export const peopleRoutes: readonly Route[] = [
  listPeople,
  addPerson,
  setRoles,
  disablePerson,
  enablePerson,
  resetPerson,
  setUpLink,
  lookUpLink,
  useLink,
];

function checkParty({ room }: RouteContext, party: string | null): void {
  const { parties } = room.agreement.compiled;
  if (party === null || parties.some(({ id }) => id === party)) return;
  const message = `${party} is no party of this agreement; they are ${parties.map(({ id }) => id).join(", ")}.`;
  throw new ServerError("TL_SERVER_ROLES", {
    faults: [{ code: "TL_SERVER_ROLES", path: "/party", message }],
  });
}

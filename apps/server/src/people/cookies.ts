import type { FastifyRequest } from "fastify";

const dayS = 24 * 3_600;
const sessionCookie = "truceline_session";
const browserCookie = "truceline_browser";

const attributes = (isSecure: boolean) =>
  `Path=/; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}`;

/** The `set-cookie` value that signs a browser in. A remembered one survives the browser's end. */
export function sessionCookieOf(
  secret: string,
  isSecure: boolean,
  remembered: boolean,
  lifeMs: number,
): string {
  const life = remembered ? `; Max-Age=${Math.floor(lifeMs / 1_000)}` : "";
  return `${sessionCookie}=${secret}; ${attributes(isSecure)}${life}`;
}

/** The `set-cookie` value that signs a browser out. */
export const endedSessionCookie = (isSecure: boolean): string =>
  `${sessionCookie}=; ${attributes(isSecure)}; Max-Age=0`;

/** Marks a browser as one that has signed in before; it lets nobody in. */
export const browserCookieOf = (mark: string, isSecure: boolean): string =>
  `${browserCookie}=${mark}; ${attributes(isSecure)}; Max-Age=${180 * dayS}`;

export const sessionSecretOf = (request: FastifyRequest): string | undefined =>
  cookieOf(request, sessionCookie);

export const browserMarkOf = (request: FastifyRequest): string | undefined =>
  cookieOf(request, browserCookie);

/** The first cookie of a name; undefined for none and for an empty one. */
function cookieOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers.cookie
    ?.split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  return value === undefined || value === "" ? undefined : value.slice(0, 300);
}

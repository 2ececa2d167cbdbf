import { setTimeout as delay } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { patienceMs } from "./page-text.ts";
import type { ServerProcess } from "./server-process.ts";

const password = "three quiet rivers and a hill";

/** A person with an account of their own, signed in. */
export interface Person {
  readonly name: string;
  ask(method: string, path: string, body?: unknown): Promise<Response>;
}

export type PersonDraft = {
  readonly name: string;
  readonly roles: readonly string[];
  readonly party?: string;
};

/** Everybody of a mission: the first through the link that the first start prints, the rest by the first. */
export async function gatherPeople(
  server: ServerProcess,
  drafts: readonly PersonDraft[],
): Promise<ReadonlyMap<string, Person>> {
  const code = await printedCode(server);
  await expectOk(await post(server, "/people/link/use", { code, name: "Administrator", password }));
  const administrator = await signedIn(server, "Administrator");
  const people = new Map<string, Person>([["Administrator", administrator]]);
  for (const { name, roles, party } of drafts) {
    const made = await expectOk(
      await administrator.ask("POST", "/people", {
        name,
        roles,
        ...(party === undefined ? {} : { party }),
      }),
    );
    const { link } = (await made.json()) as { link: { code: string } };
    await expectOk(await post(server, "/people/link/use", { code: link.code, password }));
    people.set(name, await signedIn(server, name));
  }
  return people;
}

/** The link stands a moment after the address. */
async function printedCode(server: ServerProcess): Promise<string> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const code = /#set-up=([\w-]{43})/.exec(server.log())?.[1];
    if (code !== undefined) return code;
    await delay(100);
  }
  throw new Error("the server printed no link for the first administrator");
}

async function signedIn(server: ServerProcess, name: string): Promise<Person> {
  const answer = await expectOk(await post(server, "/session", { name, password }));
  const cookie = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const session = await fetch(`${server.address}/api/v1/session`, { headers: { cookie } });
  const { csrf } = (await session.json()) as { csrf: string };
  return {
    name,
    ask: (method, path, body) =>
      fetch(`${server.address}/api/v1${path}`, {
        method,
        headers: {
          cookie,
          "x-truceline-csrf": csrf,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}

/** A page of this person's own machine, signed in by hand at the form. */
export async function atMachine(
  browser: Browser,
  server: ServerProcess,
  name: string,
  path: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    colorScheme: "dark",
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto(`${server.address}${path}`);
  await signIn(page, name);
  return { context, page };
}

/** Signs in where the page asks who one is. */
async function signIn(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
  await page.getByLabel("Password", { exact: true }).waitFor({ state: "detached" });
}

/** Somebody else takes over the machine, with what it keeps of the one before. */
export async function takeOver(page: Page, name: string): Promise<void> {
  await page.context().clearCookies();
  await page.reload();
  await signIn(page, name);
}

function post(server: ServerProcess, path: string, body: unknown): Promise<Response> {
  return fetch(`${server.address}/api/v1${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function expectOk(answer: Response): Promise<Response> {
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}: ${await answer.text()}`);
  return answer;
}

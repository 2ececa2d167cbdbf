/** Hears what the pages of those outside ask for, are told and complain of. */
import type { Browser, BrowserContext } from "playwright-core";
import { expect } from "vitest";
import type { House } from "./house.ts";
import { atMachine } from "./mission-people.ts";
import { patienceMs } from "./page-text.ts";
import { ownWords } from "./planted-house.ts";

export const internalPaths =
  /\/api\/v1\/(ground|picture|stream|desk|coverage|timeline|clauses|incidents|observations|records|patrols|log-entries|watch-notes|people|report\?)/;

/** Everything the page asks for, is told and complains of. */
export interface Heard {
  readonly asked: string[];
  readonly told: Promise<string>[];
  readonly complaints: string[];
}
export function listen(house: House, context: BrowserContext): Heard {
  const heard: Heard = { asked: [], told: [], complaints: [] };
  context.on("response", (response) => {
    const url = response.url().slice(house.server.address.length);
    heard.asked.push(url);
    // The stream of the mission's own pages does not end; that it is asked for is enough.
    if (url.startsWith("/api/") && !url.startsWith("/api/v1/stream"))
      heard.told.push(
        response.body().then(
          (bytes) => `${url} ${bytes.toString("latin1")}`,
          // Answers without a body, such as that to signing in.
          () => url,
        ),
      );
  });
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) heard.complaints.push(message.text());
  });
  context.on("weberror", (error) => heard.complaints.push(String(error.error())));
  return heard;
}
/** Nothing of the mission's own was told, asked for or complained of, in at least so many answers. */
export async function expectNothingOfOurs(heard: Heard, answersMin: number): Promise<void> {
  const told = await Promise.all(heard.told);
  expect(told.length).toBeGreaterThanOrEqual(answersMin);
  const leaks = told.flatMap((text) =>
    ownWords.filter((word) => text.includes(word)).map((word) => `${word} in ${text.slice(0, 80)}`),
  );
  expect(leaks).toEqual([]);
  expect(heard.asked.filter((url) => internalPaths.test(url))).toEqual([]);
  expect(heard.complaints).toEqual([]);
}

/** Somebody's page, heard from its very first request on: the sign-in and what follows it. */
export async function heardPage(house: House, browser: Browser, name: string, options = {}) {
  let heard: Heard | null = null;
  const listening = {
    newContext: async (asked: Parameters<Browser["newContext"]>[0]) => {
      const made = await browser.newContext(asked);
      heard = listen(house, made);
      return made;
    },
  } as Browser;
  const { context, page } = await atMachine(listening, house.server, name, "/", options);
  if (heard === null) throw new Error("nothing listens");
  return { context, page, heard: heard as Heard };
}
/** The same of a liaison, once their page has opened a report. */
export async function liaisonPage(house: House, browser: Browser, name: string, options = {}) {
  const opened = await heardPage(house, browser, name, options);
  await opened.page.locator(".sheet").waitFor({ timeout: patienceMs });
  return opened;
}

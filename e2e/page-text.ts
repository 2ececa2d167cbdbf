import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Nothing on a page takes long; a machine that does much else at once may. */
export const patienceMs = 30_000;

/** What somebody reads on the page now. */
export const bodyText = (page: Page): Promise<string> =>
  page.evaluate(() => document.body.innerText);

/** Resolves once the page says it. */
export const waitFor = (page: Page, said: RegExp, timeout = patienceMs) =>
  expect.poll(() => bodyText(page), { timeout }).toMatch(said);

/** What is so soon, however much else the machine does. */
export const soon = <Found>(what: () => Found | Promise<Found>) =>
  expect.poll(what, { timeout: patienceMs });

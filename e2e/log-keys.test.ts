import { setTimeout } from "node:timers/promises";
import type { LogEntry } from "@truceline/model";
import type { BrowserContext, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { openHouse, openWindow } from "./house.ts";
import { atMachine, takeOver } from "./mission-people.ts";
import { bodyText, patienceMs, soon, waitFor } from "./page-text.ts";

const house = openHouse({
  people: [
    { name: "Monitor", roles: ["observer"] },
    { name: "Second", roles: ["observer"] },
  ],
});
const window = openWindow();
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  ({ context, page } = await atMachine(window.browser, house.server, "Monitor", "/?screen=log"));
  await line().waitFor();
}, 60_000);

const line = () => page.locator("#log-line");
const text = () => bodyText(page);
const says = (said: RegExp) => waitFor(page, said);
const holds = (typed: string) =>
  expect.poll(() => line().inputValue(), { timeout: patienceMs }).toBe(typed);
/** Submits what is a draft and gives the newest entry as it was taken. */
async function submitted(count: number): Promise<LogEntry> {
  await page.keyboard.press("Control+Enter");
  await expect
    .poll(async () => (await entries()).filter(({ state }) => state === "submitted").length, {
      timeout: patienceMs,
    })
    .toBe(count);
  const newest = (await entries()).sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  if (newest === undefined) throw new Error("there is no entry");
  return newest;
}
async function entries(): Promise<LogEntry[]> {
  type Listed = { readonly items: LogEntry[] };
  return (await house.ask<Listed>("Monitor", "GET", "/log-entries?limit=200")).items;
}

/** An hour ago, as a monitor writes it. */
const at = new Date(Date.now() - 3_600_000);
const typed = `${at.getUTCDate()}/${at.getUTCMonth() + 1} ${at.toISOString().slice(11, 16).replace(":", "")}`;

describe("the log by keyboard", () => {
  test("[WEB-030] Tab takes what may follow, Escape clears, Ctrl Z brings back, arrow up changes the last draft", async () => {
    await line().pressSequentially(`${typed} hea`);
    await line().press("Tab");
    await holds(`${typed} heard `);
    await line().pressSequentially("2 expl undet 1-2 NE");
    await line().press("Escape");
    await holds("");
    await line().press("Control+z");
    await holds(`${typed} heard 2 expl undet 1-2 NE`);
    await line().press("Enter");
    await says(/This shift, 1 line\b/);
    await line().press("ArrowUp");
    await holds(`${typed} heard 2 expl undet 1-2 NE`);
    await line().fill(`${typed} heard 3 expl undet 1-2 NE`);
    await line().press("Enter");
    await expect
      .poll(async () => (await entries()).map(({ version }) => version), { timeout: patienceMs })
      .toEqual([2]);
    expect(await submitted(1)).toMatchObject({ observations: [{ count: { min: 3 } }] });
    await says(/median \d+ s a line/);
  }, 120_000);

  test("[WEB-030] Alt N keeps the hours in which nothing was heard or seen", async () => {
    await line().pressSequentially(`${typed} heard`);
    await page.keyboard.press("Alt+n");
    await page.getByRole("dialog").getByRole("button", { name: "Keep line" }).press("Enter");
    await says(/This shift, 2 lines/);
    expect(await submitted(2)).toMatchObject({ observations: [{ kind: "nothing" }] });
    await holds(`${typed} heard`); // What was being typed is still there.
    await line().press("Escape");
  }, 120_000);

  test("[WEB-030] Alt P takes a place from a click on the map", async () => {
    await page.keyboard.press("Alt+p");
    await page.getByRole("button", { name: "Click the map" }).click();
    await page.locator(".mb.choosing").waitFor();
    await page.locator(".mb .map").click({ position: { x: 60, y: 60 } });
    await page.locator(".mb.choosing").waitFor({ state: "detached" });
    await line().pressSequentially(`${typed} saw 1 illum 1-2 S`);
    await line().press("Enter");
    const { post, observations } = await submitted(3);
    expect(post.name).toBeUndefined();
    expect(observations[0]?.observerPosition?.position).toEqual(post.position);
    expect(post.position?.[0]).toBeCloseTo(-30, 0);
  }, 120_000);

  test("[WEB-031] a line in Ukrainian is read, told and kept in Ukrainian", async () => {
    await page.getByLabel("Language of the line").selectOption("uk");
    await line().pressSequentially(`${typed} чули 5 вибухів 2-3 ПнСх`);
    await says(/Місія почула 5 вибухів/);
    await line().press("Enter");
    expect(await submitted(4)).toMatchObject({
      language: "uk",
      observations: [{ kind: "explosion", count: { min: 5 } }],
    });
    await page.getByLabel("Language of the line").selectOption("en");
  }, 120_000);

  test("[WEB-032] rows of a spreadsheet are looked at one by one; those without a fault become drafts", async () => {
    const day = `${at.getUTCDate()} ${at.toLocaleString("en-GB", { month: "long", timeZone: "UTC" })} ${at.getUTCFullYear()}`;
    const rows = [
      "Position\tEvent location\tMeans\tNo.\tObservation\tDescription\tWeapon\tDate, time",
      `OP 2\t2-4km N\tHeard\t4\tExplosion\tUndetermined\tN/K\t${day} 03:10`,
      `OP 2\t2-4km N\tHeard\tsome\tExplozion\tUndetermined\tN/K\t${day} 03:15`,
      `OP 2\t1-2km E\tSaw\t1\tProjectile\tIn flight\tN/K\t${day} 03:20`,
    ].join("\n");
    await page.getByRole("button", { name: "Paste table" }).click();
    await page.getByLabel("Rows, as copied").fill(rows);
    await says(/2 rows read, 1 row has a fault/);
    await page.getByRole("button", { name: "Keep 2 rows as drafts" }).click();
    await says(/Submit 2 drafts/);
    await submitted(6);
    const pasted = (await entries()).filter(({ post }) => post.name === "OP 2");
    expect(pasted.map(({ observations }) => observations[0]?.count.min).sort()).toEqual([1, 4]);
  }, 120_000);

  test("[WEB-034] a line changed before its first words arrived reaches the server in its last words", async () => {
    let held = 0;
    await page.route("**/api/v1/log-entries/*", async (route) => {
      // The first words are long under way; a browser would send the next beside them.
      if (held++ === 0) await setTimeout(2_000);
      await route.continue();
    });
    const countBefore = (await entries()).length;
    await line().pressSequentially(`${typed} heard 2 expl undet 5-6 W`);
    await line().press("Enter");
    await holds("");
    await line().press("ArrowUp");
    await line().fill(`${typed} heard 8 expl undet 5-6 W`);
    await line().press("Enter");
    await soon(async () =>
      (await entries())
        .slice(-1)
        .map(({ version, observations }) => [version, observations[0]?.count.min]),
    ).toEqual([[2, 8]]);
    expect(await entries()).toHaveLength(countBefore + 1);
    await page.unroute("**/api/v1/log-entries/*");
    await soon(text).not.toMatch(/not sent|not taken/);
  }, 120_000);

  test("[WEB-035] what was being typed is there again after another line was changed", async () => {
    await line().pressSequentially(`${typed} saw 1`);
    await page.getByRole("button", { name: /^Edit/ }).first().click();
    await soon(() => line().inputValue()).toContain("heard 8 expl");
    await line().press("Enter");
    await holds(`${typed} saw 1`);
    await line().press("Escape");
    await holds("");
  }, 120_000);

  test("[WEB-033] what one window keeps is not lost by what another keeps", async () => {
    const second = await context.newPage();
    await second.goto(`${house.server.address}/?screen=log`);
    const secondLine = second.locator("#log-line");
    await secondLine.waitFor();
    const shut = "**/api/v1/log-entries/*";
    await context.route(shut, (route) => route.abort());
    await line().fill(`${typed} heard 11 expl undet 5-6 W`);
    await line().press("Enter");
    await secondLine.fill(`${typed} heard 12 expl undet 5-6 W`);
    await secondLine.press("Enter");
    await waitFor(second, /2 lines not sent, kept on this machine/);
    await says(/2 lines not sent, kept on this machine/);
    await second.close();
    await page.reload();
    await says(/2 lines not sent, kept on this machine/);
    await context.unroute(shut);
    await page.evaluate(() => dispatchEvent(new Event("online")));
    const counts = async () =>
      (await entries()).map(({ observations }) => observations[0]?.count.min);
    await soon(async () =>
      (await counts()).filter((count) => count === 11 || count === 12).sort(),
    ).toEqual([11, 12]);
    await soon(text).not.toContain("not sent");
  }, 120_000);

  test("[WEB-033] a line is kept on this machine while the server does not answer, also over a reload", async () => {
    await line().waitFor();
    await page.route("**/api/v1/log-entries/**", (route) => route.abort());
    await line().pressSequentially(`${typed} heard 7 expl undet 3-4 W`);
    await line().press("Enter");
    await says(/1 line not sent, kept on this machine/);
    await line().press("ArrowUp");
    await line().fill(`${typed} heard 9 expl undet 3-4 W`);
    await line().press("Enter");
    await holds("");
    await page.reload();
    await says(/1 line not sent, kept on this machine/);
    // Somebody else at the same machine: the line is not theirs to send.
    await takeOver(page, "Second");
    await says(/1 line of Monitor not sent, kept on this machine until Monitor signs in/);
    await page.unroute("**/api/v1/log-entries/**");
    await page.reload();
    await line().fill(`${typed} heard 6 expl undet 4-5 W`);
    await line().press("Enter");
    await soon(async () =>
      (await entries()).map(({ by, line }) => [by, line.slice(-24)]),
    ).toContainEqual(["Second", "heard 6 expl undet 4-5 W"]);
    expect((await entries()).filter(({ line }) => /[79] expl/.test(line))).toEqual([]);
    await takeOver(page, "Monitor");
    await expect
      .poll(async () => (await entries()).map(({ observations }) => observations[0]?.count.min), {
        timeout: patienceMs,
      })
      .toContain(9);
    await says(/This shift, \d+ lines/);
    // The server has it a moment before the page has heard so.
    await soon(text).not.toContain("not sent");
    expect((await entries()).filter(({ line }) => /[79] expl/.test(line))).toHaveLength(1);
    await context.close();
  }, 120_000);
});

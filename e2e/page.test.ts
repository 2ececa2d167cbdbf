import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { bodyText } from "./page-text.ts";
import { type ServerProcess, startServerProcess, temporaryDataDir } from "./server-process.ts";

const data = temporaryDataDir();
let server: ServerProcess;
let browser: Browser;
let page: Page;
/** What the page complained of or asked from elsewhere: must stay empty. */
const complaints: string[] = [];

beforeAll(async () => {
  server = await startServerProcess({
    args: ["scenarios/ukraine-2025", "--exercise", "aspen"],
    dataDir: data.dir,
  });
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1366, height: 768 }, colorScheme: "dark" });
  page.on("console", (message) => {
    if (
      ["error", "warning"].includes(message.type()) &&
      !/WebGL|GPU stall|swiftshader/i.test(message.text())
    ) {
      complaints.push(message.text());
    }
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.address) && !/^(data|blob):/.test(request.url()))
      complaints.push(request.url());
  });
  await page.goto(server.address);
}, 180_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  data.remove();
});

const text = () => bodyText(page);
const queueRows = () => page.evaluate(() => document.querySelectorAll("[data-row]").length);

describe("the page on a real server", () => {
  test("[SRV-014] nobody can overlook that it is an exercise", async () => {
    await expect.poll(text, { timeout: 60_000 }).toContain("Nothing on this screen happened");
    expect(await page.title()).toMatch(/^EXERCISE/);
    const words = await page.evaluate(
      () => document.body.innerText.match(/EXERCISE/g)?.length ?? 0,
    );
    expect(words).toBeGreaterThanOrEqual(3);
  });

  test("the map is drawn, incidents come in, and what cannot be seen is said", async () => {
    await expect
      .poll(
        () => page.evaluate(() => document.querySelector("canvas.maplibregl-canvas") !== null),
        { timeout: 60_000 },
      )
      .toBe(true);
    await expect.poll(queueRows, { timeout: 90_000 }).toBeGreaterThan(3);
    expect(await text()).toMatch(/of the zone/);
  }, 180_000);

  test("the time bar shows what was known then, and says so", async () => {
    await page.keyboard.press("h");
    await expect
      .poll(() => page.evaluate(() => document.querySelector(".app")?.getAttribute("data-mode")), {
        timeout: 20_000,
      })
      .toBe("past");
    await expect.poll(text, { timeout: 20_000 }).toMatch(/What was known at/);
    await page.keyboard.press("h");
    await expect
      .poll(() => page.evaluate(() => document.querySelector(".app")?.getAttribute("data-mode")), {
        timeout: 20_000,
      })
      .toBe("live");
  });

  test("the board of clauses opens to reasons", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await expect.poll(text, { timeout: 30_000 }).toMatch(/Clauses by sector/i);
    await expect.poll(text, { timeout: 30_000 }).toMatch(/undetermined/);
    await page.keyboard.press("g");
    await page.keyboard.press("n");
    await expect.poll(queueRows, { timeout: 30_000 }).toBeGreaterThan(3);
  }, 180_000);

  test("[SRV-008] the page asked for nothing from elsewhere and had nothing to complain of", () => {
    expect(complaints).toEqual([]);
  });
});

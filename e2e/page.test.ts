import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { seriousFaults } from "./accessibility.ts";
import { complaintsOf } from "./browser.ts";
import { openHouse, openWindow } from "./house.ts";
import { bodyText, soon, waitFor } from "./page-text.ts";

const house = openHouse({ args: ["scenarios/ukraine-2025", "--exercise", "aspen"] });
const window = openWindow();
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  page = await window.browser.newPage({
    viewport: { width: 1366, height: 768 },
    colorScheme: "dark",
  });
  complaints = complaintsOf(page, house.server.address);
  await page.goto(house.server.address);
});

const text = () => bodyText(page);
const queueRows = () => page.evaluate(() => document.querySelectorAll("[data-row]").length);

/** How many rows the server says stand in it now. */
const queueLength = async () => {
  const answer = await fetch(`${house.server.address}/api/v1/picture`);
  return ((await answer.json()) as { readonly queue: readonly unknown[] }).queue.length;
};

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
    await soon(text).toMatch(/of the zone/);
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
    // Back at the picture, with all that stands in its queue by now: it grows and shrinks as the room works.
    const rowsMissing = async () => (await queueLength()) - (await queueRows());
    await expect.poll(queueRows, { timeout: 30_000 }).toBeGreaterThan(0);
    await expect.poll(rowsMissing, { timeout: 30_000 }).toBe(0);
  }, 180_000);

  test("[SRV-008] the page asked for nothing from elsewhere and had nothing to complain of", () => {
    expect(complaints).toEqual([]);
  });
});

test("[WEB-045] in an exercise the public page says so first", async () => {
  const outside = await window.browser.newPage();
  await outside.goto(`${house.server.address}/public`);
  await waitFor(outside, /EXERCISE[\s\S]*No report has been published yet/);
  expect(await outside.title()).toMatch(/^EXERCISE/);
  expect(await seriousFaults(outside)).toEqual([]);
  await outside.close();
}, 60_000);

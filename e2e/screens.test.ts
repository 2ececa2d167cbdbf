import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { IssuedReport } from "@truceline/model";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { seriousFaults } from "./accessibility.ts";
import { openHouse, openWindow } from "./house.ts";
import { atMachine } from "./mission-people.ts";
import { bodyText, soon, waitFor } from "./page-text.ts";
import { sampleObservation } from "./sample-observation.ts";

const hourMs = 3_600_000;
const nowMs = Date.now();
const day = new Date(nowMs - 24 * hourMs).toISOString().slice(0, 10);
/** An hour ago, as a monitor writes it. */
const hourAgo = new Date(nowMs - hourMs);
const at = `${hourAgo.getUTCDate()}/${hourAgo.getUTCMonth() + 1} ${hourAgo.toISOString().slice(11, 16).replace(":", "")}`;
const house = openHouse({
  people: [{ name: "Watch officer", roles: ["observer", "analyst", "reporting-officer"] }],
});
const window = openWindow();

const put = (path: string, schema: string, record: object) => {
  const id = randomUUID();
  const whole = { schema, id, origin: "observed", version: 1, ...record };
  return house.ask("Watch officer", "PUT", `/${path}/${id}`, whole);
};

/** One of each thing that a screen can show, so that nothing is looked at empty. */
async function fillDesk(): Promise<void> {
  const place = { name: "the ford", position: [-30.03, 0.05] };
  const span = { fromMs: nowMs - 3 * hourMs, toMs: nowMs - 2 * hourMs };
  const weapons = [{ class: "mortar", calibreMm: 120, count: 4 }];
  await put("patrols", "patrol/1", {
    name: "Patrol Kestrel",
    observers: ["Watch officer"],
    plan: { fromMs: nowMs - 4 * hourMs, toMs: nowMs + 2 * hourMs },
    stops: [{ place, span }],
    clearances: [],
    checkIns: [],
    checkInEveryMs: hourMs,
    state: "out",
    leftAtMs: nowMs - 3 * hourMs,
  });
  await put("calls", "call/1", {
    party: "a",
    to: "liaison office",
    atMs: nowMs - 2 * hourMs,
    about: "Where is the road shut?",
    answerDueMs: nowMs - hourMs,
    refs: [],
    state: "open",
  });
  await put("silence-windows", "silence-window/1", {
    name: "Water main",
    purpose: "repairs",
    place,
    radiusM: 500,
    span: { fromMs: nowMs + hourMs, toMs: nowMs + 3 * hourMs },
    guarantees: [],
    state: "arranged",
  });
  await put("denials", "denial/1", { kind: "delay", span, place, reasonGiven: "mines" });
  await put("holdings", "holding/1", {
    site: place,
    party: "a",
    declaredAtMs: nowMs - 5 * hourMs,
    weapons,
  });
  await put("inspections", "inspection/1", {
    of: "disengagement-area",
    place: { zoneId: "gorse", name: "Gorse disengagement area" },
    span,
    access: "partial",
    seen: weapons,
    remarks: ["a trench, dug lately"],
  });
  await put("site-visits", "site-visit/1", {
    place: { siteId: "birch", name: "Birch" },
    purpose: "power lines",
    state: "requested",
    requestedAtMs: nowMs - 48 * hourMs,
    dueMs: nowMs - hourMs,
    checklist: [],
  });
  await put("casualties", "casualty/1", {
    span,
    place,
    killedCount: 0,
    injuredCount: 2,
    who: "civilians",
    corroboration: "one-source",
    sources: [{ text: "a doctor", atMs: nowMs }],
  });
  await put("watch-notes", "watch-note/1", {
    atMs: nowMs - hourMs,
    text: "ask about the water main again",
    refs: [],
    open: true,
  });
  const during = Date.parse(`${day}T10:00Z`);
  await house.ask(
    "Watch officer",
    "POST",
    "/observations",
    sampleObservation("shown/1", {
      span: { fromMs: during, toMs: during, precision: "exact" },
      // Longer than its column and without a place to break: the table is wider than the paper.
      observerPosition: {
        position: [-30.03, 0.05],
        place: "Observation-post_".repeat(10).replaceAll("-", "_"),
      },
    }),
  );
}

beforeAll(fillDesk, 60_000);

/** Looks at the page as it is now and says where a fault stands. */
async function look(page: Page, at: string, faults: string[]): Promise<void> {
  for (const fault of await seriousFaults(page)) faults.push(`${at}: ${fault}`);
}

describe.each(["dark", "light"] as const)("in %s", (colorScheme) => {
  const open = (name: string, path: string) =>
    atMachine(window.browser, house.server, name, path, { colorScheme });

  test("[WEB-047] the log, its form and its table pass the automatic checks", async () => {
    const { context, page } = await open("Watch officer", "/?screen=log");
    const line = page.locator("#log-line");
    await line.waitFor();
    const faults: string[] = [];
    await line.fill(`${at} heard 3 expl undet 0.5-1 SE`);
    await waitFor(page, /three undetermined explosions/);
    await look(page, "a line and its preview", faults);
    await line.press("Enter");
    await waitFor(page, /This shift, \d+ lines?/);
    await line.fill(`${at} herd 3 expl`);
    await waitFor(page, /is not understood/);
    await look(page, "a wrong word", faults);
    await page.getByRole("button", { name: "Form", exact: true }).click();
    await look(page, "the form", faults);
    await page.getByRole("button", { name: "Paste table" }).click();
    await page.getByLabel("Rows, as copied").fill("Position\tMeans\tNo.\nOP 2\tHeard\tsome");
    await waitFor(page, /has a fault|no column/i);
    await look(page, "the pasted table", faults);
    await page.getByRole("button", { name: "Line", exact: true }).click();
    for (const name of ["Other post", "Nothing heard"]) {
      await page.getByRole("button", { name }).first().click();
      await page.getByRole("dialog").waitFor();
      await look(page, name, faults);
      await page.keyboard.press("Escape");
    }
    expect(faults).toEqual([]);
    await context.close();
  }, 180_000);

  test("[WEB-047] the desk passes them with every tab and every form open", async () => {
    const { context, page } = await open("Watch officer", "/?screen=log");
    await page.getByRole("button", { name: "Open the desk" }).click();
    const faults: string[] = [];
    const tabs = page.getByRole("tab");
    const names = await tabs.allInnerTexts();
    expect(names).toHaveLength(8);
    const forms = new Set<string>();
    for (const tab of names) {
      await page.getByRole("tab", { name: tab, exact: true }).click();
      await look(page, tab, faults);
      for (const form of await page.getByRole("button", { name: /^New: / }).allInnerTexts()) {
        if (forms.has(form)) continue;
        forms.add(form);
        await page.getByRole("button", { name: form, exact: true }).click();
        await page.getByRole("dialog", { name: form }).waitFor();
        await look(page, form, faults);
        await page.getByRole("button", { name: "Leave it" }).click();
      }
    }
    expect(forms.size).toBe(9);
    expect(faults).toEqual([]);
    await context.close();
  }, 180_000);

  test("[WEB-047] the report passes them as a draft of each kind and on its way, and its wide tables scroll by keyboard", async () => {
    const { context, page } = await open("Watch officer", `/?screen=report&period=${day}`);
    await page.locator(".sheet").waitFor();
    const faults: string[] = [];
    await look(page, "daily", faults);
    await page.locator(".sheet .sen").first().click();
    await look(page, "a sentence chosen", faults);
    await page.getByLabel("Kind").selectOption("weekly");
    await page.locator(".sheet", { hasText: /weekly/i }).waitFor();
    await look(page, "weekly", faults);
    const scrolls = page.locator(".rscroll");
    const wideAt = () =>
      scrolls.evaluateAll((boxes) =>
        boxes.findIndex((box) => box.scrollWidth > box.clientWidth + 40),
      );
    await soon(wideAt).toBeGreaterThanOrEqual(0);
    const wide = await wideAt();
    await scrolls.nth(wide).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await soon(() => scrolls.nth(wide).evaluate((box) => box.scrollLeft)).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Begin this report" }).click();
    await page.getByRole("button", { name: "Propose for issue" }).waitFor();
    await look(page, "on its way", faults);
    expect(faults).toEqual([]);
    await context.close();
  }, 180_000);

  test("[WEB-047] people, devices, the audit and their dialogs pass them", async () => {
    const { context, page } = await open("Administrator", "/?screen=people");
    const faults: string[] = [];
    await waitFor(page, /Watch officer/);
    await look(page, "accounts", faults);
    for (const [part, act] of [
      ["Accounts", "Add a person"],
      ["Accounts", "Shut: Watch officer"],
      ["Devices", "Enrol a device"],
    ] as const) {
      await page.getByRole("button", { name: part, exact: true }).click();
      await page.getByRole("button", { name: act }).click();
      await page.getByRole("dialog").waitFor();
      await look(page, act, faults);
      await page.keyboard.press("Escape");
    }
    await page.getByRole("button", { name: "Audit", exact: true }).click();
    await waitFor(page, /POST \/api\/v1\/people/);
    await look(page, "audit", faults);
    await page.getByRole("button", { name: /^Administrator/ }).click();
    await page.getByRole("button", { name: "Change my password" }).click();
    await look(page, "password", faults);
    expect(faults).toEqual([]);
    await context.close();
  }, 180_000);
});

test("[WEB-416] two sentences written otherwise at once are both kept, and words under way stay", async () => {
  const { context, page } = await atMachine(
    window.browser,
    house.server,
    "Watch officer",
    `/?screen=report&period=${day}`,
  );
  await page.getByRole("button", { name: "Begin this report" }).dblclick();
  await page.getByRole("button", { name: "Propose for issue" }).waitFor();
  const id = new URL(page.url()).searchParams.get("select");
  let heldCount = 0;
  await page.route(`**/api/v1/reports/${id}`, async (route) => {
    // The first is long under way when the second is put.
    if (route.request().method() === "PUT" && heldCount++ === 0) await setTimeout(2_000);
    await route.continue();
  });
  const own = page.getByLabel("Write it otherwise");
  for (const [index, words] of ["The first in other words.", "The second too."].entries()) {
    await page.locator(".sheet .sen").nth(index).click();
    await own.fill(words);
    await page.getByRole("button", { name: "Put it in its place" }).click();
  }
  type Answer = { readonly issued: IssuedReport };
  const report = async () =>
    (await house.ask<Answer>("Watch officer", "GET", `/reports/${id}`)).issued;
  await soon(async () => (await report()).edits.map(({ text }) => text?.en)).toEqual([
    "The first in other words.",
    "The second too.",
  ]);
  await waitFor(page, /The second too/);
  // A level set makes the draft anew under what is being typed.
  await own.fill("Not yet whole");
  await page.getByRole("button", { name: "Public", exact: true }).click();
  await waitFor(page, /Release: public/);
  expect(await own.inputValue()).toBe("Not yet whole");
  await context.close();
}, 180_000);

describe("a screen whose file does not come", () => {
  test("[WEB-048] says so in its place with a way to try again; the rest of the page goes on", async () => {
    const { context, page } = await atMachine(window.browser, house.server, "Watch officer", "/");
    await waitFor(page, /Incidents by need/);
    await page.route("**/assets/report-*.js", (route) => route.abort());
    await page.getByRole("link", { name: "Report" }).click();
    await waitFor(page, /This screen could not be loaded[\s\S]*TL_WEB_SCREEN_FILE/);
    await soon(() => bodyText(page)).toContain("Mid-ocean ceasefire");
    expect(await seriousFaults(page)).toEqual([]);
    await page.unroute("**/assets/report-*.js");
    await page.getByRole("button", { name: "Try again" }).press("Enter");
    await page.locator(".sheet").waitFor();
    await context.close();
  }, 120_000);

  test("[WEB-048] a page older than its files is loaded anew at the second attempt", async () => {
    const { context, page } = await atMachine(window.browser, house.server, "Watch officer", "/");
    await waitFor(page, /Incidents by need/);
    await page.route("**/assets/report-*.js", (route) => route.fulfill({ status: 404 }));
    await page.getByRole("link", { name: "Report" }).click();
    await waitFor(page, /This screen could not be loaded/);
    const anew = page.waitForEvent("load");
    await page.getByRole("button", { name: "Try again" }).click();
    await anew;
    await page.unroute("**/assets/report-*.js");
    await page.reload();
    await page.locator(".sheet").waitFor();
    await context.close();
  }, 120_000);
});

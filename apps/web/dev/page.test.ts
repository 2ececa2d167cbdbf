import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { openBrowser } from "../../../e2e/browser.ts";
import { cutStreams } from "./fixture-answer.ts";
import { serveFixture } from "./serve-fixture.ts";

/** Software drawing on a busy machine is slow: waits are long, checks are not about time. */
const patience = { timeout: 30_000 };
vi.setConfig({ testTimeout: 90_000 });
/** Built aside: a server may be serving the usual folder meanwhile. */
const folder = mkdtempSync(join(tmpdir(), "truceline-page-"));
const dist = pathToFileURL(`${folder}/`);

let browser: Browser;
let page: Page;
let url: string;
let close: () => void;
const trouble: string[] = [];
const outside: string[] = [];

beforeAll(async () => {
  await build({
    configFile: fileURLToPath(new URL("../vite.config.ts", import.meta.url)),
    // Read as it is: bundled, it would look for builds of our packages, which a clone does not have.
    configLoader: "native",
    logLevel: "error",
    build: { outDir: folder, emptyOutDir: true },
  });
  const served = await serveFixture({ now: () => Date.now() }, dist);
  url = served.url;
  close = () => served.server.closeAllConnections();
  browser = await openBrowser();
  page = await newPage();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  close?.();
  rmSync(folder, { recursive: true, force: true });
});

async function newPage(): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  opened.on("pageerror", (error) => trouble.push(String(error)));
  opened.on("console", (line) => {
    if (line.type() === "error" && !line.text().includes("Failed to load resource")) {
      trouble.push(line.text());
    }
  });
  opened.on("request", (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) {
      outside.push(request.url());
    }
  });
  return opened;
}

async function open(query: string, to: Page = page): Promise<void> {
  await to.goto(`${url}/${query}`);
  await to
    .locator(query.includes("clauses") ? ".board" : ".strip .nv")
    .first()
    .waitFor(patience);
}

/** The violations axe finds, as text. Run in the page's own world: the policy forbids injection. */
async function violations(to: Page): Promise<string[]> {
  const session = await to.context().newCDPSession(to);
  await session.send("Runtime.evaluate", { expression: axe.source });
  return to.evaluate(async () => {
    const { axe: run } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const found = await run.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
    );
  });
}

describe("Now", () => {
  test("[WEB-015] an exercise says so in band, title, icon and on the map", async () => {
    await open("?theme=dark");
    expect(await page.locator(".band").innerText()).toMatch(/(EXERCISE\s*){3}/);
    expect(await page.title()).toBe("EXERCISE · Now · Truceline");
    expect(await page.locator("link[rel=icon]").getAttribute("href")).toContain("exercise");
    await page.locator(".wm", { hasText: "EXERCISE" }).waitFor(patience);
    expect(await page.locator(".band button").count()).toBe(0);
  });

  test("the map is drawn: zones, line and signs are on the canvas", async () => {
    await open("?theme=dark");
    await page.locator(".mapbox canvas").waitFor(patience);
    await page.locator(".scale").waitFor(patience);
    expect(await page.locator(".mapbox .note").count()).toBe(0);
    await expect
      .poll(async () => new Set(await page.locator(".mapbox").screenshot()).size, patience)
      .toBeGreaterThan(200);
  });

  test("[WEB-017] J selects, the inspector opens it, Esc lets go, G C changes the screen", async () => {
    await open("?theme=dark");
    await page.locator(".qr").first().waitFor(patience);
    await page.keyboard.press("j");
    await page.locator('.qr[aria-selected="true"]').waitFor(patience);
    const title = await page.locator('.qr[aria-selected="true"] .qt').innerText();
    await page.locator(".insp .t", { hasText: title }).waitFor(patience);
    expect(page.url()).toContain("select=");
    await page.keyboard.press("Escape");
    await page.locator('.insp[data-open="false"]').waitFor({ ...patience, state: "attached" });
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.locator(".board").waitFor(patience);
  });

  test("[WEB-413] what cannot be opened is not shown as what was chosen before it", async () => {
    const desk = await newPage();
    await open("?theme=dark", desk);
    const inspector = desk.locator(".insp");
    await desk.locator(".qr").first().waitFor(patience);
    await desk.keyboard.press("j");
    const title = await desk.locator('.qr[aria-selected="true"] .qt').innerText(patience);
    await inspector.locator(".t", { hasText: title }).waitFor(patience);
    await desk.route("**/api/v1/incidents/*/view*", (route) =>
      route.fulfill({ status: 503, json: { code: "TL_SERVER_BUSY", title: "Busy.", status: 503 } }),
    );
    await desk.evaluate(() => {
      history.pushState(null, "", "?select=00000000-0000-7000-8000-000000000000");
      dispatchEvent(new PopStateEvent("popstate"));
    });
    await inspector.getByText("TL_SERVER_BUSY").waitFor(patience);
    expect(await inspector.innerText()).not.toContain(title);
    await desk.close();
  });

  test("[WEB-017] no shortcut fires while somebody types", async () => {
    await open("?theme=dark");
    await page.locator(".qr").first().waitFor(patience);
    await page.keyboard.press("/");
    await page.locator(".qfind input:focus").waitFor(patience);
    await page.keyboard.type("tjk");
    expect(await page.locator(".qfind input").inputValue()).toBe("tjk");
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  });

  test("[WEB-011] the past is framed and asks for everything as known then", async () => {
    const asked: string[] = [];
    const past = await newPage();
    past.on("request", (request) => asked.push(request.url()));
    const knownAt = Math.floor(Date.now() / 60_000) * 60_000 - 3 * 3_600_000;
    await open(`?known=${new Date(knownAt).toISOString()}`, past);
    await past.locator('.app[data-mode="past"]').waitFor(patience);
    await past.locator(".flag", { hasText: "What was known at" }).waitFor(patience);
    await past.locator(".qr").first().waitFor(patience);
    await past.keyboard.press("j");
    await past.locator(".insp .t").waitFor(patience);
    await past.keyboard.press("g");
    await past.keyboard.press("c");
    await past.locator(".board").waitFor(patience);
    const views = asked.filter((one) => /\/(picture|coverage|timeline|view|clauses)\b/.test(one));
    expect(views.length).toBeGreaterThanOrEqual(5);
    expect(views.filter((one) => !one.includes(`knownAt=${knownAt}`))).toEqual([]);
    await past.keyboard.press("h");
    await past.locator('.app[data-mode="live"]').waitFor(patience);
    await past.close();
  });

  test("[WEB-011] the time bar goes back a minute by key and forth to live", async () => {
    await open("?theme=dark");
    await page.locator(".track").focus();
    await page.keyboard.press("ArrowLeft");
    await page.locator('.app[data-mode="past"]').waitFor(patience);
    expect(page.url()).toContain("known=");
    await page.keyboard.press("End");
    await page.locator('.app[data-mode="live"]').waitFor(patience);
  });
});

describe("Clauses", () => {
  test("[WEB-017] arrows walk the board, Enter opens the reasons", async () => {
    await open("?screen=clauses");
    await page.locator(".board .cc[tabindex='0']").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.locator("aside .lead").waitFor(patience);
    expect(page.url()).toMatch(/article=2&in=s2/);
    expect(await page.locator("aside svg[role=img]").first().getAttribute("aria-label")).toMatch(
      /^Coverage by hour/,
    );
  });
});

describe.each(["dark", "light"])("in %s", (theme) => {
  test("[WEB-017] axe finds nothing on Now", async () => {
    await open(`?theme=${theme}`);
    await page.locator(".scale").waitFor(patience);
    await page.locator(".qr").first().click();
    await page.locator(".insp .t").waitFor(patience);
    expect(await violations(page)).toEqual([]);
  });

  test("[WEB-017] axe finds nothing on the list of the map, nor on Clauses", async () => {
    await open(`?theme=${theme}&list=map`);
    await page.locator(".things").first().waitFor(patience);
    expect(await violations(page)).toEqual([]);
    await open(`?theme=${theme}&screen=clauses&article=1&in=s4`);
    await page.locator("aside .lead").waitFor(patience);
    expect(await violations(page)).toEqual([]);
  });
});

test("[WEB-002] a stream that is cut leaves the picture and says that it stopped", async () => {
  const silent = await serveFixture({ now: () => Date.now(), silent: true }, dist);
  const stopped = await browser.newPage();
  await stopped.goto(`${silent.url}/`);
  await stopped.locator(".flag", { hasText: "The picture stopped at" }).waitFor(patience);
  expect(await stopped.locator(".qr").count()).toBeGreaterThan(0);
  expect(await stopped.locator(".conn").innerText()).toMatch(/^No connection for/);
  await stopped.close();
  silent.server.closeAllConnections();
  cutStreams();
});

test("[WEB-018] who is not known is asked who they are, and nothing of the mission is shown", async () => {
  const closed = await serveFixture({ now: () => Date.now(), closed: true }, dist);
  const stranger = await browser.newPage();
  await stranger.goto(`${closed.url}/`);
  await stranger.locator("input[name=password]").waitFor(patience);
  expect(await stranger.locator(".queue, .mapbox, .board, .band").count()).toBe(0);
  await stranger.close();
  closed.server.closeAllConnections();
});

test("[DSK-044] a patrol that rings is said at once, stands first, opens, and makes no sound by itself", async () => {
  const desk = await newPage();
  await desk.route("**/api/v1/picture*", async (route) => {
    const answer = await route.fetch();
    const picture = (await answer.json()) as {
      asOfMs: number;
      queue: object[];
      sensors: { position: unknown }[];
    };
    const dueMs = picture.asOfMs - 16 * 60_000;
    const patrol = {
      id: "patrol-6",
      name: "Patrol 6",
      state: "out",
      sectorIds: ["s4"],
      position: picture.sensors[0]?.position,
      lastSeenMs: dueMs - 30 * 60_000,
      dueMs,
      overdueMs: 16 * 60_000,
      alarm: true,
      clearance: "cleared by both",
      callCount: 2,
    };
    const row = {
      id: patrol.id,
      about: "patrol",
      group: "decision",
      shape: "cannot-see",
      title: "Patrol 6 is overdue",
      atMs: dueMs,
      sectorIds: patrol.sectorIds,
      articleIds: [],
      probability: null,
      word: "16 min",
      next: "called twice",
      dueMs,
    };
    const json = { ...picture, patrols: [patrol], queue: [row, ...picture.queue] };
    await route.fulfill({ response: answer, json });
  });
  await open("", desk);
  const alarm = desk.locator(".alarm [role=alert]");
  await alarm.getByText("Patrol 6 is overdue").waitFor(patience);
  expect(await alarm.innerText()).toContain("called twice");
  const first = desk.locator(".qr").first();
  expect(await first.innerText()).toMatch(/Patrol 6 is overdue[\s\S]*00:1[5-7]/);
  const sound = desk.getByRole("button", { name: "Sound" });
  expect(await sound.getAttribute("aria-pressed")).toBe("false");
  await first.click();
  await desk.locator(".insp .kv", { hasText: "cleared by both" }).waitFor(patience);
  expect(await violations(desk)).toEqual([]);
  // What was overdue then rings nobody now.
  await open(`?known=${new Date(Date.now() - 3_600_000).toISOString()}`, desk);
  await desk.locator(".pastsay, .pill").first().waitFor(patience);
  expect(await desk.locator('.alarm[data-ringing="true"]').count()).toBe(0);
  await desk.close();
});

test("[WEB-016] nothing was asked of anybody else, and the policy refused nothing", () => {
  expect(outside).toEqual([]);
  expect(trouble).toEqual([]);
});

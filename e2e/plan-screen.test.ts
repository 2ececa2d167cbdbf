import { readFileSync } from "node:fs";
import { deploymentRecord } from "@truceline/model";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousFaults } from "./accessibility.ts";
import { openBrowser } from "./browser.ts";
import { atMachine, gatherPeople } from "./mission-people.ts";
import { bodyText, patienceMs, waitFor } from "./page-text.ts";
import {
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
  truceline,
} from "./server-process.ts";

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
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    colorScheme: "dark",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(server.address) && !/^(data|blob):/.test(request.url()))
      complaints.push(request.url());
  });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  data.remove();
});

const open = async (query: string): Promise<void> => {
  await page.goto(`${server.address}/?screen=proposals${query}`);
  await page.locator(".ppt").waitFor();
};
const cell = (figure: string) => page.locator(`[data-figure="${figure}"]`);
const side = () => page.getByRole("complementary", { name: "How this figure comes about" });
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute("data-figure") ?? null);
/** What is on the page soon, however much else the machine does. */
const soon = <T>(what: () => T | Promise<T>) => expect.poll(what, { timeout: patienceMs });
const search = () => page.evaluate(() => location.search);
const copied = () => page.evaluate(() => navigator.clipboard.readText());

interface ToldCell {
  readonly is: "figure" | "said" | "missing";
  readonly text?: string;
  readonly rangeText?: string;
  readonly missing?: string;
}
interface ToldTable {
  readonly rows: readonly { readonly id: string }[];
  readonly columns: readonly { readonly id: string; readonly task: string | null }[];
  readonly cells: Readonly<Record<string, Readonly<Record<string, ToldCell>>>>;
}

describe("the proposals on a real server", () => {
  test("[WEB-070] columns with their task, under common or own assumptions, never both", async () => {
    await page.goto(server.address);
    await waitFor(page, /Nothing on this screen happened/, 60_000);
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await page.getByRole("link", { name: "Proposals", exact: true }).click();
    await page.locator(".ppt").waitFor();
    expect(await page.locator(".ppt thead b").allInnerTexts()).toEqual([
      "15\u2009000",
      "30\u2009000",
      "64\u2009000",
      expect.stringMatching(/100\u2009000$/),
      "200\u2009000",
    ]);
    expect(await page.locator(".ppt .pptask").count()).toBe(5);
    await soon(() => cell("spacing/30000").innerText()).toMatch(/^1\.57\s+1\.12 to 2\.42$/);
    expect(await cell("posts/30000").innerText()).toMatch(/^637\s/);
    expect(await cell("spacing/200000").innerText()).toMatch(/^0\.24\s/);
    await page.getByRole("button", { name: "Own assumptions" }).click();
    expect(await search()).toContain("by=own");
    expect(await cell("spacing/200000").innerText()).toBe("share not stated");
    expect(await cell("spacing/15000").innerText()).toMatch(/^3\.25\s/);
    expect(await bodyText(page)).not.toMatch(/1\.57/);
  }, 120_000);

  test("[WEB-074] nothing of the exercise stands on it, and it is back on the next screen", async () => {
    await open("");
    expect(await bodyText(page)).not.toMatch(/EXERCISE|Nothing on this screen happened/);
    await soon(() => page.title()).toBe("Proposals · Truceline");
    await page.getByRole("link", { name: "Clauses" }).click();
    await waitFor(page, /Nothing on this screen happened/);
    expect(await page.title()).toMatch(/^EXERCISE/);
    await page.getByRole("link", { name: "Plan", exact: true }).click();
    await page.getByRole("link", { name: "Proposals", exact: true }).click();
    await page.locator(".ppt").waitFor();
  }, 60_000);

  test("[WEB-305] each is told for the line of this agreement, and the task opens as a figure does", async () => {
    await open("");
    await soon(() => cell("agreement-line/30000").innerText()).toMatch(/^8\d\d/);
    expect(await cell("agreement-spacing/30000").innerText()).toMatch(/^\d\.\d\d\s/);
    await cell("agreement-spacing/30000").click();
    await soon(() => side().innerText()).toMatch(
      /Line of this agreement[\s\S]*measured on the agreement/,
    );
    await cell("task/15000").click();
    await soon(() => side().innerText()).toMatch(/Task, 15\s000[\s\S]*Source/);
  }, 60_000);

  test.each(["own", "common"] as const)(
    "[WEB-071] every figure is the one that the command tells (%s)",
    async (by) => {
      await open(`&by=${by}`);
      const told = commandTable(by);
      expect(told.columns.length).toBe(5);
      const shown = await page.evaluate(() =>
        Object.fromEntries(
          [...document.querySelectorAll<HTMLElement>("[data-figure]")].map((one) => [
            one.dataset["figure"],
            one.innerText.trim(),
          ]),
        ),
      );
      const expected: Record<string, string> = Object.fromEntries(
        told.rows.flatMap((row) =>
          told.columns.map((column) => {
            const one = told.cells[row.id]?.[column.id];
            const text = one?.is === "missing" ? one.missing : one?.text;
            return [`${row.id}/${column.id}`, [text, one?.rangeText].filter(Boolean).join(" ")];
          }),
        ),
      );
      for (const { id, task } of told.columns) expected[`task/${id}`] = task ?? "not published";
      expect(Object.keys(expected).length).toBeGreaterThan(50);
      const plain = (texts: Record<string, string | undefined>) =>
        Object.fromEntries(
          Object.entries(texts).map(([key, text]) => [key, text?.replace(/\s+/g, " ")]),
        );
      expect(plain(shown)).toEqual(plain(expected));
    },
    120_000,
  );

  test("[WEB-071] a figure opens: value, formula, inputs with mark and source, moves, limits", async () => {
    await open("");
    expect(await side().innerText()).toMatch(/Choose a figure/);
    await cell("spacing/30000").click();
    await soon(() => side().innerText()).toMatch(/Spacing of posts, 30\s000/);
    const told = await side().innerText();
    expect(told).toMatch(/1\.57\s+km, 1\.12 to 2\.42/);
    expect(told).toMatch(/common assumptions · \d of \d inputs assumed/);
    expect(told).toMatch(/Formula\s+L \/ \(F · s · a \/ m\)/);
    expect(told).toMatch(/Share on line[\s\S]*0\.30[\s\S]*0\.25 to 0\.35/);
    expect(told).toMatch(/S 002/);
    expect(told).toMatch(/What moves it, one at a time[\s\S]*1\.34 to 1\.88/);
    expect(told).toMatch(/What it does not say/);
    await cell("army-share/15000").click();
    await soon(() => side().innerText()).toMatch(/not stated/);
  }, 60_000);

  test("[WEB-074] keys alone: arrows, Enter, Esc; the address opens the same", async () => {
    await open("");
    await cell("line/15000").focus();
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("line/30000");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    expect(await focused()).toBe("people-per-km/30000");
    await page.keyboard.press("Enter");
    await soon(search).toContain("row=people-per-km&of=30000");
    await soon(() => side().innerText()).toMatch(/F \/ L/);
    await page.keyboard.press("Escape");
    await soon(search).not.toContain("row=");
    expect(await focused()).toBe("people-per-km/30000");
    await open("&by=own&row=spacing&of=15000");
    await soon(() => side().innerText()).toMatch(/3\.25[\s\S]*own assumptions/);
    expect(await cell("spacing/15000").getAttribute("aria-current")).toBe("true");
  }, 60_000);

  test("[WEB-074] a copy names its assumptions in every row, of the whole or of one row", async () => {
    await open("&by=own");
    await page.getByRole("button", { name: "Copy as CSV" }).click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    const [head = "", ...lines] = (await copied()).trimEnd().split("\r\n");
    expect(head).toMatch(/^assumptions,known at \(UTC\),row,/);

    expect(lines.length).toBeGreaterThan(50);
    const names = new Set(lines.map((line) => line.split(",")[0]));
    expect([...names].length).toBe(1);
    expect([...names][0]).toMatch(/own/i);
    await cell("cost/30000").focus();
    await page.keyboard.press("Control+c");
    await soon(async () => (await copied()).trimEnd().split("\r\n").length).toBe(6);
    expect(await copied()).toMatch(/Cost/);
  }, 60_000);

  test("[WEB-072] the picture is to scale, and is had as numbers", async () => {
    await open("");
    const strip = page.locator(".ppstrip svg").first();
    const said = await page.locator(".ppstrip").first().getAttribute("aria-label");
    expect(said).toMatch(/A post every 3\.14 km; a person is seen by day on \d+\s%/);
    // 20 km, a post every 3.14 km, the first half a gap in: at 1.57, 4.71, … 17.27.
    const path = (await strip.locator("path").getAttribute("d")) ?? "";
    const posts = [...path.matchAll(/M([\d.]+) /g)].map(([, km]) => Number(km));
    expect(posts.length).toBe(6);
    expect(posts[0]).toBeCloseTo(1.57, 2);
    const picture = page.locator(".pppic");
    expect(await picture.innerText()).toMatch(/Dotted: .*1\.6.*12\.6.*83/);
    await picture.getByRole("button", { name: "Table" }).click();
    await soon(() => picture.innerText()).toMatch(/In sight|seen by day/);
    expect(await picture.locator("tbody tr").count()).toBeGreaterThanOrEqual(8);
    await open("&by=own");
    expect(await page.locator(".ppstrip").nth(4).innerText()).toMatch(/share not stated/);
  }, 60_000);

  test("[WEB-073] a changed input makes a third set: named, on this machine only, dropped again", async () => {
    await open("&row=spacing&of=30000");
    await side().getByRole("button", { name: "Change an input" }).click();
    const share = side().getByRole("group", { name: /Share on line/ });
    await share.getByLabel("Value").fill("0.9");
    await side().getByRole("button", { name: "Keep as my own set" }).click();
    await soon(() => side().innerText()).toMatch(/must stand between/);
    await share.getByLabel("To").fill("2");
    await side().getByRole("button", { name: "Keep as my own set" }).click();
    await soon(() => side().innerText()).toMatch(/It can be/);
    await share.getByLabel("Value").fill("0,6");
    await share.getByLabel("From").fill("0,5");
    await share.getByLabel("To").fill("0,7");
    await page.keyboard.press("Enter");
    await soon(() => cell("spacing/30000").innerText()).toMatch(/^0\.78\s/);
    expect(await cell("spacing/200000").innerText()).toMatch(/^0\.1\d/);
    await soon(search).toContain("by=changed");
    expect(await search()).not.toContain("0.6");
    expect(await bodyText(page)).toMatch(/Changed by me/);
    expect(await side().innerText()).toMatch(/changed by me/);
    await page.reload();
    await soon(() => cell("spacing/30000").innerText()).toMatch(/^0\.78\s/);
    await page.getByRole("button", { name: "Common assumptions" }).click();
    expect(await cell("spacing/30000").innerText()).toMatch(/^1\.57\s/);
    // Somebody else with the same link has no such set, and is told so.
    const other = await browser.newPage();
    await other.goto(`${server.address}/?screen=proposals&by=changed`);
    await waitFor(other, /is not on this machine/);
    expect(await other.locator('[data-figure="spacing/30000"]').innerText()).toMatch(/^1\.57\s/);
    await other.close();
    await page.getByRole("button", { name: "Changed by me" }).click();
    await side().getByRole("button", { name: "Change an input" }).click();
    await side().getByRole("button", { name: "Drop my changes" }).click();
    await expect.poll(() => page.getByRole("button", { name: "Changed by me" }).count()).toBe(0);
  }, 120_000);

  test.each(["dark", "light"] as const)(
    "[WEB-074] nothing stands in the way of a screen reader (%s)",
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      for (const query of ["", "&by=own&row=spacing&of=15000", "&row=army-share&of=30000"]) {
        await open(query);
        expect(await seriousFaults(page)).toEqual([]);
      }
      await open("&row=spacing&of=30000");
      await page.locator(".pppic").getByRole("button", { name: "Table" }).click();
      await side().getByRole("button", { name: "Change an input" }).click();
      expect(await seriousFaults(page)).toEqual([]);
    },
    120_000,
  );

  test("at 1366 × 768 nothing essential is cut off sideways or below", async () => {
    await open("");
    const over = await page.evaluate(() =>
      [...document.querySelectorAll("main, .ppm, .ppw, .pppic, .ppbar, .top")]
        .filter(
          (part) =>
            part.scrollWidth > part.clientWidth + 1 ||
            (part.matches(".ppm") && part.scrollHeight > part.clientHeight + 1),
        )
        .map((part) => part.className),
    );
    expect(over).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);
});

describe("a plan on a real server", () => {
  const own = temporaryDataDir();
  let watching: ServerProcess;
  let desk: Page;
  beforeAll(async () => {
    watching = await startServerProcess({
      args: ["fixtures/agreements/mid-ocean"],
      dataDir: own.dir,
    });
    await gatherPeople(watching, [
      { name: "Planner", roles: ["analyst"] },
      { name: "Observer", roles: ["observer"] },
    ]);
  }, 240_000);
  afterAll(async () => {
    await watching?.stop();
    own.remove();
  });
  const result = () => desk.locator(".plres").innerText();
  const table = (name: string) => desk.getByRole("region", { name });
  /** The plan is there, and nothing better is being looked for. */
  const settled = (timeout = 180_000) =>
    desk.getByRole("button", { name: "Plan it again" }).waitFor({ timeout });

  test("[WEB-075] is asked for by a button, and tells what it reaches and cannot, where and at what cost", async () => {
    ({ page: desk } = await atMachine(browser, watching, "Planner", "/?screen=now"));
    // Maps drawn in software on a busy machine: what waits, waits longer than elsewhere.
    desk.setDefaultTimeout(60_000);
    await desk.keyboard.press("g");
    await desk.keyboard.press("p");
    await desk.getByRole("heading", { name: "Plan", exact: true }).waitFor();
    await waitFor(desk, /No plan yet\./);
    await desk.getByLabel(/People in theatre/).focus();
    await desk.keyboard.press("Home");
    for (let step = 0; step < 3; step++) await desk.keyboard.press("ArrowRight");
    await soon(() => desk.evaluate(() => location.search)).toContain("people=1000");
    await desk.getByRole("button", { name: "Plan it" }).click();
    await expect.poll(result, { timeout: 120_000 }).toMatch(/0\.\d\d/);
    await settled();
    const told = JSON.parse(
      truceline(["plan", "fixtures/agreements/mid-ocean", "--people", "1000", "--json"]),
    ) as { readonly plan?: ToldPlan } & ToldPlan;
    const plan = told.plan ?? told;
    expect(await result()).toContain(plan.mean.toFixed(2));
    expect(await result()).toContain(plan.worstTenth.toFixed(2));
    expect(await bodyText(desk)).toContain(`${plan.postCount} posts`);
    expect(await bodyText(desk)).toMatch(/This plan cannot observe/);
    expect(await table("By sector").locator("tbody tr").count()).toBeGreaterThan(0);
    expect(await table("Cost a year").innerText()).toContain(
      String(Math.round(plan.money.totalEur / 1e6)),
    );
    await desk.getByRole("button", { name: "Posts as a list" }).click();
    await expect
      .poll(() => desk.locator("[data-post]").count())
      .toBe(Math.min(200, plan.postCount));
    await desk.getByRole("button", { name: "Map", exact: true }).click();
    expect(await bodyText(desk)).toMatch(/within \d+(\.\d)?\s% of the best possible/);
  }, 300_000);

  test("[WEB-303] the time from event to assessment stands with what it leaves out", async () => {
    await soon(result).toMatch(/event to assessment\s+of what lasts\s+(< )?\d+(\.\d)?\sh/);
    expect(await bodyText(desk)).toMatch(/\d\s%? ?are not established within a day/);
    expect(await bodyText(desk)).toMatch(/The time people take to report is not in it/);
  }, 60_000);

  const trial = () => desk.locator(".pltry").innerText();
  const exact = /worked out by the coverage engine/;
  const chooseFirst = async () => {
    await desk.getByRole("button", { name: "Posts as a list" }).click();
    // A means of far reach loses nothing by a few kilometres; a post with people does.
    await desk.locator("[data-post] button", { hasText: "Observation post" }).first().click();
    await soon(() => desk.locator(".pltry").count()).toBe(1);
  };

  test("[WEB-300] a post is moved by keys: an estimate, then what was worked out, lost and gained, undone", async () => {
    const before = await result();
    const [was] = (await table("By sector").locator("[data-sector]").allInnerTexts()) ?? [];
    await chooseFirst();
    await soon(() => desk.evaluate(() => location.search)).toContain("select=");
    expect(await trial()).toMatch(/At -?\d+\.\d{4}°/);
    // Both are said in the order in which they come, however quickly one follows the other.
    const said = desk.evaluate(
      () =>
        new Promise<readonly string[]>((resolve) => {
          const heard: string[] = [];
          const look = () => {
            const text = document.querySelector(".pltry")?.textContent ?? "";
            const now = text.includes("≈") ? "≈" : text.includes("worked out by") ? "exact" : "";
            if (now !== "" && heard.at(-1) !== now) heard.push(now);
            if (now === "exact") resolve(heard);
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    for (let step = 0; step < 4; step++) await desk.keyboard.press("Shift+ArrowRight");
    await expect.poll(trial, { timeout: 60_000 }).toMatch(exact);
    expect(await said).toEqual(["≈", "exact"]);
    expect(await trial()).toMatch(/4 moves by hand/);
    expect(await trial()).toMatch(/solved plan 0\.\d{3} −0\.\d{4}/);
    expect(await trial()).toMatch(/Lost and gained[\s\S]*−0\.\d{4}/);
    // The solved plan stays what it is.
    expect(await result()).toBe(before);
    expect(was).not.toBe(undefined);
    for (let step = 0; step < 4; step++) await desk.keyboard.press("z");
    await soon(trial).not.toMatch(/by hand/);
  }, 180_000);

  test("[WEB-300] a post is dragged on the map, and put by a click; leaving keeps both plans", async () => {
    await desk.keyboard.press("Escape");
    await soon(() => desk.locator(".pltry").count()).toBe(0);
    await chooseFirst();
    const box = await desk.locator(".plmap .map").boundingBox();
    if (box === null) throw new Error("no map");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const placeOf = async () => /At [^.]+\.\d{4}°, [^.]+\.\d{4}°/.exec(await trial())?.[0];
    const solvedAt = await placeOf();
    // The chosen post stands in the middle once the map has drawn it.
    await expect
      .poll(
        async () => {
          await desk.mouse.move(x, y);
          await desk.mouse.down();
          await desk.mouse.move(x + 40, y - 30, { steps: 4 });
          const isHeld = (await trial()).includes("≈");
          if (!isHeld) await desk.mouse.up();
          return isHeld;
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(true);
    await desk.mouse.move(x + 80, y - 60, { steps: 4 });
    await desk.mouse.up();
    await expect.poll(trial, { timeout: 60_000 }).toMatch(exact);
    expect(await placeOf()).not.toBe(solvedAt);
    await desk.getByRole("button", { name: "Move by a click" }).click();
    await desk.mouse.click(x - 60, y + 40);
    await soon(trial).toMatch(/2 moves by hand/);
    await expect.poll(trial, { timeout: 60_000 }).toMatch(exact);
    await desk.getByRole("link", { name: "Clauses" }).click();
    await desk.goBack();
    await expect.poll(trial, { timeout: 120_000 }).toMatch(/2 moves by hand/);
    await desk.getByRole("button", { name: "Back to the solved plan" }).click();
    await soon(trial).not.toMatch(/by hand/);
    await desk.keyboard.press("Escape");
  }, 240_000);

  test("[WEB-306] what it would show of breaches as in the past year is told apart, and what is not in it", async () => {
    const expected = desk.getByRole("group", { name: "Breaches expected" });
    await expected.getByRole("button", { name: "As past year" }).click();
    await soon(() => desk.evaluate(() => location.search)).toContain("expected=past");
    // Nothing was recorded in this room yet: no figure is made up for it.
    await waitFor(desk, /Nothing recorded in the past year bears on a clause|not in it/);
    await expected.getByRole("button", { name: "Anywhere" }).click();
  }, 60_000);

  test("[WEB-301] the veil is drawn by day, by night and in fog", async () => {
    const lights = desk.getByRole("group", { name: "Hours drawn" });
    for (const name of ["Night", "Fog", "Day"]) {
      const one = lights.getByRole("button", { name });
      await one.click();
      await soon(() => one.getAttribute("aria-pressed")).toBe("true");
    }
  }, 60_000);

  test("[WEB-302] contributors are named, and what is missing is told with why", async () => {
    const rotation = table("Rotation");
    await soon(() => rotation.innerText()).toMatch(/pool [\d\u2009]+ \(× 3\)/);
    expect(await rotation.getByRole("img").getAttribute("aria-label")).toMatch(
      /Tours over 24 months: \S/,
    );
    await rotation.getByRole("button", { name: "Contributors" }).click();
    await rotation.getByRole("button", { name: "Add a contributor" }).click();
    await soon(() => rotation.innerText()).toMatch(
      /people are missing[\s\S]*Not to be had together/,
    );
    const contingent = rotation.getByLabel("People in a contingent");
    await contingent.fill("1000");
    await contingent.press("Tab");
    await rotation.getByLabel("Contingents").fill("4");
    await rotation.getByLabel("Contingents").press("Tab");
    await soon(() => rotation.innerText()).toMatch(/Nobody is missing in any month/);
    await rotation.getByRole("button", { name: /^Drop Contributor 1/ }).click();
    await rotation.getByRole("button", { name: "Done" }).click();
  }, 120_000);

  test("[WEB-304] a plan is kept beside what stands, and taken away in every form", async () => {
    const keeping = table("Keep and take away");
    await keeping.getByRole("button", { name: "Keep as deployment" }).click();
    await soon(() => keeping.innerText()).toMatch(/Kept: mid-ocean-plan, version 1/);
    await keeping.getByRole("button", { name: "Keep as deployment" }).click();
    await soon(() => keeping.innerText()).toMatch(/Kept before: mid-ocean-plan, version 1/);
    const taken = async (name: string) => {
      const [download] = await Promise.all([
        desk.waitForEvent("download"),
        keeping.getByRole("button", { name, exact: true }).click(),
      ]);
      return {
        name: download.suggestedFilename(),
        text: readFileSync(await download.path(), "utf8"),
      };
    };
    const file = await taken("Deployment");
    expect(file.name).toBe("mid-ocean-deployment.json");
    const deployment = deploymentRecord.parse(JSON.parse(file.text));
    const { features } = JSON.parse((await taken("GeoJSON")).text) as { features: unknown[] };
    expect(features.length).toBe(deployment.posts.length);
    const rows = (await taken("CSV")).text.trimEnd().split("\r\n");
    expect(rows.length).toBe(deployment.posts.length + 1);
    const brief = await taken("Brief");
    expect(brief.name).toBe("mid-ocean-brief.html");
    expect(brief.text).toContain("<!doctype html>");
    expect(brief.text).toContain("people in theatre");
    const pdf = await taken("PDF");
    expect(pdf.name).toBe("mid-ocean-brief.pdf");
    expect(pdf.text.slice(0, 5)).toBe("%PDF-");
  }, 120_000);

  test("[WEB-075] follows a change, keeps a second one beside it by its key, and can be stopped", async () => {
    const before = await result();
    await desk.keyboard.press("b");
    await desk.getByRole("button", { name: "Without" }).click();
    await expect.poll(result, { timeout: 120_000 }).not.toBe(before);
    await waitFor(desk, /B, \d[\s\S]*with technical monitoring: 0\.\d\d \([+−]0\.\d\d\)/, 60_000);
    await settled();
    const beside = desk.getByRole("table", { name: "Beside B" });
    expect(await beside.locator("tbody tr").count()).toBe(6);
    await soon(() => table("By sector").locator("thead").innerText()).toMatch(/± B/);
    await soon(() => desk.evaluate(() => location.search)).toContain("technical=no");
    await desk.getByRole("button", { name: "Work the curve out" }).click();
    await desk.getByRole("button", { name: "Stop" }).last().click();
    await desk.getByRole("button", { name: "Work the curve out" }).waitFor();
  }, 240_000);

  test("[WEB-076] the curve grows point by point; between its points there is only an estimate", async () => {
    await desk.getByRole("button", { name: "Work the curve out" }).click();
    await waitFor(desk, /bands: 5th to 95th of \d+ samples/, 240_000);
    expect(await desk.locator(".plchart").getAttribute("aria-label")).toMatch(/20 points/);
    await desk
      .locator("section", { has: desk.locator(".plchart") })
      .getByRole("button", { name: "Table" })
      .click();
    expect(await table("People against verifiability").locator("tbody tr").count()).toBe(20);
    await desk.goto(`${watching.address}/?screen=plan&people=7500`);
    await waitFor(desk, /No plan yet/);
  }, 300_000);

  test("an observer is told that planning is not theirs", async () => {
    const { context, page: seen } = await atMachine(browser, watching, "Observer", "/?screen=plan");
    await seen.getByRole("button", { name: "Plan it" }).click();
    await waitFor(seen, /You have no right to see this|may not do this/);
    await context.close();
  }, 60_000);

  test.each(["dark", "light"] as const)(
    "[WEB-075] nothing stands in the way of a screen reader (%s)",
    async (colorScheme) => {
      await desk.emulateMedia({ colorScheme });
      expect(await seriousFaults(desk)).toEqual([]);
      await desk.getByRole("button", { name: "Plan it" }).click();
      await expect.poll(() => desk.locator(".plres").count(), { timeout: 120_000 }).toBe(1);
      await settled();
      await chooseFirst();
      await desk.keyboard.press("ArrowUp");
      await expect.poll(trial, { timeout: 60_000 }).toMatch(exact);
      const rotation = table("Rotation");
      await rotation.getByRole("button", { name: "Contributors" }).click();
      await rotation.getByRole("button", { name: "Add a contributor" }).click();
      await soon(() => rotation.innerText()).toMatch(/missing/);
      expect(await seriousFaults(desk)).toEqual([]);
      await desk.reload();
      await waitFor(desk, /No plan yet/);
    },
    180_000,
  );
});

interface ToldPlan {
  readonly mean: number;
  readonly worstTenth: number;
  readonly postCount: number;
  readonly money: { readonly totalEur: number };
}

/** What the command line tells of the same set, the rows of the agreement's own line with it. */
function commandTable(by: "own" | "common"): ToldTable {
  const { tables } = JSON.parse(
    truceline(["plan", "scenarios/ukraine-2025", "--compare", "--assumptions", by, "--json"]),
  ) as { readonly tables: readonly ToldTable[] };
  const [table] = tables;
  if (table === undefined || tables.length !== 1) throw new Error(`not one table of ${by}`);
  return table;
}

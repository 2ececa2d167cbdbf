import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { seriousFaults } from "./accessibility.ts";
import { complaintsOf } from "./browser.ts";
import { openHouse, openWindow } from "./house.ts";
import { bodyText, patienceMs, soon, waitFor } from "./page-text.ts";
import { truceline } from "./server-process.ts";

const house = openHouse({ args: ["scenarios/ukraine-2025", "--exercise", "aspen"] });
const window = openWindow();
let page: Page;
let complaints: readonly string[];

beforeAll(async () => {
  const context = await window.browser.newContext({
    viewport: { width: 1366, height: 768 },
    colorScheme: "dark",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  page = await context.newPage();
  page.setDefaultTimeout(patienceMs);
  complaints = complaintsOf(page, house.server.address);
});

const open = async (query: string): Promise<void> => {
  await page.goto(`${house.server.address}/?screen=proposals${query}`);
  await page.locator(".ppt").waitFor();
};
const cell = (figure: string) => page.locator(`[data-figure="${figure}"]`);
const side = () => page.getByRole("complementary", { name: "How this figure comes about" });
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute("data-figure") ?? null);
const search = () => page.evaluate(() => location.search);
const copied = () => page.evaluate(() => navigator.clipboard.readText());

interface ToldCell {
  readonly is: "figure" | "said" | "missing";
  readonly text?: string;
  readonly rangeText?: string;
  readonly missing?: string;
}
interface ToldTable {
  readonly assumptions: "own" | "common";
  readonly rows: readonly { readonly id: string }[];
  readonly columns: readonly { readonly id: string; readonly task: string | null }[];
  readonly cells: Readonly<Record<string, Readonly<Record<string, ToldCell>>>>;
}

describe("the proposals on a real server", () => {
  test("[WEB-070] columns with their task, under common or own assumptions, never both", async () => {
    await page.goto(house.server.address);
    await waitFor(page, /Nothing on this screen happened/, 60_000);
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await page.getByRole("link", { name: "Proposals", exact: true }).click();
    await page.locator(".ppt").waitFor();
    await soon(() => page.locator(".ppt thead b").allInnerTexts()).toEqual([
      "15\u2009000",
      "30\u2009000",
      "64\u2009000",
      expect.stringMatching(/100\u2009000$/),
      "200\u2009000",
    ]);
    await soon(() => page.locator(".ppt .pptask").count()).toBe(5);
    await soon(() => cell("spacing/30000").innerText()).toMatch(/^1\.57\s+1\.12 to 2\.42$/);
    await soon(() => cell("posts/30000").innerText()).toMatch(/^637\s/);
    await soon(() => cell("spacing/200000").innerText()).toMatch(/^0\.24\s/);
    await page.getByRole("button", { name: "Own assumptions" }).click();
    await soon(search).toContain("by=own");
    await soon(() => cell("spacing/200000").innerText()).toBe("share not stated");
    await soon(() => cell("spacing/15000").innerText()).toMatch(/^3\.25\s/);
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
    await soon(() => cell("agreement-spacing/30000").innerText()).toMatch(/^\d\.\d\d\s/);
    await cell("agreement-spacing/30000").click();
    await soon(() => side().innerText()).toMatch(
      /Line of this agreement[\s\S]*measured on the agreement/,
    );
    await cell("task/15000").click();
    await soon(() => side().innerText()).toMatch(/Task, 15\s000[\s\S]*Source/);
  }, 60_000);

  let tables: readonly ToldTable[] = [];
  beforeAll(() => {
    const args = ["plan", "scenarios/ukraine-2025", "--compare", "--json"];
    ({ tables } = JSON.parse(truceline(args)) as { readonly tables: readonly ToldTable[] });
  });
  test.each(["own", "common"] as const)(
    "[WEB-071] every figure is the one that the command tells (%s)",
    async (by) => {
      await open(`&by=${by}`);
      const told = tables.find(({ assumptions }) => assumptions === by);
      if (told === undefined) throw new Error(`the command tells no table ${by}`);
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
    await soon(() => side().innerText()).toMatch(/Choose a figure/);
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
    await soon(focused).toBe("line/30000");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await soon(focused).toBe("people-per-km/30000");
    await page.keyboard.press("Enter");
    await soon(search).toContain("row=people-per-km&of=30000");
    await soon(() => side().innerText()).toMatch(/F \/ L/);
    await page.keyboard.press("Escape");
    await soon(search).not.toContain("row=");
    await soon(focused).toBe("people-per-km/30000");
    await open("&by=own&row=spacing&of=15000");
    await soon(() => side().innerText()).toMatch(/3\.25[\s\S]*own assumptions/);
    await soon(() => cell("spacing/15000").getAttribute("aria-current")).toBe("true");
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
    await soon(() => picture.innerText()).toMatch(/Dotted: .*1\.6.*12\.6.*83/);
    await picture.getByRole("button", { name: "Table" }).click();
    await soon(() => picture.innerText()).toMatch(/In sight|seen by day/);
    await soon(() => picture.locator("tbody tr").count()).toBeGreaterThanOrEqual(8);
    await open("&by=own");
    await soon(() => page.locator(".ppstrip").nth(4).innerText()).toMatch(/share not stated/);
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
    await soon(() => cell("spacing/200000").innerText()).toMatch(/^0\.1\d/);
    await soon(search).toContain("by=changed");
    expect(await search()).not.toContain("0.6");
    await soon(() => bodyText(page)).toMatch(/Changed by me/);
    await soon(() => side().innerText()).toMatch(/changed by me/);
    await page.reload();
    await soon(() => cell("spacing/30000").innerText()).toMatch(/^0\.78\s/);
    await page.getByRole("button", { name: "Common assumptions" }).click();
    await soon(() => cell("spacing/30000").innerText()).toMatch(/^1\.57\s/);
    // Somebody else with the same link has no such set, and is told so.
    const other = await window.browser.newPage();
    await other.goto(`${house.server.address}/?screen=proposals&by=changed`);
    await waitFor(other, /is not on this machine/);
    await soon(() => other.locator('[data-figure="spacing/30000"]').innerText()).toMatch(
      /^1\.57\s/,
    );
    await other.close();
    await page.getByRole("button", { name: "Changed by me" }).click();
    await side().getByRole("button", { name: "Change an input" }).click();
    await side().getByRole("button", { name: "Drop my changes" }).click();
    await soon(() => page.getByRole("button", { name: "Changed by me" }).count()).toBe(0);
  }, 120_000);

  test("[WEB-074] nothing stands in the way of a screen reader, in dark and in light", async () => {
    const inBoth = async (of: string) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await seriousFaults(page), `${of}, ${colorScheme}`).toEqual([]);
      }
    };
    for (const query of ["", "&by=own&row=spacing&of=15000", "&row=army-share&of=30000"]) {
      await open(query);
      await inBoth(query);
    }
    await open("&row=spacing&of=30000");
    await page.locator(".pppic").getByRole("button", { name: "Table" }).click();
    await side().getByRole("button", { name: "Change an input" }).click();
    await inBoth("an input changed");
  }, 120_000);

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

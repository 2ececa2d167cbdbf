import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousFaults } from "./accessibility.ts";
import { openBrowser } from "./browser.ts";
import { atMachine, gatherPeople, type Person } from "./mission-people.ts";
import { bodyText, patienceMs, soon, waitFor } from "./page-text.ts";
import { sampleObservation } from "./sample-observation.ts";
import { type ServerProcess, startServerProcess, temporaryDataDir } from "./server-process.ts";

const terms = `thirdParties:
  - { id: c, name: { en: State C } }
obligations:
  - { id: list, who: each, does: { en: Give the lists. }, due: { after: in-force, within: P5D }, evidence: [list-of-a, list-of-b], mark: assumed }
  - { id: release, who: each, does: { en: Release all. }, due: { after: list, within: P2D }, evidence: [seen], mark: claimed }
  - { id: pay, who: c, does: { en: Pay into the fund. }, amount: 4.5 billion GBP, due: { from: 2026-02-01, to: 2046-03-01, basis: claim }, evidence: [receipt], mark: claimed }
escalation:
  begins: none-yet
  offices: [{ id: head, name: { en: Head of mission } }]
  steps:
    - { id: none-yet, is: none, name: { en: No step }, mark: assumed }
    - { id: hotline, is: hotline, name: { en: Hotline }, triggers: { en: Both commands speak. }, answerWithin: PT30M, mark: assumed }
    - { id: stop, is: suspended, name: { en: Suspended }, mark: assumed }
  transitions:
    - { id: call, from: none-yet, then: hotline, when: { findings: 1, of: "1", within: PT6H, in: sector }, decidedBy: head, mark: assumed }
    - { id: halt, from: hotline, then: stop, when: { unanswered: any }, decidedBy: [a, b], mark: assumed }
indicators:
  - { id: bridging, name: { en: Bridging }, shownBy: [{ kinds: [construction], words: [pontoon] }], counts: days, threshold: { count: 2, within: P3D }, coverageOf: "1", mark: assumed }
decisions:
  - { id: council, name: { en: Council of five }, members: [p1, p2, e1, e2, e3], vetoes: [p1, p2], threshold: { of: members, atLeast: 3/5 }, mark: assumed }
terms:
  - { id: length, name: { en: Length of the line }, is: interval, unit: km }
positions:
  - { id: Q1, who: a delegate, side: c, when: 2026-02, published: a paper, says: { en: The line is long. }, holds: [{ term: length, atLeast: 800 km }] }
  - { id: Q2, who: another delegate, side: a, when: 2026-02-03, published: a paper, says: { en: The line is short. }, holds: [{ term: length, atMost: 700 km }] }
articles:
`;
const book = `truceline: obligation-events/1
agreement: mid-ocean
events:
  - { obligation: list, at: 2026-01-03, is: evidence, item: list-of-a }
`;

const happened = `truceline: escalation-events/1
agreement: mid-ocean
events:
  - { is: finding, at: 2026-01-03T12:00Z, id: f1, article: "1", sector: north }
  - { is: decision, at: 2026-01-03T13:00Z, transition: call, by: head, outcome: take, reason: Both sides fired. }
  - { is: answer, at: 2026-01-03T13:10Z, by: a }
`;

const data = temporaryDataDir();
const folder = join(data.dir, "mid-ocean");
let server: ServerProcess;
let browser: Browser;
let page: Page;
let analyst: Person;
let liaison: Person;

beforeAll(async () => {
  cpSync("fixtures/agreements/mid-ocean", folder, { recursive: true });
  const file = join(folder, "agreement.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("articles:\n", terms));
  writeFileSync(join(folder, "obligation-events.yaml"), book);
  writeFileSync(join(folder, "escalation-events.yaml"), happened);
  server = await startServerProcess({ args: [folder], dataDir: join(data.dir, "data") });
  const people = await gatherPeople(server, [
    { name: "Analyst", roles: ["analyst"] },
    { name: "Liaison A", roles: ["liaison"], party: "a" },
  ]);
  [analyst, liaison] = ["Analyst", "Liaison A"].map((name) => {
    const person = people.get(name);
    if (person === undefined) throw new Error(`nobody is called ${name}`);
    return person;
  }) as [Person, Person];
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser.close();
  await server.stop();
  data.remove();
});

const article = (id: string) => page.locator(`[data-article="${id}"]`);
const row = (id: string) => page.locator("li", { has: article(id) });
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute("data-article") ?? null);
const search = () => page.evaluate(() => location.search);

describe("the agreement on a real server", () => {
  test("[WEB-060] text, meaning and remarks stand side by side, in the language chosen", async () => {
    ({ page } = await atMachine(browser, server, "Analyst", "/"));
    await page.getByRole("link", { name: "Agreement" }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await waitFor(page, /Remarks of check/);
    await waitFor(page, /No fire in the security zone\./);
    await soon(() => bodyText(page)).toMatch(/0\.90, 2 sources/);
    await page.getByRole("button", { name: "fr", exact: true }).click();
    await waitFor(page, /Aucun tir dans la zone de sécurité\./);
    await soon(() => row("1").innerText()).toMatch(/Interdit/);
    await soon(() => row("2").locator("[lang]").first().getAttribute("lang")).toBe("en");
    await page.getByRole("button", { name: "en", exact: true }).click();
    await page.getByText("remarks on other parts").click();
    await waitFor(page, /Several authors' versions of the line are in force at once/);
    await waitFor(page, /nothing remains that all would accept/);
  }, 120_000);

  test("[WEB-061] the chosen article's ground is drawn, and its state told", async () => {
    await article("4").click();
    await waitFor(page, /Article 4: Gorse disengagement area/);
    await expect.poll(() => row("4").innerText(), { timeout: 60_000 }).toMatch(/undetermined in/);
    // Drawn: the pixels of the map are others than for an article without ground.
    const drawn = async () => {
      await page.waitForTimeout(2_000);
      return (await page.locator(".agmap canvas").screenshot()).toString("base64");
    };
    const small = await drawn();
    await article("1").focus();
    await waitFor(page, /Article 1: Security zone/);
    expect(await drawn()).not.toBe(small);
    await article("7").focus();
    await waitFor(page, /Article 7 holds on no ground of its own/);
    await soon(() => row("7").innerText()).toMatch(/does not assess this article/);
  }, 120_000);

  test("[WEB-066] keys alone: next, previous, all of it, back; the address opens the same", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await soon(focused).toBe("1");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await soon(focused).toBe("2");
    await page.keyboard.press("Enter");
    await soon(search).toContain("art=2&open=yes");
    await soon(() => row("2").innerText()).toMatch(/Calibres meant: 100\smm and more/);
    await waitFor(page, /Numbers are the made-up examples/);
    await soon(() => row("2").innerText()).toMatch(/Clearly a breach:/);
    await page.keyboard.press("Escape");
    await soon(search).toContain("art=2");
    expect(await search()).not.toContain("open=yes");
    await page.goto(`${server.address}/?screen=agreement&art=5&open=yes&part=decisions`);
    await expect.poll(() => row("5").innerText(), { timeout: patienceMs }).toMatch(/22:30/);
    await waitFor(page, /Council of five/);
  }, 120_000);

  test("[WEB-062] obligations by date, with what is held and missing, and states from the book", async () => {
    await page.getByRole("button", { name: /^Obligations/ }).click();
    await waitFor(page, /1 entry in the book/);
    const of = (id: string) => page.locator(`[data-obligation="${id}"]`).innerText();
    expect(await of("list")).toMatch(/late by \d+ days\s+lacks list of b/);
    expect(await of("release")).toMatch(/waits for list/);
    expect(await of("pay")).toMatch(/4\u2009500\u2009000\u2009000 GBP[\s\S]*1 March 2046/);
    await soon(() => page.locator('[data-obligation="list"] svg rect').count()).toBe(2);
    await page.getByRole("button", { name: "All dates" }).click();
    await waitFor(page, /2040/);
  }, 60_000);

  test("[WEB-063] positions by term, with those that exclude each other", async () => {
    await page.getByRole("button", { name: /^Positions/ }).click();
    await waitFor(page, /Nothing: Q1, Q2 exclude each other\./);
    await soon(() => page.locator('[data-term="length"]').innerText()).toMatch(
      /at least 800[\s\S]*at most 700/,
    );
    await waitFor(page, /none is marked true/);
  }, 60_000);

  test("[WEB-064] a decision rule says what it needs and who could stop it", async () => {
    await page.getByRole("button", { name: /^Decision rules/ }).click();
    const council = await page.locator('[data-decision="council"]').innerText();
    expect(council).toMatch(/At least 3\/5 of all members\. Veto: p1, p2\./);
    expect(council).toMatch(/3 of 5/);
    expect(council).toMatch(/p1, p2, by voting no/);
  }, 60_000);

  test("[WEB-067] the ladder stands with its state, and who must decide what comes next", async () => {
    await page.getByRole("button", { name: /^Escalation/ }).click();
    await waitFor(page, /Stands at Hotline since 3 January 2026 13:00/);
    await waitFor(page, /Party A answered 3 January 2026 13:10/);
    await waitFor(page, /Party B: no answer, was due 3 January 2026 13:30/);
    await waitFor(
      page,
      /May be decided now: Suspended since 3 January 2026 13:30, waits for Party A, Party B/,
    );
    await waitFor(page, /No step → Hotline Head of mission: Both sides fired\./);
    await soon(() => page.locator("[aria-current=step]").getAttribute("data-step")).toBe("hotline");
  }, 60_000);

  test("[WEB-068] indicators by sector and day: seen, not seen, could not see", async () => {
    const { ask } = analyst;
    const todayMs = Date.now() - 60_000;
    const answer = await ask(
      "POST",
      "/observations",
      sampleObservation("bridge/1", {
        kind: "construction",
        means: ["saw"],
        span: { fromMs: todayMs, toMs: todayMs, precision: "exact" },
        remark: "A pontoon of two parts at the bank.",
      }),
    );
    expect(await answer.text()).toContain("stored");
    await page.goto(`${server.address}/?screen=agreement&part=indicators`);
    const table = page.locator('[data-indicator="bridging"]');
    await table.waitFor({ timeout: patienceMs });
    await expect
      .poll(() => table.locator('svg[aria-label*=": seen, 1;"]').count(), { timeout: patienceMs })
      .toBe(1);
    await soon(() => table.locator('svg[aria-label*="could not see;"]').count()).toBeGreaterThan(
      10,
    );
    await soon(() => table.innerText()).toMatch(/1 of 2[\s\S]*2 days nobody could see/);
  }, 90_000);

  test("[WEB-062] what comes into the book shows without a restart; a fault in it is told", async () => {
    const more = "  - { obligation: list, at: 2026-01-04, is: evidence, item: list-of-b }\n";
    writeFileSync(join(folder, "obligation-events.yaml"), book + more);
    await page.reload();
    await page.getByRole("button", { name: /^Obligations/ }).click();
    await waitFor(page, /2 entries in the book/);
    await soon(() => page.locator('[data-obligation="list"]').innerText()).toMatch(/met/);
    writeFileSync(join(folder, "obligation-events.yaml"), book.replace("list-of-a", "no-list"));
    await page.reload();
    await page.getByRole("button", { name: /^Obligations/ }).click();
    await waitFor(page, /The book of what came in was refused/);
    await waitFor(page, /TL_AGR_REFERENCE/);
    expect(await bodyText(page)).not.toMatch(/late by/);
  }, 60_000);

  test.each(["dark", "light"] as const)(
    "[WEB-066] nothing stands in the way of a screen reader (%s)",
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      for (const part of ["obligations", "positions", "decisions", "ladder", "indicators"]) {
        await page.goto(`${server.address}/?screen=agreement&art=2&open=yes&part=${part}`);
        await waitFor(page, /Remarks of check/);
        await page.locator(".agmap canvas").waitFor({ timeout: patienceMs });
        expect(await seriousFaults(page)).toEqual([]);
      }
    },
    120_000,
  );

  test("at 1366 × 768 nothing essential is cut off sideways", async () => {
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll("main, .agarts, .aglp, .agmap, .agh, .top")]
        .filter((part) => part.scrollWidth > part.clientWidth + 1)
        .map((part) => part.className),
    );
    expect(wide).toEqual([]);
  });
});

test("[WEB-065] a liaison is told text and obligations, and nothing that the mission thinks", async () => {
  const answer = await liaison.ask("GET", "/agreement");
  expect(answer.status).toBe(200);
  const told = await answer.text();
  expect(told).toContain("No fire in the security zone.");
  expect(told).toContain("Give the lists.");
  const inside = await (await analyst.ask("GET", "/agreement")).text();
  for (const word of ["TL_AGR_REMARK", "Council of five", "a delegate"]) {
    expect(inside).toContain(word);
    expect(told).not.toContain(word);
  }
});

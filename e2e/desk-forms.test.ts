import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Holding, Inspection, Patrol, PatrolTrack, SiteVisit } from "@truceline/model";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { atMachine, gatherPeople, type Person } from "./mission-people.ts";
import { bodyText, patienceMs, soon, waitFor } from "./page-text.ts";
import { type ServerProcess, startServerProcess, temporaryDataDir } from "./server-process.ts";

const minuteMs = 60_000;
const nowMs = Math.floor(Date.now() / minuteMs) * minuteMs;
const data = temporaryDataDir();
const folder = mkdtempSync(join(tmpdir(), "truceline-desk-"));
let server: ServerProcess;
let browser: Browser;
let officer: Person;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  cpSync("fixtures/agreements/mid-ocean", folder, { recursive: true });
  const path = join(folder, "agreement.yaml");
  const depot = "  - { id: depot, kind: storage-site, name: { en: Depot }, at: [-30.05, 0.05] }";
  const plant = "  - { id: plant, kind: nuclear-plant, name: { en: Plant }, at: [-29.95, 0.05] }";
  writeFileSync(
    path,
    readFileSync(path, "utf8").replace(/^sites:$/m, `sites:\n${depot}\n${plant}`),
  );
  server = await startServerProcess({ args: [folder], dataDir: data.dir });
  const people = await gatherPeople(server, [
    { name: "Watch officer", roles: ["observer", "analyst"] },
  ]);
  const found = people.get("Watch officer");
  if (found === undefined) throw new Error("there is no watch officer");
  officer = found;
  browser = await openBrowser();
  ({ context, page } = await atMachine(browser, server, "Watch officer", "/?screen=log"));
  await page.getByRole("button", { name: "Open the desk" }).press("Enter");
  await page.getByRole("dialog", { name: "The desk" }).waitFor();
}, 240_000);
afterAll(async () => {
  await context?.close();
  await browser?.close();
  await server?.stop();
  data.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function items<Kind>(path: string): Promise<readonly Kind[]> {
  const answer = await officer.ask("GET", `${path}?limit=200`);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { items: readonly Kind[] }).items;
}
/** What the store holds of a kind once there are so many. */
async function stored<Kind>(path: string, count: number): Promise<readonly Kind[]> {
  await expect.poll(async () => (await items(path)).length, { timeout: patienceMs }).toBe(count);
  return items<Kind>(path);
}

/** The name of what has the focus, as a screen reader says it. */
const focused = () =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null;
    const said = at?.getAttribute("aria-label") ?? at?.labels?.[0]?.innerText ?? at?.innerText;
    return (said ?? "").replace(/\s+/g, " ").trim();
  });
/**
 * Goes on by Tab until something of this name has the focus; no other way leads there. Round and round
 * for a while: what was just kept comes into the list a moment later.
 */
async function tabTo(name: string): Promise<void> {
  const passed: string[] = [];
  const untilMs = Date.now() + patienceMs;
  while (Date.now() < untilMs) {
    await page.keyboard.press("Tab");
    const at = await focused();
    if (at === name || at.startsWith(`${name} `) || at.startsWith(`${name}:`)) return;
    passed.push(at);
  }
  throw new Error(`no Tab leads to ${name}: ${passed.slice(-40).join(" | ")}`);
}
async function type(name: string, text: string): Promise<void> {
  await tabTo(name);
  await page.keyboard.type(text);
}
async function press(name: string): Promise<void> {
  await tabTo(name);
  await page.keyboard.press("Enter");
}
/** Day and time typed into their parts, in the order in which this browser shows them. */
async function typeTime(name: string, atMs: number): Promise<void> {
  await tabTo(name);
  const parts = await page.evaluate(
    (atMs) =>
      new Intl.DateTimeFormat([], {
        dateStyle: "short",
        timeStyle: "short",
        timeZone: "UTC",
      })
        .formatToParts(atMs)
        .filter(({ type }) => type !== "literal")
        .map(({ type }) => type),
    atMs,
  );
  const [year = "", month = "", day = "", hour = "", minute = ""] = new Date(atMs)
    .toISOString()
    .split(/\D/);
  const byHalfDay = parts.includes("dayPeriod");
  const hour12 = String(((Number(hour) + 11) % 12) + 1).padStart(2, "0");
  const typed: Readonly<Record<string, string>> = {
    ...{ year, month, day, minute, hour: byHalfDay ? hour12 : hour },
    dayPeriod: Number(hour) < 12 ? "a" : "p",
  };
  for (const part of parts) {
    await page.keyboard.type(typed[part] ?? "");
    // Two digits lead on by themselves; a year may have more than four.
    if (part === "year") await page.keyboard.press("ArrowRight");
  }
  const shown = () =>
    page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value ?? "");
  const meant = new Date(atMs).toISOString().slice(0, 16);
  // The half of the day does not take its letter in every build of the browser; an arrow turns it.
  if ((await shown()) !== meant && byHalfDay) await page.keyboard.press("ArrowUp");
  expect(await shown()).toBe(meant);
}
async function openForm(tab: string, form: string): Promise<void> {
  await press(tab);
  await press(`New: ${form}`);
  await page.getByRole("dialog", { name: `New: ${form}` }).waitFor();
}
const closed = (form: string) =>
  page.getByRole("dialog", { name: `New: ${form}` }).waitFor({ state: "detached" });

describe("the desk by keyboard", () => {
  test("[WEB-046] a declared holding: a weapon without a number is named and nothing kept; then it is stored as typed", async () => {
    await openForm("Sites and storage", "declared holding");
    await type("Site of the agreement", "Depot");
    await type("Weapon 1, kind", "mortar");
    await type("Weapon 1, calibre in mm", "120");
    await press("Keep");
    await waitFor(page, /This cannot be read: Weapons declared\./);
    expect(await items("/holdings")).toEqual([]);
    await type("Weapon 1, number", "4");
    await type("Weapon 2, kind", "tank");
    await type("Weapon 2, number", "2");
    await type("What was seen", "in two sheds");
    await press("Keep");
    await closed("declared holding");
    const [holding] = await stored<Holding>("/holdings", 1);
    expect(holding).toMatchObject({
      site: { siteId: "depot", name: "Depot", position: [-30.05, 0.05] },
      party: "a",
      weapons: [
        { class: "mortar", calibreMm: 120, count: 4 },
        { class: "tank", count: 2 },
      ],
      note: "in two sheds",
      by: "Watch officer",
    });
    await waitFor(page, /Depot, Party A[\s\S]*6 declared, 0 seen, 0 missing, 6 not verified/);
  }, 120_000);

  test("[WEB-046] an inspection: hours that end first are named; what was seen of what was declared leaves the rest missing", async () => {
    await openForm("Sites and storage", "inspection");
    await type("Of", "storage");
    await type("Declared holding", "Depot");
    await typeTime("Until", nowMs - 180 * minuteMs);
    await press("Keep");
    await waitFor(page, /This cannot be read: From\./);
    expect(await items("/inspections")).toEqual([]);
    await typeTime("From", nowMs - 200 * minuteMs);
    await type("Weapon 1, kind", "mortar");
    await type("Weapon 1, calibre in mm", "120");
    await type("Weapon 1, number", "3");
    await type("Weapon 2, kind", "tank");
    await type("Weapon 2, number", "2");
    await press("Keep");
    await closed("inspection");
    const [holding] = await items<Holding>("/holdings");
    const [inspection] = await stored<Inspection>("/inspections", 1);
    expect(inspection).toMatchObject({
      of: "storage-site",
      holdingId: holding?.id,
      place: { name: "Depot", siteId: "depot" },
      span: { fromMs: nowMs - 200 * minuteMs, toMs: nowMs - 180 * minuteMs },
      access: "full",
      seen: [
        { class: "mortar", calibreMm: 120, count: 3 },
        { class: "tank", count: 2 },
      ],
    });
    await waitFor(page, /6 declared, 5 seen, 1 missing, 0 not verified/);
  }, 120_000);

  test("[WEB-046] an inspection that was refused says with which words, and what is there stays as last seen", async () => {
    await openForm("Sites and storage", "inspection");
    await type("Of", "storage");
    await type("Declared holding", "Depot");
    await type("Access", "refused");
    await type("Reason given, as it was said", "come back with a letter");
    await press("Keep");
    await closed("inspection");
    const all = await stored<Inspection>("/inspections", 2);
    expect(all.find(({ access }) => access === "refused")).toMatchObject({
      refusedBecause: "come back with a letter",
      seen: [],
      holdingId: all.find(({ access }) => access === "full")?.holdingId,
    });
    await waitFor(page, /Depot, Party A access refused[\s\S]*6 declared, 5 seen, 1 missing/);
  }, 120_000);

  test("[WEB-046] a visit: without a place it is not kept; it is granted, and its checklist is answered item by item", async () => {
    await openForm("Sites and storage", "visit to a site");
    await type("What for", "off-site power");
    await press("Keep");
    await waitFor(page, /This cannot be read: Place\./);
    expect(await items("/site-visits")).toEqual([]);
    await type("Site of the agreement", "Plant");
    await press("Keep");
    await closed("visit to a site");
    const [asked] = await stored<SiteVisit>("/site-visits", 1);
    expect(asked).toMatchObject({
      place: { siteId: "plant", name: "Plant" },
      purpose: "off-site power",
      state: "requested",
      checklist: [],
    });
    await press("Granted");
    await waitFor(page, /Plant granted/);
    await press("Checklist: Seven pillars of nuclear safety and security");
    const pillar = "Secure off-site power supply from the grid.";
    await waitFor(page, /Secure off-site power supply from the grid/);
    await page.getByLabel(pillar).focus();
    await page.keyboard.type("does not");
    const current = async () => (await items<SiteVisit>("/site-visits"))[0];
    await expect
      .poll(async () => (await current())?.checklist, { timeout: patienceMs })
      .toContainEqual({ item: "pillar-4", state: "does-not-hold" });
    const visit = await current();
    expect(visit).toMatchObject({ id: asked?.id, state: "granted" });
    expect(visit?.checklist.filter(({ state }) => state === "not-asked")).toHaveLength(6);
  }, 120_000);

  test("[WEB-414] two answers given at once are both kept, and a second press does nothing twice", async () => {
    const [asked] = await items<SiteVisit>("/site-visits");
    let heldCount = 0;
    await page.route("**/api/v1/site-visits/*", async (route) => {
      // The first is long under way when the second is given.
      if (route.request().method() === "PUT" && heldCount++ === 0) await setTimeout(2_000);
      await route.continue();
    });
    const boxes = page.getByRole("tabpanel").getByRole("combobox");
    await boxes.nth(0).selectOption("holds");
    await boxes.nth(1).selectOption("not-seen");
    await page.getByRole("button", { name: /^Done\s*: Plant$/ }).dblclick();
    const visit = async () => (await items<SiteVisit>("/site-visits"))[0];
    await soon(async () => (await visit())?.state).toBe("done");
    const done = await visit();
    expect(done?.checklist.slice(0, 2).map(({ state }) => state)).toEqual(["holds", "not-seen"]);
    expect(done?.version).toBe((asked?.version ?? 0) + 3);
    expect(await bodyText(page)).not.toContain("TL_SERVER_EDIT_CONFLICT");
    await page.unroute("**/api/v1/site-visits/*");
  }, 120_000);

  test("[WEB-415] what was kept though its answer was lost is not kept a second time", async () => {
    await openForm("Sites and storage", "visit to a site");
    await type("Site of the agreement", "Plant");
    await type("What for", "cooling water");
    await page.route("**/api/v1/site-visits/*", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await press("Keep");
    await waitFor(page, /The server does not answer/);
    await page.unroute("**/api/v1/site-visits/*");
    await press("Keep");
    await closed("visit to a site");
    const all = await items<SiteVisit>("/site-visits");
    expect(all.map(({ purpose }) => purpose).sort()).toEqual(["cooling water", "off-site power"]);
  }, 120_000);

  test("[WEB-046] a patrol's track: a file that is none is refused in words and stays out; a GPX file is taken once", async () => {
    await openForm("Patrols", "patrol");
    await type("Name", "Patrol Heron");
    await type("Observers", "Watch officer, m-12");
    await type("Place", "the ford");
    await press("Keep");
    await closed("patrol");
    const [patrol] = await stored<Patrol>("/patrols", 1);
    expect(patrol).toMatchObject({
      name: "Patrol Heron",
      observers: ["Watch officer", "m-12"],
      state: "planned",
    });
    await press("Sets out");
    await waitFor(page, /Patrol Heron out/);
    await tabTo("Add its track (GPX)");
    const send = (name: string, text: string) =>
      page
        .getByLabel(/Add its track \(GPX\)/)
        .setInputFiles({ name, mimeType: "application/gpx+xml", buffer: Buffer.from(text) });
    await send("notes.gpx", "left at nine, back at noon");
    await waitFor(page, /The text is not a GPX track\.[\s\S]*TL_INT_GPX/);
    expect(await items("/patrol-tracks")).toEqual([]);
    const points = [30, 20, 10].map((ago, index) => ({
      atMs: nowMs - ago * minuteMs,
      position: [-30.02, 0.04 + index / 100] as const,
    }));
    const inside = points.map(
      ({ atMs, position: [lon, lat] }) =>
        `<trkpt lat="${lat}" lon="${lon}"><time>${new Date(atMs).toISOString()}</time></trkpt>`,
    );
    const gpx = `<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${inside.join("")}</trkseg></trk></gpx>`;
    await send("track.gpx", gpx);
    await waitFor(page, /3 points taken/);
    expect(await bodyText(page)).not.toContain("TL_INT_GPX");
    const again = page.waitForResponse((answer) => answer.url().includes("/patrol-tracks/gpx"));
    await send("again.gpx", gpx);
    expect((await again).ok()).toBe(true);
    const [track] = await stored<PatrolTrack>("/patrol-tracks", 1);
    expect(track).toMatchObject({ patrolId: patrol?.id, points });
  }, 120_000);
});

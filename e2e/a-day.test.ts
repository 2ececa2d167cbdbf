import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { languages } from "@truceline/model";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousFaults } from "./accessibility.ts";
import { openBrowser } from "./browser.ts";
import { atMachine, gatherPeople, type Person } from "./mission-people.ts";
import { bodyText, patienceMs, waitFor } from "./page-text.ts";
import { type ServerProcess, startServerProcess, temporaryDataDir } from "./server-process.ts";
import { wordsIn } from "./words-in.ts";

const minuteMs = 60_000;
/** The period of this day's report ended just now, so that it can be issued. */
const cutOffMs = Math.floor(Date.now() / minuteMs) * minuteMs;
const clock = (atMs: number) => new Date(atMs).toISOString().slice(11, 16);
const typed = (atMs: number) => clock(atMs).replace(":", "");
const dayOf = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);
/** A day as a monitor writes it into a line, `9/3`. */
const dayWord = (atMs: number) =>
  `${new Date(atMs).getUTCDate()}/${new Date(atMs).getUTCMonth() + 1}`;
const eventMs = cutOffMs - 40 * minuteMs;
/** Words that only the mission's own room may hold; searched for in everything that leaves. */
const planted = {
  post: "OP 1",
  patrol: "Patrol Kestrel",
  remark: "behind the blue barn",
  lat: "0.0450",
  lon: "30.0245",
};

const data = temporaryDataDir();
const folder = mkdtempSync(join(tmpdir(), "truceline-day-"));
let server: ServerProcess;
let browser: Browser;
let people: ReadonlyMap<string, Person>;
const who = (name: string): Person => {
  const person = people.get(name);
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  return person;
};

beforeAll(async () => {
  cpSync("fixtures/agreements/mid-ocean", folder, { recursive: true });
  const path = join(folder, "agreement.yaml");
  const text = readFileSync(path, "utf8");
  // A delay of a minute: what the public gets is then there to be searched, not only withheld.
  writeFileSync(
    path,
    text
      .replace('cutOff: "19:30"', `cutOff: "${clock(cutOffMs)}"`)
      .replace("delay: PT24H", "delay: PT1M"),
  );
  server = await startServerProcess({ args: [folder], dataDir: data.dir });
  people = await gatherPeople(server, [
    { name: "Monitor", roles: ["observer"] },
    { name: "Watch officer", roles: ["observer", "analyst"] },
    { name: "Reporter", roles: ["reporting-officer"] },
    { name: "Second reader", roles: ["reporting-officer"] },
    { name: "Head", roles: ["head-of-mission"] },
    { name: "Liaison A", roles: ["liaison"], party: "a" },
    { name: "Liaison B", roles: ["liaison"], party: "b" },
  ]);
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  data.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function put(by: string, path: string, record: Record<string, unknown>): Promise<void> {
  const answer = await who(by).ask("PUT", path, record);
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
}

describe("a day in the life of a mission", () => {
  const desk = { origin: "observed", version: 1 };
  const patrolId = randomUUID();
  let reportId = "";

  test("[WEB-025] the shift is handed over by what is open, signed by two people", async () => {
    const noteId = randomUUID();
    await put("Watch officer", `/watch-notes/${noteId}`, {
      ...desk,
      schema: "watch-note/1",
      id: noteId,
      atMs: cutOffMs,
      text: "the water main is to be asked about again",
      refs: [],
      open: true,
    });
    const out = await atMachine(browser, server, "Watch officer", "/?screen=log");
    await waitFor(out.page, /the water main is to be asked about again/);
    expect(await seriousFaults(out.page)).toEqual([]);
    await out.page.getByRole("button", { name: "Open the desk" }).press("Enter");
    await out.page.getByLabel("Note for the next shift").fill("all calm words are banned");
    expect(await seriousFaults(out.page)).toEqual([]);
    await out.page.getByRole("button", { name: "Make the handover and sign out" }).press("Enter");
    await waitFor(out.page, /Signed out by Watch officer/);
    const next = await atMachine(browser, server, "Monitor", "/?screen=log");
    await next.page.getByRole("button", { name: "Open the desk" }).click();
    await next.page.getByRole("button", { name: "Sign in", exact: true }).press("Enter");
    await waitFor(next.page, /Signed in by Monitor/);
    await out.context.close();
    await next.context.close();
  }, 180_000);

  test("[WEB-026] a patrol goes overdue: its clock runs on Log and Now, and a call is logged", async () => {
    const common = {
      ...desk,
      schema: "patrol/1",
      id: patrolId,
      name: planted.patrol,
      observers: ["Monitor"],
      plan: { fromMs: cutOffMs - 180 * minuteMs, toMs: cutOffMs + 180 * minuteMs },
      stops: [
        {
          place: { name: planted.post, position: [-30.02456, 0.04504] },
          span: { fromMs: cutOffMs - 170 * minuteMs, toMs: cutOffMs + 170 * minuteMs },
        },
      ],
      clearances: [],
      checkIns: [],
      checkInEveryMs: 30 * minuteMs,
    };
    await put("Watch officer", `/patrols/${patrolId}`, { ...common, state: "planned" });
    await put("Watch officer", `/patrols/${patrolId}`, {
      ...common,
      version: 2,
      state: "out",
      leftAtMs: cutOffMs - 120 * minuteMs,
    });
    const { context, page } = await atMachine(browser, server, "Watch officer", "/?screen=log");
    await waitFor(page, /Patrol Kestrel[\s\S]*overdue 1 h/);
    await page.getByRole("button", { name: "Log a call" }).click();
    await page.getByLabel("About").fill("Where is our patrol?");
    await page.getByRole("button", { name: "Keep", exact: true }).click();
    await waitFor(page, /Where is our patrol\?/);
    await page.keyboard.press("Escape");
    await page.goto(`${server.address}/`);
    await waitFor(page, /Patrol Kestrel[\s\S]*overdue/i);
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  }, 180_000);

  test("[WEB-027] lines are typed and submitted; a submitted one changes only by a new one with a reason", async () => {
    const windowId = randomUUID();
    const window = {
      ...desk,
      schema: "silence-window/1",
      id: windowId,
      name: "Water main",
      purpose: "repairs",
      place: { name: "pumping station", position: [-30.0156, 0.036] },
      radiusM: 3_000,
      span: { fromMs: cutOffMs - 60 * minuteMs, toMs: cutOffMs - 20 * minuteMs },
      state: "arranged",
    };
    await put("Watch officer", `/silence-windows/${windowId}`, { ...window, guarantees: [] });
    await put("Watch officer", `/silence-windows/${windowId}`, {
      ...window,
      version: 2,
      guarantees: ["a", "b"].map((party) => ({
        party,
        atMs: cutOffMs - 90 * minuteMs,
        by: `liaison ${party}`,
      })),
    });
    const { context, page } = await atMachine(browser, server, "Monitor", "/?screen=log");
    const line = page.locator("#log-line");
    await line.waitFor();
    // A wrong word is marked, named and mended; nothing that was typed is lost.
    await line.pressSequentially(
      `${dayWord(eventMs)} ${typed(eventMs)} herd 3 expl undet 0.5-1 SE`,
    );
    await waitFor(page, /“herd”, word 3, is not understood/);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole("button", { name: /Did you mean/ }).click();
    await waitFor(page, /the mission heard three undetermined explosions/);
    await line.press("Enter");
    await line.pressSequentially(
      `${dayWord(eventMs)} ${typed(eventMs + 2 * minuteMs)} heard >=4 bursts HMG 1-2 E "${planted.remark}"`,
    );
    await waitFor(page, /at least four bursts of heavy-machine-gun fire/);
    await line.press("Enter");
    await waitFor(page, /This shift, 2 lines/);
    await page.keyboard.press("Control+Enter");
    await expect
      .poll(async () => (await bodyText(page)).match(/submitted \d\d:\d\d/g)?.length, {
        timeout: patienceMs,
      })
      .toBe(2);
    // The second was five bursts, not four.
    await page.getByRole("button", { name: "Correct 2" }).click();
    await page.getByLabel("Reason").fill("counted again from the recording");
    await page.getByRole("button", { name: "Go on" }).click();
    await line.fill((await line.inputValue()).replace(">=4", ">=5"));
    await line.press("Enter");
    await waitFor(page, /This shift, 3 lines/);
    await page.keyboard.press("Control+Enter");
    await waitFor(page, /superseded by 3/);
    await context.close();
  }, 180_000);

  test("[WEB-028] the window of silence is broken, minute by minute", async () => {
    const { context, page } = await atMachine(browser, server, "Watch officer", "/?screen=log");
    await expect
      .poll(
        async () => {
          const view = (await (await who("Monitor").ask("GET", "/desk")).json()) as {
            windows: { name: string; eventCount: number; minutes: string }[];
          };
          return view.windows.find(({ name }) => name === "Water main");
        },
        { timeout: patienceMs, interval: 1_000 },
      )
      .toMatchObject({ minutes: expect.stringContaining("e") });
    await page.reload();
    await waitFor(page, /Water main[\s\S]*[1-9]\d* events?/);
    await context.close();
  }, 180_000);

  test("[WEB-029] a report is drafted, edited, proposed, read by a second person and released", async () => {
    const reporter = await atMachine(
      browser,
      server,
      "Reporter",
      `/?screen=report&period=${dayOf(cutOffMs)}`,
    );
    const { page } = reporter;
    await page.locator(".sheet").waitFor({ timeout: patienceMs });
    await page.getByRole("button", { name: "Begin this report" }).click();
    await page.getByRole("button", { name: "Propose for issue" }).waitFor({ timeout: patienceMs });
    await page.getByRole("button", { name: "Public", exact: true }).click();
    await waitFor(page, /Release: public/);
    expect(await seriousFaults(page)).toEqual([]);

    // A place of the mission's own in a person's words stops the report.
    await page.locator(".sheet .sen").first().click();
    await page.getByLabel("Write it otherwise").fill(`Seen from ${planted.post} at night.`);
    await page.getByRole("button", { name: "Put it in its place" }).click();
    await waitFor(page, /Written by a person instead of the generated sentence/);
    await page.getByRole("button", { name: "Propose for issue" }).click();
    await waitFor(page, /names a place of the mission's own/);
    await page.getByLabel("Write it otherwise").fill("The mission thanks all who helped.");
    await page.getByRole("button", { name: "Put it in its place" }).click();
    await waitFor(page, /The mission thanks all who helped/);
    await page.getByRole("button", { name: "Propose for issue" }).click();
    await waitFor(page, /author: Reporter/);
    await page.getByRole("button", { name: "I have read it: reviewed" }).click();
    await waitFor(page, /A second person must review it/);
    reportId = new URL(page.url()).searchParams.get("select") ?? "";

    const second = await atMachine(
      browser,
      server,
      "Second reader",
      `/?screen=report&select=${reportId}`,
    );
    await second.page.getByRole("button", { name: "I have read it: reviewed" }).click();
    await waitFor(second.page, /reviewer: Second reader/);
    const head = await atMachine(browser, server, "Head", `/?screen=report&select=${reportId}`);
    await head.page.getByRole("button", { name: "Release", exact: true }).click();
    await waitFor(head.page, /releaser: Head/);
    for (const { context } of [reporter, second, head]) await context.close();
  }, 240_000);

  test("[SRV-080] the public file is there for everybody, in four languages, and holds nothing of the mission's own", async () => {
    const listed = (await (await fetch(`${server.address}/api/v1/published-reports`)).json()) as {
      items: { id: string }[];
    };
    expect(listed.items.map(({ id }) => id)).toEqual([reportId]);
    for (const language of languages) {
      for (const format of ["md", "html", "csv", "json", "pdf"]) {
        const answer = await fetch(
          `${server.address}/api/v1/published-reports/${reportId}?format=${format}&language=${language}`,
        );
        expect(answer.status, `${format} ${language}`).toBe(200);
        const file = Buffer.from(await answer.arrayBuffer());
        expectNothingOfOurs(file, `${format} ${language}`);
        const told = ["The mission thanks all who helped."];
        if (language === "en") told.push("3 explosions");
        if (format === "pdf" || format === "md")
          expect(wordsIn(file, told).map(({ word }) => word)).toEqual(told);
      }
    }
  }, 180_000);

  test("[SRV-081] what was planted is in no byte of any report at the parties' or the public level, of any kind", async () => {
    for (const level of ["parties", "public"]) {
      for (const kind of ["daily", "weekly", "thematic&theme=article&themeId=1"]) {
        for (const format of ["md", "html", "csv", "json", "pdf"]) {
          for (const language of languages) {
            const query = `kind=${kind}&period=${dayOf(cutOffMs)}&level=${level}&format=${format}&language=${language}`;
            const answer = await who("Reporter").ask("GET", `/report?${query}`);
            expect(answer.status, query).toBe(200);
            expectNothingOfOurs(Buffer.from(await answer.arrayBuffer()), query);
          }
        }
      }
    }
    const inside = await who("Reporter").ask(
      "GET",
      `/report?period=${dayOf(cutOffMs)}&level=internal&format=pdf`,
    );
    const found = wordsIn(Buffer.from(await inside.arrayBuffer()), ownWords);
    expect(found.map(({ word }) => word)).toEqual(
      expect.arrayContaining([planted.post, planted.remark]),
    );
  }, 180_000);

  test("[SRV-082] a liaison sees the calls to its own party, and of the other's not that there is one", async () => {
    const calls = (await (await who("Monitor").ask("GET", "/calls")).json()) as {
      items: { id: string; party: string }[];
    };
    const call = calls.items.find(({ party }) => party === "a");
    expect(call).toBeDefined();
    const own = (await (await who("Liaison A").ask("GET", "/calls")).json()) as {
      items: { id: string }[];
    };
    expect(own.items.map(({ id }) => id)).toContain(call?.id);
    const other = (await (await who("Liaison B").ask("GET", "/calls")).json()) as {
      items: object[];
    };
    expect(other.items).toEqual([]);
    expect((await who("Liaison B").ask("GET", `/calls/${call?.id}`)).status).toBe(404);
    expect((await who("Liaison A").ask("GET", `/calls/${call?.id}`)).status).toBe(200);
    expect(
      (await who("Liaison A").ask("GET", `/reports/${reportId}/file?format=json`)).status,
    ).toBe(200);
  }, 60_000);

  test("[SRV-083] who saw and changed what is written down", async () => {
    const audit = (await (await who("Head").ask("GET", "/audit?limit=200")).json()) as {
      items: object[];
    };
    const text = JSON.stringify(audit.items);
    for (const name of ["Reporter", "Second reader", "Head", "Liaison B"])
      expect(text).toContain(name);
    expect((await who("Monitor").ask("GET", "/audit")).status).toBe(403);
    const { context, page } = await atMachine(browser, server, "Administrator", "/?screen=people");
    await waitFor(page, /Second reader/);
    expect(await seriousFaults(page)).toEqual([]);
    await context.close();
  }, 60_000);
});

/** Names, places and words of the mission's own people; positions also with fewer decimals. */
const ownWords = [
  planted.post,
  "op-1",
  planted.patrol,
  planted.remark,
  planted.lat,
  planted.lon,
  planted.lat.replace(".", ","),
  planted.lon.replace(".", ","),
  "Monitor",
  "Reporter",
];
function expectNothingOfOurs(file: Buffer, where: string): void {
  expect(wordsIn(file, ownWords), where).toEqual([]);
}

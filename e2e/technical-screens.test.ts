import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { bearingDeg } from "@truceline/geo";
import { writeAis } from "@truceline/interop";
import { lonLat } from "@truceline/model";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousFaults } from "./accessibility.ts";
import { openHouse, openWindow } from "./house.ts";
import { atMachine } from "./mission-people.ts";
import { bodyText, soon, waitFor } from "./page-text.ts";
import { sampleObservation } from "./sample-observation.ts";

const minuteMs = 60_000;
const nowMs = Date.now();
const house = openHouse({
  args: ["fixtures/agreements/mid-ocean", "--feed", "ais+tcp://:0?id=coast"],
  people: [{ name: "Watch officer", roles: ["observer", "analyst", "reporting-officer"] }],
});
const window = openWindow();
let socket: Socket;

const ask = <Answer>(method: string, path: string, body?: object): Promise<Answer> =>
  house.ask<Answer>("Watch officer", method, path, body);

/** Three arrays that hear a shot in the security zone, each by its bearing and the instant it came. */
const shot = lonLat(-30.03, 0.05);
const arrays = [lonLat(-30.06, 0.03), lonLat(-30.0, 0.03), lonLat(-30.03, 0.09)];
const heard = (index: number): object =>
  sampleObservation(`array/${index}`, {
    source: `array-${index}`,
    observer: { kind: "acoustic", id: `array-${index}`, sensorId: `array-${index}` },
    observerPosition: { position: arrays[index], accuracyM: 5 },
    span: {
      fromMs: nowMs - 20 * minuteMs,
      toMs: nowMs - 20 * minuteMs,
      precision: "exact",
    },
    means: ["recorded"],
    count: { qualifier: "exactly", min: 1, max: 1 },
    direction: {
      form: "bearing",
      bearingDeg: Math.round(bearingDeg(arrays[index] ?? shot, shot) * 10) / 10,
      standardDeviationDeg: 2,
    },
    distance: undefined,
  });

/** A vessel on its way west of the port, as its transponder tells it now. */
function report(lonDeg: number): string {
  const [line = ""] = writeAis({
    type: 1,
    repeat: 0,
    mmsi: 211_000_001,
    navStatus: 0,
    turnIndicator: 0,
    speedKn: 12,
    isAccurate: true,
    lonDeg,
    latDeg: 0.02,
    courseDeg: 90,
    headingDeg: 90,
    second: 61,
    manoeuvre: 0,
    spare: 0,
    isRaim: false,
    radio: 0,
  });
  return `${line}\r\n`;
}

interface FeedItem {
  readonly id: string;
  readonly port?: number;
  readonly takenCount: number;
}
const feed = async (): Promise<FeedItem | undefined> =>
  (await ask<{ readonly items: readonly FeedItem[] }>("GET", "/feeds")).items[0];

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let turn = 0; turn < 300; turn++) {
    if (await holds()) return;
    await delay(100);
  }
  throw new Error(`waited for: ${what}`);
}

beforeAll(async () => {
  for (const index of arrays.keys()) await ask("POST", "/observations", heard(index));
  await ask("POST", "/sensor-states", {
    schema: "sensor-state/1",
    origin: "observed",
    source: "c-1",
    sourceId: "down",
    sensorId: "c-1",
    fromMs: nowMs - 90 * minuteMs,
    state: "down",
    reason: "no power at the mast",
  });
  await ask("POST", "/observations", {
    ...sampleObservation("impact", { distance: undefined, direction: undefined }),
    nature: "impact",
    area: { shape: "circle", centre: [-30.06, 0.12], radiusM: 300 },
  });
  await until(async () => (await feed())?.port !== undefined, "the feed listens");
  socket = connect((await feed())?.port ?? 0, "127.0.0.1");
  for (const lonDeg of [-30.2, -30.1998, -30.1996]) {
    socket.write(report(lonDeg));
    await delay(1_100);
  }
  socket.write("!AIVDM,1,1,,A,broken*00\r\n");
  await until(async () => ((await feed())?.takenCount ?? 0) >= 3, "reports are taken");
}, 120_000);
afterAll(() => {
  socket?.destroy();
});

const open = (path: string, colorScheme: "dark" | "light" = "dark") =>
  atMachine(window.browser, house.server, "Watch officer", path, { colorScheme });

const part = (page: Page, name: string) =>
  page.getByRole("group", { name: "What is shown" }).getByRole("button", { name });

/** The side panel says what it has to say; its grey bars are gone. */
const sideLoaded = async (page: Page): Promise<void> => {
  await page.locator("aside .pb").waitFor();
  await page.locator("aside .sk").waitFor({ state: "detached" });
};

/** How far the side panel's last button stands below the window, in px. */
const below = (page: Page) =>
  page.evaluate(() => {
    const last = [...document.querySelectorAll("aside .ifoot .btn")].at(-1);
    return last === undefined ? Infinity : last.getBoundingClientRect().bottom - innerHeight;
  });

describe("the screen Sensors", () => {
  test("[WEB-400] a sensor that is down stands first, and opened tells why and what hangs on it", async () => {
    const { context, page } = await open("/");
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await waitFor(page, /need a look/);
    const first = page.locator(".stab tbody tr").first();
    await soon(() => first.innerText()).toMatch(/c-1/);
    await page.keyboard.press("j");
    await waitFor(page, /no power at the mast/);
    await waitFor(page, /What it is worth this hour/);
    await soon(() => bodyText(page)).toMatch(/told by c-1/);
    await page.keyboard.press("m");
    await page.waitForURL(/select=c-1/);
    await waitFor(page, /no power at the mast/);
    await context.close();
  }, 120_000);

  test("[WEB-401] feeds tell their rate, what was wrong with a message and its bytes", async () => {
    const { context, page } = await open("/?screen=sensors&show=feeds");
    await page.getByRole("button", { name: "coast" }).click();
    await waitFor(page, /Last faults/);
    await waitFor(page, /TL_INT_[\s\S]*!AIVDM,1,1,,A,broken\*00/);
    await soon(() => page.locator(".stab tbody tr").innerText()).toMatch(/coast\s+ais/);
    await context.close();
  }, 120_000);

  test("[WEB-402] [WEB-410] a vessel stands in the list and on the map, which goes to its last report", async () => {
    const { context, page } = await open("/?screen=sensors&show=traffic");
    await page.getByRole("button", { name: /211000001/ }).click();
    await waitFor(page, /The line ends at the last report/);
    await soon(() => bodyText(page)).toMatch(/\d+\.\d kn/);
    await page.getByRole("button", { name: "Show on map" }).click();
    await page.waitForURL((url) => !url.search.includes("screen=sensors"));
    await waitFor(page, /Vessel/);
    await page.locator(".scale").waitFor();
    // Nearer to its middle no line is left: the middle is the vessel, 20 km west of it.
    for (let step = 0; step < 3; step++) await page.getByRole("button", { name: "Nearer" }).click();
    await soon(() => page.locator(".ribbox").count()).toBe(0);
    await page.getByRole("button", { name: "The whole line" }).click();
    await soon(() => page.locator(".ribbox").count()).toBe(1);
    await context.close();
  }, 120_000);

  test("[WEB-403] sites stand by what is at stake, with what came near them", async () => {
    const { context, page } = await open("/?screen=sensors&show=sites");
    await page.getByRole("button", { name: "Birch" }).click();
    await waitFor(page, /People at home/);
    await waitFor(page, /inside, \d+\sm from the site, by place of effect/);
    await context.close();
  }, 120_000);

  test("[WEB-404] hours lost are told by reason, and what one more sensor would have given", async () => {
    const { context, page } = await open("/?screen=sensors&show=coverage");
    await page.getByRole("button", { name: "By sensor" }).click();
    await waitFor(page, /c 1[\s\S]*down [\d.]+ h/);
    await page.getByRole("button", { name: "One more here" }).first().click();
    await waitFor(page, /It would have seen [\d.]+ more hours/);
    await context.close();
  }, 120_000);

  test("[WEB-411] [WEB-412] J chooses in every list, the panel's buttons stay in sight, Esc leaves", async () => {
    const { context, page } = await open("/?screen=sensors");
    for (const name of ["Sensors", "Feeds", "Traffic", "Sites"]) {
      await part(page, name).click();
      await page.locator(".stab tbody tr").first().waitFor();
      await page.keyboard.press("j");
      const close = page.getByRole("complementary").getByRole("button", { name: "Close" });
      await close.waitFor();
      await sideLoaded(page);
      expect(await below(page), name).toBeLessThanOrEqual(0);
      await page.keyboard.press("Escape");
      await close.waitFor({ state: "detached" });
    }
    await page.goto(`${house.server.address}/?screen=clauses`);
    await page.locator(".board td button").first().click();
    await page.getByRole("complementary").getByRole("button", { name: "Close" }).waitFor();
    expect(await below(page), "Clauses").toBeLessThanOrEqual(0);
    await context.close();
  }, 120_000);

  test.each(["dark", "light"] as const)(
    "[WEB-405] every part passes the automatic checks in %s",
    async (colorScheme) => {
      const { context, page } = await open("/?screen=sensors", colorScheme);
      const faults: string[] = [];
      for (const name of ["Sensors", "Coverage", "Feeds", "Traffic", "Sites"]) {
        await part(page, name).click();
        await page.locator(".stab tbody tr").first().click();
        await sideLoaded(page);
        for (const fault of await seriousFaults(page)) faults.push(`${name}: ${fault}`);
      }
      expect(faults).toEqual([]);
      await context.close();
    },
    120_000,
  );
});

test("[WEB-406] an incident tells by what it was placed, and its lines are drawn", async () => {
  const { context, page } = await open("/?screen=now");
  await until(async () => {
    const { items } = await ask<{ readonly items: readonly object[] }>("GET", "/incidents");
    return items.length >= 2;
  }, "incidents");
  await page.reload();
  const answered = page.waitForResponse((response) => response.url().includes("/evidence"));
  await page
    .getByRole("option")
    .filter({ hasText: /1 explosion/ })
    .first()
    .click();
  const evidence = (await (await answered).json()) as {
    readonly wedges: readonly object[];
    readonly ellipse: object | null;
  };
  expect(evidence.wedges).toHaveLength(3);
  expect(evidence.ellipse).not.toBeNull();
  await waitFor(page, /Placed by 3 bearings/);
  await context.close();
}, 120_000);

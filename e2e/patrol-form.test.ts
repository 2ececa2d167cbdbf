import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Denial, LogEntry, Patrol } from "@truceline/model";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seriousFaults } from "./accessibility.ts";
import { openBrowser } from "./browser.ts";
import { atMachine, gatherPeople, type Person } from "./mission-people.ts";
import { bodyText, patienceMs, waitFor } from "./page-text.ts";
import { type ServerProcess, startServerProcess, temporaryDataDir } from "./server-process.ts";

const minuteMs = 60_000;
const args = ["fixtures/agreements/mid-ocean"];
const data = temporaryDataDir();
let server: ServerProcess;
let browser: Browser;
let people: ReadonlyMap<string, Person>;
let context: BrowserContext;
let page: Page;

const who = (name: string): Person => {
  const person = people.get(name);
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  return person;
};
const phone = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  permissions: ["geolocation"],
  geolocation: { latitude: 0.04504, longitude: -30.02456, accuracy: 12 },
};

beforeAll(async () => {
  server = await startServerProcess({ args, dataDir: data.dir });
  people = await gatherPeople(server, [
    { name: "Monitor", roles: ["observer"] },
    { name: "Watch officer", roles: ["observer", "analyst"] },
  ]);
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  data.remove();
});

async function items<Kind>(path: string): Promise<readonly Kind[]> {
  const answer = await who("Watch officer").ask("GET", `${path}?limit=200`);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { items: readonly Kind[] }).items;
}
/** Newest versions, without those of the day before the test. */
const entries = () => items<LogEntry>("/log-entries");
const text = () => bodyText(page);
const says = (said: RegExp) => waitFor(page, said);
const tap = (name: string | RegExp) => page.getByRole("button", { name }).first().tap();
const choose = (name: string) => page.getByRole("button", { name, exact: true }).tap();
const next = () => choose("Next");
const keep = () => choose("Keep and send later");

describe("the form of a patrol on a phone", () => {
  const patrolId = randomUUID();
  const patrol = {
    schema: "patrol/1",
    id: patrolId,
    origin: "observed",
    name: "Patrol Kestrel",
    observers: ["Monitor"],
    plan: { fromMs: Date.now() - 60 * minuteMs, toMs: Date.now() + 180 * minuteMs },
    stops: [],
    clearances: [],
    checkIns: [],
    checkInEveryMs: 30 * minuteMs,
  };

  test("[WEB-021] it is signed in to for long, knows its patrol, and sends a check-in with its place", async () => {
    for (const [version, rest] of [
      [1, { state: "planned" }],
      [2, { state: "out", leftAtMs: Date.now() - 30 * minuteMs }],
    ] as const) {
      const put = await who("Watch officer").ask("PUT", `/patrols/${patrolId}`, {
        ...patrol,
        version,
        ...rest,
      });
      expect(put.status).toBe(201);
    }
    ({ context, page } = await atMachine(browser, server, "Monitor", "/patrol.html", phone));
    const [cookie] = (await context.cookies()).filter(({ expires }) => expires > 0);
    expect((cookie?.expires ?? 0) - Date.now() / 1_000).toBeGreaterThan(13 * 86_400);
    await page.getByLabel("Which patrol?").selectOption({ label: patrol.name });
    await tap(/^Check in/);
    await says(/This phone's position, ± 12 m/);
    await next();
    await says(/Check in at \d\d:\d\d/);
    await keep();
    await expect
      .poll(async () => (await items<Patrol>("/patrols"))[0]?.checkIns, { timeout: patienceMs })
      .toMatchObject([{ place: { position: [-30.02456, 0.04504], accuracyM: 12 } }]);
  }, 120_000);

  test("[WEB-022] what was heard goes with a photograph, and the place in the photograph does not", async () => {
    await tap(/^Something happened/);
    await next();
    await choose("explosion");
    await choose("One more");
    await page.getByRole("radio", { name: "NE", exact: true }).tap();
    await choose("1 to 2");
    await next();
    await choose("impact");
    const photograph = photographWithPlace();
    // A phone writes a photograph slowly: meanwhile one goes on typing.
    await page.evaluate(() => {
      const { transaction } = IDBDatabase.prototype;
      IDBDatabase.prototype.transaction = function (this: IDBDatabase, stores, ...rest) {
        const begun = transaction.call(this, stores, ...rest);
        if (stores !== "photos") return begun;
        return Object.defineProperty(begun, "oncomplete", {
          set: (done: () => void) =>
            begun.addEventListener("complete", () => setTimeout(done, 1_000)),
        });
      };
    });
    expect(photograph.includes("Exif")).toBe(true);
    await page.locator('input[type="file"]').setInputFiles({
      name: "crater.jpeg",
      mimeType: "image/jpeg",
      buffer: photograph,
    });
    const note = page.getByLabel("Note");
    await note.fill("two craters");
    await says(/Photograph 1/);
    expect(await note.inputValue()).toBe("two craters");
    await next();
    await says(/heard two explosions on impact, 1 to 2\skm north-east/);
    await keep();
    await expect
      .poll(async () => (await entries()).map(({ state }) => state), { timeout: patienceMs })
      .toEqual(["submitted"]);
    const [entry] = await entries();
    expect(entry).toMatchObject({
      patrolId,
      observations: [{ means: ["heard"], kind: "explosion", count: { min: 2 } }],
      media: [{ type: "image/jpeg", keepsPlace: false }],
    });
    const kept = await who("Watch officer").ask("GET", `/media/${entry?.media?.[0]?.sha256}`);
    const bytes = Buffer.from(await kept.arrayBuffer());
    expect(kept.status).toBe(200);
    expect(bytes.subarray(0, 2).toString("hex")).toBe("ffd8");
    expect(bytes.includes("Exif")).toBe(false);
    expect(bytes.includes(gpsLatitude)).toBe(false);
  }, 120_000);

  test("[WEB-019] without a network it opens again, keeps what is written, and sends it once when there is one", async () => {
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await context.setOffline(true);
    await tap(/^We were stopped/);
    await next();
    await choose("delayed");
    await page.getByLabel("The reason given, as it was said").fill("the road is being repaired");
    await next();
    await next();
    await keep();
    await says(/1 kept here/);
    await tap(/^Nothing seen or heard/);
    await next();
    await next();
    await keep();
    await says(/2 kept here/);
    await tap(/^Found on a visit/);
    await next();
    await choose("weapon");

    // Switched off in the middle of a report, with no network and no server to come back to.
    await server.stop();
    await page.reload();
    await says(/What did you find\?/);
    await next();
    await choose("mortar");
    await next();
    await says(/mortar/);
    await keep();
    await says(/3 kept here/);
    await page.reload();
    await says(/3 kept here/);
    expect((await text()).match(/waits/g)).toHaveLength(3);

    // The network is back before the server is.
    await context.setOffline(false);
    await says(/No network/);
    server = await startServerProcess({
      args,
      dataDir: data.dir,
      port: Number(new URL(server.address).port),
    });
    // It tries less and less often: while a server is slow to start, half a minute may lie between two.
    await waitFor(page, /all sent/, 120_000);
    expect((await entries()).map(({ observations }) => observations[0]?.kind).sort()).toEqual([
      "explosion",
      "nothing",
      "weapon-present",
    ]);
    expect(await items<Denial>("/denials")).toMatchObject([
      { kind: "delay", patrolId, reasonGiven: "the road is being repaired", version: 1 },
    ]);
  }, 180_000);

  test("[WEB-023] the same reports sent once more are the same", async () => {
    const before = [await entries(), await items("/denials"), await items("/observations")];
    // As if every answer had been lost on the way: the phone holds all of it as not sent.
    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open("truceline-patrol", 1);
          opening.onsuccess = () => {
            const transaction = opening.result.transaction("items", "readwrite");
            const store = transaction.objectStore("items");
            const all = store.getAll();
            all.onsuccess = () => {
              for (const item of all.result) {
                // The bytes of the photograph are gone from the phone once it was sent.
                if (item.draft.photos.length > 0) continue;
                const { sentAtMs: _sent, ...rest } = item;
                store.put({ ...rest, state: "waits" });
              }
            };
            transaction.oncomplete = () => resolve();
            transaction.onerror = () => reject(transaction.error);
          };
        }),
    );
    const written: string[] = [];
    page.on("response", (answer) => {
      if (answer.request().method() === "PUT") written.push(`${answer.status()}`);
    });
    await page.reload();
    await says(/What do you have\?/);
    await says(/all sent/);
    // Two entries and a denial, each known already; the check-in is seen to be there and not sent.
    expect(written).toEqual(["200", "200", "200"]);
    expect((await text()).match(/waits|somebody was first|not taken/g)).toBeNull();
    expect([await entries(), await items("/denials"), await items("/observations")]).toEqual(
      before,
    );
    expect((await items<Patrol>("/patrols"))[0]?.checkIns).toHaveLength(1);
  }, 120_000);

  test("[WEB-020] a check-in of a patrol that was ended meanwhile is shown beside what is there, and changes nothing", async () => {
    await context.setOffline(true);
    await tap(/^Check in/);
    await next();
    await keep();
    await says(/1 kept here/);
    const [stored] = await items<Patrol>("/patrols");
    if (stored === undefined) throw new Error("there is no patrol");
    const { by: _by, recordedAtMs: _atMs, ...rest } = stored;
    const put = await who("Watch officer").ask("PUT", `/patrols/${patrolId}`, {
      ...rest,
      version: stored.version + 1,
      state: "back",
      backAtMs: Date.now(),
    });
    expect(put.status).toBe(201);
    await context.setOffline(false);
    await says(/somebody was first/);
    await choose("Open");
    await says(/Yours, kept on this phone[\s\S]*Check in[\s\S]*What the server has/);
    await says(/Patrol Kestrel · back · Watch officer/);
    expect((await items<Patrol>("/patrols"))[0]).toMatchObject({
      state: "back",
      version: stored.version + 1,
    });
    await context.close();
  }, 120_000);

  test("[WEB-024] a phone with a wrong clock says so, and so does what it sends", async () => {
    const other = await browser.newContext({ ...phone });
    await other.addInitScript((offMs) => {
      const Right = Date;
      globalThis.Date = new Proxy(Right, {
        construct: (of, given) =>
          Reflect.construct(of, given.length === 0 ? [Right.now() - offMs] : given),
        get: (of, key) => (key === "now" ? () => Right.now() - offMs : Reflect.get(of, key, of)),
      });
    }, 40 * minuteMs);
    const before = (await entries()).length;
    page = await other.newPage();
    await page.goto(`${server.address}/patrol.html`);
    await page.getByLabel("Name", { exact: true }).fill("Monitor");
    await page.getByLabel("Password", { exact: true }).fill("three quiet rivers and a hill");
    await page.keyboard.press("Enter");
    await says(/clock is 40 min off/);
    await tap(/^Nothing seen or heard/);
    await next();
    await next();
    await keep();
    await expect
      .poll(async () => (await entries()).length, { timeout: patienceMs })
      .toBe(before + 1);
    const [newest] = [...(await entries())].sort((a, b) => b.recordedAtMs - a.recordedAtMs);
    const versions = await who("Watch officer").ask("GET", `/log-entries/${newest?.id}/versions`);
    expect(await versions.text()).toContain("The sender's clock was 40 min behind on arrival.");
    await other.close();
  }, 120_000);

  test("[WEB-047] every step of every door passes the automatic checks, filled in", async () => {
    const opened = await atMachine(browser, server, "Monitor", "/patrol.html", phone);
    page = opened.page;
    await says(/What do you have\?/);
    const faults: string[] = [];
    const look = async (at: string): Promise<void> => {
      for (const fault of await seriousFaults(page)) faults.push(`${at}: ${fault}`);
    };
    await look("the doors");
    const doors: Readonly<Record<string, readonly (() => Promise<void>)[]>> = {
      "Something happened": [
        next,
        async () => {
          await choose("explosion");
          await page.getByRole("radio", { name: "NE", exact: true }).tap();
          await choose("1 to 2");
        },
        next,
        async () => {
          await choose("impact");
          await page.locator('input[type="file"]').setInputFiles({
            name: "crater.jpeg",
            mimeType: "image/jpeg",
            buffer: photographWithPlace(),
          });
          await says(/Photograph 1/);
        },
        next,
      ],
      "Nothing seen or heard": [next, next],
      "We were stopped": [
        next,
        async () => {
          await choose("delayed");
          await page.getByLabel("The reason given, as it was said").fill("mines on the road");
        },
        next,
        next,
      ],
      "Found on a visit": [next, () => choose("weapon"), next, () => choose("mortar"), next],
    };
    for (const [door, steps] of Object.entries(doors)) {
      await tap(new RegExp(`^${door}`));
      for (const [index, step] of steps.entries()) {
        await look(`${door}, ${index}`);
        await step();
      }
      await says(/Keep and send later/);
      await look(`${door}, read back`);
      await keep();
      await says(/What do you have\?/);
    }
    await says(/all sent/);
    await look("what was kept");
    expect(faults).toEqual([]);
    await opened.context.close();
  }, 120_000);
});

/** 31° 6′ 6″ as three rationals, least byte first. */
const gpsLatitude = Buffer.from(Uint32Array.of(31, 1, 6, 1, 6, 1).buffer);

/** A photograph as a phone takes it, with the place in its Exif part. */
function photographWithPlace(): Buffer {
  const plain = readFileSync(
    new URL("../packages/interop/fixtures/photo/plain.jpeg", import.meta.url),
  );
  const entry = (tag: number, type: number, count: number, value: Buffer) => {
    const head = Buffer.alloc(12);
    head.writeUInt16LE(tag, 0);
    head.writeUInt16LE(type, 2);
    head.writeUInt32LE(count, 4);
    value.copy(head, 8);
    return head;
  };
  const number = (value: number) => Buffer.from(Uint32Array.of(value).buffer);
  const gpsAt = 8 + 2 + 12 + 4;
  const latitudeAt = gpsAt + 2 + 4 * 12 + 4;
  const tiff = Buffer.concat([
    Buffer.from("II*\0", "latin1"),
    number(8),
    Buffer.from([1, 0]),
    entry(0x8825, 4, 1, number(gpsAt)),
    number(0),
    Buffer.from([4, 0]),
    entry(1, 2, 2, Buffer.from("N\0")),
    entry(2, 5, 3, number(latitudeAt)),
    entry(3, 2, 2, Buffer.from("W\0")),
    entry(4, 5, 3, number(latitudeAt)),
    number(0),
    gpsLatitude,
  ]);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([plain.subarray(0, 2), head, body, plain.subarray(2)]);
}

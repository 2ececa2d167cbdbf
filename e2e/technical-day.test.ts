import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { writeAis } from "@truceline/interop";
import { derivedId, type Role } from "@truceline/model";
import type { CoverageInstant, LostHours } from "@truceline/watch";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  type Credentials,
  openTestServer,
  type TestServer,
} from "../apps/server/src/testing/open-test-server.ts";
import { openBrowser } from "./browser.ts";
import { patienceMs, waitFor } from "./page-text.ts";
import { commandEnvironment } from "./server-process.ts";

/**
 * The scripted day of `fixtures/technical-day`, sent into a whole running server: vessels' reports through
 * TCP to the feeds of `feeds.yaml`, states, disturbances and the patrol through HTTP. Only the instant is the script's; everything that
 * runs, waits or reconnects does so in real time.
 */
const folder = new URL("../fixtures/technical-day/", import.meta.url);
const read = <Value>(name: string): Value =>
  JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Value;

interface Happening {
  readonly at: string;
  readonly what: "connect" | "state" | "drift" | "disturbance" | "patrol" | "cut";
  readonly feed?: string;
  readonly sensor?: string;
  readonly state?: string;
  readonly reason?: string;
  readonly secondsPerMessage?: number;
  readonly kind?: string;
  readonly from?: string;
  readonly to?: string;
  readonly ring?: readonly (readonly [number, number])[];
  readonly name?: string;
  readonly stop?: {
    readonly position: readonly [number, number];
    readonly from: string;
    readonly to: string;
  };
}
interface Script {
  readonly day: string;
  readonly feeds: readonly { readonly id: string; readonly sensors: readonly string[] }[];
  readonly every: { readonly minutes: number };
  readonly happenings: readonly Happening[];
}
interface Row {
  readonly id: string;
  readonly totalHours: number;
  readonly seenHours: number;
  readonly reasons: Readonly<Record<string, number>>;
}
const script = read<Script>("script.json");
const table = read<{ readonly bySensor: readonly Row[]; readonly bySector: readonly Row[] }>(
  "lost-hours.json",
);
const inProcess = promisify(execFile);
const minuteMs = 60_000;
const dayMs = Date.parse(`${script.day}T00:00Z`);
const dayEndMs = dayMs + 24 * 60 * minuteMs;
const msOf = (clock: string) => Date.parse(`${script.day}T${clock}Z`);

const sockets = new Map<string, Socket>();
/** Since when a receiver's clock gains, and how much from one message to the next. */
const drifts = new Map<string, { readonly sinceMs: number; readonly perMessageMs: number }>();
let server: TestServer;
let officer: Credentials;
let desk: Credentials;

beforeAll(async () => {
  // The instant only: timers go on as ever.
  vi.useFakeTimers({ toFake: ["Date"], now: dayMs });
  server = await openTestServer({
    agreementDir: fileURLToPath(folder),
    pageDir: fileURLToPath(new URL("../apps/web/dist", import.meta.url)),
  });
  const tokenOf = (name: string, role: Role): Credentials => ({
    authorization: `Bearer ${server.running.host.tokens.add(name, role, Date.now())}`,
  });
  officer = tokenOf("duty-desk", "analyst");
  desk = tokenOf("patrol-desk", "observer");
}, 120_000);
afterAll(async () => {
  for (const socket of sockets.values()) socket.destroy();
  await server.close();
  vi.useRealTimers();
});

/** Waits, in real time, for what the server does by itself. */
async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let turn = 0; turn < 6_000; turn++) {
    if (await holds()) return;
    await delay(10);
  }
  throw new Error(`waited for: ${what}`);
}

interface FeedSeen {
  readonly id: string;
  readonly state: string;
  readonly port?: number;
  readonly messageCount: number;
  readonly takenCount: number;
  readonly queuedCount: number;
}
async function feedOf(id: string): Promise<FeedSeen> {
  const { items } = await ask<{ readonly items: readonly FeedSeen[] }>("/feeds");
  const found = items.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no feed ${id}`);
  return found;
}
/** Messages written to each feed so far. */
const writtenCount = new Map<string, number>();

/** One vessel heard by a receiver, with the time of the receiver's own clock. */
function transmit(feedId: string, sensorId: string): void {
  const socket = sockets.get(feedId);
  if (socket === undefined) return;
  const drift = drifts.get(sensorId) ?? { sinceMs: Date.now(), perMessageMs: 0 };
  const messageCount = (Date.now() - drift.sinceMs) / (script.every.minutes * minuteMs);
  const aheadMs = messageCount * drift.perMessageMs;
  const [line] = writeAis(
    {
      type: 1,
      repeat: 0,
      mmsi: 200_000_000 + (sensorId.codePointAt(sensorId.length - 1) ?? 0),
      navStatus: 0,
      turnIndicator: 0,
      speedKn: 0,
      isAccurate: true,
      lonDeg: -31.5,
      latDeg: 0,
      courseDeg: 0,
      headingDeg: 0,
      second: 61,
      manoeuvre: 0,
      spare: 0,
      isRaim: false,
      radio: 0,
    },
    { tag: { source: sensorId, receivedAtMs: Date.now() + aheadMs } },
  );
  socket.write(`${line}\r\n`);
  const count = (writtenCount.get(feedId) ?? 0) + 1;
  writtenCount.set(feedId, count);
}

/** Everything written was heard: only then does the script's clock go on. */
async function allHeard(): Promise<void> {
  for (const feedId of sockets.keys()) {
    const count = writtenCount.get(feedId) ?? 0;
    await until(async () => (await feedOf(feedId)).messageCount === count, `${feedId} heard`);
  }
}

const from = { origin: "observed", source: "duty-desk" };
const area = (ring: Happening["ring"]) => ({ shape: "polygon", rings: [ring] });
const span = ({ from = "", to = "" }: { readonly from?: string; readonly to?: string }) => ({
  fromMs: msOf(from),
  toMs: msOf(to) - 1,
  precision: "exact",
});

async function send(method: "POST" | "PUT", path: string, body: unknown): Promise<void> {
  const who = method === "PUT" ? desk : officer;
  const response = await server.call(`/api/v1${path}`, {
    method,
    headers: { "content-type": "application/json", ...who },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  expect([response.status, text], path).toEqual([expect.toBeOneOf([200, 201, 202]), text]);
  expect(text).not.toContain('"refused"');
}

async function happen(one: Happening): Promise<void> {
  const { what, feed: feedId = "", sensor: sensorId = "" } = one;
  switch (what) {
    case "connect": {
      await until(async () => (await feedOf(feedId)).port !== undefined, `${feedId} listens`);
      sockets.set(feedId, connect((await feedOf(feedId)).port ?? 0, "127.0.0.1"));
      await until(async () => (await feedOf(feedId)).state === "up", `${feedId} up`);
      return;
    }
    case "cut": {
      sockets.get(feedId)?.destroy();
      sockets.delete(feedId);
      await until(async () => (await feedOf(feedId)).state === "down", `${feedId} down`);
      return;
    }
    case "drift":
      drifts.set(sensorId, {
        sinceMs: msOf(one.at),
        perMessageMs: (one.secondsPerMessage ?? 0) * 1_000,
      });
      return;
    case "state":
      return send("POST", "/sensor-states", {
        schema: "sensor-state/1",
        ...from,
        sensorId,
        fromMs: Date.now(),
        state: one.state,
        reason: one.reason,
        sourceId: `${sensorId} ${one.at}`,
      });
    case "disturbance":
      return send("POST", "/disturbances", {
        schema: "disturbance/1",
        ...from,
        kind: one.kind,
        area: area(one.ring),
        span: span(one),
        sourceId: `${one.kind} ${one.from}`,
      });
    case "patrol": {
      const place = { name: "Echo", position: one.stop?.position };
      const id = derivedId("technical-day", one.name ?? "");
      return send("PUT", `/patrols/${id}`, {
        schema: "patrol/1",
        id,
        origin: "observed",
        version: 1,
        name: one.name,
        state: "out",
        observers: [],
        plan: { fromMs: msOf("12:30"), toMs: msOf("17:30") },
        stops: [
          { place, span: { fromMs: msOf(one.stop?.from ?? ""), toMs: msOf(one.stop?.to ?? "") } },
        ],
        clearances: [],
        checkIns: [{ atMs: Date.now(), place }],
        checkInEveryMs: 60 * minuteMs,
        leftAtMs: msOf("12:30"),
      });
    }
  }
}

/** Runs the day, minute by minute of its own, in order. */
async function runDay(): Promise<void> {
  const todo = [...script.happenings];
  for (let atMs = dayMs; atMs < dayEndMs; atMs += 5 * minuteMs) {
    vi.setSystemTime(atMs);
    while (todo[0] !== undefined && msOf(todo[0].at) <= atMs) {
      const [one] = todo.splice(0, 1);
      if (one !== undefined) await happen(one);
    }
    if ((atMs - dayMs) % (script.every.minutes * minuteMs) !== 0) continue;
    for (const { id, sensors } of script.feeds) {
      for (const sensorId of sensors) {
        // A receiver on a dead mast sends nothing.
        if (sensorId === "ais-a" && atMs >= msOf("03:00")) continue;
        transmit(id, sensorId);
      }
    }
    await allHeard();
  }
  vi.setSystemTime(dayEndMs);
  const room = server.running.host.current();
  for (const { id } of script.feeds) {
    await until(async () => (await feedOf(id)).queuedCount === 0, "all taken");
  }
  await until(async () => (await room.reachedSeq()) > 0, "the pipeline");
}

async function ask<Value>(path: string): Promise<Value> {
  const response = await server.call(`/api/v1${path}`, { headers: officer });
  expect(response.status, path).toBe(200);
  return (await response.json()) as Value;
}
const lostHours = (by: string) =>
  ask<LostHours>(`/ledger/lost-hours?from=${dayMs}&to=${dayEndMs}&by=${by}`);

const shown = ({ rows }: LostHours, wanted: readonly Row[]) =>
  wanted.map(({ id }) => {
    const row = rows.find((one) => one.id === id);
    const lost = row?.reasons.filter(({ hours }) => hours > 0) ?? [];
    return {
      id,
      totalHours: row?.totalHours,
      seenHours: row?.seenHours,
      reasons: Object.fromEntries(lost.map(({ reason, hours }) => [reason, hours])),
    };
  });
const near = (value: number) => expect.closeTo(value, 2);
const expected = (wanted: readonly Row[]) =>
  wanted.map(({ id, totalHours, seenHours, reasons }) => ({
    id,
    totalHours,
    seenHours: near(seenHours),
    reasons: Object.fromEntries(Object.entries(reasons).map(([key, value]) => [key, near(value)])),
  }));

describe("[WAT-207] the technical day, sent through real sockets", () => {
  beforeAll(runDay, 300_000);

  test("lost hours of sensors and patrols by reason are those worked out by hand", async () => {
    const found = await lostHours("sensor");
    expect(shown(found, table.bySensor)).toEqual(expected(table.bySensor));
    // Nothing lost hours that the table does not name.
    const named = table.bySensor.map(({ id }) => id);
    expect(found.rows.map(({ id }) => id).sort()).toEqual([...named].sort());
  });

  test("lost hours of sectors by reason are those worked out by hand", async () => {
    const found = await lostHours("sector");
    expect(shown(found, table.bySector)).toEqual(expected(table.bySector));
    const echo = found.rows.find(({ id }) => id === "echo");
    const denied = echo?.reasons.find(({ reason }) => reason === "denied");
    expect(denied?.sensorIds).toEqual(["Patrol 1"]);
    expect(denied?.hours).toBeGreaterThan(0);
  });

  test.each([
    ["02:30", []],
    [
      "11:00",
      [
        ["ais-a", "down"],
        ["ais-b", "jammed"],
        ["ais-c", "degraded"],
      ],
    ],
    [
      "20:00",
      [
        ["ais-a", "down"],
        ["ais-c", "degraded"],
        ["ais-d", "not-received"],
      ],
    ],
  ])("at %s what is taken from whom is what happened by then", async (clock, wanted) => {
    const found = await ask<CoverageInstant>(`/ledger/instant?at=${msOf(clock)}`);
    expect(found.sensors.map(({ id, reasons }) => [id, reasons[0]])).toEqual(wanted);
  });

  test("[CLI-070] `truceline coverage` tells it in lines, and the worst kilometres of no line not at all", async () => {
    const token = server.running.host.tokens.add("desk-script", "analyst", Date.now());
    const run = (...args: readonly string[]) =>
      inProcess(
        process.execPath,
        [
          "--conditions=truceline-src",
          fileURLToPath(new URL("../apps/cli/src/main.ts", import.meta.url)),
          "coverage",
          ...["--server", server.address, "--token", token],
          ...["--from", `${script.day}T00:00Z`, "--to", "2026-10-06T00:00Z"],
          ...args,
        ],
        { env: commandEnvironment },
      );
    const { stdout: sensors } = await run("--by", "sensor");
    expect(sensors.split("\n").slice(0, 7)).toEqual([
      "Hours of sensors, 2026-10-05 00:00 to 2026-10-06 00:00 (Etc/UTC)",
      "          hours   seen  lost to",
      "ais-a     24.0 h  12 %  down 21.0 h",
      "ais-c     24.0 h  64 %  degraded 8.6 h",
      "ais-d     24.0 h  75 %  not-received 6.0 h",
      "Patrol 1  4.0 h   25 %  denied 3.0 h",
      "ais-b     24.0 h  93 %  jammed 1.6 h",
    ]);
    const { stdout: sectors } = await run();
    expect(sectors).toContain("alpha    72.0 h  10 %  down 46.6 h (ais-a)\n");
    // A receiver that works 0.98 of the time beside the dead one: 3 cells, 21 hours, 0.8 and less.
    const { stdout: more } = await run("--one-more", "ais-receiver", "--at", "-30,6", "--json");
    const { gainedHours } = JSON.parse(more) as { readonly gainedHours: number };
    expect(gainedHours).toBeGreaterThan(40);
    expect(gainedHours).toBeLessThan(60);
    await expect(run("--worst", "3")).rejects.toMatchObject({
      stderr: expect.stringContaining("the agreement has no line to go along"),
    });
  }, 240_000);

  test("each place's clause is undetermined for its own reason", async () => {
    const wanted: Readonly<Record<string, string>> = {
      alpha: "down",
      bravo: "jammed",
      charlie: "degraded",
      delta: "not-received",
      echo: "no-sensor",
    };
    interface State {
      readonly sectorId: string;
      readonly state: string;
      readonly losses: readonly { readonly reason: string }[];
      readonly periodFromMs: number;
      readonly periodToMs: number;
    }
    const latest = async () => {
      const { items } = await ask<{ readonly items: readonly { readonly record?: State }[] }>(
        `/clause-states?from=${dayMs}&to=${dayEndMs}&limit=500`,
      );
      return items.flatMap((item) => item.record ?? (item as unknown as State));
    };
    const wholeDay = async () =>
      (await latest()).filter((one) => one.periodFromMs === dayMs && one.periodToMs === dayEndMs);
    await until(async () => (await wholeDay()).length === 5, "clause states of the day");
    for (const { sectorId, state, losses } of await wholeDay()) {
      expect([sectorId, state, losses[0]?.reason]).toEqual([
        sectorId,
        "undetermined",
        wanted[sectorId],
      ]);
    }
  });

  test("[WEB-407] in the browser each place stands undetermined with its own reason", async () => {
    // The script's clock is the server's alone: a browser that waited by it would wait for ever.
    vi.useRealTimers();
    const browser = await openBrowser();
    try {
      const context = await browser.newContext({
        viewport: { width: 1366, height: 768 },
        extraHTTPHeaders: { ...officer },
      });
      const page = await context.newPage();
      await page.goto(`${server.address}/?screen=clauses&period=2026-10-06`);
      for (const [sector, reason] of [
        ["Alpha", /down/i],
        ["Bravo", /jammed/i],
        ["Charlie", /degraded/i],
        ["Delta", /not received/i],
        ["Echo", /denied/i],
      ] as const) {
        await openCell(page, sector);
        await waitFor(page, new RegExp(`Article 1, ${sector}`));
        await waitFor(page, /undetermined/i);
        const reasons = page.getByRole("complementary", { name: "Reasons" });
        await expect.poll(() => reasons.innerText(), { timeout: patienceMs }).toMatch(reason);
      }
    } finally {
      await browser.close();
      vi.useFakeTimers({ toFake: ["Date"], now: dayEndMs });
    }
  }, 180_000);
});

/** Opens the cell of article 1 in a sector on the board of clauses. */
async function openCell(page: Page, sector: string): Promise<void> {
  const column = page.locator(".board thead th").filter({ hasText: sector });
  await column.first().waitFor();
  const index = await page
    .locator(".board thead th")
    .evaluateAll(
      (heads, name) => heads.findIndex((head) => head.textContent?.includes(name)),
      sector,
    );
  await page.locator(".board tbody tr").first().locator("th, td").nth(index).click();
}

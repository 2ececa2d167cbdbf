import { createSocket } from "node:dgram";
import { once } from "node:events";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type AisMessage, writeAis, writeKml, writeKmz, writeStation } from "@truceline/interop";
import { lonLat } from "@truceline/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Credentials, openTestServer, type TestServer } from "../testing/open-test-server.ts";
import { startFeeds } from "./feed-doubles.ts";

const midOcean = fileURLToPath(
  new URL("../../../../fixtures/agreements/mid-ocean", import.meta.url),
);

function vessel(mmsi: number): string {
  const message: AisMessage = {
    type: 18,
    repeat: 0,
    mmsi,
    reserved: 0,
    speedKn: 5,
    isAccurate: false,
    lonDeg: -30,
    latDeg: 0.1,
    courseDeg: 10,
    headingDeg: null,
    second: 61,
    regional: 0,
    isCarrierSense: true,
    hasDisplay: false,
    hasDsc: false,
    isWholeBand: false,
    takesMessage22: false,
    isAssigned: false,
    isRaim: false,
    radio: 0,
  };
  return `${writeAis(message, { channel: "B" })[0]}\n`;
}

const hourAgoMs = Date.now() - 3_600_000;
/** One mark of an office; the same each time it is asked for. */
const marks = (name: string) =>
  writeKml(
    [
      {
        name,
        folders: ["North"],
        span: { fromMs: hourAgoMs, toMs: hourAgoMs },
        data: { kind: "fire|smoke" },
        geometry: { type: "Point", position: [-30.01, 0.02] },
      },
    ],
    { name: "Marks" },
  );

/** A station says that it is up, on the equator at 30° W. */
function stationStatus(stationId: string, number: number): Uint8Array {
  const madeAtMs = Date.now();
  const line = writeStation({
    ...{ kind: "status", state: "up", messageId: String(number), stationId, medium: "acoustic" },
    ...{ position: lonLat(-30, 0), madeAtMs, clock: { state: "locked", errorMs: 1 } },
  });
  return new TextEncoder().encode(`${line}\n`);
}

/** Of a database on a machine that is busy with others: how long what comes at once may take to show. */
const patienceMs = 60_000;

interface Feed {
  readonly id: string;
  readonly state: string;
  readonly port?: number;
  readonly messageCount: number;
  readonly takenCount: number;
  readonly faultCount: number;
  readonly sensors: readonly { readonly id: string; readonly state: string }[];
}

describe("feeds of a room", { timeout: 2 * patienceMs }, () => {
  let agreementDir: string;
  let office: Server;
  let askedCount = 0;
  let server: TestServer;
  let analyst: Credentials;
  let device: Credentials;

  beforeAll(async () => {
    agreementDir = mkdtempSync(join(tmpdir(), "truceline-feeds-"));
    cpSync(midOcean, agreementDir, { recursive: true });
    office = createServer((_, response) => {
      askedCount += 1;
      response.end(writeKmz(marks("Asked for")));
    });
    office.listen(0, "127.0.0.1");
    await once(office, "listening");
    const { port: officePort } = office.address() as AddressInfo;
    writeFileSync(
      join(agreementDir, "feeds.yaml"),
      `truceline: feeds/1
feeds:
  - { id: harbour, url: "ais+tcp://:0", sensors: [c-1, c-2], clock: 10s, quota: { perSecond: 500 } }
  - { id: pushed, url: "ais+push://pushed", sensors: [c-3] }
  - { id: marks, url: "kml+dir://${join(agreementDir, "marks")}", mapping: ./marks.yaml }
  - { id: asked, url: "kml+http://127.0.0.1:${officePort}/marks.kmz#every=200ms", mapping: ./marks.yaml }
  - { id: quiet-tcp, url: "ais+tcp://:0", sensors: [op-1-ear], heartbeat: 500ms }
  - { id: quiet-udp, url: "ais+udp://:0", sensors: [op-2-ear], heartbeat: 500ms }
  - { id: quiet-push, url: "ais+push://x", sensors: [op-3-ear], heartbeat: 500ms }
  - { id: quiet-file, url: "ais+file://${join(agreementDir, "heard.log")}", sensors: [op-4-ear], heartbeat: 500ms }
  - { id: quiet-dir, url: "ais+dir://${join(agreementDir, "drop")}", sensors: [op-1-eye], heartbeat: 500ms }
`,
    );
    writeFileSync(
      join(agreementDir, "marks.yaml"),
      `truceline: mapping/1
id: marks
record: claim
source: office
timezone: UTC
sourceId: { rowHash: true }
time: { from: from }
fields:
  - { constant: F, to: grade.source }
  - { constant: "6", to: grade.information }
  - { column: name, to: place }
  - { column: kind, to: types, split: "|", emptyList: true }
  - { geometry: area, to: area, radiusM: 100 }
`,
    );
    mkdirSync(join(agreementDir, "marks"));
    writeFileSync(join(agreementDir, "heard.log"), "");
    mkdirSync(join(agreementDir, "drop"));
    server = await openTestServer({ agreementDir });
    analyst = await server.sessionOf(await server.account("ana", ["analyst"]));
    const token = server.running.host.tokens.add("receiver-1", "device", Date.now());
    device = { authorization: `Bearer ${token}` };
  });
  afterAll(async () => {
    await server.close();
    office.close();
    rmSync(agreementDir, { recursive: true });
  });

  async function feeds(): Promise<readonly Feed[]> {
    const response = await server.call("/api/v1/feeds", { headers: analyst });
    expect(response.status).toBe(200);
    return ((await response.json()) as { items: readonly Feed[] }).items;
  }
  async function feed(id: string, holds: (feed: Feed) => boolean): Promise<Feed> {
    const endMs = performance.now() + patienceMs;
    while (performance.now() < endMs) {
      const found = (await feeds()).find((entry) => entry.id === id);
      if (found !== undefined && holds(found)) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`${id}: ${JSON.stringify(await feeds())}`);
  }
  async function listed(path: string): Promise<readonly Record<string, unknown>[]> {
    const response = await server.call(path, { headers: analyst });
    return ((await response.json()) as { items: Record<string, unknown>[] }).items;
  }

  test("[FED-042] what comes over a socket is stored, and its loss and return are told of its sensors", async () => {
    const { port = 0 } = await feed("harbour", (found) => found.port !== undefined);
    const socket = connect({ host: "127.0.0.1", port });
    await once(socket, "connect");
    socket.write(vessel(211_000_001) + vessel(211_000_002).replace("*", "*0"));
    const heard = await feed("harbour", ({ takenCount }) => takenCount === 2);
    expect(heard).toMatchObject({ state: "up", messageCount: 1, faultCount: 1 });
    const reports = await listed("/api/v1/position-reports");
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({
      source: "feed/harbour",
      identity: { scheme: "mmsi", value: "211000001" },
    });
    const quarantine = await listed("/api/v1/quarantine");
    expect(quarantine[0]).toMatchObject({ code: "TL_INT_AIS_CHECKSUM", sender: "harbour" });
    socket.destroy();
    const lost = await feed("harbour", ({ state }) => state === "down");
    expect(lost.sensors.map(({ id, state }) => [id, state])).toEqual([
      ["c-1", "not-received"],
      ["c-2", "not-received"],
    ]);
    const states = await listed("/api/v1/sensor-states?subject=c-1");
    expect(states.map(({ state }) => state)).toContain("not-received");
  });

  test("[FED-043] what is pushed is answered once it is stored", async () => {
    const response = await server.call("/api/v1/feeds/pushed/messages", {
      method: "POST",
      headers: { ...device, "content-type": "application/octet-stream" },
      body: vessel(211_000_003),
    });
    expect(response.status).toBe(202);
    const reports = await listed("/api/v1/position-reports?source=feed/pushed");
    expect(reports).toHaveLength(1);
    const unknown = await server.call("/api/v1/feeds/harbour/messages", {
      method: "POST",
      headers: device,
      body: "x",
    });
    expect(unknown.status).toBe(404);
    const nobody = await server.call("/api/v1/feeds/pushed/messages", {
      method: "POST",
      body: "x",
    });
    expect(nobody.status).toBe(401);
  });

  test("[FED-044] each feed has its figures among the metrics of feeds, for the mission's own people only", async () => {
    const text = await (await server.call("/metrics/feeds", { headers: analyst })).text();
    expect(text).toMatch(/^truceline_feed_messages\{feed="harbour"\} 1$/m);
    expect(text).toMatch(/^truceline_feed_faults\{feed="harbour"\} 1$/m);
    expect(text).toMatch(/^truceline_feed_up\{feed="pushed"\} 1$/m);
    // Where the mission hears nothing now is nobody else's business.
    expect((await server.call("/metrics/feeds")).status).toBe(401);
    expect((await server.call("/metrics/feeds", { headers: device })).status).toBe(403);
    const open = await (await server.call("/metrics")).text();
    expect(open).toContain("truceline_streams");
    expect(open).not.toMatch(/harbour|pushed|truceline_feed_(?!head)/);
  });

  test.each([
    ["quiet-tcp", "op-1-ear"],
    ["quiet-udp", "op-2-ear"],
    ["quiet-push", "op-3-ear"],
    ["quiet-file", "op-4-ear"],
    ["quiet-dir", "op-1-eye"],
  ])(
    "[FED-016] over %s silence beyond the heartbeat is stored as the state of its sensor",
    async (id, sensorId) => {
      const line = vessel(211_000_010);
      const beganMs = Date.now();
      const { port = 0 } = await feed(
        id,
        ({ port: bound }) => bound !== undefined || !/p$/.test(id),
      );
      let socket: ReturnType<typeof connect> | undefined;
      if (id === "quiet-tcp") socket = connect({ host: "127.0.0.1", port }).on("error", () => {});
      socket?.write(line);
      if (id === "quiet-udp") {
        const sender = createSocket("udp4");
        sender.send(line, port, "127.0.0.1", () => sender.close());
      }
      if (id === "quiet-push") {
        await server.call(`/api/v1/feeds/${id}/messages`, {
          method: "POST",
          headers: { ...device, "content-type": "application/octet-stream" },
          body: line,
        });
      }
      if (id === "quiet-file") appendFileSync(join(agreementDir, "heard.log"), line);
      if (id === "quiet-dir") writeFileSync(join(agreementDir, "drop", "one.nmea"), line);
      await feed(id, ({ messageCount }) => messageCount === 1);
      await feed(id, ({ state }) => state === "silent");
      // Those of before count from before.
      const toldSince = async () =>
        (await listed(`/api/v1/sensor-states?subject=${sensorId}`)).filter(
          ({ fromMs }) => Number(fromMs) >= beganMs,
        );
      await expect.poll(toldSince, { timeout: patienceMs }).toContainEqual(
        expect.objectContaining({
          source: `feed/${id}`,
          state: "not-received",
          reason: expect.stringMatching(/^nothing was heard for/),
        }),
      );
      socket?.destroy();
    },
    4 * patienceMs,
  );

  test("[INT-260] KML put into a folder and KMZ of a server become what the mapping says, once", async () => {
    writeFileSync(join(agreementDir, "marks", "one.kml"), marks("Put in"));
    await feed("marks", ({ takenCount }) => takenCount === 1);
    await feed("asked", ({ takenCount }) => takenCount > 0 && askedCount > 2);
    const claims = await listed("/api/v1/claims?source=office");
    const found = claims.map(({ place, types, area }) => [place, types, area]);
    const area = { shape: "circle", centre: [-30.01, 0.02], radiusM: 100 };
    expect(found.toSorted()).toEqual([
      ["Asked for", ["fire", "smoke"], area],
      ["Put in", ["fire", "smoke"], area],
    ]);
  });

  /** A manager of one feed over a folder, and what it tells; its clock is the test's. */
  async function managed(url: string, nowMs: () => number, memoryDir: string) {
    const told: Record<string, unknown>[] = [];
    const manager = await startFeeds(
      [url],
      async (messages) => {
        for (const { bytes } of messages) told.push(JSON.parse(new TextDecoder().decode(bytes)));
      },
      {
        clock: { nowMs },
        deployment: {
          schema: "deployment/1",
          id: "d",
          posts: [{ id: "p", position: lonLat(-30, 0), kind: "mast" }],
          sensors: [
            { id: "c-1", means: "camera", post: "p" },
            { id: "st-1", means: "ear", post: "p", position: lonLat(-30, 2) },
          ],
        },
        memoryDir,
      },
    );
    return { manager, told };
  }

  test("[FED-085] a station is held against its place in the deployment from its first message on, over a restart too", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "truceline-feeds-data-"));
    for (let start = 0; start < 2; start++) {
      const { manager, told } = await managed(
        "stations+push://x?id=x&sensors=st-1",
        () => Date.now(),
        dataDir,
      );
      await manager.push("x", "device", stationStatus("st-1", start));
      await manager.stop();
      const states = told.filter(({ source }) => source === "feed/x");
      expect(states.findLast(({ state }) => state === "degraded")).toMatchObject({
        sensorId: "st-1",
        factor: 0,
        reason: expect.stringMatching(/^it stands 22[12]\.\d km from where the deployment has it$/),
      });
      expect(manager.list()[0]?.notices.map(({ text }) => text)).toContainEqual(
        expect.stringMatching(/^station st-1: it stands 22/),
      );
    }
    rmSync(dataDir, { recursive: true });
  });

  test("[FED-083] a room that was stopped while its clock was ahead neither starts in the future nor believes what it told there", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "truceline-feeds-data-"));
    const t0 = 1_767_225_600_000;
    const dayMs = 86_400_000;
    let nowMs = t0 + dayMs;
    const url = "ais+push://x?id=x&sensors=c-1";
    const ahead = await managed(url, () => nowMs, dataDir);
    await ahead.manager.push("x", "device", new TextEncoder().encode(vessel(211_000_004)));
    await ahead.manager.stop();
    nowMs = t0;
    const back = await managed(url, () => nowMs, dataDir);
    expect(back.manager.list()[0]?.sensors[0]).toMatchObject({
      state: "not-received",
      sinceMs: t0,
    });
    nowMs = t0 + dayMs + 5_000;
    await feedTold(back.told, 2);
    await back.manager.stop();
    expect(back.told.map(({ state, fromMs }) => [state, fromMs])).toEqual([
      ["not-received", t0],
      ["not-received", t0 + dayMs + 5_000],
    ]);
    rmSync(dataDir, { recursive: true });
  });

  async function feedTold(told: readonly unknown[], count: number): Promise<void> {
    await expect.poll(() => told.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(count);
  }

  test("[FED-045] between a stop and the next start its sensors were not received", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "truceline-feeds-data-"));
    const memory = join(dataDir, "feeds", "x");
    let nowMs = 1_767_225_600_000;
    const told: Record<string, unknown>[] = [];
    const open = async () => {
      // The hour that passes here is no silence.
      const next = await managed("ais+push://x?id=x&sensors=c-1&heartbeat=3h", () => nowMs, memory);
      const { manager } = next;
      return {
        manager,
        stop: async () => {
          await manager.stop();
          told.push(...next.told);
        },
      };
    };
    const first = await open();
    await first.manager.push("x", "device", new TextEncoder().encode(vessel(211_000_004)));
    nowMs += 3_600_000;
    await first.stop();
    const stoppedAtMs = nowMs;
    nowMs += 7_200_000;
    const second = await open();
    await second.manager.push("x", "device", new TextEncoder().encode(vessel(211_000_005)));
    await second.stop();
    const states = told.filter(({ schema }) => schema === "sensor-state/1");
    expect(states.map(({ state, fromMs }) => [state, fromMs])).toEqual([
      ["not-received", 1_767_225_600_000],
      // Of two states of one instant the worst holds: a better one begins a millisecond later.
      ["up", 1_767_225_600_001],
      ["not-received", stoppedAtMs],
      ["up", nowMs],
    ]);
    rmSync(dataDir, { recursive: true });
  });
});

import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  deviceToken,
  type ServerProcess,
  startServerProcess,
  temporaryDataDir,
} from "./server-process.ts";

const data = temporaryDataDir();
let server: ServerProcess;
let observer = "";
let device = "";

beforeAll(async () => {
  server = await startServerProcess({ args: ["fixtures/agreements/mid-ocean"], dataDir: data.dir });
  observer = deviceToken(data.dir, "observer", "observer");
  device = deviceToken(data.dir, "phone", "device");
}, 120_000);
afterAll(async () => {
  expect(await server.stop()).toBe(0);
  data.remove();
});

const shaOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const jpeg = readFileSync(
  new URL("../packages/interop/fixtures/photo/plain.jpeg", import.meta.url),
);
const secret = "31.1100W 0.2200N";
/** The photograph with a comment that says where it was taken. */
const placed = (extra = "") => {
  const text = Buffer.from(secret + extra);
  const head = Buffer.from([0xff, 0xfe, 0, text.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
};

async function send(
  path: string,
  body: BodyInit | Uint8Array,
  type: string,
  { token = observer, method = "POST" } = {},
) {
  const response = await fetch(`${server.address}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": type },
    body: body as BodyInit,
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  } as RequestInit);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const look = (path: string, token = observer) =>
  fetch(`${server.address}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });

describe("photographs", () => {
  test("[SRV-069] a photograph is kept without its place, under the hash of what is kept, once", async () => {
    const first = await send("/media", placed(), "image/jpeg");
    expect(first).toEqual({
      status: 201,
      body: {
        sha256: shaOf(jpeg),
        type: "image/jpeg",
        byteCount: jpeg.length,
        keepsPlace: false,
        removed: ["comment"],
        widthPx: 16,
        heightPx: 12,
      },
    });
    const again = await send("/media", placed(), "image/jpeg", { token: device });
    expect([again.status, again.body["sha256"]]).toEqual([200, shaOf(jpeg)]);
    const kept = await look(`/media/${shaOf(jpeg)}`);
    expect(Buffer.from(await kept.arrayBuffer())).toEqual(jpeg);
    const metrics = await (await fetch(`${server.address}/metrics`)).text();
    expect(metrics).toMatch(/truceline_media_files [1-9]/);
    expect(metrics).toMatch(/truceline_media_bytes_max \d{6,}/);
  });

  test("[SRV-069] it is given out so that no browser takes it for anything but a picture", async () => {
    await send("/media", placed(), "image/jpeg");
    const { headers, status } = await look(`/media/${shaOf(jpeg)}`);
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("image/jpeg");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; sandbox; frame-ancestors 'none'",
    );
    expect(headers.get("cache-control")).toBe("no-store");
    expect((await look(`/media/${shaOf(jpeg)}`, device)).status).toBe(403);
    expect((await fetch(`${server.address}/api/v1/media/${shaOf(jpeg)}`)).status).toBe(401);
    expect((await look(`/media/${"0".repeat(64)}`)).status).toBe(404);
    expect((await look("/media/..%2F..%2Ftokens.json")).status).toBe(400);
  });

  test("[SRV-069] its place stays where that was asked for", async () => {
    const { body } = await send("/media?keepPlace=yes", placed(), "image/jpeg");
    expect(body).toMatchObject({ keepsPlace: true, removed: [], sha256: shaOf(placed()) });
    const kept = Buffer.from(await (await look(`/media/${shaOf(placed())}`)).arrayBuffer());
    expect(kept.includes(secret)).toBe(true);
  });

  test.each([
    ["SVG as PNG", '<svg xmlns="http://www.w3.org/2000/svg"/>', "image/png"],
    ["HTML as JPEG", "<!doctype html><script>1</script>", "image/jpeg"],
    ["half a photograph", new Uint8Array(jpeg.subarray(0, 400)), "image/jpeg"],
    ["nothing", "", "image/jpeg"],
  ])("[SRV-069] refused by its content, not by its name: %s", async (_name, bytes, type) => {
    const { status, body } = await send("/media", bytes, type);
    expect([status, body["code"]]).toEqual([422, "TL_INT_PHOTO"]);
  });

  test("[SRV-069] a picture of four thousand million pixels is refused from its header", async () => {
    const bomb = Buffer.from(jpeg);
    const at = bomb.indexOf(Buffer.from([0xff, 0xc0]));
    bomb.writeUInt32BE(0xffff_ffff, at + 5);
    const { status, body } = await send("/media", bomb, "image/jpeg");
    expect([status, body["code"]]).toEqual([422, "TL_INT_PHOTO_SIZE"]);
  });

  test("[SRV-069] 40 MB are refused while they come, said ahead or not, and the server goes on", async () => {
    const large = Buffer.alloc(40 * 1024 * 1024, jpeg);
    const said = await send("/media", large, "image/jpeg").catch(() => undefined);
    // Where the server closes before all is sent, a client may see that only.
    expect(said === undefined || said.body["code"] === "TL_SERVER_MEDIA_SIZE").toBe(true);
    let sentCount = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sentCount >= 40) return controller.close();
        sentCount++;
        controller.enqueue(large.subarray(0, 1024 * 1024));
      },
    });
    const streamed = await send("/media", stream, "image/jpeg");
    expect([streamed.status, streamed.body["code"]]).toEqual([413, "TL_SERVER_MEDIA_SIZE"]);
    expect((await send("/media", placed(" again"), "image/jpeg")).status).toBeLessThan(202);
  });

  test("[SRV-069] an entry that names a photograph is taken once the photograph is here", async () => {
    const id = randomUUID();
    const keptPng = readFileSync(
      new URL("../packages/interop/fixtures/photo/plain.png", import.meta.url),
    );
    const entry = {
      schema: "log-entry/1",
      id,
      origin: "observed",
      version: 1,
      state: "draft",
      post: { name: "OP 1" },
      observers: ["m-12"],
      shiftFromMs: Date.now(),
      line: "",
      language: "en",
      observations: [],
      media: [
        {
          sha256: shaOf(keptPng),
          type: "image/png",
          byteCount: keptPng.length,
          keepsPlace: false,
        },
      ],
    };
    const put = () =>
      send(`/log-entries/${id}`, JSON.stringify(entry), "application/json", { method: "PUT" });
    const early = await put();
    expect([early.status, early.body["code"]]).toEqual([400, "TL_SERVER_MEDIA_UNKNOWN"]);
    await send("/media", new Uint8Array(keptPng), "image/png");
    expect((await put()).status).toBe(201);
  });
});

describe("tracks", () => {
  const patrolId = randomUUID();
  const plan = { fromMs: Date.now() - 7_200_000, toMs: Date.now() };
  const point = (minutes: number) =>
    `<trkpt lat="0.1" lon="-30.0${minutes}"><time>${new Date(plan.fromMs + minutes * 60_000).toISOString()}</time></trkpt>`;
  const gpx = (points: string) =>
    `<gpx version="1.1"><trk><trkseg>${points}<trkpt lat="0" lon="0"/></trkseg></trk></gpx>`;
  const three = gpx([1, 2, 3].map(point).join(""));

  test("[SRV-070] a GPX file becomes the patrol's track, once", async () => {
    const path = `/patrol-tracks/gpx?patrolId=${patrolId}`;
    expect((await send(path, three, "application/gpx+xml")).status).toBe(404);
    const patrol = {
      schema: "patrol/1",
      id: patrolId,
      origin: "observed",
      version: 1,
      name: "Patrol 6",
      state: "planned",
      observers: [],
      plan,
      stops: [],
      clearances: [],
      checkIns: [],
      checkInEveryMs: 1_800_000,
    };
    const put = await send(`/patrols/${patrolId}`, JSON.stringify(patrol), "application/json", {
      method: "PUT",
    });
    expect(put.status).toBe(201);
    const first = await send(path, three, "application/gpx+xml", { token: device });
    expect(first).toMatchObject({ status: 201, body: { pointCount: 3, untimedCount: 1 } });
    expect((await send(path, three, "application/gpx+xml")).status).toBe(200);
    const list = (await (await look(`/patrol-tracks?subject=${patrolId}`)).json()) as {
      items: Record<string, unknown>[];
    };
    expect(list.items).toHaveLength(1);
    expect(list.items[0]?.["points"]).toHaveLength(3);
  });

  test.each([
    ["a document type", `<!DOCTYPE gpx [<!ENTITY a "a">]>${three}`, 422, "TL_INT_GPX"],
    ["another kind of body", three, 415, "TL_SERVER_MEDIA_TYPE"],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0xfd]), 400, "TL_SERVER_BODY"],
  ])("[SRV-070] refused: %s", async (title, body, status, code) => {
    const type = title === "another kind of body" ? "text/plain" : "application/gpx+xml";
    const answer = await send(`/patrol-tracks/gpx?patrolId=${patrolId}`, body, type);
    expect([answer.status, answer.body["code"]]).toEqual([status, code]);
  });
});

test("[SRV-071] the deployment the room was opened with is kept", async () => {
  const { items } = (await (await look("/deployments")).json()) as {
    items: { id: string; version: number; deployment: { schema: string } }[];
  };
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ version: 1, deployment: { schema: "deployment/1" } });
  const one = await look(`/deployments/${items[0]?.id}/versions`);
  expect(((await one.json()) as { items: unknown[] }).items).toEqual(items);
});

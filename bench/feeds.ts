// 800 senders at a message a second each, then a flood of ever-new identities and ever-new ways, into one
// running server by its real sockets: nothing lost, resident memory flat.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { type AisMessage, writeAis } from "@truceline/interop";
import { deviceToken, startServerProcess, temporaryDataDir } from "../e2e/server-process.ts";
import { UdpSender } from "../packages/feeds/src/index.ts";
import { median, printLine } from "./bench-line.ts";

const clientCount = 800;
const seconds = Number(process.env["TRUCELINE_BENCH_SECONDS"] ?? 720);
const floodCount = Number(process.env["TRUCELINE_BENCH_COUNT"] ?? 400_000);
const floodWays = 20;
const linesAPiece = 50;
/** Packets from a port of their own each. */
const packetCount = 5_000;

function lineOf(mmsi: number, step: number): string {
  const message: AisMessage = {
    type: 1,
    repeat: 0,
    mmsi,
    navStatus: 0,
    turnIndicator: 0,
    speedKn: 10,
    isAccurate: false,
    lonDeg: -31 + (mmsi % 2_000) / 1_000,
    // Ten knots northwards: what jumps would be flagged, and that is another bench.
    latDeg: -1 + ((mmsi * 7) % 2_000) / 1_000 + step * 0.000_046_3,
    courseDeg: 0,
    headingDeg: null,
    second: step % 60,
    manoeuvre: 0,
    spare: 0,
    isRaim: false,
    radio: step % 1_000,
  };
  // With its own time: what has none cannot wait for long.
  return `${writeAis(message, { channel: "A", tag: { receivedAtMs: Date.now() } })[0]}\n`;
}

const data = temporaryDataDir();
const token = deviceToken(data.dir, "bench", "observer");
try {
  const [tcpPort, udpPort] = [await freePort(), await freePort()];
  const server = await startServerProcess({
    args: [
      "fixtures/agreements/mid-ocean",
      ...["--feed", `ais+tcp://:${tcpPort}?id=tcp&quota=5000`],
      ...["--feed", `ais+udp://:${udpPort}?id=udp`],
    ],
    dataDir: data.dir,
  });
  const residents: { readonly phase: string; readonly mb: number }[] = [];
  const note = (phase: string) => residents.push({ phase, mb: residentMb(server.pid) });

  const clients = await Promise.all(Array.from({ length: clientCount }, () => open(tcpPort)));
  let sent = 0;
  const beganMs = performance.now();
  for (let second = 0; second < seconds; second++) {
    for (const [index, socket] of clients.entries())
      socket.write(lineOf(200_000_000 + index, second));
    sent += clientCount;
    await delay(Math.max(0, beganMs + (second + 1) * 1_000 - performance.now()));
    note("clients");
  }
  const tookS = (performance.now() - beganMs) / 1_000;
  await heard(server.address, "tcp", sent);
  for (const socket of clients) socket.destroy();

  const ways = await Promise.all(Array.from({ length: floodWays }, () => open(tcpPort)));
  const floodBeganMs = performance.now();
  for (let from = 0; from < floodCount; from += linesAPiece) {
    const socket = ways[(from / linesAPiece) % floodWays] as Socket;
    const lines = Array.from({ length: linesAPiece }, (_, index) =>
      lineOf(300_000_000 + from + index, 61),
    );
    // Held back by the server, as a sender that is too fast is.
    if (!socket.write(lines.join(""))) await once(socket, "drain");
    if (from % 5_000 === 0) note("flood");
  }
  await heard(server.address, "tcp", sent + floodCount);
  const floodS = (performance.now() - floodBeganMs) / 1_000;
  for (const socket of ways) socket.destroy();
  for (let packet = 0; packet < packetCount; packet++) {
    const sender = new UdpSender("127.0.0.1", udpPort);
    await sender.send(Buffer.from(lineOf(700_000_000 + packet, 61)));
    await sender.close();
    if (packet % 250 === 0) note("ways");
  }
  // Each packet was heard, or counted as one that could not be: by the feed, or by the system before it.
  let figures = await metrics(server.address);
  const told = () =>
    (figures.get('truceline_feed_messages{feed="udp"}') ?? 0) +
    (figures.get('truceline_feed_refused{feed="udp"}') ?? 0);
  for (let wait = 0; wait < 60 && told() < packetCount; wait++) {
    await delay(500);
    figures = await metrics(server.address);
  }
  await server.stop();

  const refused = figures.get('truceline_feed_refused{feed="tcp"}') ?? 0;
  if (refused > 0) throw new Error(`${refused} refused of senders that can wait`);
  // What is allocated once (buffers, compiled code) and what is kept by bounds (150 open points of each of
  // 800 vessels, reports in which interference is looked for) is there after the first half of a phase; a
  // flood needs larger buffers than clients do, so that each is held against itself.
  const growthOf = (wanted: string) => {
    const own = residents.filter(({ phase }) => phase === wanted).map(({ mb }) => mb);
    const settled = own.slice(Math.floor(own.length / 2));
    const part = Math.floor(settled.length / 3);
    return { early: median(settled.slice(0, part)), late: median(settled.slice(-part)) };
  };
  const [ofClients, ofFlood] = [growthOf("clients"), growthOf("flood")];
  const { early, late } = ofFlood;
  printLine({
    name: "feeds",
    value: late,
    unit: "MB resident, median of the last third",
    against: "the flood's own first third after settling; floor: within 5 %, nothing lost",
    ratio: late / early,
    detail: {
      clientCount,
      messagesPerSecond: Math.round(sent / tookS),
      sentByClients: sent,
      floodCount,
      floodPerSecond: Math.round(floodCount / floodS),
      heard: figures.get('truceline_feed_messages{feed="tcp"}') ?? 0,
      packets: packetCount,
      packetsHeard: figures.get('truceline_feed_messages{feed="udp"}') ?? 0,
      packetsRefused: figures.get('truceline_feed_refused{feed="udp"}') ?? 0,
      // Of the thread that has the feeds; the pipeline has its own.
      heapMb: Math.round((figures.get("nodejs_heap_size_used_bytes") ?? 0) / 1_048_576),
      pipelineHeapMb: Math.round(
        (figures.get('truceline_pipeline_heap_bytes{part="used"}') ?? 0) / 1_048_576,
      ),
      externalMb: Math.round((figures.get("nodejs_external_memory_bytes") ?? 0) / 1_048_576),
      behindCount: figures.get("truceline_pipeline_behind") ?? 0,
      earlyMb: Math.round(early),
      clientsEarlyMb: Math.round(ofClients.early),
      clientsLateMb: Math.round(ofClients.late),
      clientsFirstMb: Math.round(residents[0]?.mb ?? 0),
      clientsRatio: ofClients.late / ofClients.early,
      peakMb: Math.round(Math.max(...residents.map(({ mb }) => mb))),
    },
  });
} finally {
  data.remove();
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ host: "127.0.0.1", port });
  await once(socket, "connect");
  return socket;
}

/** Waits until a feed has brought so many messages and all of them are stored. */
async function heard(address: string, feed: string, count: number): Promise<void> {
  for (;;) {
    const figures = await metrics(address);
    const messages = figures.get(`truceline_feed_messages{feed="${feed}"}`) ?? 0;
    const queued = figures.get(`truceline_feed_queued{feed="${feed}"}`) ?? 0;
    if (messages >= count && queued === 0) return;
    await delay(500);
  }
}

async function metrics(address: string): Promise<ReadonlyMap<string, number>> {
  const headers = { authorization: `Bearer ${token}` };
  const pages = ["/metrics", "/metrics/feeds"].map(async (path) =>
    (await fetch(`${address}${path}`, { headers })).text(),
  );
  const text = (await Promise.all(pages)).join("\n");
  return new Map(
    text.split("\n").flatMap((line): [string, number][] => {
      const [name = "", value] = line.split(" ");
      return /^(truceline_|nodejs_heap_size_used_bytes|nodejs_external)/.test(line)
        ? [[name, Number(value)]]
        : [];
    }),
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}

import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  AircraftPlaces,
  BeastReader,
  decodeModeS,
  HexReader,
  type ModeSMessage,
  type SbsMessage,
  SbsReader,
  writeBeast,
} from "../index.ts";

const data = new URL("../../../../../shared/data/adsb/", import.meta.url);
const isThere = existsSync(data);
if (!isThere) console.log("skipped: the folder of shared data is not there");
const program = "dump1090-mutability";
const isProgramThere = spawnSync(program, ["--help"]).status === 0;
if (!isProgramThere) console.log(`skipped: ${program} is not installed`);

const unzipped = (name: string) => gunzipSync(readFileSync(new URL(name, data))).toString("utf8");
const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const rowsOf = (name: string) =>
  unzipped(name)
    .replace(/^\uFEFF/, "")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replaceAll('"', "").trim().split(","));

describe.skipIf(!isThere)("expected decodings of pyModeS", () => {
  const golden = isThere
    ? (JSON.parse(unzipped("pymodes-golden_v2.json.gz")) as Record<string, Record<string, unknown>>)
    : {};

  test("[INT-025] each of the 600 messages: format, address, and what it holds", () => {
    let fieldCount = 0;
    for (const [hex, expected] of Object.entries(golden)) {
      const message = decodeModeS(bytesOf(hex)) as ModeSMessage;
      const own = inTheirTerms(message);
      for (const [field, value] of Object.entries(expected)) {
        // Registers of Comm-B are not read.
        if (!(field in own)) {
          expect([20, 21]).toContain(expected["df"]);
          continue;
        }
        const ours = own[field];
        if (field === "icao") {
          expect([hex, ours]).toEqual([hex, String(value).toLowerCase()]);
        } else if (typeof value === "number" && typeof ours === "number") {
          expect(Math.abs(ours - value), `${hex} ${field}`).toBeLessThan(
            field === "groundspeed" ? 1 : 1e-9,
          );
        } else expect([hex, field, ours]).toEqual([hex, field, value]);
        fieldCount += 1;
      }
    }
    expect(Object.keys(golden)).toHaveLength(600);
    expect(fieldCount).toBeGreaterThan(1_500);
  });

  test("[INT-025] recordings: address and type code of each row", () => {
    const rows = rowsOf("pymodes-sample_data_adsb.csv.gz");
    for (const [, hex = "", address = "", typeCode] of rows) {
      const message = decodeModeS(bytesOf(hex)) as ModeSMessage;
      expect(message.address).toBe(address.toLowerCase());
      expect("typeCode" in message && message.typeCode).toBe(Number(typeCode));
    }
    expect(rows).toHaveLength(2_000);
    let otherCount = 0;
    for (const name of [
      "pymodes-sample_data_commb_df20.csv.gz",
      "pymodes-sample_data_commb_df21.csv.gz",
    ]) {
      const replies = rowsOf(name);
      expect(replies).toHaveLength(5_000);
      // Three of the 10,000 were recorded with changed bits, which a reply without parity of its own hides.
      otherCount += replies.filter(([, address = "", hex = ""]) => {
        const message = decodeModeS(bytesOf(hex)) as ModeSMessage;
        return message.address !== address.toLowerCase();
      }).length;
    }
    expect(otherCount).toBe(3);
  });
});

function inTheirTerms(message: ModeSMessage): Record<string, unknown> {
  const head = { df: message.format, icao: message.address };
  const coded = "typeCode" in message ? { ...head, typecode: message.typeCode } : head;
  switch (message.kind) {
    case "altitude":
      return { ...head, altitude: message.altitudeFt };
    case "identity":
      return { ...head, squawk: message.squawk };
    case "identification":
      return { ...coded, callsign: message.callSign.padEnd(8, "_"), category: message.category };
    case "airborne-position":
      return { ...coded, altitude: message.altitudeFt, cpr_format: Number(message.compact.isOdd) };
    case "velocity": {
      const { eastKn, northKn } = message;
      if (eastKn === null || northKn === null) return coded;
      return {
        ...coded,
        groundspeed: Math.hypot(eastKn, northKn),
        track: ((Math.atan2(eastKn, northKn) * 180) / Math.PI + 360) % 360,
        vertical_rate: message.verticalRateFtPerMin,
      };
    }
    default:
      return coded;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function connected(port: number): Promise<Socket> {
  for (let attempt = 0; ; attempt++) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    if (isOpen) return socket;
    if (attempt > 100) throw new Error(`nothing listens on ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What the program says of the frames, as SBS-1. */
async function askProgram(frames: readonly Uint8Array[]): Promise<readonly SbsMessage[]> {
  const [beastPort, sbsPort] = [await freePort(), await freePort()];
  const off = ["--net-ri-port", "0", "--net-ro-port", "0", "--net-bo-port", "0"];
  const ports = ["--net-bi-port", String(beastPort), "--net-sbs-port", String(sbsPort)];
  const local = ["--net-bind-address", "127.0.0.1", "--quiet", "--no-fix"];
  const child = spawn(program, ["--net-only", ...off, ...ports, ...local], { stdio: "ignore" });
  try {
    const out = await connected(sbsPort);
    const input = await connected(beastPort);
    const reader = new SbsReader("dump1090");
    const messages: SbsMessage[] = [];
    let lastMs = Date.now();
    out.on("data", (bytes) => {
      messages.push(...reader.push(bytes));
      lastMs = Date.now();
    });
    // It takes up connections when it has time: only once it answers does nothing get lost.
    const call = writeBeast(bytesOf("8D4840D6202CC371C32CE0576098"), 0, 0.5);
    const isOther = ({ address }: SbsMessage) => address !== "4840d6";
    const pause = () => new Promise((resolve) => setTimeout(resolve, 100));
    while (messages.length === 0 && Date.now() - lastMs < 15_000) {
      input.write(call);
      await pause();
    }
    // Who reads slower than it writes is cut off, so the frames go in pieces, each answered first.
    for (let from = 0; from < frames.length; from += 200) {
      const piece = frames.slice(from, from + 200);
      for (const frame of piece) input.write(frame);
      lastMs = Date.now();
      const count = from + piece.length;
      while (messages.filter(isOther).length < count && Date.now() - lastMs < 3_000) await pause();
    }
    out.destroy();
    input.destroy();
    expect(reader.takeFaults()).toEqual([]);
    return messages.filter(isOther);
  } finally {
    child.kill();
  }
}

describe.skipIf(!isThere || !isProgramThere)("dump1090-mutability on the same frames", () => {
  test("[INT-026] same call signs, altitudes, velocities and places, message by message", async () => {
    const rows = rowsOf("pymodes-sample_data_adsb.csv.gz");
    const frames = rows.map(([, hex = ""], index) => writeBeast(bytesOf(hex), index * 12_000, 0.5));
    const theirs = await askProgram(frames);

    const reader = new BeastReader("frames");
    const received = frames.flatMap((frame) => reader.push(frame));
    expect(reader.takeFaults()).toEqual([]);
    expect(received).toHaveLength(2_000);

    const hexReader = new HexReader("lines");
    const lines = rows.map(([, hex]) => `*${hex};`).join("\n");
    const byHex = [...hexReader.push(new TextEncoder().encode(lines)), ...hexReader.finish()];
    expect(byHex.map(({ message }) => message)).toEqual(received.map(({ message }) => message));

    const places = new AircraftPlaces();
    const own = received.map(({ message }) => {
      const isPlace = message.kind === "airborne-position" || message.kind === "surface-position";
      // The program reads all within a moment, so both clocks stand still.
      return { message, place: isPlace ? places.place(message, 0) : undefined };
    });
    const addresses = new Set(received.map(({ message }) => message.address));
    const compared = { callSigns: 0, altitudes: 0, velocities: 0, places: 0, ownPlaces: 0 };
    for (const address of addresses) {
      const of = (type: number) =>
        theirs.filter((one) => one.address === address && one.type === type);
      const ours = own.filter(({ message }) => message.address === address);

      const callSigns = ours.flatMap(({ message }) =>
        message.kind === "identification" ? [message.callSign] : [],
      );
      expect(of(1).map(({ callSign }) => callSign)).toEqual(callSigns);
      compared.callSigns += callSigns.length;

      const airborne = ours.filter(({ message }) => message.kind === "airborne-position");
      expect(of(3).map(({ altitudeFt }) => altitudeFt)).toEqual(
        airborne.map(({ message }) => message.kind === "airborne-position" && message.altitudeFt),
      );
      compared.altitudes += airborne.length;
      for (const [index, { place }] of airborne.entries()) {
        const their = of(3)[index];
        if (typeof place === "object") compared.ownPlaces += 1;
        if (typeof place !== "object" || their?.latDeg == null || their.lonDeg === null) continue;
        expect(Math.abs(their.latDeg - place.latDeg)).toBeLessThan(2e-5);
        expect(Math.abs(their.lonDeg - place.lonDeg)).toBeLessThan(2e-5);
        compared.places += 1;
      }

      const velocities = ours.flatMap(({ message }) =>
        message.kind === "velocity" ? [message] : [],
      );
      const theirVelocities = of(4);
      expect(theirVelocities).toHaveLength(velocities.length);
      for (const [index, { eastKn, northKn, verticalRateFtPerMin }] of velocities.entries()) {
        const their = theirVelocities[index];
        expect(their?.verticalRateFtPerMin).toBe(verticalRateFtPerMin);
        if (eastKn === null || northKn === null) continue;
        expect(Math.abs((their?.groundSpeedKn ?? -9) - Math.hypot(eastKn, northKn))).toBeLessThan(
          1.01,
        );
        compared.velocities += 1;
      }
    }
    console.log(`compared with ${program}: ${JSON.stringify(compared)} of ${theirs.length} lines`);
    expect(compared.places).toBeGreaterThan(500);
    expect(compared.velocities).toBeGreaterThan(200);
    expect(compared.callSigns).toBeGreaterThan(20);
  });
});

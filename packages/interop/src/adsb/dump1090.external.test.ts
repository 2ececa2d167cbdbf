import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import {
  type AirbornePosition,
  AircraftPlaces,
  BeastReader,
  compactPosition,
  HexReader,
  type ModeSMessage,
  type SbsMessage,
  SbsReader,
  type SurfacePosition,
  type Velocity,
  writeBeast,
  writeSquitter,
} from "../index.ts";

const data = new URL("../../../../../shared/data/adsb/", import.meta.url);
const isThere = existsSync(data);
if (!isThere) console.log("skipped: the folder of shared data is not there");
const program = "dump1090-mutability";
const isProgramThere = spawnSync(program, ["--help"]).status === 0;
if (!isProgramThere) console.log(`skipped: ${program} is not installed`);

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));
const rowsOf = (name: string) =>
  gunzipSync(readFileSync(new URL(name, data)))
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.replaceAll('"', "").trim().split(","));

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
async function askProgram(
  frames: readonly Uint8Array[],
  settings: readonly string[] = [],
): Promise<readonly SbsMessage[]> {
  const [beastPort, sbsPort] = [await freePort(), await freePort()];
  const off = ["--net-ri-port", "0", "--net-ro-port", "0", "--net-bo-port", "0"];
  const ports = ["--net-bi-port", String(beastPort), "--net-sbs-port", String(sbsPort)];
  const local = ["--net-bind-address", "127.0.0.1", "--quiet", "--no-fix"];
  const child = spawn(program, ["--net-only", ...off, ...ports, ...local, ...settings], {
    stdio: "ignore",
  });
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
    // Who reads slower than it writes is cut off, so the frames go in pieces, each answered first. Of a
    // frame that it does not believe there is no answer: then a pause without any ends the waiting.
    for (let from = 0; from < frames.length; from += 200) {
      const piece = frames.slice(from, from + 200);
      const before = messages.filter(isOther).length;
      for (const frame of piece) input.write(frame);
      lastMs = Date.now();
      const isAnswered = () => messages.filter(isOther).length - before >= piece.length;
      while (!isAnswered() && Date.now() - lastMs < 3_000) await pause();
    }
    out.destroy();
    input.destroy();
    expect(reader.takeFaults()).toEqual([]);
    return messages.filter(isOther);
  } finally {
    child.kill();
  }
}

describe.skipIf(!isThere || !isProgramThere)("recordings", () => {
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

  test.each([
    ["pymodes-sample_data_commb_df20.csv.gz", "altitude", 5],
    ["pymodes-sample_data_commb_df21.csv.gz", "identity", 6],
  ] as const)(
    "[INT-026] %s: same addresses and same %s, reply by reply",
    async (name, kind, type) => {
      const replies = rowsOf(name).map(([, address = "", hex = ""]) => ({
        address: address.toLowerCase(),
        frame: bytesOf(hex),
      }));
      // It believes such a reply only of an aircraft that it has heard a squitter of.
      const addresses = [...new Set(replies.map(({ address }) => address))];
      const calls = addresses.map((address) => squitterOf(address));
      const frames = [...calls, ...replies.map(({ frame }) => frame)];
      const theirs = await askProgram(
        frames.map((frame, index) => writeBeast(frame, index * 12_000, 0.5)),
      );

      const reader = new BeastReader("frames");
      const own = replies
        .flatMap(({ frame }) => reader.push(writeBeast(frame, 0, 0.5)))
        .map(({ message }) => message);
      expect(reader.takeFaults()).toEqual([]);
      expect(own).toHaveLength(5_000);
      const known = own.filter(({ address }) => addresses.includes(address));
      const answered = theirs.filter((one) => one.type === type);
      expect(answered.map(({ address }) => address)).toEqual(known.map(({ address }) => address));
      let comparedCount = 0;
      for (const [index, message] of known.entries()) {
        const their = answered[index];
        if (message.kind === "altitude") expect(their?.altitudeFt).toBe(message.altitudeFt);
        else if (message.kind === "identity") expect(their?.squawk).toBe(message.squawk);
        expect(message.kind).toBe(kind);
        comparedCount += 1;
      }
      console.log(`${name}: ${comparedCount} of 5,000 compared, of ${addresses.length} aircraft`);
      expect(comparedCount).toBeGreaterThan(4_990);
    },
    120_000,
  );
});

function squitterOf(address: string): Uint8Array {
  return writeSquitter({
    format: 17,
    address,
    addressBy: "checked",
    control: 5,
    kind: "identification",
    typeCode: 4,
    category: 3,
    callSign: "CALL",
  });
}

describe.skipIf(!isProgramThere)("made frames, of kinds that no recording at hand has", () => {
  const receiver = { lonDeg: -30, latDeg: 0.5 };

  test("[INT-026] aircraft on the ground: same places, speeds and directions", async () => {
    const frames: Uint8Array[] = [];
    const count = 60;
    for (let index = 0; index < count; index++) {
      const place = { lonDeg: -30.2 + index * 0.0005, latDeg: 0.4 + index * 0.0003 };
      for (const isOdd of [false, true]) {
        frames.push(
          writeSquitter({
            format: 17,
            address: (0x400100 + (index % 4)).toString(16),
            addressBy: "checked",
            control: 4,
            kind: "surface-position",
            typeCode: 7,
            groundSpeedKn: index,
            trackDeg: (index * 45) / 16,
            isTimeSynchronous: false,
            compact: compactPosition(place, isOdd, true),
          }),
        );
      }
    }
    const place = ["--lat", String(receiver.latDeg), "--lon", String(receiver.lonDeg)];
    const beast = frames.map((frame, index) => writeBeast(frame, index * 12_000, 0.5));
    const theirs = (await askProgram(beast, place)).filter(({ type }) => type === 2);
    expect(theirs).toHaveLength(frames.length);

    const reader = new BeastReader("frames");
    const places = new AircraftPlaces({ receiver });
    const own = beast
      .flatMap((frame) => reader.push(frame))
      .map(({ message }) => message as Extract<ModeSMessage, { kind: "surface-position" }>);
    let placeCount = 0;
    for (const [index, message] of own.entries()) {
      const their = theirs[index];
      expect(their?.address).toBe(message.address);
      const ourPlace = places.place(message, 0);
      // Its speeds and directions are whole numbers, cut off.
      expect(Math.abs((their?.groundSpeedKn ?? -9) - (message.groundSpeedKn ?? 0))).toBeLessThan(
        1.01,
      );
      expect(Math.abs((their?.trackDeg ?? -9) - (message.trackDeg ?? 0))).toBeLessThan(1.01);
      if (typeof ourPlace === "string" || their?.latDeg == null || their.lonDeg === null) continue;
      expect(Math.abs(their.latDeg - ourPlace.latDeg)).toBeLessThan(2e-5);
      expect(Math.abs(their.lonDeg - ourPlace.lonDeg)).toBeLessThan(2e-5);
      placeCount += 1;
    }
    // It gives a place with the second half of each pair only.
    expect(placeCount).toBeGreaterThanOrEqual(count);
  }, 60_000);
});

describe.skipIf(!isProgramThere)("messages that were sent on", () => {
  // The program hands on as SBS-1 what has an address of ICAO and nothing else.
  test("[INT-026, INT-281] the same of them have an address of ICAO", async () => {
    const kinds = ["airborne-position", "surface-position", "velocity"] as const;
    const senders = [
      { control: 0 },
      { control: 1, addressIs: "other" },
      { control: 2 },
      { control: 2, addressIs: "other" },
      { control: 5, addressIs: "other" },
      { control: 6 },
      { control: 6, addressIs: "other" },
    ] as const;
    const messages = senders.flatMap((sender, of) =>
      kinds.map((kind, at) => messageOf(kind, sender, `4b18${of}${at}`)),
    );
    // It believes an address once it was heard twice.
    const frames = [1, 2, 3].flatMap(() => messages.map((one) => writeSquitter(one)));
    const theirs = await askProgram(frames.map((frame) => writeBeast(frame, 0, 0.5)));
    const ofIcao = messages.filter((message) => message.addressIs === undefined);
    expect(new Set(theirs.map(({ address }) => address))).toEqual(
      new Set(ofIcao.map(({ address }) => address)),
    );
    expect(ofIcao).toHaveLength(9);
  }, 60_000);
});

function messageOf(
  kind: "airborne-position" | "surface-position" | "velocity",
  sender: { readonly control: number; readonly addressIs?: "other" },
  address: string,
): AirbornePosition | SurfacePosition | Velocity {
  const head = { format: 18, address, addressBy: "checked", ...sender } as const;
  const place = { lonDeg: -30, latDeg: 0.5 };
  switch (kind) {
    case "airborne-position":
      return {
        ...head,
        kind,
        typeCode: 11,
        surveillanceStatus: 0,
        nicSupplementB: false,
        altitudeFt: 3_000,
        isTimeSynchronous: false,
        compact: compactPosition(place, false, false),
      };
    case "surface-position":
      return {
        ...head,
        kind,
        typeCode: 7,
        groundSpeedKn: 15,
        trackDeg: 90,
        isTimeSynchronous: false,
        compact: compactPosition(place, false, true),
      };
    case "velocity":
      return {
        ...head,
        kind,
        typeCode: 19,
        subtype: 1,
        isIntentChange: false,
        nacV: 0,
        eastKn: 100,
        northKn: 100,
        headingDeg: null,
        airSpeedKn: null,
        airSpeedIs: null,
        verticalRateFtPerMin: 64,
        verticalRateBy: "pressure",
        heightDifferenceFt: null,
      };
  }
}

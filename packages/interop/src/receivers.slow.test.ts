// A million executions of each decoder of what receivers send, on bytes that were changed on the way.
import { type Rng, seededRng } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  AircraftPlaces,
  AisReader,
  BeastReader,
  compactPosition,
  decodeModeS,
  HexReader,
  type SbsMessage,
  SbsReader,
  writeAis,
  writeBeast,
  writeHexFrame,
  writeSbs,
  writeSquitter,
} from "./index.ts";

const runCount = 1_000;
const executionsARun = 1_000;

/** Runs `body` a million times, a thousand from each of a thousand seeds. */
function fuzz(body: (rng: Rng) => void): void {
  let executions = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const rng = seededRng(`fuzz/${seed}`);
      for (let index = 0; index < executionsARun; index++) body(rng);
      executions += executionsARun;
    }),
    { numRuns: runCount },
  );
  expect(executions).toBeGreaterThanOrEqual(1_000_000);
}

const below = (rng: Rng, count: number) => Math.floor(rng.nextUnit() * count);

/** Changes, drops, doubles or cuts a few bytes; sometimes none. */
function changed(rng: Rng, bytes: Uint8Array): Uint8Array {
  const list = [...bytes];
  for (let count = below(rng, 5); count > 0; count--) {
    const at = below(rng, list.length);
    const how = below(rng, 5);
    if (how === 0) list[at] = below(rng, 256);
    else if (how === 1) list.splice(at, 1);
    else if (how === 2) list.splice(at, 0, below(rng, 256));
    else if (how === 3) list.length = Math.max(1, at);
    else list[at] = (list[at] ?? 0) ^ (1 << below(rng, 8));
  }
  return Uint8Array.from(list);
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

const alphabet = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw";

/** A sentence whose checksum is right, of any type and length, alone or a part. */
function anySentence(rng: Rng): string {
  const length = below(rng, 70);
  let payload = "";
  for (let at = 0; at < length; at++) payload += alphabet.charAt(below(rng, 64));
  const total = rng.nextUnit() < 0.7 ? 1 : 1 + below(rng, 4);
  const body = `AIVDM,${total},${1 + below(rng, total)},${below(rng, 10)},A,${payload},${below(rng, 6)}`;
  let sum = 0;
  for (let at = 0; at < body.length; at++) sum ^= body.charCodeAt(at);
  return `!${body}*${sum.toString(16).toUpperCase().padStart(2, "0")}`;
}

test("[INT-024] AIS: a million sentences, right by checksum or changed, in one stream", () => {
  const reader = new AisReader({ name: "fuzz" });
  let readCount = 0;
  fuzz((rng) => {
    const sound = bytesOf(`${anySentence(rng)}\n`);
    const bytes = rng.nextUnit() < 0.5 ? sound : changed(rng, sound);
    const received = reader.push(bytes, below(rng, 1_000_000));
    const faults = reader.takeFaults();
    // A dropped message of several parts may be told together with a fault of its own.
    expect(received.length + faults.length).toBeLessThan(70);
    for (const { message } of received) {
      readCount += 1;
      if (readCount % 50 === 0) expect(writeAis(message).length).toBeGreaterThan(0);
    }
    for (const { bytesHex } of faults) expect(bytesHex.length).toBeLessThanOrEqual(1_024);
  });
  expect(readCount).toBeGreaterThan(50_000);
});

function anyFrame(rng: Rng): Uint8Array {
  const head = {
    format: 17,
    address: below(rng, 2 ** 24)
      .toString(16)
      .padStart(6, "0"),
    addressBy: "checked",
    control: 5,
  } as const;
  const place = { lonDeg: rng.nextUnit() * 360 - 180, latDeg: rng.nextUnit() * 180 - 90 };
  return writeSquitter({
    ...head,
    kind: "airborne-position",
    typeCode: 9 + below(rng, 10),
    surveillanceStatus: 0,
    nicSupplementB: false,
    altitudeFt: below(rng, 50_000),
    isTimeSynchronous: false,
    compact: compactPosition(place, rng.nextUnit() < 0.5, false),
  });
}

test("[INT-028] Mode S: a million frames of any bits", () => {
  fuzz((rng) => {
    const bytes = new Uint8Array(rng.nextUnit() < 0.9 ? 14 : below(rng, 20));
    for (let at = 0; at < bytes.length; at++) bytes[at] = below(rng, 256);
    const result = decodeModeS(bytes);
    if ("kind" in result) expect(result.address).toHaveLength(6);
    else expect(result.code).toMatch(/^TL_INT_ADSB_/);
  });
});

test("[INT-028] Beast: a million pieces of one stream, changed on the way", () => {
  const reader = new BeastReader("fuzz");
  let readCount = 0;
  fuzz((rng) => {
    const frame = writeBeast(anyFrame(rng), below(rng, 2 ** 40), rng.nextUnit());
    readCount += reader.push(changed(rng, frame)).length;
    expect(reader.takeFaults().length).toBeLessThan(20);
  });
  expect(readCount).toBeGreaterThan(100_000);
});

test("[INT-028] hexadecimal lines: a million, changed on the way", () => {
  const reader = new HexReader("fuzz");
  let readCount = 0;
  fuzz((rng) => {
    const line = bytesOf(`${writeHexFrame(anyFrame(rng))}\n`);
    readCount += reader.push(changed(rng, line)).length;
    expect(reader.takeFaults().length).toBeLessThan(10);
  });
  expect(readCount).toBeGreaterThan(100_000);
});

test("[INT-028] SBS-1: a million lines, changed on the way", () => {
  const reader = new SbsReader("fuzz");
  const message: SbsMessage = {
    type: 3,
    address: "400001",
    generatedAtMs: Date.UTC(2026, 2, 1),
    callSign: "TEST1",
    altitudeFt: 35_000,
    groundSpeedKn: 400.5,
    trackDeg: 90.5,
    latDeg: 0.5,
    lonDeg: -30.25,
    verticalRateFtPerMin: -64,
    squawk: "0420",
    isAlert: false,
    isEmergency: false,
    isIdent: null,
    isOnGround: false,
  };
  const line = bytesOf(`${writeSbs(message)}\r\n`);
  let readCount = 0;
  fuzz((rng) => {
    for (const one of reader.push(changed(rng, line))) {
      readCount += 1;
      expect(Math.abs(one.latDeg ?? 0)).toBeLessThanOrEqual(90);
      expect(Math.abs(one.lonDeg ?? 0)).toBeLessThanOrEqual(180);
    }
    expect(reader.takeFaults().length).toBeLessThan(10);
  });
  expect(readCount).toBeGreaterThan(100_000);
});

test("[INT-027, INT-028] places: a million halves of ever-new and of few aircraft", () => {
  const places = new AircraftPlaces({
    receiver: { lonDeg: -30, latDeg: 0 },
    aircraftCountMax: 100,
  });
  let found = 0;
  fuzz((rng) => {
    const isOnSurface = rng.nextUnit() < 0.3;
    const head = {
      format: 17,
      address: below(rng, rng.nextUnit() < 0.5 ? 20 : 2 ** 24).toString(16),
      addressBy: "checked",
      control: 5,
      isTimeSynchronous: false,
      compact: { isOdd: rng.nextUnit() < 0.5, lat: below(rng, 131_072), lon: below(rng, 131_072) },
    } as const;
    const atMs = below(rng, 20_000);
    const place = isOnSurface
      ? places.place(
          { ...head, kind: "surface-position", typeCode: 7, groundSpeedKn: 1, trackDeg: 0 },
          atMs,
        )
      : places.place(
          {
            ...head,
            kind: "airborne-position",
            typeCode: 11,
            surveillanceStatus: 0,
            nicSupplementB: false,
            altitudeFt: 100,
          },
          atMs,
        );
    expect(places.aircraftCount).toBeLessThanOrEqual(100);
    if (typeof place === "string") return;
    found += 1;
    expect(Math.abs(place.latDeg)).toBeLessThanOrEqual(90);
    expect(Math.abs(place.lonDeg)).toBeLessThanOrEqual(180);
  });
  expect(found).toBeGreaterThan(10_000);
});

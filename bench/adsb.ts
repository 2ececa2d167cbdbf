// Beast frames to messages with places: escape bytes, parity, fields, pairs of halves put together.
import {
  AircraftPlaces,
  BeastReader,
  compactPosition,
  type ModeSReceived,
  writeBeast,
  writeSquitter,
} from "@truceline/interop";
import { seededRng } from "@truceline/model";
import { median, printLine } from "./bench-line.ts";

const frameCount = 200_000;
const aircraftCount = 200;
const floor = 200_000;
const rng = seededRng("bench/adsb");
const truth: { readonly lonDeg: number; readonly latDeg: number }[] = [];
const bytes = madeStream();

function readAll(): { count: number; placeCount: number; errorDeg: number } {
  const reader = new BeastReader("bench");
  const places = new AircraftPlaces();
  let count = 0;
  let placeCount = 0;
  let errorDeg = 0;
  for (let from = 0; from < bytes.length; from += 65_536) {
    for (const received of reader.push(bytes.subarray(from, from + 65_536))) {
      const index = count;
      count += 1;
      const { message } = received satisfies ModeSReceived;
      if (message.kind !== "airborne-position") continue;
      const place = places.place(message, (received.ticks ?? 0) / 12_000);
      if (typeof place === "string") continue;
      placeCount += 1;
      const true_ = truth[index];
      if (true_ === undefined) continue;
      const off = Math.max(
        Math.abs(place.lonDeg - true_.lonDeg),
        Math.abs(place.latDeg - true_.latDeg),
      );
      if (off > errorDeg) errorDeg = off;
    }
  }
  const faults = reader.takeFaults();
  if (faults.length > 0) throw new Error(JSON.stringify(faults[0]));
  return { count, placeCount, errorDeg };
}

const rates: number[] = [];
let last = { count: 0, placeCount: 0, errorDeg: 0 };
for (let round = 0; round < 10; round++) {
  const started = process.cpuUsage();
  last = readAll();
  const { user, system } = process.cpuUsage(started);
  if (last.count !== frameCount) throw new Error(`${last.count} of ${frameCount} read`);
  if (round > 1) rates.push(last.count / ((user + system) / 1e6));
}

printLine({
  name: "adsb",
  value: median(rates),
  unit: "Beast frames/s of processor time (helpers of V8 included), parity, fields and places",
  against: `floor ${floor}/s`,
  ratio: median(rates) / floor,
  error: last.errorDeg,
  detail: {
    aircraft: aircraftCount,
    places: last.placeCount,
    worst: Math.round(Math.min(...rates)),
    heapMb: Math.round(process.memoryUsage().heapUsed / 1e6),
  },
});

/** Half positions, a quarter velocities, the rest call signs; each aircraft moves 100 m between two of its own. */
function madeStream(): Uint8Array {
  const aircraft = Array.from({ length: aircraftCount }, (_, index) => ({
    address: (0x400000 + index).toString(16),
    lonDeg: -35 + rng.nextUnit() * 10,
    latDeg: -5 + rng.nextUnit() * 10,
    isOdd: false,
  }));
  const pieces: Uint8Array[] = [];
  for (let index = 0; index < frameCount; index++) {
    const one = aircraft[index % aircraftCount];
    if (one === undefined) continue;
    const turn = Math.floor(index / aircraftCount) % 4;
    const head = { format: 17, address: one.address, addressBy: "checked", control: 5 } as const;
    one.lonDeg += 0.0009;
    if (one.lonDeg > 30) one.lonDeg = -35;
    truth.push({ lonDeg: one.lonDeg, latDeg: one.latDeg });
    let frame: Uint8Array;
    if (turn % 2 === 0) {
      one.isOdd = !one.isOdd;
      frame = writeSquitter({
        ...head,
        kind: "airborne-position",
        typeCode: 11,
        surveillanceStatus: 0,
        nicSupplementB: false,
        altitudeFt: 35_000,
        isTimeSynchronous: false,
        compact: compactPosition(one, one.isOdd, false),
      });
    } else if (turn === 1) {
      frame = writeSquitter({
        ...head,
        kind: "velocity",
        typeCode: 19,
        subtype: 1,
        isIntentChange: false,
        nacV: 2,
        eastKn: 400,
        northKn: Math.floor(rng.nextUnit() * 100),
        headingDeg: null,
        airSpeedKn: null,
        airSpeedIs: null,
        verticalRateFtPerMin: 0,
        verticalRateBy: "pressure",
        heightDifferenceFt: 100,
      });
    } else {
      const callSign = `TEST${index % 1000}`;
      frame = writeSquitter({
        ...head,
        kind: "identification",
        typeCode: 4,
        category: 3,
        callSign,
      });
    }
    // Each aircraft is heard twice a second.
    const ticks = Math.round(((index / aircraftCount) * 12_000_000) / 2);
    pieces.push(writeBeast(frame, ticks, rng.nextUnit()));
  }
  return Uint8Array.from(Buffer.concat(pieces));
}

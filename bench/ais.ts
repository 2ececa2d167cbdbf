// Decoding AIVDM and writing the fields as JSON, beside gpsdecode on the same bytes in the same run.
import { spawnSync } from "node:child_process";
import { mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AisJsonReader, type AisMessage, AisReader, writeAis } from "@truceline/interop";
import { seededRng } from "@truceline/model";
import { median, printLine } from "./bench-line.ts";

const messageCount = 200_000;
/** The first rounds warm up: what runs for hours is compiled by then. */
const warmUpCount = 4;
const roundCount = 12;
const objectRoundCount = 3;
const bytes = madeFile();

const nowhere = openSync("/dev/null", "w");

/** Reads all and writes each message as a line of JSON where nobody reads it; how many, and how long. */
function decodeAll(): { readonly count: number; readonly length: number } {
  const reader = new AisJsonReader({ name: "bench" });
  let length = 0;
  for (let from = 0; from < bytes.length; from += 65_536) {
    const lines = reader.push(bytes.subarray(from, from + 65_536), 0);
    writeSync(nowhere, lines);
    length += lines.length;
  }
  const faults = reader.takeFaults();
  if (faults.length > 0) throw new Error(JSON.stringify(faults[0]));
  return { count: reader.messageCount, length };
}

/** The same as objects, made into JSON by the platform: what the short way saves. */
function decodeObjects(): number {
  const reader = new AisReader({ name: "bench" });
  let count = 0;
  for (let from = 0; from < bytes.length; from += 65_536) {
    for (const { message } of reader.push(bytes.subarray(from, from + 65_536), 0)) {
      count += JSON.stringify(message).length > 0 ? 1 : 0;
    }
  }
  return count;
}

const folder = mkdtempSync(join(tmpdir(), "bench-ais-"));
const file = join(folder, "file.nmea");
writeFileSync(file, bytes);

/** Processor seconds of gpsdecode for the file, its output thrown away; undefined where it is not installed. */
function gpsdecodeSeconds(): number | undefined {
  const command = `gpsdecode -j < "${file}" > /dev/null 2>&1 && times`;
  const { status, stdout } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
  if (status !== 0) return undefined;
  const spent = stdout.split("\n")[1] ?? "";
  return [...spent.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}

const ownSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const rates: number[] = [];
const theirRates: number[] = [];
const objectRates: number[] = [];
let counted = { count: 0, length: 0 };
for (let round = 0; round < roundCount; round++) {
  const started = ownSeconds();
  counted = decodeAll();
  const rate = counted.count / (ownSeconds() - started);
  const theirSeconds = gpsdecodeSeconds();
  if (round < warmUpCount) continue;
  rates.push(rate);
  if (theirSeconds !== undefined) theirRates.push(messageCount / theirSeconds);
}
// Afterwards, so that neither way is compiled for the other as well.
for (let round = 0; round < objectRoundCount; round++) {
  const started = ownSeconds();
  objectRates.push(decodeObjects() / (ownSeconds() - started));
}
rmSync(folder, { recursive: true });
if (counted.count !== messageCount) throw new Error(`${counted.count} of ${messageCount} read`);
const theirRate = median(theirRates);
const floor = theirRates.length === 0 ? 5 * 97_000 : 5 * theirRate;

printLine({
  name: "ais",
  value: median(rates),
  unit: "messages/s of processor time (helpers of V8 included), decoded and written as JSON",
  against:
    theirRates.length === 0
      ? "gpsdecode is not installed; floor 5 x 97,000/s, measured on such a machine"
      : `floor 5 x gpsdecode on the same file in the same run, ${Math.round(theirRate)}/s`,
  ratio: median(rates) / floor,
  detail: {
    messages: messageCount,
    megabytes: Math.round(bytes.length / 1e6),
    jsonMegabytes: Math.round(counted.length / 1e6),
    timesGpsdecode: Number((median(rates) / theirRate).toFixed(2)),
    asObjectsPerSecond: Math.round(median(objectRates)),
    worst: Math.round(Math.min(...rates)),
    heapMb: Math.round(process.memoryUsage().heapUsed / 1e6),
  },
});

/** A mixture as receivers hear it: mostly positions, some static data in two sentences. */
function madeFile(): Uint8Array {
  const rng = seededRng("bench/ais");
  const lines: string[] = [];
  const whole = (below: number) => Math.floor(rng.nextUnit() * below);
  for (let index = 0; index < messageCount; index++) {
    lines.push(...writeAis(madeMessage(whole), { sequence: index % 10 }));
  }
  return new TextEncoder().encode(`${lines.join("\r\n")}\r\n`);
}

function madeMessage(whole: (below: number) => number): AisMessage {
  const head = { repeat: 0, mmsi: 200_000_000 + whole(500_000_000) };
  const place = {
    isAccurate: whole(2) === 1,
    lonDeg: -40 + whole(12_000_000) / 600_000,
    latDeg: -10 + whole(12_000_000) / 600_000,
  };
  const motion = {
    speedKn: whole(250) / 10,
    courseDeg: whole(3600) / 10,
    headingDeg: whole(360),
    second: whole(60),
  };
  const share = whole(100);
  if (share < 75) {
    return {
      ...head,
      ...place,
      ...motion,
      type: share < 60 ? 1 : 3,
      navStatus: whole(9),
      turnIndicator: whole(255) - 127,
      manoeuvre: 0,
      spare: 0,
      isRaim: false,
      radio: whole(500_000),
    };
  }
  if (share < 88) {
    return {
      ...head,
      ...place,
      ...motion,
      type: 18,
      reserved: 0,
      regional: 0,
      isCarrierSense: true,
      hasDisplay: false,
      hasDsc: true,
      isWholeBand: true,
      takesMessage22: true,
      isAssigned: false,
      isRaim: false,
      radio: whole(1_000_000),
    };
  }
  if (share < 94) {
    return {
      ...head,
      ...place,
      type: 4,
      year: 2026,
      month: 1 + whole(12),
      day: 1 + whole(28),
      hour: whole(24),
      minute: whole(60),
      second: whole(60),
      positionDevice: 1,
      spare: 0,
      isRaim: false,
      radio: whole(500_000),
    };
  }
  return {
    ...head,
    type: 5,
    aisVersion: 0,
    imo: whole(9_999_999),
    callSign: `A${whole(99_999)}`,
    name: `VESSEL ${whole(99_999)}`,
    shipType: whole(99),
    toBowM: whole(200),
    toSternM: whole(100),
    toPortM: whole(30),
    toStarboardM: whole(30),
    positionDevice: 1,
    etaMonth: 1 + whole(12),
    etaDay: 1 + whole(28),
    etaHour: whole(24),
    etaMinute: whole(60),
    draughtM: whole(200) / 10,
    destination: "MID OCEAN",
    isTerminalMissing: false,
    spare: 0,
  };
}

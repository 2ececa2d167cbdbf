// Every decoder of the package, a million executions each, on bytes that were damaged on the way.
import { readdirSync, readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { seededRng, TrucelineError } from "@truceline/model";
import { expect, test } from "vitest";
import { damaged, piecesOf } from "./testing/damage.ts";
import { type DecoderUnderTest, decodersUnderTest, type Outcome } from "./testing/decoders.ts";

/** Fewer for a look; the lane runs all. */
const executionCount = Number(process.env["FUZZ_EXECUTIONS"] ?? 1_000_000);
/** Another number tries other bytes; whoever finds a fault writes it down with its number. */
const seed = process.env["FUZZ_SEED"] ?? "1";
/** Nothing here needs a hundredth of this, on the busiest machine. */
const hangMs = 20_000;
const heapGrowthMax = 24_000_000;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;
const heldBytes = () => {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const photoFolder = new URL("../fixtures/photo/", import.meta.url);
const photos = readdirSync(photoFolder).map(
  (name) => new Uint8Array(readFileSync(new URL(name, photoFolder))),
);

/** Only faults of the package itself may come out of a decoder, told or thrown. */
function attempt(run: () => Outcome, describe: () => string): Outcome {
  try {
    return run();
  } catch (error) {
    const isOwn =
      error instanceof TrucelineError && error.code.startsWith("TL_INT_") && error.fault === "data";
    if (!isOwn) throw new Error(describe(), { cause: error });
    return { readCount: 0, faults: [{ code: error.code, message: error.message }] };
  }
}

function fuzz(decoder: DecoderUnderTest): {
  readCount: number;
  faultCount: number;
  slowestMs: number;
} {
  const rng = seededRng(`fuzz/${decoder.name}/${seed}`);
  const run = decoder.open();
  let [readCount, faultCount, slowestMs] = [0, 0, 0];
  let early = 0;
  for (let execution = 0; execution < executionCount; execution++) {
    const sound = decoder.make(rng);
    const bytes = rng.nextUnit() < 0.2 ? sound : damaged(rng, sound);
    const pieces = piecesOf(rng, bytes);
    const startedMs = performance.now();
    const describe = () =>
      `execution ${execution} of seed ${seed}: ${Buffer.from(bytes).toString("base64")}`;
    const outcome = attempt(() => run(pieces, rng), describe);
    slowestMs = Math.max(slowestMs, performance.now() - startedMs);
    readCount += outcome.readCount;
    faultCount += outcome.faults.length + (outcome.refusedCount ?? 0);
    // Nothing grows faster than what came, and what is told stays short.
    if (outcome.faults.length > bytes.length + 200) throw new Error(`many faults: ${describe()}`);
    for (const { code, message, bytesHex = "" } of outcome.faults) {
      const isSound =
        /^TL_[A-Z]+_[A-Z_]+$/.test(code) && message.length < 3_000 && bytesHex.length <= 2_048;
      if (!isSound) throw new Error(`${code} ${message.slice(0, 200)}: ${describe()}`);
    }
    if (execution === Math.floor(executionCount / 10)) early = heldBytes();
  }
  expect(heldBytes() - early).toBeLessThan(heapGrowthMax);
  expect(slowestMs).toBeLessThan(hangMs);
  return { readCount, faultCount, slowestMs };
}

function tryOut(decoder: DecoderUnderTest): void {
  const { readCount, faultCount, slowestMs } = fuzz(decoder);
  console.log(
    `${decoder.name}: ${executionCount} executions, ${readCount} read, ${faultCount} refused, slowest ${slowestMs.toFixed(1)} ms`,
  );
  // A harness whose bytes are all refused at the door, or all sound, tries nothing.
  expect(readCount).toBeGreaterThan(executionCount / 50);
  expect(faultCount).toBeGreaterThan(executionCount / 200);
}

const decoders = decodersUnderTest(photos);
const timeoutMs = 4 * 3_600_000;
const ofVessels = decoders.filter(({ of }) => of === "vessels");
const ofAircraft = decoders.filter(({ of }) => of === "aircraft");
const others = decoders.filter(({ of }) => of === "others");

test.each(ofVessels)("[INT-024, INT-257] $name: a million executions", tryOut, timeoutMs);
test.each(ofAircraft)("[INT-027, INT-028, INT-257] $name: a million executions", tryOut, timeoutMs);
test.each(others)("[INT-257] $name: a million executions", tryOut, timeoutMs);

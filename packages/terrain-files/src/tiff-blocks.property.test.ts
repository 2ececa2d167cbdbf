import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unpackLzw, unpackPackBits } from "./tiff-blocks.ts";

/** Independent of the code under test: TIFF's LZW as its description has it, strings as strings. */
function packLzw(bytes: Uint8Array): Uint8Array {
  const codes: [code: number, width: number][] = [];
  let table = new Map<string, number>();
  let next = 258;
  const width = () => (next < 512 ? 9 : next < 1_024 ? 10 : next < 2_048 ? 11 : 12);
  const reset = () => {
    codes.push([256, width()]);
    table = new Map(Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), byte]));
    next = 258;
  };
  reset();
  let held = "";
  for (const byte of bytes) {
    const longer = held + String.fromCharCode(byte);
    if (table.has(longer)) {
      held = longer;
      continue;
    }
    codes.push([table.get(held) ?? 0, width()]);
    table.set(longer, next++);
    held = String.fromCharCode(byte);
    if (next === 4_094) {
      codes.push([table.get(held) ?? 0, width()]);
      held = "";
      reset();
    }
  }
  if (held !== "") {
    codes.push([table.get(held) ?? 0, width()]);
    next++;
  }
  codes.push([257, width()]);
  const bits = codes.map(([code, size]) => code.toString(2).padStart(size, "0")).join("");
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (octet) =>
    Number.parseInt(octet.padEnd(8, "0"), 2),
  );
}

function packRuns(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    let run = 1;
    while (run < 128 && at + run < bytes.length && bytes[at + run] === bytes[at]) run++;
    out.push(...(run > 1 ? [257 - run, bytes[at] ?? 0] : [0, bytes[at] ?? 0]));
    at += run;
  }
  return Uint8Array.from(out);
}

/** Heights repeat: few values, long runs; and plain noise. */
const arbBytes = fc.oneof(
  fc.uint8Array({ maxLength: 3_000 }),
  fc
    .array(fc.constantFrom(0, 0, 0, 1, 7), { maxLength: 30_000 })
    .map((bytes) => Uint8Array.from(bytes)),
  fc.uint8Array({ minLength: 9_000, maxLength: 12_000 }),
);

describe("[GEO-026] blocks", () => {
  test("LZW gives back what was packed", () => {
    fc.assert(
      fc.property(arbBytes, (bytes) => {
        expect(new Uint8Array(unpackLzw(packLzw(bytes), bytes.length))).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });

  test("PackBits gives back what was packed", () => {
    fc.assert(
      fc.property(arbBytes, (bytes) => {
        expect(new Uint8Array(unpackPackBits(packRuns(bytes), bytes.length))).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });

  test("[GEO-027] nothing unpacks to more than it may", () => {
    const zeros = new Uint8Array(100_000);
    expect(() => unpackLzw(packLzw(zeros), 99_999)).toThrow(RangeError);
    expect(() => unpackPackBits(packRuns(zeros), 99_999)).toThrow(RangeError);
  });
});

import { describe, expect, test } from "vitest";
import { BeastReader, HexReader } from "./adsb/read-frames.ts";
import { SbsReader } from "./adsb/sbs.ts";
import { AisReader } from "./ais/read-ais.ts";
import { CotReader } from "./cot/cot-reader.ts";
import { LineSplitter } from "./line-splitter.ts";
import { StationReader } from "./stations/read-stations.ts";
import type { WireFault } from "./wire-fault.ts";

interface Reader {
  push(bytes: Uint8Array): unknown;
  finish(): unknown;
  takeFaults(): readonly WireFault[];
}

const ais = (): Reader => {
  const reader = new AisReader({ name: "x" });
  return {
    push: (bytes) => reader.push(bytes, 0),
    finish: () => reader.finish(),
    takeFaults: () => reader.takeFaults(),
  };
};
const megabyte = 1_048_576;
const readers: readonly (readonly [name: string, open: () => Reader, letter: string])[] = [
  ["ais", ais, "A"],
  ["stations", () => new StationReader("x"), "A"],
  ["sbs", () => new SbsReader("x"), "A"],
  ["adsb", () => new HexReader("x"), "A"],
  ["beast", () => new BeastReader("x"), "A"],
  ["cot", () => new CotReader({ name: "x" }), "A"],
  ["cot, an event without end", () => new CotReader({ name: "x" }), "<"],
];

describe("bytes without an end", () => {
  test.each(readers)(
    "[INT-313] %s: they are told while they come, and do not fill the ledger",
    (...given) => {
      const [, open, letter] = given;
      const reader = open();
      const bytes = new Uint8Array(megabyte).fill(letter.charCodeAt(0));
      const counts: number[] = [];
      for (let piece = 0; piece < 16; piece++) {
        reader.push(bytes);
        counts.push(reader.takeFaults().length);
      }
      const count = counts.reduce((sum, one) => sum + one, 0);
      // As many as it takes to see that nothing can be read.
      expect(count).toBeGreaterThanOrEqual(3);
      expect(count).toBeLessThanOrEqual(12);
      reader.finish();
      expect(reader.takeFaults()).toEqual([]);
    },
  );

  test("[INT-313] a long line is told once, as soon as it is too long, and what follows is read", () => {
    const heard: string[] = [];
    const splitter = new LineSplitter(
      10,
      (bytes, from, to, line) => heard.push(`${line} ${Buffer.from(bytes.subarray(from, to))}`),
      (beginning, line) => heard.push(`${line} long ${Buffer.from(beginning)}`),
    );
    for (const text of ["one\n01234", "56789", "0", "x\ntw", "o\n", "0123456789\n"]) {
      splitter.push(new TextEncoder().encode(text));
      if (text === "0") expect(heard.at(-1)).toBe("2 long 0123456789");
    }
    splitter.finish();
    expect(heard).toEqual(["1 one", "2 long 0123456789", "3 two", "4 0123456789"]);
  });
});

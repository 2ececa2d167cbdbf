import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  BeastReader,
  HexReader,
  type SbsMessage,
  SbsReader,
  writeBeast,
  writeHexFrame,
  writeSbs,
  writeSquitter,
} from "../index.ts";
import { velocity as moving } from "../testing/made-messages.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("streams", () => {
  const frame = writeSquitter(moving);
  const full = writeBeast(frame, 0x1a1a1a1a1a1a, 0x1a / 255);

  test("[INT-028] Beast: escape bytes, wherever the stream is cut", () => {
    const bytes = Uint8Array.from([...full, ...full, ...full]);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 10 }), (cuts) => {
        const reader = new BeastReader("x");
        const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const received = places.flatMap((to, index) =>
          index === 0 ? [] : reader.push(bytes.subarray(places[index - 1], to)),
        );
        const one = { message: moving, ticks: 0x1a1a1a1a1a1a, signalRatio: 0x1a / 255 };
        expect([...received, ...reader.finish()]).toEqual([one, one, one]);
        expect(reader.takeFaults()).toEqual([]);
      }),
    );
  });

  test.each([
    ["cut short", full.subarray(0, 20), "TL_INT_ADSB_FRAME"],
    [
      "a changed byte",
      full.map((byte, at) => (at === full.length - 2 ? byte ^ 1 : byte)),
      "TL_INT_ADSB_PARITY",
    ],
    ["bytes between frames", bytesOf("noise"), "TL_INT_ADSB_FRAME"],
  ])("[INT-028] Beast: %s is told, the frames around it are read", (_, bad, code) => {
    const reader = new BeastReader("x");
    const received = [
      ...reader.push(Uint8Array.from([...full, ...bad, ...full])),
      ...reader.finish(),
    ];
    expect(received).toHaveLength(2);
    expect(reader.takeFaults()).toMatchObject([{ code, file: "x" }]);
  });

  test.each([
    ["Radarcape's state", [0x34, ...Array.from({ length: 21 }, (_, at) => at)]],
    ["a clock's offset", [0x35, ...Array.from({ length: 21 }, (_, at) => at)]],
    ["a receiver's number with an escaped byte", [0xe3, 1, 2, 0x1a, 0x1a, 4, 5, 6, 7, 8]],
    ["a receiver's name", [0xe4, ...bytesOf("c3e5a1f4-0f8e-4b1c-9d7a-8f4f1c6f2a11")]],
    ["an echo", [0x50, 1, 2, 3]],
    ["a shorter state of another maker", [0x34, 1, 2, 3, 4, 5, 6, 7, 8]],
  ])("[INT-287] Beast: %s is passed over", (_, state) => {
    const reader = new BeastReader("x");
    const some = [...full, 0x1a, ...state, ...full, 0x1a, ...state];
    expect(reader.push(Uint8Array.from([...some, ...some, ...full]))).toHaveLength(5);
    reader.finish();
    expect(reader.takeFaults()).toEqual([]);
  });

  test.each(["*0000;", "*7700;", "@0000000000FF1200;", "<0000000000FF801200;"])(
    "[INT-287] hexadecimal lines: Mode A/C %s is passed over",
    (line) => {
      const reader = new HexReader("x");
      expect(reader.push(bytesOf(`${line}\r\n${writeHexFrame(frame)}\n`))).toHaveLength(1);
      expect(reader.takeFaults()).toEqual([]);
    },
  );

  test("[INT-287] Beast: what is between frames is told with its bytes, also when no frame comes", () => {
    const reader = new BeastReader("x");
    reader.push(Uint8Array.from([...full, 0x1a, 0x77, 1, 2, 0x1a, 0x1a, 3, ...full]));
    expect(reader.takeFaults()).toMatchObject([
      { code: "TL_INT_ADSB_FRAME", bytesHex: "1a7701021a1a03" },
    ]);
    reader.push(new Uint8Array(2_000));
    expect(reader.takeFaults()).toMatchObject([{ bytesHex: "00".repeat(512) }]);
    reader.push(full);
    reader.push(new Uint8Array(100));
    reader.finish();
    expect(reader.takeFaults()).toMatchObject([{ bytesHex: "00".repeat(100) }]);
  });

  test("[INT-028] hexadecimal lines: forms of receivers, faults with their bytes", () => {
    const line = writeHexFrame(frame);
    const bare = line.slice(1, -1);
    const lines = [
      line,
      bare,
      `@00000000000C${bare};`,
      `<0000000000FF80${bare};`,
      "*8D;",
      "# x",
      line,
    ];
    const reader = new HexReader("x");
    const received = [...reader.push(bytesOf(lines.join("\n"))), ...reader.finish()];
    expect(received.map(({ ticks, signalRatio }) => [ticks, signalRatio])).toEqual([
      [null, null],
      [null, null],
      [12, null],
      [255, 128 / 255],
      [null, null],
    ]);
    const told = { code: "TL_INT_ADSB_FRAME", line: 5, bytesHex: "2a38443b" };
    expect(reader.takeFaults()).toMatchObject([told]);
  });

  const sbs: SbsMessage = {
    type: 3,
    address: "4b1812",
    generatedAtMs: Date.UTC(2026, 2, 1, 12, 30, 1, 250),
    callSign: "TEST 12",
    altitudeFt: 35_000,
    groundSpeedKn: null,
    trackDeg: null,
    latDeg: 0.5,
    lonDeg: -30.25,
    verticalRateFtPerMin: -64,
    squawk: "0420",
    isAlert: false,
    isEmergency: true,
    isIdent: null,
    isOnGround: false,
  };

  test("[INT-028] SBS-1: written and read as the same, faulty lines told", () => {
    const line = writeSbs(sbs);
    const bad = [
      line.replace("0.5", "90.5"),
      line.replace("0420", "0980"),
      line.replace("MSG,3", "MSG,9"),
      line.replace("4B1812", "4B18"),
      line.replace("2026/03/01", "1.3.2026"),
      line.slice(0, 60),
    ];
    const reader = new SbsReader("x");
    const text = [line, "STA,,5,179,400AE7,10103,2008/11/28,14:58:51.153,,,RM", ...bad, line];
    const received = [...reader.push(bytesOf(text.join("\r\n"))), ...reader.finish()];
    expect(received).toEqual([sbs, sbs]);
    const faults = reader.takeFaults();
    expect(faults.map(({ line: at, code }) => [at, code])).toEqual(
      bad.map((_, index) => [index + 3, "TL_INT_ADSB_SBS"]),
    );
  });
});

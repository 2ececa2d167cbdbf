import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AisMessage, AisReader, type AisReaderOptions, writeAis } from "../index.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

function read(text: string, options: Partial<AisReaderOptions> = {}) {
  const reader = new AisReader({ name: "x.nmea", ...options });
  const received = [...reader.push(bytesOf(text), 0), ...reader.finish()];
  return {
    received,
    messages: received.map(({ message }) => message),
    faults: reader.takeFaults(),
  };
}

const report: AisMessage = {
  type: 1,
  repeat: 0,
  mmsi: 211_000_001,
  navStatus: 0,
  turnIndicator: -128,
  speedKn: 12.3,
  isAccurate: true,
  lonDeg: -30.25,
  latDeg: 0.5,
  courseDeg: 224,
  headingDeg: null,
  second: 33,
  manoeuvre: 0,
  spare: 0,
  isRaim: false,
  radio: 34_017,
};
const voyage: AisMessage = {
  type: 5,
  repeat: 0,
  mmsi: 211_000_001,
  aisVersion: 0,
  imo: 9_000_001,
  callSign: "ABCD",
  name: "MID OCEAN",
  shipType: 70,
  toBowM: 100,
  toSternM: 20,
  toPortM: 10,
  toStarboardM: 11,
  positionDevice: 1,
  etaMonth: 3,
  etaDay: 1,
  etaHour: 12,
  etaMinute: 30,
  draughtM: 7.5,
  destination: "NOWHERE",
  isTerminalMissing: false,
  spare: 0,
};
const [line = ""] = writeAis(report);
const [first = "", second = ""] = writeAis(voyage, { sequence: 1 });
const [otherFirst = "", otherSecond = ""] = writeAis({ ...voyage, name: "OTHER" }, { sequence: 2 });

describe("AisReader", () => {
  test.each([
    ["one sentence", line, [report]],
    ["two with CRLF", `${line}\r\n${line}\r\n`, [report, report]],
    ["parts in order", `${first}\n${second}`, [voyage]],
    ["parts out of order", `${second}\n${first}`, [voyage]],
    ["a part heard twice", `${first}\n${first}\n${second}`, [voyage]],
    [
      "messages among each other",
      `${first}\n${otherFirst}\n${second}\n${line}\n${otherSecond}`,
      [voyage, report, { ...voyage, name: "OTHER" }],
    ],
    ["other lines between", `# note\n$GPGGA,1*00\n\n${line}\nfoo`, [report]],
    ["words behind the checksum", `${line},r003669945,1247187612\n`, [report]],
  ])("[INT-020] %s", (_, text, expected) => {
    const { messages, faults } = read(text);
    expect(faults).toEqual([]);
    expect(messages).toEqual(expected);
  });

  const damaged = line.replace(",A,1", ",A,2");
  test.each([
    ["a changed byte", damaged, "TL_INT_AIS_CHECKSUM"],
    ["no checksum", line.slice(0, -3), "TL_INT_AIS_CHECKSUM"],
    ["cut in its checksum", line.slice(0, -1), "TL_INT_AIS_CHECKSUM"],
    ["a part that never comes", first, "TL_INT_AIS_PARTS"],
    ["a line without end", `!AIVDM,${"0".repeat(5_000)}`, "TL_INT_AIS_LINE"],
    ["part 3 of 2", sealed("AIVDM,2,3,1,A,0000,0"), "TL_INT_AIS_SENTENCE"],
    ["0 parts", sealed("AIVDM,0,1,,A,0000,0"), "TL_INT_AIS_SENTENCE"],
    ["fill bits beyond five", sealed("AIVDM,1,1,,A,0000,7"), "TL_INT_AIS_SENTENCE"],
    ["a byte that is no sextet", sealed("AIVDM,1,1,,A,00~0,0"), "TL_INT_AIS_SENTENCE"],
    ["nothing in it", sealed("AIVDM,1,1,,A,,0"), "TL_INT_AIS_SHORT"],
    ["a position cut short", sealed("AIVDM,1,1,,A,15RTgt0PAso;90TKcjM8,0"), "TL_INT_AIS_SHORT"],
    ["type 0", sealed("AIVDM,1,1,,A,0000000000000000000000000000,0"), "TL_INT_AIS_TYPE"],
    ["type 63", sealed("AIVDM,1,1,,A,w000000000000000000000000000,0"), "TL_INT_AIS_TYPE"],
  ])("[INT-023] %s is told with its bytes, the sentences around it are read", (_, bad, code) => {
    const { messages, faults } = read(`${line}\n${bad}\n${line}\n`);
    expect(messages).toEqual([report, report]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ code, file: "x.nmea", line: 2 });
    const told = Buffer.from(faults[0]?.bytesHex ?? "", "hex").toString("latin1");
    expect(bad.startsWith(told)).toBe(true);
    expect(told.length).toBe(Math.min(512, bad.length));
  });

  test("[INT-023] what is waited for is bounded by count, by sentences and by time, whichever way clocks jump", () => {
    const firsts = Array.from({ length: 10 }, (_, sequence) => writeAis(voyage, { sequence })[0]);
    expect(read(firsts.join("\n"), { openCountMax: 3 }).faults).toHaveLength(10);
    const many = [first, ...Array.from({ length: 6 }, () => line), second].join("\n");
    expect(read(many, { waitSentenceCount: 5 }).faults).toHaveLength(2);
    expect(read(many, { waitSentenceCount: 50 }).faults).toHaveLength(0);
    for (const jumpMs of [61_000, -61_000]) {
      const reader = new AisReader({ name: "x" });
      reader.push(bytesOf(`${first}\n`), 100_000);
      expect(reader.push(bytesOf(`${second}\n`), 100_000 + jumpMs)).toEqual([]);
      expect(reader.takeFaults().map(({ code }) => code)).toEqual(["TL_INT_AIS_PARTS"]);
    }
  });

  test("[INT-020] tag blocks say source and time; a broken one is told and the sentence read", () => {
    const tag = { receivedAtMs: 1_772_323_200_000, source: "r1", group: "1-2-34", lineNumber: 7 };
    const [tagged = ""] = writeAis(report, { tag });
    expect(read(tagged).received[0]?.tag).toEqual(tag);
    const broken = read(tagged.replace("s:r1", "s:r2"));
    expect(broken.messages).toEqual([report]);
    expect(broken.faults.map(({ code }) => code)).toEqual(["TL_INT_AIS_TAG"]);
  });

  test.each([
    [
      "two blocks in a row",
      "s:r8",
      "c:1772323200",
      { source: "r8", receivedAtMs: 1_772_323_200_000 },
    ],
    ["the same field in both", "s:r8", "s:r9,n:4", { source: "r8", lineNumber: 4 }],
  ])("[INT-285] tag blocks: %s", (_, one, other, tag) => {
    const { received, faults } = read(`${block(one)}${block(other)}${line}`);
    expect(faults).toEqual([]);
    expect(received.map((message) => message.tag)).toEqual([tag]);
  });

  test("[INT-285] of two tag blocks the sound one counts, the broken one is told", () => {
    for (const blocks of [`${block("s:r8")}\\c:1*00\\`, `\\c:1*00\\${block("s:r8")}`]) {
      const { received, faults } = read(`${blocks}${line}`);
      expect(received.map(({ tag }) => tag)).toEqual([{ source: "r8" }]);
      expect(faults.map(({ code }) => code)).toEqual(["TL_INT_AIS_TAG"]);
    }
  });

  const at = { receivedAtMs: 1_241_544_042_000 };
  test.each([
    [",s1234,d-090,T33.4,r003669945,1241544042", { ...at, source: "r003669945" }],
    [
      ",d-103,S0042,t235959.99,T59.99,b003669710,1241544042.25",
      { receivedAtMs: 1_241_544_042_250, source: "b003669710" },
    ],
    [",1241544042", at],
    [",r003669945", { source: "r003669945" }],
    [",s1234,d-090", undefined],
    [",12415440420000", undefined],
    ["noise", undefined],
  ])("[INT-285] what a receiver writes behind the sentence: %s", (trail, tag) => {
    const { received, faults } = read(`${line}${trail}\r\n`);
    expect(faults).toEqual([]);
    expect(received.map((message) => message.tag)).toEqual([tag]);
  });

  test("[INT-285] a tag block counts before what stands behind the sentence; of parts, the first that says it", () => {
    const { received } = read(`${block("c:1772323200")}${line},r1,1241544042`);
    expect(received[0]?.tag).toEqual({ receivedAtMs: 1_772_323_200_000, source: "r1" });
    const whole = read(`${first}\n${block("s:r8")}${second}`).received;
    expect(whole.map(({ tag }) => tag)).toEqual([{ source: "r8" }]);
  });

  const resealed = (text: string) => sealed(text.slice(1, text.lastIndexOf("*")));
  const unheard = (text: string) => resealed(text.replace(",A,", ",,"));
  const onB = (text: string) => resealed(text.replace(",A,", ",B,"));
  test.each([
    ["the second part", `${first}\n${unheard(second)}`, "A"],
    ["the second part, which comes first", `${unheard(second)}\n${first}`, "A"],
    ["the first part", `${unheard(first)}\n${second}`, "A"],
    ["both", `${unheard(first)}\n${unheard(second)}`, ""],
  ])("[INT-286] the channel may be left out of %s", (_, text, channel) => {
    const { received, faults } = read(text);
    expect(faults).toEqual([]);
    expect(received).toMatchObject([{ message: voyage, channel }]);
  });

  test("[INT-286] a part without channel goes to the message that began last, one with a channel to no other", () => {
    const { messages, faults } = read(`${first}\n${onB(first)}\n${unheard(second)}\n${line}`);
    expect(messages).toEqual([voyage, report]);
    expect(faults.map(({ code }) => code)).toEqual(["TL_INT_AIS_PARTS"]);
    expect(read(`${first}\n${onB(second)}`).messages).toEqual([]);
  });

  test("[INT-020] wherever the stream is cut, the same comes out", () => {
    const bytes = bytesOf([first, line, otherFirst, second, "# x", otherSecond, line].join("\r\n"));
    const whole = read(new TextDecoder().decode(bytes)).received;
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
        const reader = new AisReader({ name: "x" });
        const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const received = places.flatMap((to, index) =>
          index === 0 ? [] : reader.push(bytes.subarray(places[index - 1], to), 0),
        );
        expect([...received, ...reader.finish()]).toEqual(whole);
      }),
    );
  });
});

describe("writeAis", () => {
  test("[INT-022] positions come back to the step they were written in", () => {
    const step = (least: number, most: number, per: number) =>
      fc.integer({ min: least * per, max: most * per }).map((value) => value / per);
    fc.assert(
      fc.property(
        fc.constantFrom(1 as const, 2 as const, 3 as const),
        fc.option(step(-180, 180, 600_000)),
        fc.option(step(-90, 90, 600_000)),
        fc.option(step(0, 102, 10)),
        fc.option(fc.nat(359)),
        (type, lonDeg, latDeg, speedKn, headingDeg) => {
          const given: AisMessage = { ...report, type, lonDeg, latDeg, speedKn, headingDeg };
          const lines = writeAis(given);
          expect(lines.every((one) => one.length <= 80)).toBe(true);
          expect(read(lines.join("\n")).messages).toEqual([given]);
        },
      ),
    );
  });

  test.each([
    ["a number beyond its bits", { ...report, navStatus: 16 }],
    ["a number between integers", { ...report, second: 0.5 }],
    ["a latitude beyond its bits", { ...report, latDeg: 120 }],
    ["a text too long", { ...voyage, callSign: "ABCDEFGH" }],
    ["small letters", { ...voyage, name: "Ocean" }],
    ["a type that there is none of", { ...report, type: 64 } as unknown as AisMessage],
  ])("[INT-022] %s is refused", (_, message) => {
    expect(() => writeAis(message)).toThrow(expect.objectContaining({ code: "TL_INT_AIS_ENCODE" }));
  });
});

function sealed(body: string): string {
  return `!${body}*${sumOf(body)}`;
}

function block(fields: string): string {
  return `\\${fields}*${sumOf(fields)}\\`;
}

function sumOf(text: string): string {
  const sum = [...text].reduce((all, character) => all ^ character.charCodeAt(0), 0);
  return sum.toString(16).toUpperCase().padStart(2, "0");
}

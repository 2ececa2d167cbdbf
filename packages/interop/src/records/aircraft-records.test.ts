import { describe, expect, test } from "vitest";
import {
  type AirbornePosition,
  compactPosition,
  type FeedFormat,
  type HeardMessage,
  type Identification,
  openRecordReader,
  type SurfacePosition,
  writeBeast,
  writeHexFrame,
  writeSbs,
  writeSquitter,
} from "../index.ts";
import { validRecords as valid } from "../testing/valid-records.ts";

const atMs = Date.UTC(2026, 0, 1, 12, 0, 30);
const encoder = new TextEncoder();
const options = { name: "test", source: "feed/test", origin: "observed" as const };

function opened(format: FeedFormat) {
  const reader = openRecordReader(format, { ...options, receiver: [-30, 0] as never });
  let nowMs = atMs;
  return (text: string): readonly HeardMessage[] => {
    nowMs += 1_000;
    const heard = reader.push(encoder.encode(`${text}\n`), nowMs);
    valid(heard);
    return heard;
  };
}
const recordsOf = (heard: readonly HeardMessage[]) =>
  heard.flatMap(({ records }) => records.map(({ record }) => record));

interface Sender {
  readonly format: 17 | 18;
  readonly control: number;
  readonly address: string;
  readonly addressIs?: "other" | "unsaid";
}
const airliner: Sender = { format: 17, control: 5, address: "4b1812" };
const vehicle: Sender = { format: 18, control: 0, address: "abcdef" };
const head = (sender: Sender) => ({ ...sender, addressBy: "checked" as const });

const named = (sender: Sender, typeCode: number, category: number): Identification => ({
  ...head(sender),
  kind: "identification",
  typeCode,
  category,
  callSign: "CALL1",
});
const inAir = (sender: Sender, isOdd: boolean): AirbornePosition => ({
  ...head(sender),
  kind: "airborne-position",
  typeCode: 11,
  surveillanceStatus: 0,
  nicSupplementB: false,
  altitudeFt: 3_000,
  isTimeSynchronous: false,
  compact: compactPosition({ lonDeg: -30, latDeg: 0.1 }, isOdd, false),
});
const onGround = (sender: Sender, isOdd: boolean): SurfacePosition => ({
  ...head(sender),
  kind: "surface-position",
  typeCode: 7,
  groundSpeedKn: 20,
  trackDeg: 90,
  isTimeSynchronous: false,
  compact: compactPosition({ lonDeg: -30, latDeg: 0.01 }, isOdd, true),
});

/** How many reports each message gives, in their order. */
function counts(messages: readonly (Identification | AirbornePosition | SurfacePosition)[]) {
  const push = opened("adsb");
  return messages.map((message) => recordsOf(push(writeHexFrame(writeSquitter(message)))).length);
}
const halves = (place: (isOdd: boolean) => AirbornePosition | SurfacePosition) => [
  place(false),
  place(true),
];

describe("who is followed", () => {
  test.each([
    ["a vehicle on an airfield", vehicle, 2, 3],
    ["what says no category", vehicle, 4, 0],
    ["a transponder on the ground that says no category", { ...airliner, control: 4 }, 4, 0],
    ["a reserved category", vehicle, 3, 5],
    ["a person on a parachute", airliner, 3, 3],
  ] as const)(
    "[INT-280] on the ground never, before and after it is named: %s",
    (_, sender, typeCode, category) => {
      const place = (isOdd: boolean) => onGround(sender, isOdd);
      expect(
        counts([...halves(place), named(sender, typeCode, category), ...halves(place)]),
      ).toEqual([0, 0, 0, 0, 0]);
    },
  );

  test("[INT-280] on the ground only from when it says that it is an aircraft, until it says otherwise", () => {
    const place = (isOdd: boolean) => onGround(airliner, isOdd);
    expect(
      counts([
        ...halves(place),
        named(airliner, 4, 3),
        ...halves(place),
        named(airliner, 2, 1),
        ...halves(place),
      ]),
    ).toEqual([0, 0, 1, 0, 1, 0, 0, 0]);
  });

  test("[INT-280] in the air a transponder's aircraft is followed at once, other senders once they are named", () => {
    expect(counts(halves((isOdd) => inAir(airliner, isOdd)))).toEqual([0, 1]);
    const place = (isOdd: boolean) => inAir(vehicle, isOdd);
    expect(counts([...halves(place), named(vehicle, 3, 1), ...halves(place)])).toEqual([
      0, 0, 1, 0, 1,
    ]);
    expect(counts([...halves(place), named(vehicle, 2, 4), ...halves(place)])).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });

  test("[INT-280] a person on a parachute is not followed in the air, nor said to be one", () => {
    const place = (isOdd: boolean) => inAir(airliner, isOdd);
    expect(counts([named(airliner, 3, 3), ...halves(place)])).toEqual([0, 0, 0]);
  });

  const line = (type: number, given: Partial<Parameters<typeof writeSbs>[0]>) =>
    writeSbs({
      type,
      address: "abcdef",
      generatedAtMs: atMs,
      callSign: null,
      altitudeFt: null,
      groundSpeedKn: null,
      trackDeg: null,
      latDeg: null,
      lonDeg: null,
      verticalRateFtPerMin: null,
      squawk: null,
      isAlert: null,
      isEmergency: null,
      isIdent: null,
      isOnGround: null,
      ...given,
    });
  const here = { latDeg: 0.01, lonDeg: -30 };

  test.each([
    ["a surface position", line(2, { ...here, groundSpeedKn: 12 })],
    ["one with the mark of the ground", line(3, { ...here, altitudeFt: 0, isOnGround: true })],
    ["a name, before it was heard in the air", line(1, { callSign: "TRUCK1" })],
  ])("[INT-280] SBS-1 says no category, so nothing on the ground is followed: %s", (_, text) => {
    expect(recordsOf(opened("sbs")(text))).toEqual([]);
  });

  test("[INT-280] SBS-1: who was heard in the air is named, and not followed after landing", () => {
    const push = opened("sbs");
    expect(
      [
        line(1, { callSign: "CALL1" }),
        line(3, { ...here, altitudeFt: 3_000 }),
        line(1, { callSign: "CALL1" }),
        line(4, { groundSpeedKn: 200 }),
        line(2, { ...here, groundSpeedKn: 12 }),
        line(1, { callSign: "CALL1" }),
      ].map((text) => recordsOf(push(text)).length),
    ).toEqual([0, 1, 1, 1, 0, 1]);
  });
});

describe("whose word it is", () => {
  const heard = (sender: Sender) => {
    const push = opened("adsb");
    // A name that is sent on does not say of which kind of address it is.
    const name = sender.control === 6 ? { ...sender, addressIs: "unsaid" as const } : sender;
    const all = [
      inAir(sender, true),
      named(name, 4, 1),
      inAir(sender, false),
      inAir(sender, true),
    ].flatMap((message) => push(writeHexFrame(writeSquitter(message))));
    return recordsOf(all) as unknown as readonly Record<string, unknown>[];
  };

  test.each([2, 5])(
    "[INT-281] what a radar on the ground saw is nobody's own word: control %i",
    (control) => {
      const isOther = control === 5;
      const sender: Sender = {
        format: 18,
        control,
        address: "000001",
        ...(isOther ? { addressIs: "other" } : {}),
      };
      const push = opened("adsb");
      const all = halves((isOdd) => inAir(sender, isOdd)).flatMap((message) =>
        push(writeHexFrame(writeSquitter(message))),
      );
      expect(all.map(({ type }) => type)).toEqual([
        "DF18 airborne-position",
        "DF18 airborne-position",
      ]);
      expect(recordsOf(all)).toEqual([]);
    },
  );

  test("[INT-281] an address that is none of ICAO has its own scheme", () => {
    const sender: Sender = { format: 18, control: 1, address: "000001", addressIs: "other" };
    const records = heard(sender);
    expect(records).toHaveLength(2);
    for (const record of records) {
      expect(record["identity"]).toMatchObject({ scheme: "adsb-other", value: "000001" });
      expect(record).not.toHaveProperty("isRelayed");
    }
  });

  test.each([
    ["an aircraft's own", {}, "icao24"],
    ["another", { addressIs: "other" as const }, "adsb-other"],
  ])(
    "[INT-281] what a ground station sends on from another link is marked; address: %s",
    (_, more, scheme) => {
      const records = heard({ format: 18, control: 6, address: "4b1812", ...more });
      expect(records).toHaveLength(2);
      for (const record of records) {
        expect(record).toMatchObject({ isRelayed: true, identity: { scheme, callSign: "CALL1" } });
      }
    },
  );

  test("[INT-281] a name sent on that may be of either of two senders is nobody's", () => {
    const push = opened("adsb");
    const relay = { format: 18, control: 6, address: "4b1812" } as const;
    const all = [
      inAir(relay, false),
      inAir({ ...relay, addressIs: "other" }, false),
      named({ ...relay, addressIs: "unsaid" }, 4, 1),
    ].flatMap((message) => push(writeHexFrame(writeSquitter(message))));
    expect(recordsOf(all)).toEqual([]);
  });

  test("[INT-281] two senders with the same 24 bits are two", () => {
    const push = opened("adsb");
    const other = { format: 18, control: 1, address: "4b1812", addressIs: "other" } as const;
    const far = { lonDeg: -20, latDeg: 5 };
    const farHalf = (isOdd: boolean): AirbornePosition => ({
      ...inAir(other, isOdd),
      compact: compactPosition(far, isOdd, false),
    });
    const records = [
      named(airliner, 4, 3),
      named(other, 3, 1),
      inAir(airliner, false),
      farHalf(false),
      inAir(airliner, true),
      farHalf(true),
    ].flatMap((message) => recordsOf(push(writeHexFrame(writeSquitter(message)))));
    expect(records.slice(2)).toMatchObject([
      { identity: { scheme: "icao24" }, kindStated: "large aeroplane" },
      { identity: { scheme: "adsb-other" }, kindStated: "glider" },
    ]);
    const [near, away] = records.slice(2) as unknown as { position: [number, number] }[];
    expect(near?.position[0]).toBeCloseTo(-30, 3);
    expect(away?.position[0]).toBeCloseTo(-20, 3);
  });

  test("[INT-281] a place worked out from several receivers' times is nobody's own word", () => {
    const push = opened("adsb");
    const frame = (isOdd: boolean) => writeHexFrame(writeSquitter(inAir(airliner, isOdd))).slice(1);
    expect(recordsOf(push(`@FF004D4C4154${frame(false)}\n@FF004D4C4154${frame(true)}`))).toEqual(
      [],
    );
    expect(
      recordsOf(push(`@000000000001${frame(false)}\n@000000000002${frame(true)}`)),
    ).toHaveLength(1);
  });
});

const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));

describe("aircraft as records", () => {
  // J. Sun, The 1090 Megahertz Riddle: an even and an odd half, and a velocity.
  const even = bytesOf("8D40621D58C382D690C8AC2863A7");
  const odd = bytesOf("8D40621D58C386435CC412692AD6");
  const callSign = bytesOf("8D4840D6202CC371C32CE0576098");

  test.each(["beast", "adsb"] as const)(
    "[FED-055] %s: a pair of halves gives a place",
    (format) => {
      const reader = openRecordReader(format, options);
      const write = (frame: Uint8Array) =>
        format === "beast"
          ? writeBeast(frame, 12_000, 0.5)
          : encoder.encode(`${writeHexFrame(frame)}\n`);
      const heard = [odd, even, callSign].flatMap((frame) => reader.push(write(frame), atMs));
      expect(heard.map(({ type }) => type)).toEqual([
        "DF17 airborne-position",
        "DF17 airborne-position",
        "DF17 identification",
      ]);
      const [placed, named] = valid(heard);
      expect(placed).toMatchObject({
        medium: "aircraft",
        identity: { scheme: "icao24", value: "40621d" },
        altitudeM: 11_582.4,
        status: "airborne",
      });
      const [lonDeg = 0, latDeg = 0] = (placed as unknown as { position: number[] }).position;
      expect(latDeg).toBeCloseTo(52.2572, 4);
      expect(lonDeg).toBeCloseTo(3.91937, 4);
      expect(named).toMatchObject({ identity: { value: "4840d6", callSign: "KLM1023" } });
      expect(named).not.toHaveProperty("position");
    },
  );

  test("[FED-056] what says it drives on the ground is not followed", () => {
    const reader = openRecordReader("sbs", options);
    const none = {
      callSign: null,
      altitudeFt: null,
      groundSpeedKn: null,
      trackDeg: null,
      latDeg: null,
      lonDeg: null,
      verticalRateFtPerMin: null,
      squawk: "7000",
      isAlert: null,
      isEmergency: null,
      isIdent: null,
      isOnGround: null,
    };
    const line = writeSbs({ type: 6, address: "40621d", generatedAtMs: atMs, ...none });
    const [message] = reader.push(encoder.encode(`${line}\n`), atMs);
    expect(message).toMatchObject({ type: "MSG 6", records: [] });
  });
});

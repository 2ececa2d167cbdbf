import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type CotDetailPart,
  type CotEvent,
  CotReader,
  readCotDatagram,
  writeCotDatagram,
  writeCotFrame,
  writeCotXml,
} from "../index.ts";
import { arbSeenText } from "../testing/xml-text.ts";

const arbText = arbSeenText(10);
const arbName = fc.oneof(
  fc.constantFrom("contact", "__group", "status", "takv", "track", "link", "precisionlocation"),
  fc.stringMatching(/^[a-z_][-a-z0-9_]{0,5}$/).filter((name) => name !== "xmlns"),
);
const arbKey = fc.oneof(
  fc.constantFrom("callsign", "endpoint", "name", "role", "battery", "speed", "course"),
  fc.stringMatching(/^[a-z][a-z0-9]{0,4}$/).filter((name) => name !== "xmlns"),
);
const arbValue = fc.oneof(arbText, fc.constantFrom("0", "1.5", "100", "007", "1e3", "-1", "true"));
const { part: arbPart } = fc.letrec<{ part: CotDetailPart }>((tie) => ({
  part: fc.record({
    name: arbName,
    attributes: fc.dictionary(arbKey, arbValue, { maxKeys: 3, noNullPrototype: true }),
    children: fc.oneof(
      { depthSize: "small" },
      fc.constant([]),
      fc.array(arbText, { minLength: 1, maxLength: 1 }),
      fc.array(tie("part"), { minLength: 1, maxLength: 2 }),
    ),
  }),
}));
const arbTyped: fc.Arbitrary<CotDetailPart> = fc.oneof(
  fc.tuple(arbText, arbText).map(([callsign, endpoint]) => ({
    name: "contact",
    attributes: { callsign, endpoint },
    children: [],
  })),
  fc
    .tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(359))
    .map(([speed, course]) => ({
      name: "track",
      attributes: { speed: String(speed), course: String(course) },
      children: [],
    })),
  fc.nat(100).map((battery) => ({
    name: "status",
    attributes: { battery: String(battery) },
    children: [],
  })),
);
const rounded = (value: number) => Math.round(value * 1e9) / 1e9 + 0;
const arbNumber = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => rounded(value));
const arbMetres = (min: number) => fc.option(arbNumber(min, 50_000));
const arbAtMs = fc.integer({ min: 1, max: Date.UTC(2199, 11, 31) });
const arbEvent: fc.Arbitrary<CotEvent> = fc.record(
  {
    uid: arbText,
    type: fc.constantFrom("a-f-G-U-C", "b-t-f", "u-d-f", "b-a-o-tbl", "a-n-S", "b-m-p-s-m"),
    how: fc.constantFrom("m-g", "h-e", ""),
    access: arbText,
    caveat: arbText,
    releasableTo: arbText,
    sentAtMs: arbAtMs,
    startAtMs: arbAtMs,
    staleAtMs: arbAtMs,
    lonDeg: arbNumber(-180, 180),
    latDeg: arbNumber(-90, 90),
    heightM: arbMetres(-500),
    horizontalErrorM: arbMetres(0),
    verticalErrorM: arbMetres(0),
    detail: fc.array(fc.oneof(arbPart, arbTyped), { maxLength: 4 }),
  },
  {
    requiredKeys: [
      ...([
        "uid",
        "type",
        "how",
        "sentAtMs",
        "startAtMs",
        "staleAtMs",
        "lonDeg",
        "latDeg",
      ] as const),
      ...(["heightM", "horizontalErrorM", "verticalErrorM", "detail"] as const),
    ],
  },
);

/** Frames keep what is in a detail, not its order. */
function sorted({ detail, ...rest }: CotEvent): unknown {
  const text = ({ name, attributes, children }: CotDetailPart) =>
    JSON.stringify([name, Object.entries(attributes).sort(), children]);
  return { ...rest, detail: detail.map(text).sort() };
}

function readAll(stream: Uint8Array, cuts: readonly number[], messageBytesMax = 100_000) {
  const reader = new CotReader({ name: "x", messageBytesMax });
  const received = [];
  let from = 0;
  const ends = cuts.map((at) => at % (stream.length + 1)).sort((a, b) => a - b);
  for (const cut of [...ends, stream.length]) {
    received.push(...reader.push(stream.slice(from, cut)));
    from = cut;
  }
  received.push(...reader.finish());
  return { received, faults: reader.takeFaults() };
}

const sent = (event: CotEvent, form: number) =>
  form === 0 ? new TextEncoder().encode(writeCotXml(event)) : writeCotFrame({ event });
const joined = (parts: readonly Uint8Array[]) =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

test("[INT-203] [INT-205] what is sent as XML or as a frame is read as the same", () => {
  fc.assert(
    fc.property(arbEvent, (event) => {
      const [asXml] = readAll(sent(event, 0), []).received;
      expect(asXml?.event).toEqual(event);
      const { received, faults } = readAll(sent(event, 1), []);
      expect(faults).toEqual([]);
      const [asFrame] = received;
      expect(asFrame?.event && sorted(asFrame.event)).toEqual(sorted(event));
      const mesh = readCotDatagram(writeCotDatagram({ event }), { name: "x" });
      expect("fault" in mesh ? mesh : mesh.event).toEqual(asFrame?.event);
    }),
    { numRuns: 300 },
  );
});

test("[INT-204] cut anywhere, a stream of both forms gives the same messages at the same bytes", () => {
  const arbStream = fc.array(fc.tuple(arbEvent, fc.nat(1)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(arbStream, fc.array(fc.nat(), { maxLength: 10 }), (events, cuts) => {
      const stream = joined(events.map(([event, form]) => sent(event, form)));
      const whole = readAll(stream, []);
      expect(whole.received).toHaveLength(events.length);
      expect(readAll(stream, cuts)).toEqual(whole);
    }),
  );
});

test("[INT-204] a damaged stream gives the same messages and faults however it is cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(arbEvent, fc.nat(1)), { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      fc.constantFrom(60, 400, 100_000),
      (events, changes, cuts, messageBytesMax) => {
        const stream = joined(events.map(([event, form]) => sent(event, form)));
        for (const [at, value] of changes) stream[at % stream.length] = value;
        const whole = readAll(stream, [], messageBytesMax);
        const pieces = readAll(stream, cuts, messageBytesMax);
        expect(pieces.received).toEqual(whole.received);
        expect(pieces.faults.map(({ code, offset }) => [code, offset])).toEqual(
          whole.faults.map(({ code, offset }) => [code, offset]),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test("[INT-204] any bytes are read to their end", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.array(fc.nat()), (bytes, cuts) => {
      const { received, faults } = readAll(bytes, cuts, 100);
      const isOnlySpace = bytes.every((byte) => [0x20, 0x09, 0x0a, 0x0d].includes(byte));
      expect(received.length + faults.length > 0 || isOnlySpace).toBe(true);
    }),
    { numRuns: 500 },
  );
});

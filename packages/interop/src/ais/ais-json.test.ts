import { seededRng } from "@truceline/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { AisJsonReader, type AisMessage, AisReader } from "../index.ts";

const decoder = new TextDecoder();

/** The message as its line has it: degrees to 1e-7. */
function inText(message: AisMessage): unknown {
  return JSON.parse(JSON.stringify(message), (name, value: unknown) =>
    (name === "lonDeg" || name === "latDeg") && typeof value === "number"
      ? Math.round(value * 1e7) / 1e7 + 0
      : value,
  );
}

/** Both readers on the same bytes, cut in the same places. */
function compare(bytes: Uint8Array, size: number): number {
  const objects = new AisReader({ name: "same" });
  const texts = new AisJsonReader({ name: "same" });
  const messages: AisMessage[] = [];
  let lines = "";
  for (let from = 0; from < bytes.length; from += size) {
    const piece = bytes.subarray(from, from + size);
    messages.push(...objects.push(piece, 0).map(({ message }) => message));
    lines += decoder.decode(texts.push(piece, 0));
  }
  messages.push(...objects.finish().map(({ message }) => message));
  lines += decoder.decode(texts.finish());
  expect(texts.takeFaults()).toEqual(objects.takeFaults());
  const parsed = lines
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as unknown);
  expect(parsed).toEqual(messages.map(inText));
  expect(texts.messageCount).toBe(messages.length);
  return messages.length;
}

const alphabet = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw";
const lengths = [28, 27, 35, 56, 71, 52, 46, 17, 40, 60];

test("[INT-256] as text or as objects: the same messages of every type and length, field by field", () => {
  let count = 0;
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const rng = seededRng(`ais-json/${seed}`);
      const below = (many: number) => Math.floor(rng.nextUnit() * many);
      const lines = Array.from({ length: 40 }, () => {
        const first = alphabet.charAt(1 + below(27));
        let payload = first;
        const length = lengths[below(lengths.length)] ?? 28;
        // All ones and all zeros are where numbers end and begin.
        const fill = below(4);
        while (payload.length < length) {
          payload += fill === 0 ? "0" : fill === 1 ? "w" : alphabet.charAt(below(64));
        }
        const body = `AIVDM,1,1,,A,${payload},${below(3) * 2}`;
        let sum = 0;
        for (let at = 0; at < body.length; at++) sum ^= body.charCodeAt(at);
        return `!${body}*${sum.toString(16).toUpperCase().padStart(2, "0")}`;
      });
      count += compare(new TextEncoder().encode(lines.join("\n")), 1 + below(3_000));
    }),
    { numRuns: 300 },
  );
  expect(count).toBeGreaterThan(4_000);
});

test("[INT-256] a piece of many messages grows the buffer, and none is lost", () => {
  const line = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n";
  const reader = new AisJsonReader({ name: "many" });
  const lines = reader.push(new TextEncoder().encode(line.repeat(20_000)), 0);
  expect(reader.takeFaults()).toEqual([]);
  const texts = decoder.decode(lines).trim().split("\n");
  expect(new Set(texts).size).toBe(1);
  expect(texts).toHaveLength(20_000);
  expect(JSON.parse(texts[0] ?? "")).toMatchObject({
    type: 1,
    mmsi: 477553000,
    speedKn: 0,
    courseDeg: 51,
  });
});

test("[INT-256] the longest message that parts can make comes out whole", () => {
  const sealed = (body: string) => {
    const sum = [...body].reduce((all, character) => all ^ character.charCodeAt(0), 0);
    return `!${body}*${sum.toString(16).toUpperCase().padStart(2, "0")}`;
  };
  // Twelve of them, so that the buffer grows in the middle of one.
  const lines = Array.from({ length: 12 }, (_, message) =>
    Array.from({ length: 9 }, (_part, part) =>
      sealed(
        `AIVDM,9,${part + 1},${message % 10},A,${(part === 0 ? "6" : "w").padEnd(738, "w")},0`,
      ),
    ),
  ).flat();
  expect(compare(new TextEncoder().encode(lines.join("\n")), 1 << 20)).toBe(12);
});

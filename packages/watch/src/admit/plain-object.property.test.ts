import { canonicalJson } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPlainObject } from "./plain-object.ts";
import { withReceivedMembers } from "./received-members.ts";

const depthMax = 12;
const received = { id: "018f", rawSha256: "ab", recordedAtMs: 1_773_144_060_000 };
const receivedKeys = Object.keys(received);
const read = (text: string) => readPlainObject(new TextEncoder().encode(text), depthMax);
const decoded = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

const arbKey = fc.oneof(
  fc.stringMatching(/^[ -~]{0,6}$/),
  fc.constantFrom("source", "sourceId", "schema", "é", "", ...receivedKeys),
);
const arbNumber = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noNaN: true }));
const { value: arbValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string({ unit: "grapheme" }), arbNumber, fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(arbKey, tie("value"), { maxKeys: 6, noNullPrototype: true }),
  ),
}));
const arbObject = fc.dictionary(arbKey, arbValue, { maxKeys: 10, noNullPrototype: true });
const isPlainText = (text: string) => !text.includes("\\") && !text.includes("é");

describe("readPlainObject", () => {
  test("[WAT-002] what it takes, it puts into canonical form", () => {
    fc.assert(
      fc.property(arbObject, fc.nat({ max: 2 }), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const plain = read(text);
        // Numbers come from the same writer, so a text without escapes and far letters is plain.
        if (plain === undefined) expect(isPlainText(text)).toBe(false);
        else expect(decoded(plain.bytes)).toBe(canonicalJson(JSON.parse(text)));
      }),
      { numRuns: 1_000 },
    );
  });

  test("[WAT-002] members of the receiver stand in their places", () => {
    fc.assert(
      fc.property(arbObject, (value) => {
        const record = { ...value, schema: "observation/1" };
        const plain = read(JSON.stringify(record));
        if (plain === undefined) return;
        const full = withReceivedMembers(plain, received);
        if (full === undefined) expect(receivedKeys.some((key) => key in record)).toBe(true);
        else expect(decoded(full)).toBe(canonicalJson({ ...record, ...received }));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ["a key twice", '{"a":1,"b":2,"a":1}'],
    ["a key twice further in", '{"x":{"a":1,"a":2}}'],
    ["an escape", String.raw`{"a":"\n"}`],
    ["an escape that spells a key again", String.raw`{"a":1,"\u0061":2}`],
    ["a key beyond ASCII", '{"ä":1}'],
    ["a needless zero", '{"a":1.0}'],
    ["a needless zero after a digit", '{"a":1.50}'],
    ["minus zero", '{"a":-0}'],
    ["an exponent", '{"a":1e3}'],
    ["a number below a millionth without its exponent", '{"a":0.0000001}'],
    ["more digits than a double has", '{"a":0.10000000000000000001}'],
    ["an integer beyond 2^53", '{"a":9007199254740993}'],
    ["no object", "[1]"],
    ["a byte order mark", '\ufeff{"a":1}'],
    ["an object that does not end", '{"a":1'],
    ["deeper than may be", `${'{"a":'.repeat(depthMax)}{}${"}".repeat(depthMax)}`],
    ["longer than the room", `{"a":"${"x".repeat(20_000)}"}`],
    [
      "more members than the room",
      JSON.stringify(Object.fromEntries([...Array(65).keys()].map((n) => [`k${n}`, n]))),
    ],
  ])("%s is left to the slow way", (_what, text) => {
    expect(read(text)).toBeUndefined();
  });

  test("blanks around everything are left out, those in texts are kept", () => {
    const plain = read(' { "b" : [ 1 , -2.5 , [ ] , { } ] ,\n\t"a" : " x " } ');
    expect(decoded(plain?.bytes ?? new Uint8Array())).toBe('{"a":" x ","b":[1,-2.5,[],{}]}');
  });
});

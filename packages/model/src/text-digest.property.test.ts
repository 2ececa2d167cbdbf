import { utf8ToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { derivedId, derivedIdsAfter } from "./record-id.ts";
import { sha256Hex } from "./sha256.ts";
import { textDigest, textStart } from "./text-digest.ts";

const hexOf = (words: Int32Array) =>
  [...words].map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
const arbText = fc.string({ unit: "binary", maxLength: 200 });

describe("digest of texts", () => {
  test("[MOD-005] known answers of FIPS 180-4", () => {
    expect(hexOf(textDigest(""))).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    expect(hexOf(textDigest("abc"))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect(hexOf(textDigest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))).toBe(
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    );
  });

  test("[MOD-005] every length over three blocks, of one byte a character and of three", () => {
    for (let length = 0; length <= 200; length++) {
      for (const one of ["x", "ї", "線"]) {
        const text = one.repeat(length);
        expect([text, hexOf(textDigest(text))]).toEqual([text, sha256Hex(utf8ToBytes(text))]);
      }
    }
  });

  test("[MOD-005] the same as of the bytes, whatever the text and wherever it is cut", () => {
    fc.assert(
      fc.property(arbText, arbText, (start, text) => {
        const expected = sha256Hex(utf8ToBytes(start + text));
        expect(hexOf(textDigest(text, textStart(start)))).toBe(
          // A pair of surrogates that is cut in two is no character any more.
          sha256Hex(new Uint8Array([...utf8ToBytes(start), ...utf8ToBytes(text)])),
        );
        expect(hexOf(textDigest(start + text))).toBe(expected);
      }),
      { numRuns: 400 },
    );
  });

  test("[MOD-005] an id after a beginning is the id of all its parts", () => {
    const arbParts = fc.array(fc.oneof(arbText, fc.integer()), { maxLength: 5 });
    fc.assert(
      fc.property(arbParts, fc.array(arbText, { minLength: 1, maxLength: 3 }), (first, parts) => {
        const idOf = derivedIdsAfter(...first);
        expect(idOf(...parts)).toBe(derivedId(...first, ...parts));
      }),
      { numRuns: 300 },
    );
    // What was stored under this id before stays under it.
    expect(derivedId("assessment", "exercise", "ab".repeat(32), derivedId("x", "3"), "1")).toBe(
      "87c5cc40-42b3-8fac-b967-c9970ad15a0d",
    );
  });
});

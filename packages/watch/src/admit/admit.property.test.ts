import { canonicalBytes, canonicalJson, NameSchema, seededRng, sha256 } from "@truceline/model";
import fc from "fast-check";
import { Value } from "typebox/value";
import { describe, expect, test } from "vitest";
import { admit } from "./admit.ts";
import { firstJsonFault, jsonShape, memberCountOf } from "./json-scan.ts";

const receivedAtMs = Date.UTC(2026, 2, 10, 12, 1);
const context = () => ({
  origin: "observed" as const,
  receivedAtMs,
  sender: "s",
  rng: seededRng("p"),
});

const arbText = fc.string({ unit: "grapheme", maxLength: 40 });
const arbName = arbText.filter((name) => Value.Check(NameSchema, name));
const arbObservation = fc.record(
  {
    schema: fc.constant("observation/1"),
    origin: fc.constant("observed"),
    source: arbName,
    sourceId: arbName,
    span: fc.record({
      precision: fc.constant("exact"),
      fromMs: fc.constant(receivedAtMs - 10),
      toMs: fc.constant(receivedAtMs - 5),
    }),
    observer: fc.record({ kind: fc.constant("person"), id: arbName }),
    observerPosition: fc.record({
      place: arbName,
      position: fc.tuple(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -90, max: 90, noNaN: true }),
      ),
    }),
    means: fc.constant(["heard"]),
    kind: fc.constant("burst"),
    count: fc.constant({ qualifier: "uncounted" }),
    remark: arbText,
    assessedAs: arbText,
    distance: fc
      .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 500_000 }))
      .map(([minM, maxM]) => ({ maxM, minM })),
  },
  {
    requiredKeys: [
      "schema",
      "origin",
      "source",
      "sourceId",
      "span",
      "observer",
      "means",
      "kind",
      "count",
    ],
  },
);

describe("admit", () => {
  test("[WAT-002] stored bytes and content hash are those of the canonical form", () => {
    fc.assert(
      fc.property(arbObservation, fc.nat({ max: 3 }), (observation, indent) => {
        const bytes = new TextEncoder().encode(JSON.stringify(observation, null, indent));
        const outcome = admit(bytes, "observation", context());
        if (outcome.status !== "admitted") throw new Error(JSON.stringify(outcome.quarantine));
        const stored = JSON.parse(new TextDecoder().decode(outcome.entry.bytes));
        expect(outcome.entry.bytes).toEqual(canonicalBytes(stored));
        const { id: _id, recordedAtMs: _at, rawSha256: _raw, ...content } = stored;
        expect(canonicalJson(content)).toBe(canonicalJson(JSON.parse(JSON.stringify(observation))));
        expect(outcome.entry.contentSha256).toEqual(sha256(canonicalBytes(content)));
      }),
      { numRuns: 300 },
    );
  });

  test("[WAT-001] bytes of any kind are refused with a code, never thrown", () => {
    const arbBytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
      arbObservation.chain((observation) =>
        fc.tuple(fc.nat(), fc.nat({ max: 255 })).map(([at, byte]) => {
          const bytes = new TextEncoder().encode(JSON.stringify(observation));
          bytes[at % bytes.length] = byte;
          return bytes;
        }),
      ),
    );
    fc.assert(
      fc.property(arbBytes, (bytes) => {
        const outcome = admit(bytes, "observation", context());
        if (outcome.status === "admitted") return;
        expect(outcome.quarantine.code).toMatch(/^TL_WATCH_/);
        expect(outcome.quarantine.faults.length).toBeGreaterThan(0);
        expect(outcome.quarantine.bytes).toBe(bytes);
      }),
      { numRuns: 1_000 },
    );
  });

  test("the scan of a text agrees with its parser", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const { memberCount } = jsonShape(new TextEncoder().encode(text));
        const fault = firstJsonFault(text);
        // Generated objects never name a key twice.
        expect(fault).toBeUndefined();
        expect(memberCount).toBe(memberCountOf(JSON.parse(text)));
      }),
      { numRuns: 500 },
    );
  });

  test("a text is faulty where and only where the parser refuses it", () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.string({ maxLength: 1 }),
        (json, at, put) => {
          const place = at % (json.length + 1);
          const text = json.slice(0, place) + put + json.slice(place + 1);
          let parses = true;
          try {
            JSON.parse(text);
          } catch {
            parses = false;
          }
          const fault = firstJsonFault(text);
          if (parses) expect(fault?.is).not.toBe("syntax");
          else expect(fault).toBeDefined();
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

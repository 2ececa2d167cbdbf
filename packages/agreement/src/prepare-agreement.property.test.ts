import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { midOcean, midOceanFile } from "../fixtures/mid-ocean.ts";
import { type PreparedAgreement, parseAgreement, prepareAgreement } from "./index.ts";

function prepare(text: string): PreparedAgreement {
  const { compiled, faults } = parseAgreement({
    path: "x.yaml",
    text,
    readFile: (name) => midOceanFile(name),
  });
  if (compiled === undefined) throw new Error(JSON.stringify(faults, undefined, 1));
  return prepareAgreement(compiled);
}

const swap = (text: string) => (text === "a" ? "b" : text === "b" ? "a" : text);
function exchanged(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(exchanged);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [swap(name), exchanged(member)]),
    );
  }
  return typeof value === "string" ? swap(value) : value;
}

const original = midOcean().text.replace("a: 10 km, b: 10 km", "a: 6 km, b: 11 km");
const plain = prepare(original);
const other = prepare(stringify(exchanged(parse(original))));
const arbPlace = fc.tuple(
  fc.integer({ min: -30_300, max: -29_700 }).map((x) => x / 1_000),
  fc.integer({ min: -400, max: 400 }).map((x) => x / 1_000),
);
const arbAtMs = fc.integer({ min: Date.UTC(2025, 10, 1), max: Date.UTC(2026, 5, 1) });

test("[AGR-008] exchanging the parties exchanges who holds a place, and moves no zone, sector or version", () => {
  fc.assert(
    fc.property(arbPlace, arbAtMs, (place, atMs) => {
      const versions = plain.lineVersionsAt("line", atMs);
      const others = other.lineVersionsAt("line", atMs);
      expect(others.map(({ drawnBy }) => drawnBy)).toEqual(
        versions.map(({ drawnBy }) => swap(drawnBy)),
      );
      for (const [index, version] of versions.entries()) {
        const counterpart = others[index];
        for (const zone of ["security-zone", "gorse"]) {
          expect(other.zoneContains(zone, place, atMs, counterpart)).toBe(
            plain.zoneContains(zone, place, atMs, version),
          );
        }
        const held = plain.distanceFromLine("line", place, atMs, version);
        const otherHeld = other.distanceFromLine("line", place, atMs, counterpart);
        expect(otherHeld).toEqual({
          signedDistanceM: held?.signedDistanceM,
          party: swap(held?.party ?? ""),
        });
      }
      expect(other.sectorOf(place, atMs)).toBe(plain.sectorOf(place, atMs));
    }),
    { numRuns: 300 },
  );
});

test("[AGR-011] the version in force is the last of its author that has begun, whatever the instant", () => {
  const [line] = plain.compiled.lines;
  fc.assert(
    fc.property(arbAtMs, (atMs) => {
      const begun = (line?.versions ?? []).filter(({ validFromMs }) => validFromMs <= atMs);
      const expected = [...new Set(begun.map(({ drawnBy }) => drawnBy))].map((author) =>
        Math.max(...begun.filter(({ drawnBy }) => drawnBy === author).map((v) => v.validFromMs)),
      );
      const found = plain.lineVersionsAt("line", atMs);
      expect(found.map(({ validFromMs }) => validFromMs)).toEqual(expected);
    }),
  );
});

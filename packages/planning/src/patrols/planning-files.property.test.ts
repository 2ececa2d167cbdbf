import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseBackstop } from "../backstop/backstop-file.ts";
import { parseRotation } from "../rotation/rotation-file.ts";
import { parsePatrols } from "./patrols-file.ts";

const fixture = (name: string) =>
  readFileSync(new URL(`../../../../fixtures/plan/${name}`, import.meta.url), "utf8");
const agreement = { id: "mid-ocean", partyIds: ["a", "b"], sectorIds: ["north", "south"] };
const documents = [
  { name: "patrols.yaml", parse: (text: string) => parsePatrols({ path: "p", text }, agreement) },
  { name: "rotation.yaml", parse: (text: string) => parseRotation({ path: "p", text }, agreement) },
  { name: "backstop.yaml", parse: (text: string) => parseBackstop({ path: "p", text }, agreement) },
] as const;

/** What people and broken disks do to a text. */
const arbDamage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 0, max: 40 }),
  put: fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      "-1",
      "1e309",
      ".nan",
      "null",
      "[]",
      "{}",
      "__proto__: 1",
      "\t",
      "999999999999",
    ),
  ),
});

describe.each(documents)("$name", ({ name, parse }) => {
  test("[PLN-079] the example of the form is sound", () => {
    expect(parse(fixture(name)).faults).toEqual([]);
  });

  test("[PLN-079] a damaged text is read or refused with faults that have a line; it never throws", () => {
    const text = fixture(name);
    let refusedCount = 0;
    fc.assert(
      fc.property(arbDamage, ({ at, length, put }) => {
        const from = Math.floor(at * text.length);
        const { file, faults } = parse(text.slice(0, from) + put + text.slice(from + length));
        expect(file === undefined).toBe(faults.length > 0);
        for (const fault of faults) {
          expect(fault.line ?? 0).toBeGreaterThan(0);
          expect(fault.message.length).toBeGreaterThan(10);
        }
        if (faults.length > 0) refusedCount += 1;
      }),
      { numRuns: 150 },
    );
    expect(refusedCount).toBeGreaterThan(20);
  });
});

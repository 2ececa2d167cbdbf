import { getHeapStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { SensorThingsReader } from "../index.ts";

const encoder = new TextEncoder();

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
/** What lives in the heap of this thread. */
function heldBytes(): number {
  collect();
  return getHeapStatistics().used_heap_size;
}

const document = (id: string) => ({ "@iot.id": id, result: { a: [1, { b: 'x } ] { " y' }] } });
const line = (id: string) => `${JSON.stringify(document(id))}\n`;
const printed = (id: string, indent = 2) => `${JSON.stringify(document(id), undefined, indent)}\n`;

function read(text: string, pieces: readonly number[] = []) {
  const reader = new SensorThingsReader({ name: "test" });
  const bytes = encoder.encode(text);
  const cuts = [...new Set(pieces.map((at) => at % (bytes.length + 1)))].sort((a, b) => a - b);
  const ids: unknown[] = [];
  for (const [index, from] of [0, ...cuts].entries()) {
    const piece = bytes.subarray(from, cuts[index] ?? bytes.length);
    ids.push(...reader.push(piece).map(({ id }) => id));
  }
  ids.push(...reader.finish().map(({ id }) => id));
  return { ids, faults: reader.takeFaults() };
}

describe("JSON documents in a stream", () => {
  test("[INT-304] a document over several lines is read as one on a line", () => {
    const { ids, faults } = read(printed("1") + line("2") + printed("3", 4) + line("4"));
    expect(faults).toEqual([]);
    expect(ids).toEqual(["1", "2", "3", "4"]);
  });

  test("[INT-304] a printed list of documents, its entries not indented", () => {
    const list = `[\n${["1", "2", "3"].map((id) => JSON.stringify(document(id))).join(",\n")}\n]\n`;
    expect(read(list)).toEqual({ ids: ["1", "2", "3"], faults: [] });
  });

  test.each([
    ["cut off on its line", `${line("1").slice(0, 30)}\n`],
    ["cut off in a text", '{"@iot.id": "1\n'],
    ["cut off after a comma", '{"@iot.id": "1",\n'],
    ["cut off where it was printed", printed("1").slice(0, 60)],
    ["closed more often than opened", "}\n"],
    ["no JSON", "hello\n"],
  ])("[INT-304] one that was %s is told and swallows no other", (_title, broken) => {
    const { ids, faults } = read(`${line("0")}${broken}\n${line("2")}${line("3")}${printed("4")}`);
    expect(ids).toEqual(["0", "2", "3", "4"]);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every(({ code }) => code === "TL_INT_STA")).toBe(true);
    expect(faults[0]).toMatchObject({ line: 2 });
  });

  test("[INT-304] one that never ends is told once it is too long", () => {
    const endless = `[\n${`${" ".repeat(999)}1,\n`.repeat(1_100)}`;
    const { ids, faults } = read(`${endless}${line("2")}`);
    expect(ids).toEqual(["2"]);
    expect(faults.map(({ code }) => code)).toContain("TL_INT_STA_LIMIT");
  });

  test("[INT-304] a document of a million short lines is kept in little more than its bytes", () => {
    const reader = new SensorThingsReader({ name: "test" });
    const before = heldBytes();
    reader.push(encoder.encode(`[${"\n".repeat(990_000)}`));
    expect(heldBytes() - before).toBeLessThan(40_000_000);
    expect(reader.finish()).toEqual([]);
  });

  test("[INT-304] where the pieces are cut changes nothing", () => {
    const arbPart = fc
      .tuple(fc.constantFrom("line", "printed", "broken"), fc.nat(99))
      .map(([form, id]) =>
        form === "line" ? line(`${id}`) : form === "printed" ? printed(`${id}`) : '{"a": [\n',
      );
    fc.assert(
      fc.property(fc.array(arbPart, { maxLength: 8 }), fc.array(fc.nat()), (parts, pieces) => {
        expect(read(parts.join(""), pieces)).toEqual(read(parts.join("")));
      }),
      { numRuns: 200 },
    );
  });
});

import { Readable } from "node:stream";
import { messageByteCountMax } from "@truceline/watch";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bodyLimits, bodyLines, cutBody } from "./body.ts";

async function linesOf(chunks: readonly string[]): Promise<[number, string][]> {
  const lines: [number, string][] = [];
  const body = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  for await (const { line, bytes } of bodyLines(body)) lines.push([line, bytes.toString()]);
  return lines;
}

describe("bodyLines", () => {
  test.each([
    [
      "two lines",
      ["a\nb\n"],
      [
        [1, "a"],
        [2, "b"],
      ],
    ],
    [
      "no line break at the end",
      ["a\nb"],
      [
        [1, "a"],
        [2, "b"],
      ],
    ],
    [
      "empty and blank lines are left out but counted",
      ["a\n\n \r\nb"],
      [
        [1, "a"],
        [4, "b"],
      ],
    ],
    [
      "a line over several chunks",
      ["a", "b", "c\nd"],
      [
        [1, "abc"],
        [2, "d"],
      ],
    ],
    ["nothing", [""], []],
  ])("%s", async (_title, chunks, expected) => {
    expect(await linesOf(chunks)).toEqual(expected);
  });

  test("the lines do not depend on where the body was cut", async () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "\n", " ", "\r"), { maxLength: 40 })
      .map((all) => all.join(""));
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(40), { maxLength: 6 }), async (body, cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), body.length];
        const chunks = places.slice(1).map((to, index) => body.slice(places[index], to));
        expect(await linesOf(chunks)).toEqual(await linesOf([body]));
      }),
    );
  });

  test("[SRV-004] a line over the limit is cut and the next one is read", async () => {
    const long = "x".repeat(messageByteCountMax * 3);
    const lines = await linesOf([long.slice(0, 100_000), long.slice(100_000), "\nshort\n"]);
    expect(lines.map(([line, text]) => [line, text.length])).toEqual([
      [1, messageByteCountMax + 1],
      [2, 5],
    ]);
  });

  test("[SRV-004] a body over the limit ends with its code, and what came before was given", async () => {
    const megabyte = Buffer.alloc(1024 * 1024, "y");
    megabyte[megabyte.length - 1] = 10;
    const body = Readable.from(Array.from({ length: 80 }, () => megabyte));
    let count = 0;
    const reading = (async () => {
      for await (const { bytes } of bodyLines(body)) count += bytes.length > 0 ? 1 : 0;
    })();
    await expect(reading).rejects.toMatchObject({ code: "TL_SERVER_BODY_SIZE" });
    expect(count).toBe(bodyLimits.bodyBytesMax / megabyte.length);
  });

  test("a body that is one record is cut where it cannot be one", async () => {
    const body = Readable.from([Buffer.alloc(300_000, "z"), Buffer.alloc(300_000, "z")]);
    expect((await cutBody(body)).length).toBe(bodyLimits.lineBytesMax);
  });
});

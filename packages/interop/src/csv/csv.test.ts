import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CsvReader, type CsvRow, readCsv, writeCsv } from "../index.ts";

const read = (text: string) => readCsv(text, { name: "x.csv" });
const cellsOf = (rows: readonly CsvRow[]) => rows.map(({ cells }) => ({ ...cells }));

describe("readCsv", () => {
  test.each([
    [
      "plain rows",
      "a,b\n1,2\n3,4\n",
      [
        { a: "1", b: "2" },
        { a: "3", b: "4" },
      ],
    ],
    ["no line break at the end", "a,b\n1,2", [{ a: "1", b: "2" }]],
    ["CRLF", "a,b\r\n1,2\r\n", [{ a: "1", b: "2" }]],
    ["a byte order mark", "\uFEFFa,b\n1,2\n", [{ a: "1", b: "2" }]],
    [
      "commas, quotes and breaks in quotes",
      'a,b\n"1,5","say ""no""\nor"\n',
      [{ a: "1,5", b: 'say "no"\nor' }],
    ],
    ["empty lines", "a,b\n\n1,2\n\n", [{ a: "1", b: "2" }]],
    ["empty fields", "a,b\n,\n", [{ a: "", b: "" }]],
    ["a column called like a prototype", "__proto__,b\n1,2\n", [{ ["__proto__"]: "1", b: "2" }]],
  ])("[INT-006] %s", (_, text, expected) => {
    const { rows, faults } = read(text);
    expect(faults).toEqual([]);
    expect(rows.map(({ cells }) => Object.entries(cells))).toEqual(
      expected.map((row) => Object.entries(row)),
    );
  });

  test("[INT-006] rows know the line on which they begin", () => {
    const { rows } = read('a,b\n1,"two\nlines"\n3,4\n');
    expect(rows.map(({ row, line }) => [row, line])).toEqual([
      [1, 2],
      [2, 4],
    ]);
  });

  test.each([
    ["too few fields", "a,b\n1\n3,4\n", "TL_INT_CSV_WIDTH", 2, 1],
    ["too many fields", "a,b\n3,4\n1,2,3\n", "TL_INT_CSV_WIDTH", 3, 1],
    ["a quote inside a field", 'a,b\n1,tw"o\n3,4\n', "TL_INT_CSV_SYNTAX", 2, 1],
    ["text behind a closing quote", 'a,b\n1,"two"x\n3,4\n', "TL_INT_CSV_SYNTAX", 2, 1],
    ["a field above the limit", `a,b\n1,${"x".repeat(256_001)}\n3,4\n`, "TL_INT_CSV_LIMIT", 2, 1],
    ["a column named twice", "a,a\n1,2\n", "TL_INT_CSV_HEADER", 1, 0],
    ["a column without a name", "a,\n1,2\n", "TL_INT_CSV_HEADER", 1, 0],
    ["an empty file", "", "TL_INT_CSV_HEADER", 1, 0],
    ["a quote left open", `a,b\n1,"${"x\n".repeat(600_000)}`, "TL_INT_CSV_LIMIT", 2, 0],
    [
      "too many columns",
      `${Array.from({ length: 501 }, (_, n) => n).join(",")}\n`,
      "TL_INT_CSV_LIMIT",
      1,
      0,
    ],
  ])("[INT-006] %s is told and left out", (_, text, code, line, rowCount) => {
    const { rows, faults } = read(text);
    expect(faults.map((fault) => fault.code)).toEqual([code]);
    expect(faults[0]).toMatchObject({ file: "x.csv" });
    expect(faults[0]?.line).toBe(line);
    expect(rows).toHaveLength(rowCount);
  });

  test("[INT-006] faulty rows count, so that numbers stay those of the file", () => {
    const { rows } = read('a,b\n1,tw"o\n3\n4,5\n');
    expect(rows.map(({ row, line }) => [row, line])).toEqual([[3, 4]]);
  });

  test("[INT-006] the same rows come whatever the pieces are", () => {
    const table = 'a,b\n1,"t""w,o\r\n"\n"",4\n5,"6"\n"7",\n';
    const whole = read(table).rows;
    fc.assert(
      fc.property(fc.array(fc.nat(table.length), { maxLength: 12 }), (cuts) => {
        const reader = new CsvReader("x.csv");
        const rows: CsvRow[] = [];
        const ends = [...cuts].sort((x, y) => x - y);
        let from = 0;
        for (const end of [...ends, table.length]) {
          rows.push(...reader.push(table.slice(from, end)));
          from = end;
        }
        rows.push(...reader.finish());
        expect(rows).toEqual(whole);
        expect(reader.takeFaults()).toEqual([]);
      }),
    );
    expect(cellsOf(whole)[0]).toEqual({ a: "1", b: 't"w,o\r\n' });
  });

  test("[INT-006] whatever the text is, there are rows and faults, and no error", () => {
    const part = fc.oneof(
      fc.constantFrom('"', ",", "\n", "\r", "a", '""', "\u0000", "\ud800"),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const { header, rows, faults } = read(parts.join(""));
        expect(header.length + faults.length).toBeGreaterThan(0);
        for (const { cells } of rows) expect(Object.keys(cells)).toHaveLength(header.length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("writeCsv", () => {
  const arbCell = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.constantFrom("=1+1", "-5", "- x", "+x", "@x", '"', ",", "\n", " ", "\t", "\uFEFFx"),
  );

  test("[INT-007] what is written reads back the same", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(arbCell, arbCell), { minLength: 1, maxLength: 10 }), (rows) => {
        const written = rows.map(([a, b]) => ({ a, b }));
        const { rows: again, faults } = read(writeCsv(["a", "b"], written));
        expect(faults).toEqual([]);
        expect(cellsOf(again)).toEqual(written);
      }),
      { numRuns: 300 },
    );
  });

  test("[INT-007] formula-safe text begins no cell with what a spreadsheet runs; numbers stay", () => {
    fc.assert(
      fc.property(arbCell, (cell) => {
        const { rows } = read(writeCsv(["a", "b"], [{ a: cell, b: "x" }], { isFormulaSafe: true }));
        expect(rows[0]?.cells["a"]).not.toMatch(/^[=+@\t\r]/);
        expect(rows[0]?.cells["a"]).not.toMatch(/^-(?!\d+(\.\d+)?$)/);
      }),
      { numRuns: 300 },
    );
    const safe = writeCsv(["a"], [{ a: "-30.5" }, { a: "=cmd()" }], { isFormulaSafe: true });
    expect(safe).toBe("a\n-30.5\n'=cmd()\n");
  });
});

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { patrolForm, readCsv, readForm, writeForm } from "../index.ts";
import { readWorkbook } from "./read-workbook.ts";

const isThere = spawnSync("ogr2ogr", ["--version"]).status === 0;
if (!isThere) console.log("skipped: ogr2ogr of GDAL is not there");
const folder = isThere ? mkdtempSync(join(tmpdir(), "truceline-odk-")) : "";
afterAll(() => {
  if (isThere) rmSync(folder, { recursive: true });
});
const at = (name: string) => join(folder, name);
/** All fields as texts, the first row as names. */
const asTexts = {
  ...process.env,
  OGR_XLSX_FIELD_TYPES: "STRING",
  OGR_XLSX_HEADERS: "FORCE",
};

describe.skipIf(!isThere)("workbooks of another program, and ours read by it", () => {
  test("[INT-251] a form that GDAL wrote as a workbook is read as its sheets were", () => {
    const survey = `type,name,label,required\nbegin_repeat,events,"What, was ""heard""",\nselect_one kind,kind,Что было слышно,yes\ninteger,count,How many <&>,\nend_repeat,,,\n`;
    const choices = "list_name,name,label\nkind,shot,Shot\nkind,explosion,Explosion\n";
    const settings = "form_title,form_id,version\nHeard,heard,2026030101\n";
    for (const [name, text] of Object.entries({ survey, choices, settings })) {
      writeFileSync(at(`${name}.csv`), text);
    }
    const out = at("form.xlsx");
    execFileSync("ogr2ogr", ["-f", "XLSX", out, at("survey.csv"), "-nln", "survey"]);
    for (const name of ["choices", "settings"]) {
      execFileSync("ogr2ogr", ["-update", "-f", "XLSX", out, at(`${name}.csv`), "-nln", name]);
    }
    const bytes = readFileSync(out);
    const sheets = readWorkbook(bytes, "form.xlsx");
    for (const [name, text] of Object.entries({ survey, choices, settings })) {
      const { header, rows } = readCsv(text, { name });
      const [head = [], ...cells] = sheets.get(name) ?? [];
      expect(head).toEqual(header);
      const filled = (row: readonly string[]) => head.map((_, index) => row[index] ?? "");
      expect(cells.map(filled)).toEqual(
        rows.map((row) => header.map((column) => row.cells[column])),
      );
    }
    const { form, faults } = readForm(bytes, { name: "form.xlsx" });
    expect(faults).toEqual([]);
    expect(form).toMatchObject({
      id: "heard",
      version: "2026030101",
      items: [{ kind: "repeat", name: "events", items: [{ name: "kind" }, { name: "count" }] }],
    });
  });

  test.each(["survey", "choices", "settings"])(
    "[INT-251] the sheet %s of a workbook of ours says the same to GDAL as to us",
    (sheet) => {
      writeFileSync(at("ours.xlsx"), writeForm(patrolForm));
      const csv = at(`${sheet}-again.csv`);
      rmSync(csv, { force: true });
      execFileSync("ogr2ogr", ["-f", "CSV", csv, at("ours.xlsx"), sheet], { env: asTexts });
      const { header, rows } = readCsv(readFileSync(csv, "utf8"), { name: sheet });
      const [head = [], ...cells] =
        readWorkbook(readFileSync(at("ours.xlsx")), "ours.xlsx").get(sheet) ?? [];
      expect(header).toEqual(head);
      expect(rows.map((row) => header.map((column) => row.cells[column]))).toEqual(
        cells.map((row) => head.map((_, index) => row[index] ?? "")),
      );
      expect(rows.length).toBeGreaterThan(0);
    },
  );
});

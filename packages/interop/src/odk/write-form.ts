import { strToU8, zipSync } from "fflate";
import { writeXmlDocument, type XmlToWrite } from "../xml/write-xml.ts";
import type { FormItem, OdkForm } from "./form.ts";

/**
 * A form as an XLSForm workbook (.xlsx), for the programs that make forms for phones of it. `readForm`
 * reads the same form.
 * @throws InteropError `TL_INT_XML_ENCODE` for a character that XML cannot hold
 */
export function writeForm(form: OdkForm): Uint8Array {
  const survey = surveyRows(form.items);
  const choices = Object.entries(form.lists).flatMap(([list, entries]) =>
    entries.map(({ name, columns }) => ({ list_name: list, name, ...columns })),
  );
  const settings = {
    form_title: form.title,
    form_id: form.id,
    ...(form.version === "" ? {} : { version: form.version }),
  };
  const sheets: readonly (readonly [string, readonly Readonly<Record<string, string>>[]])[] = [
    ["survey", survey],
    ["choices", choices],
    ["settings", [settings]],
  ];
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packages = "http://schemas.openxmlformats.org/package/2006";
  const relation = (id: string, kind: string, target: string): XmlToWrite => ({
    name: "Relationship",
    attributes: { Id: id, Type: `${office}/${kind}`, Target: target },
  });
  const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const override = (path: string, kind: string): XmlToWrite => ({
    name: "Override",
    attributes: { PartName: path, ContentType: `${spreadsheet}.${kind}+xml` },
  });
  const documents: Record<string, XmlToWrite> = {
    "[Content_Types].xml": {
      name: "Types",
      attributes: { xmlns: `${packages}/content-types` },
      children: [
        {
          name: "Default",
          attributes: {
            Extension: "rels",
            ContentType: "application/vnd.openxmlformats-package.relationships+xml",
          },
        },
        { name: "Default", attributes: { Extension: "xml", ContentType: "application/xml" } },
        override("/xl/workbook.xml", "sheet.main"),
        ...sheets.map((_, index) => override(`/xl/worksheets/sheet${index + 1}.xml`, "worksheet")),
      ],
    },
    "_rels/.rels": {
      name: "Relationships",
      attributes: { xmlns: `${packages}/relationships` },
      children: [relation("rId1", "officeDocument", "xl/workbook.xml")],
    },
    "xl/workbook.xml": {
      name: "workbook",
      attributes: { xmlns: main, "xmlns:r": office },
      children: [
        {
          name: "sheets",
          children: sheets.map(([name], index) => ({
            name: "sheet",
            attributes: { name, sheetId: String(index + 1), "r:id": `rId${index + 1}` },
          })),
        },
      ],
    },
    "xl/_rels/workbook.xml.rels": {
      name: "Relationships",
      attributes: { xmlns: `${packages}/relationships` },
      children: sheets.map((_, index) =>
        relation(`rId${index + 1}`, "worksheet", `worksheets/sheet${index + 1}.xml`),
      ),
    },
  };
  for (const [index, [, rows]] of sheets.entries()) {
    documents[`xl/worksheets/sheet${index + 1}.xml`] = {
      name: "worksheet",
      attributes: { xmlns: main },
      children: [{ name: "sheetData", children: sheetRows(rows) }],
    };
  }
  const files = Object.entries(documents).map(([path, root]) => [
    path,
    strToU8(writeXmlDocument(root)),
  ]);
  // One date in all files, so that a form always has the same bytes.
  return zipSync(Object.fromEntries(files) as Record<string, Uint8Array>, {
    mtime: new Date(1980, 0, 2),
  });
}

function surveyRows(items: readonly FormItem[]): readonly Readonly<Record<string, string>>[] {
  return items.flatMap((item, index) => {
    if (item.kind === "question") {
      const { or_other, ...columns } = item.columns;
      const words = [item.statedType, item.list, or_other === undefined ? undefined : "or_other"];
      const before = items[index - 1];
      const isMadeByOther =
        before?.kind === "question" &&
        before.columns["or_other"] !== undefined &&
        item.name === `${before.name}_other`;
      if (isMadeByOther) return [];
      return [
        { type: words.filter((word) => word !== undefined).join(" "), name: item.name, ...columns },
      ];
    }
    return [
      { type: `begin_${item.kind}`, name: item.name, ...item.columns },
      ...surveyRows(item.items),
      { type: `end_${item.kind}` },
    ];
  });
}

function sheetRows(rows: readonly Readonly<Record<string, string>>[]): readonly XmlToWrite[] {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = [header, ...rows.map((row) => header.map((name) => row[name] ?? ""))];
  return cells.map((row, index) => ({
    name: "row",
    attributes: { r: String(index + 1) },
    children: row.flatMap((text, column) =>
      text === ""
        ? []
        : [
            {
              name: "c",
              attributes: { r: `${columnLetters(column)}${index + 1}`, t: "inlineStr" },
              children: [
                {
                  name: "is",
                  children: [
                    { name: "t", attributes: { "xml:space": "preserve" }, children: [text] },
                  ],
                },
              ],
            },
          ],
    ),
  }));
}

function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

import { unzipSync } from "fflate";
import { InteropError } from "../errors.ts";
import type { XmlElement } from "../xml/xml-node.ts";
import { childOf, childrenOf, textOf } from "../xml/xml-node.ts";
import { readXml } from "../xml/xml-reader.ts";

/** Rows of a sheet, each the texts of its cells from the first column on; empty cells are "". */
export type SheetRows = readonly (readonly string[])[];

const packedBytesMax = 10_000_000;
const unpackedBytesMax = 20_000_000;
const rowCountMax = 30_000;
const columnCountMax = 200;
const sharedTextCountMax = 200_000;
const sheetCountMax = 50;

/**
 * The sheets of a workbook (.xlsx, Office Open XML) as texts, by their names. Only what a form needs: no
 * dates, formulas' last values as they stand, no styles. Sizes are bounded before anything is unpacked.
 * @throws InteropError `TL_INT_ODK_WORKBOOK` for what is no workbook or too large, and the faults of
 *   `readXml` for XML that is not sound
 */
export function readWorkbook(bytes: Uint8Array, name: string): ReadonlyMap<string, SheetRows> {
  const parts = unpacked(bytes, name);
  const part = (path: string, from = name) => {
    const content = parts[path];
    if (content === undefined) throw refusal(from, `it has no part ${path}`);
    return content;
  };
  const limits = { bytesMax: unpackedBytesMax };
  const [workbook] = readXml(part("xl/workbook.xml"), { name, limits });
  const [relations] = readXml(part("xl/_rels/workbook.xml.rels"), { name, limits });
  if (workbook === undefined || relations === undefined) throw refusal(name, "it is empty");
  const paths = new Map(
    childrenOf(relations, "Relationship").map(({ attributes }) => [
      attributes["Id"] ?? "",
      pathOf(attributes["Target"] ?? ""),
    ]),
  );
  const shared = parts["xl/sharedStrings.xml"];
  const texts = shared === undefined ? [] : sharedTexts(shared, name);
  const sheetElements = childrenOf(childOf(workbook, "sheets") ?? workbook, "sheet");
  if (sheetElements.length > sheetCountMax) throw refusal(name, `${sheetElements.length} sheets`);
  const sheets = new Map<string, SheetRows>();
  for (const { attributes } of sheetElements) {
    const relation = Object.entries(attributes).find(([key]) => key.split(":").at(-1) === "id");
    const path = paths.get(relation?.[1] ?? "");
    // A form needs few of its sheets; charts and others have no rows.
    if (path === undefined || parts[path] === undefined) continue;
    sheets.set(attributes["name"] ?? "", rowsOf(part(path), texts, name));
  }
  return sheets;
}

function refusal(name: string, problem: string, cause?: unknown): InteropError {
  const message = `${name}: ${problem}`;
  return new InteropError(
    "TL_INT_ODK_WORKBOOK",
    { faults: [{ code: "TL_INT_ODK_WORKBOOK", message, file: name }] },
    { cause },
  );
}

/** The XML parts that are read; the sizes that the directory states bound what is unpacked. */
function unpacked(bytes: Uint8Array, name: string): Readonly<Record<string, Uint8Array>> {
  if (bytes.length > packedBytesMax) throw refusal(name, `more than ${packedBytesMax} bytes`);
  let sum = 0;
  try {
    const parts: Record<string, Uint8Array> = Object.create(null);
    const found = unzipSync(bytes, {
      filter: (file) => {
        const isRead =
          /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|worksheets\/[\w.-]+\.xml)$/.test(
            file.name,
          );
        if (!isRead) return false;
        sum += file.originalSize;
        if (sum > unpackedBytesMax)
          throw refusal(name, `more than ${unpackedBytesMax} bytes unpacked`);
        return true;
      },
    });
    for (const [path, content] of Object.entries(found)) parts[path] = content;
    return parts;
  } catch (error) {
    if (error instanceof InteropError) throw error;
    // The unpacker throws errors of its own kind for what is no archive.
    throw refusal(name, `it cannot be unpacked, ${(error as Error).message}`, error);
  }
}

/** Targets stand relative to `xl/`, or from the root. */
function pathOf(target: string): string {
  return target.startsWith("/") ? target.slice(1) : `xl/${target.replace(/^\.\//, "")}`;
}

function sharedTexts(bytes: Uint8Array, name: string): readonly string[] {
  const texts = readXml(bytes, {
    name,
    limits: { bytesMax: unpackedBytesMax },
    isWanted: ({ local }, depth) => depth === 1 && local === "si",
  }).map(richText);
  if (texts.length > sharedTextCountMax) throw refusal(name, `${texts.length} shared texts`);
  return texts;
}

/** Text of a `si` or `is`: plain, or in runs of one format each; readings of signs (`rPh`) are left out. */
function richText(element: XmlElement): string {
  const runs = childrenOf(element, "r");
  const holders = runs.length === 0 ? [element] : runs;
  return holders.map((holder) => childrenOf(holder, "t").map(exactText).join("")).join("");
}

function exactText({ children }: XmlElement): string {
  return children.filter((child) => typeof child === "string").join("");
}

function rowsOf(bytes: Uint8Array, texts: readonly string[], name: string): SheetRows {
  const elements = readXml(bytes, {
    name,
    limits: { bytesMax: unpackedBytesMax },
    isWanted: ({ local }) => local === "row",
  });
  if (elements.length > rowCountMax) throw refusal(name, `${elements.length} rows`);
  const rows: string[][] = [];
  for (const element of elements) {
    const stated = Number(element.attributes["r"] ?? rows.length + 1);
    if (!Number.isInteger(stated) || stated <= rows.length || stated > rowCountMax) {
      throw refusal(name, `a row of number ${element.attributes["r"]}`);
    }
    while (rows.length < stated - 1) rows.push([]);
    rows.push(cellsOf(element, texts, name));
  }
  return rows;
}

function cellsOf(row: XmlElement, texts: readonly string[], name: string): string[] {
  const cells: string[] = [];
  for (const cell of childrenOf(row, "c")) {
    const { r } = cell.attributes;
    const column = r === undefined ? cells.length : columnOf(r);
    if (column < cells.length || column >= columnCountMax) throw refusal(name, `a cell ${r}`);
    while (cells.length < column) cells.push("");
    cells.push(cellText(cell, texts));
  }
  return cells;
}

/** `B3` is column 1. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "") {
    column = column * 26 + letter.charCodeAt(0) - 64;
  }
  return column - 1;
}

function cellText(cell: XmlElement, texts: readonly string[]): string {
  const { t } = cell.attributes;
  if (t === "inlineStr") {
    const inline = childOf(cell, "is");
    return inline === undefined ? "" : richText(inline);
  }
  const value = childOf(cell, "v");
  const text = value === undefined ? "" : t === "str" ? exactText(value) : textOf(value);
  if (t === "s") return texts[Number(text)] ?? "";
  if (t === "b") return text === "1" ? "TRUE" : "FALSE";
  return t === "e" ? "" : text;
}

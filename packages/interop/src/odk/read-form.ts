import type { DocumentFault } from "@truceline/model";
import { describeFault } from "../errors.ts";
import type { Choice, FormItem, OdkForm, Question, QuestionType } from "./form.ts";
import { readWorkbook, type SheetRows } from "./read-workbook.ts";

const itemCountMax = 5_000;
const choiceCountMax = 20_000;
const depthMax = 10;

/** XLSForm's types and what their answers are; null for rows that ask nothing. */
const typeTable: Readonly<Record<string, QuestionType | null>> = {
  text: "text",
  string: "text",
  barcode: "text",
  hidden: "text",
  calculate: "text",
  acknowledge: "text",
  trigger: "text",
  integer: "integer",
  int: "integer",
  decimal: "decimal",
  range: "decimal",
  date: "date",
  today: "date",
  time: "time",
  dateTime: "date-time",
  datetime: "date-time",
  start: "date-time",
  end: "date-time",
  geopoint: "place",
  "start-geopoint": "place",
  geotrace: "places",
  geoshape: "places",
  select_one: "one-of",
  select_one_from_file: "one-of",
  select_multiple: "some-of",
  select_multiple_from_file: "some-of",
  rank: "some-of",
  image: "file",
  photo: "file",
  audio: "file",
  "background-audio": "file",
  video: "file",
  file: "file",
  audit: null,
  note: "text",
  deviceid: "text",
  username: "text",
  phonenumber: "text",
  email: "text",
  "xml-external": null,
  "csv-external": null,
};
/** A name that XML can have, without colons. */
const namePattern = /^[A-Za-z_][\w.-]{0,99}$/;

/** A form, or what is wrong with it; faults tell the sheet and the row as a spreadsheet counts it. */
export interface ReadForm {
  readonly form?: OdkForm;
  readonly faults: readonly DocumentFault[];
}

/**
 * Reads an XLSForm from its workbook: sheets `survey`, `choices`, `settings`.
 * @throws InteropError as `readWorkbook`, where the file is no workbook at all
 */
export function readForm(bytes: Uint8Array, options: { readonly name: string }): ReadForm {
  return formOfSheets(readWorkbook(bytes, options.name), options);
}

/** The same from rows of cells, the first of each sheet its header. */
export function formOfSheets(
  sheets: ReadonlyMap<string, SheetRows>,
  options: { readonly name: string },
): ReadForm {
  const faults: DocumentFault[] = [];
  const tell = (special: string, line?: number) =>
    faults.push(describeFault("TL_INT_ODK_FORM", special, { file: options.name, line }));
  const survey = rowsByColumn(sheets.get("survey"));
  if (survey.length === 0) tell("the sheet `survey` is missing or empty");
  const lists = listsOf(rowsByColumn(sheets.get("choices")), tell);
  const items = new ItemReader(lists, tell).read(survey);
  const settings = rowsByColumn(sheets.get("settings"))[0]?.cells ?? {};
  const title = settings["form_title"] ?? options.name;
  const id = settings["form_id"] ?? options.name.replace(/\.xlsx$/i, "");
  const version = settings["version"] ?? "";
  if (faults.length > 0) return { faults };
  return { form: { id, version, title, items, lists }, faults };
}

interface FormRow {
  readonly line: number;
  /** Filled cells by the names of their columns. */
  readonly cells: Readonly<Record<string, string>>;
}

function rowsByColumn(rows: SheetRows | undefined): readonly FormRow[] {
  const [header = [], ...rest] = rows ?? [];
  return rest.flatMap((row, index) => {
    const cells: Record<string, string> = Object.create(null);
    for (const [column, cell] of row.entries()) {
      const name = header[column]?.trim() ?? "";
      const text = cell.trim();
      if (name !== "" && text !== "") cells[name] = text;
    }
    return Object.keys(cells).length === 0 ? [] : [{ line: index + 2, cells }];
  });
}

type Tell = (special: string, line?: number) => void;

function listsOf(rows: readonly FormRow[], tell: Tell): Record<string, Choice[]> {
  const lists: Record<string, Choice[]> = Object.create(null);
  if (rows.length > choiceCountMax) tell(`more than ${choiceCountMax} choices`);
  for (const { line, cells } of rows.slice(0, choiceCountMax)) {
    const { list_name, "list name": spaced, name, value, ...columns } = cells;
    const list = list_name ?? spaced;
    const choice = name ?? value;
    if (list === undefined || choice === undefined) {
      tell("a choice without list or name", line);
    } else if (/\s/.test(choice)) tell(`the choice "${choice}" has a space in it`, line);
    else {
      const choices = lists[list] ?? [];
      lists[list] = choices;
      choices.push({ name: choice, columns });
    }
  }
  return lists;
}

interface OpenSection {
  readonly kind: "group" | "repeat" | "form";
  readonly name: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly items: FormItem[];
  readonly line: number;
}

class ItemReader {
  readonly #lists: Readonly<Record<string, readonly Choice[]>>;
  readonly #tell: Tell;
  readonly #open: OpenSection[] = [{ kind: "form", name: "", columns: {}, items: [], line: 1 }];
  #count = 0;

  constructor(lists: Readonly<Record<string, readonly Choice[]>>, tell: Tell) {
    this.#lists = lists;
    this.#tell = tell;
  }

  read(rows: readonly FormRow[]): readonly FormItem[] {
    if (rows.length > itemCountMax) this.#tell(`more than ${itemCountMax} questions`);
    for (const row of rows.slice(0, itemCountMax)) this.#readRow(row);
    for (const { kind, name, line } of this.#open.slice(1)) {
      this.#tell(`the ${kind} \`${name}\` does not end`, line);
    }
    if (this.#count === 0 && rows.length > 0) this.#tell("it asks nothing");
    return this.#open[0]?.items ?? [];
  }

  #readRow({ line, cells }: FormRow): void {
    const { type = "", name = "", ...columns } = cells;
    const words = type.split(/\s+/);
    const section = /^(begin|end)[ _](group|repeat)$/.exec(words.slice(0, 2).join(" "));
    if (section?.[1] === "end") {
      const last = this.#open.at(-1);
      if (last === undefined || last.kind !== section[2]) {
        this.#tell(`\`${type}\` ends what did not begin`, line);
        return;
      }
      this.#open.pop();
      const { kind, name: sectionName, columns: sectionColumns, items } = last;
      if (kind === "form") return;
      this.#add({ kind, name: sectionName, columns: sectionColumns, items }, line);
      return;
    }
    if (type !== "" && typeTable[words[0] ?? ""] === null) return;
    if (!namePattern.test(name) || name === "__proto__") {
      this.#tell(type === "" ? "a row without type" : `\`${name}\` is no name`, line);
      return;
    }
    if (section !== null) {
      const kind = section[2] === "group" ? "group" : "repeat";
      if (this.#open.length > depthMax) this.#tell(`nested deeper than ${depthMax}`, line);
      this.#open.push({ kind, name, columns, items: [], line });
      return;
    }
    this.#addQuestion(words, name, columns, line);
  }

  #addQuestion(
    words: readonly string[],
    name: string,
    given: Readonly<Record<string, string>>,
    line: number,
  ): void {
    const [statedType = "", list, ...more] = words;
    const type = Object.hasOwn(typeTable, statedType) ? typeTable[statedType] : undefined;
    if (type === undefined || type === null) {
      this.#tell(`the type \`${statedType}\` is not known`, line);
      return;
    }
    const hasOther = more.includes("or_other");
    const columns = hasOther ? { ...given, or_other: "yes" } : given;
    const isSelect = type === "one-of" || type === "some-of";
    if (isSelect) {
      const isFile = statedType.endsWith("_from_file");
      if (list === undefined || (!isFile && !Object.hasOwn(this.#lists, list))) {
        this.#tell(`the list of choices \`${list ?? ""}\` is missing`, line);
        return;
      }
      this.#add({ kind: "question", name, type, statedType, list, columns }, line);
    } else this.#add({ kind: "question", name, type, statedType, columns }, line);
    if (!hasOther) return;
    const other: Question = {
      kind: "question",
      name: `${name}_other`,
      type: "text",
      statedType: "text",
      columns: {},
    };
    this.#add(other, line);
  }

  #add(item: FormItem, line: number): void {
    const items = this.#open.at(-1)?.items ?? [];
    if (
      items.some(({ name }) => name === item.name) ||
      (this.#open.length === 1 && item.name === "meta")
    ) {
      this.#tell(`\`${item.name}\` stands twice in one place`, line);
      return;
    }
    this.#count += 1;
    items.push(item);
  }
}

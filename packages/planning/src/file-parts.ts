import { type ReadDocument, readDocument } from "@truceline/agreement";
import type { DocumentFault } from "@truceline/model";
import Type, { type Static, type TSchema } from "typebox";
import type { Assumption, Mark, Ranged } from "./assumption.ts";
import { type PlanningErrorCode, planningErrors } from "./errors.ts";
import type { MinuteSpan } from "./patrols/day-clock.ts";

export const closed = { additionalProperties: false };

export const idText = (description: string) =>
  Type.String({ minLength: 1, maxLength: 64, description });
export const clock = (description: string) =>
  Type.String({
    pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$",
    maxLength: 5,
    quantity: "clock-time",
    description: `${description} Local time, such as "06:30".`,
  });
export const position = (description: string) =>
  Type.Unsafe<readonly [number, number]>({
    type: "array",
    quantity: "position",
    description: `${description} [longitude, latitude] in degrees.`,
    prefixItems: [
      { type: "number", minimum: -180, maximum: 180 },
      { type: "number", minimum: -90, maximum: 90 },
    ],
    items: false,
    minItems: 2,
  });

/** A figure: a number, or one with its range, its source and how sure it is. */
export const figure = (description: string, minimum: number, maximum: number) => {
  const number = Type.Number({ minimum, maximum });
  return Type.Union(
    [
      Type.Number({ minimum, maximum }),
      Type.Object(
        {
          value: number,
          low: number,
          high: number,
          mark: Type.Optional(Type.Enum(["confirmed", "derived", "unconfirmed", "assumed"])),
          source: Type.Optional(Type.String({ maxLength: 1_000 })),
        },
        closed,
      ),
    ],
    { description: `${description} A number, or { value, low, high, mark, source }.` },
  );
};

export type Figure =
  | number
  | {
      readonly value: number;
      readonly low: number;
      readonly high: number;
      readonly mark?: Mark;
      readonly source?: string;
    };

/** What was written as a range; a bare number is exact. */
export function rangedOf(given: Figure): Ranged {
  if (typeof given === "number") return { value: given, low: given, high: given };
  const { value, low, high } = given;
  return { value, low, high };
}

/** What was written as an assumption; without a source it is assumed. */
export function assumptionOf(given: Figure, id: string, name: string, unit: string): Assumption {
  const isBare = typeof given === "number";
  const source = isBare ? undefined : given.source;
  const mark = isBare ? undefined : given.mark;
  return {
    id,
    name,
    unit,
    ...rangedOf(given),
    mark: mark ?? (source === undefined ? "assumed" : "unconfirmed"),
    source: source ?? "as stated in the file, without a source",
  };
}

/** `HH:MM` in minutes of the day. */
export function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** Hours of a day; over midnight if they end before they begin, all day if at the same minute. */
export function spanOf({ from, to }: { readonly from: string; readonly to: string }): MinuteSpan {
  const [fromMin, toMin] = [minuteOf(from), minuteOf(to)];
  return { fromMin, toMin: toMin > fromMin ? toMin : toMin + 1440 };
}

/** A document beside an agreement as it was read: itself with a list for what its meaning lacks, or faults. */
export type ReadPlanFile<File> =
  | { readonly file: File; readonly meaning: FileFaults }
  | { readonly file?: undefined; readonly faults: readonly DocumentFault[] };

/**
 * Reads a document that names the agreement it is for. What it means is for the caller to look at: faults
 * go to `meaning`. Never throws for anything in the text.
 */
export function readPlanFile<Schema extends TSchema & object>(
  input: { readonly path: string; readonly text: string },
  schema: Schema,
  agreement: { readonly id: string },
): ReadPlanFile<Static<Schema>> {
  const read = readDocument(input, schema);
  if (read.value === undefined) return { faults: read.faults };
  const file = read.value as Static<Schema> & { readonly agreement: string };
  const meaning = new FileFaults(input.path, read);
  meaning.known(file.agreement, [agreement.id], "/agreement", "agreement");
  return { file, meaning };
}

/** What a parser of such a document answers: the document, or every fault. */
export const parsed = <File>(file: File, { list }: FileFaults) =>
  list.length > 0 ? { faults: list } : { file, faults: [] };

/** Gathers what is wrong with the meaning of a document, each with its line. */
export class FileFaults {
  readonly #file: string;
  readonly #locate: ReadDocument["locate"];
  readonly list: DocumentFault[] = [];

  constructor(file: string, { locate }: Pick<ReadDocument, "locate">) {
    this.#file = file;
    this.#locate = locate;
  }

  add(code: PlanningErrorCode, pointer: string, special: string): void {
    const entry: { readonly message: string; readonly hint?: string } = planningErrors[code];
    const place = this.#locate(pointer);
    const message = `${entry.message.replace(/\.$/, "")}: ${special}.`;
    this.list.push({
      code,
      file: place?.file ?? this.#file,
      path: pointer,
      message,
      ...(place === undefined ? {} : { line: place.line, column: place.column }),
      ...(entry.hint === undefined ? {} : { hint: entry.hint }),
    });
  }

  /** Ids of a list that stand twice. */
  twice(entries: readonly { readonly id: string }[], pointer: string): void {
    const seen = new Set<string>();
    for (const [index, { id }] of entries.entries()) {
      if (seen.has(id))
        this.add("TL_PLAN_NAME", `${pointer}/${index}/id`, `\`${id}\` stands twice`);
      seen.add(id);
    }
  }

  /** A name that must be among those known. */
  known(name: string, names: readonly string[], pointer: string, what: string): void {
    if (names.includes(name)) return;
    const list = names.length > 0 && names.length <= 20 ? `; known: ${names.join(", ")}` : "";
    this.add("TL_PLAN_NAME", pointer, `there is no ${what} \`${name}\`${list}`);
  }

  /** A figure whose range is in order. */
  ranged(given: Figure, pointer: string): void {
    const { value, low, high } = rangedOf(given);
    if (low <= value && value <= high) return;
    this.add("TL_PLAN_RANGE", pointer, `${low} to ${high} with ${value} as its value`);
  }
}

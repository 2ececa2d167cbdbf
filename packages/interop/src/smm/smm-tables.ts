import {
  canonicalBytes,
  type Denial,
  type DocumentFault,
  denialRecord,
  derivedId,
  type Inspection,
  inspectionRecord,
  type Observation,
  type Origin,
  observationRecord,
  sha256Hex,
  type TimeSpan,
  type WatchNote,
  watchNoteRecord,
} from "@truceline/model";
import { describeFault, type InteropErrorCode } from "../errors.ts";
import { quote } from "../mapping/cell-values.ts";
import type { ObservationDraft, TableRow } from "../mapping/decode-rows.ts";
import { smmSpan } from "./smm-span.ts";
import {
  calibres,
  countOf,
  movementKind,
  observerKinds,
  otherKinds,
  partyOfLabel,
  placeKinds,
  storageCategories,
  weaponCategories,
  weaponClassOf,
} from "./smm-words.ts";

type Written<Kind> = Omit<Kind, "by" | "recordedAtMs">;

/** A record that a row became, with the door it goes in by: input, or a record of the desk. */
export type SmmRecord =
  | { readonly kind: "observation"; readonly record: ObservationDraft }
  | { readonly kind: "denial"; readonly record: Written<Denial> }
  | { readonly kind: "inspection"; readonly record: Written<Inspection> }
  | { readonly kind: "watch-note"; readonly record: Written<WatchNote> };

/** What became of one row: a record, or faults; never neither. */
export interface SmmRow {
  readonly row: number;
  readonly line?: number | undefined;
  readonly made?: SmmRecord;
  readonly faults: readonly DocumentFault[];
}

export type SmmTableName = "smm-weapons" | "smm-movement" | "smm-other";

/** The columns of the three tables, by the name that `import --mapping` takes. */
export const smmTables: Readonly<Record<SmmTableName, readonly string[]>> = {
  "smm-weapons": [
    "report_id",
    "date",
    "category",
    "count_qualifier",
    "count",
    "weapon_type",
    "calibre_mm",
    "place",
    "control",
    "source_of_observation",
    "remark",
  ],
  "smm-movement": ["report_id", "date", "place", "place_kind", "kind", "by", "remark"],
  "smm-other": [
    "report_id",
    "category",
    "date",
    "place",
    "control",
    "fact",
    "count",
    "hours",
    "remark",
  ],
};

const source = "osce-smm";

type Cells = Readonly<Record<string, string>>;
type Tell = (code: InteropErrorCode, column: string, special: string) => void;
/** What every row has: who it is and when it was. */
interface Frame {
  readonly id: string;
  readonly sourceId: string;
  readonly reportId: string;
  readonly span: TimeSpan;
  readonly origin: Origin;
  /** SHA-256 of the row's cells. */
  readonly rawSha256: string;
}

/**
 * Turns the rows of the typed tables on weapons, movement and other facts into records, one result a
 * row, in order. Which column becomes what is in `docs/guides/import-and-export.md`; no cell is lost. A row's
 * identity is its report and its number among that report's rows in the table, so the same file again
 * gives the same records.
 */
export class SmmTableDecoder {
  readonly #table: SmmTableName;
  readonly #file: string;
  readonly #origin: Origin;
  readonly #rowsOfReport = new Map<string, number>();

  constructor(table: SmmTableName, options: { readonly name: string; readonly origin: Origin }) {
    this.#table = table;
    this.#file = options.name;
    this.#origin = options.origin;
  }

  decode({ row, line, cells }: TableRow): SmmRow {
    const faults: DocumentFault[] = [];
    const tell: Tell = (code, column, special) => {
      const number = smmTables[this.#table].indexOf(column) + 1;
      const place = { file: this.#file, line, column: number === 0 ? undefined : number };
      faults.push(describeFault(code, `row ${row}, \`${column}\`: ${special}`, place));
    };
    const place = { row, ...(line === undefined ? {} : { line }) };
    const frame = this.#frameOf(cells, tell);
    if (frame === undefined) return { ...place, faults };
    const made = makers[this.#table](cells, frame, tell);
    if (made === undefined || faults.length > 0) return { ...place, faults };
    for (const { message, path } of recordFaults(made)) {
      const special = `row ${row}: ${path ?? ""} ${message}`.replace(/\.$/, "");
      faults.push(describeFault("TL_INT_RECORD", special, { file: this.#file, line, path }));
    }
    return faults.length > 0 ? { ...place, faults } : { ...place, made, faults };
  }

  #frameOf(cells: Cells, tell: Tell): Frame | undefined {
    const { report_id: reportId = "", date = "" } = cells;
    const no = (this.#rowsOfReport.get(reportId) ?? 0) + 1;
    this.#rowsOfReport.set(reportId, no);
    const span = smmSpan(reportId, date);
    if (span === undefined) {
      if (date === "") tell("TL_INT_VALUE", "report_id", `${quote(reportId)} names no day`);
      else tell("TL_INT_VALUE", "date", `${quote(date)} is no day`);
      return undefined;
    }
    const sourceId = `${reportId}/${this.#table.slice("smm-".length)}/${no}`;
    return {
      id: derivedId(source, sourceId),
      sourceId,
      reportId,
      span,
      origin: this.#origin,
      rawSha256: sha256Hex(canonicalBytes({ ...cells })),
    };
  }
}

const makers: Readonly<
  Record<SmmTableName, (cells: Cells, frame: Frame, tell: Tell) => SmmRecord | undefined>
> = {
  "smm-weapons": ofWeapons,
  "smm-movement": ofMovement,
  "smm-other": ofOther,
};

function ofWeapons(cells: Cells, frame: Frame, tell: Tell): SmmRecord | undefined {
  const { category = "", weapon_type: type = "", place = "", control = "", remark = "" } = cells;
  const count = countOf(cells, tell);
  const calibresMm = calibres(cells["calibre_mm"] ?? "", tell);
  const label = labelOf(control, "control", tell);
  const weapon = type === "" ? undefined : { class: weaponClassOf(type), statedAs: type };
  const kind = observerKinds[cells["source_of_observation"] ?? ""];
  if (kind === undefined) {
    const said = quote(cells["source_of_observation"] ?? "");
    tell("TL_INT_VALUE_UNKNOWN", "source_of_observation", said);
    return undefined;
  }
  const seen = weaponCategories[category];
  if (seen !== undefined) {
    return observation(frame, {
      kind: "weapon-present",
      observer: { kind },
      means: ["observed"],
      count,
      observerPosition: placed(place, label),
      assessedAs: seen,
      ...(weapon === undefined ? {} : { weapons: [weapon] }),
      ...(calibresMm.length === 0 ? {} : { calibresMm: [...calibresMm] }),
      ...(remark === "" ? {} : { remark }),
    });
  }
  const stored = storageCategories[category];
  if (stored === undefined) {
    if (category !== "inventory_not_provided") {
      tell("TL_INT_VALUE_UNKNOWN", "category", quote(category));
      return undefined;
    }
    return note(frame, { what: category, place, control, remark });
  }
  const said = count.min === undefined ? "number not said" : `${count.qualifier} ${count.min}`;
  // What was missing was seen none times; how many there were before is said in words.
  const number = stored.isThere ? count.min : 0;
  const [calibreMm] = calibresMm;
  return {
    kind: "inspection",
    record: {
      ...desk(frame),
      schema: "inspection/1",
      of: "storage-site",
      place: { name: placeName(place) },
      span: spanOf(frame),
      access: "full",
      seen:
        weapon === undefined || number === undefined
          ? []
          : [{ ...weapon, ...(calibreMm === undefined ? {} : { calibreMm }), count: number }],
      remarks: [
        `${stored.says}: ${said}`,
        ...(label === undefined ? [] : [`place labelled ${label}`]),
        ...(kind === "not-stated" ? [] : [`seen by ${kind}`]),
        ...(remark === "" ? [] : [remark]),
      ],
    },
  };
}

function ofMovement(cells: Cells, frame: Frame, tell: Tell): SmmRecord | undefined {
  const { place = "", place_kind: placeKind = "", kind = "", by = "", remark = "" } = cells;
  const where = placeKinds[placeKind];
  if (where === undefined) tell("TL_INT_VALUE_UNKNOWN", "place_kind", quote(placeKind));
  const limit = movementKind(kind, placeKind);
  if (limit === undefined) tell("TL_INT_VALUE_UNKNOWN", "kind", quote(kind));
  const label = labelOf(by, "by", tell);
  if (where === undefined || limit === undefined) return undefined;
  const asked = [where, limit.howIsNotSaid ? "How it was restricted is not said." : ""]
    .filter((part) => part !== "")
    .join(" ");
  return {
    kind: "denial",
    record: {
      ...desk(frame),
      schema: "denial/1",
      kind: limit.kind,
      span: spanOf(frame),
      place: { name: placeName(place) },
      ...(label === undefined ? {} : { groundHeldBy: partyOfLabel[label] }),
      ...(asked === "" ? {} : { asked }),
      ...(remark === "" ? {} : { result: remark }),
    },
  };
}

function ofOther(cells: Cells, frame: Frame, tell: Tell): SmmRecord | undefined {
  const { category = "", place = "", control = "", fact = "", hours = "", remark = "" } = cells;
  const label = labelOf(control, "control", tell);
  const count = countOf({ ...cells, count_qualifier: "" }, tell);
  const as = otherKinds[category];
  if (as === undefined) {
    tell("TL_INT_VALUE_UNKNOWN", "category", quote(category));
    return undefined;
  }
  if (as.is === "note")
    return note(frame, {
      what: category,
      place,
      control,
      fact,
      count: cells["count"] ?? "",
      hours,
      remark,
    });
  const said = [remark, hours === "" ? "" : `hours: ${hours}`].filter((part) => part !== "");
  return observation(frame, {
    kind: as.kind,
    observer: { kind: "not-stated" },
    means: [as.means],
    count,
    observerPosition: placed(place, label),
    ...(fact === "" ? {} : { assessedAs: fact }),
    ...(said.length === 0 ? {} : { remark: said.join("; ") }),
  });
}

type Told = Pick<Observation, "kind" | "observer" | "means" | "count"> & Partial<Observation>;

function observation(
  { sourceId, reportId, span, origin, rawSha256 }: Frame,
  told: Told,
): SmmRecord {
  const record = {
    schema: "observation/1" as const,
    origin,
    source,
    sourceId,
    span,
    statement: { reportId },
    rawSha256,
    ...told,
  };
  return { kind: "observation", record };
}

/** A line for each thing that is said, in the order of the table. */
function note(frame: Frame, said: Readonly<Record<string, string>>): SmmRecord {
  const lines = Object.entries(said)
    .filter(([, text]) => text !== "")
    .map(([key, text]) => (key === "what" ? text.replaceAll("_", " ") : `${key}: ${text}`));
  const record = {
    ...desk(frame),
    schema: "watch-note/1" as const,
    atMs: frame.span.toMs,
    text: lines.join("\n"),
    refs: [],
    open: false,
  };
  return { kind: "watch-note", record };
}

const desk = ({ id, origin, sourceId }: Frame) => ({
  id,
  origin,
  version: 1,
  reason: `typed from ${source} ${sourceId}`,
});

const spanOf = ({ span: { fromMs, toMs } }: Frame) => ({ fromMs, toMs });
const placeName = (place: string) => (place === "" ? "place not said" : place);
const placed = (place: string, label: "GC" | "NGC" | undefined) => ({
  place: placeName(place),
  ...(label === undefined ? {} : { control: label }),
});

function labelOf(cell: string, column: string, tell: Tell): "GC" | "NGC" | undefined {
  if (cell === "GC" || cell === "NGC") return cell;
  if (cell !== "") tell("TL_INT_VALUE_UNKNOWN", column, quote(cell));
  return undefined;
}

/** Faults of the record as its receiver completes it. */
function recordFaults({ kind, record }: SmmRecord): readonly DocumentFault[] {
  switch (kind) {
    case "observation": {
      const id = derivedId(record.source, record.sourceId);
      return observationRecord.faults({ ...record, id, recordedAtMs: 0 });
    }
    case "denial":
      return denialRecord.faults({ ...record, by: source, recordedAtMs: 0 });
    case "inspection":
      return inspectionRecord.faults({ ...record, by: source, recordedAtMs: 0 });
    default:
      return watchNoteRecord.faults({ ...record, by: source, recordedAtMs: 0 });
  }
}

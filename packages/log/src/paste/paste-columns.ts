import { violationColumns } from "@truceline/model";
import { fold } from "../words/fold.ts";

/** Columns of the mission's table of violations, in its order, and what people add to it. */
export const pasteColumns = [...violationColumns, "remark", "date", "time"] as const;
export type PasteColumn = (typeof pasteColumns)[number];

/** Without a header: the mission's eight columns, then a remark. */
export const columnsByPosition: readonly PasteColumn[] = pasteColumns.slice(0, 9);

const headers: Readonly<Record<PasteColumn, string>> = {
  position:
    "SMM position|position|post|observer position|позиція|позиція місії|пост|позиция|позиция миссии|position de la mission|poste",
  eventLocation:
    "event location|location|event|місце події|місце|место события|место|lieu de l'événement|lieu",
  means: "means|спосіб|засіб|способ|средство|moyen|moyens|mode",
  number: "no.|no|number|count|№|кількість|к-сть|число|количество|кол-во|nombre|n°|nbre|nb",
  observation: "observation|kind|спостереження|подія|наблюдение|событие|observation|événement",
  description: "description|nature|опис|характер|описание|description",
  weapon: "weapon|weapons|зброя|озброєння|оружие|вооружение|arme|armes|armement",
  dateTime:
    "date, time|date/time|date time|date and time|дата, час|дата і час|дата, время|дата и время|date, heure|date et heure",
  remark:
    "remark|remarks|note|notes|comment|примітка|примітки|примечание|примечания|remarque|remarques",
  date: "date|day|дата|день|jour",
  time: "time|hour|час|время|heure",
};

const columnOf = new Map<string, PasteColumn>();
for (const column of pasteColumns) {
  for (const header of headers[column].split("|")) {
    if (!columnOf.has(fold(header))) columnOf.set(fold(header), column);
  }
}

/**
 * What the columns of a first row are for, `undefined` for one that is not known; nothing at all if the
 * row is no header: fewer than three of its cells name a column.
 */
export function columnsOfHeader(
  cells: readonly string[],
): readonly (PasteColumn | undefined)[] | undefined {
  const columns = cells.map((cell) => columnOf.get(fold(cell)));
  return columns.filter((column) => column !== undefined).length >= 3 ? columns : undefined;
}

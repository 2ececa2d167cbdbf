import type { LonLat } from "@truceline/model";
import type { DeskView, Ground } from "@truceline/watch";
import { deskWords as words } from "./desk-words.ts";
import { type DeskRecord, newDeskId } from "./desk-write.ts";
import { type Field, positionOf, type Values } from "./fields.tsx";
import { fromField, toField } from "./local-time.ts";

/** A form that makes the first version of one kind of record. */
export interface DeskForm {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  fields(ground: Ground, desk: DeskView): readonly Field[];
  start(ground: Ground, nowMs: number): Values;
  /** The record, or the key of what cannot be read. */
  record(
    values: Values,
    ground: Ground,
    nowMs: number,
    desk: DeskView,
  ): DeskRecord | { readonly wrong: string };
}

export const partyOptions = ({ agreement }: Ground) =>
  agreement.parties.map(({ id, name }) => ({ value: id, label: name }));
export const areaOptions = ({ zones }: Ground, kind: string) =>
  zones.filter((zone) => zone.kind === kind).map(({ id, name }) => ({ value: id, label: name }));

export const placeFields: readonly Field[] = [
  { key: "place", label: words.place, is: "text", required: true },
  { key: "position", label: words.position, is: "position", hint: words.positionHint },
];

export function placeOf({ place, position }: Values): { name?: string; position?: LonLat } | null {
  const at = position === undefined || position.trim() === "" ? undefined : positionOf(position);
  if (at === null) return null;
  return {
    ...(place === undefined || place.trim() === "" ? {} : { name: place.trim() }),
    ...(at === undefined ? {} : { position: at }),
  };
}

export const textOf = (values: Values, key: string) => (values[key] ?? "").trim();
export const optional = (values: Values, key: string, name = key) =>
  textOf(values, key) === "" ? {} : { [name]: textOf(values, key) };

export function made(
  ground: Ground,
  schema: string,
  rest: Readonly<Record<string, unknown>>,
): DeskRecord {
  return { schema, id: newDeskId(), origin: ground.origin, version: 1, ...rest };
}

/** A span from two fields; null where it is none or ends before it begins. */
export function spanOf(
  values: Values,
  { agreement }: Ground,
): { fromMs: number; toMs: number } | null {
  const fromMs = fromField(values["from"] ?? "", agreement.timezone);
  const toMs = fromField(values["to"] ?? "", agreement.timezone);
  return fromMs === null || toMs === null || toMs < fromMs ? null : { fromMs, toMs };
}
export const spanFields: readonly Field[] = [
  { key: "from", label: words.from, is: "when", required: true },
  { key: "to", label: words.to, is: "when", required: true },
];
export const spanStart = (ground: Ground, fromMs: number, toMs: number): Values => ({
  from: toField(fromMs, ground.agreement.timezone),
  to: toField(toMs, ground.agreement.timezone),
});

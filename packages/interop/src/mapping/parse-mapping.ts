import {
  ClaimSchema,
  type DocumentFault,
  ModelError,
  ObservationSchema,
  zoneOffsetMs,
} from "@truceline/model";
import { Compile } from "typebox/compile";
import { describeFault } from "../errors.ts";
import {
  fieldKinds,
  fieldSchemas,
  type Mapping,
  type MappingField,
  MappingSchema,
} from "./mapping-schema.ts";

const validator = Compile(MappingSchema);
const fieldCountMax = 500;
const fieldValidators = {
  column: Compile(fieldSchemas.column),
  constant: Compile(fieldSchemas.constant),
  position: Compile(fieldSchemas.position),
  period: Compile(fieldSchemas.period),
  labelled: Compile(fieldSchemas.labelled),
  geometry: Compile(fieldSchemas.geometry),
};

/**
 * A mapping from plain data (parsed YAML or JSON), with everything that is wrong with it. Values that
 * two cells share could not be written back; they are refused.
 */
export function parseMapping(
  value: unknown,
  name: string,
): { readonly mapping?: Mapping; readonly faults: readonly DocumentFault[] } {
  const faults: DocumentFault[] = [];
  if (!validator.Check(value)) {
    const tell = (path: string, special: string) =>
      faults.push(describeFault("TL_INT_MAPPING", `${path} ${special}`, { file: name, path }));
    // Each part by its own validator: of a union only the kind that was meant is of use.
    const { fields, ...rest } = isObject(value) ? value : {};
    const list = Array.isArray(fields)
      ? (fields as readonly unknown[]).slice(0, fieldCountMax)
      : [];
    if (!isObject(value)) tell("", "must be an object");
    else if (!Array.isArray(fields)) tell("/fields", "must be a list");
    tellErrors(validator.Errors({ ...rest, fields: [] }), "", tell);
    for (const [index, field] of list.entries()) {
      const kinds = isObject(field) ? fieldKinds.filter((kind) => Object.hasOwn(field, kind)) : [];
      const [kind] = kinds;
      if (kind === undefined || kinds.length > 1) {
        const given = kinds.join(" and ") || "none";
        tell(`/fields/${index}`, `must have one of ${fieldKinds.join(", ")}, has ${given}`);
      } else {
        tellErrors(fieldValidators[kind].Errors(field), `/fields/${index}`, tell);
      }
    }
    return { faults };
  }
  const tell = (path: string, special: string) =>
    faults.push(describeFault("TL_INT_MAPPING", `${path} ${special}`, { file: name, path }));
  if (!isTimezone(value.timezone)) tell("/timezone", "must be a name such as Europe/Kyiv");
  const schema: object = value.record === "claim" ? ClaimSchema : ObservationSchema;
  const { within } = value.time;
  if (within !== undefined && !hasPath(schema, within.split("."))) {
    tell("/time/within", `names no member of a record: ${within}`);
  }
  for (const [index, field] of value.fields.entries()) {
    if (!hasPath(schema, field.to.split("."))) {
      tell(`/fields/${index}/to`, `names no member of a record: ${field.to}`);
    }
    if (!("values" in field) || field.values === undefined || "labelled" in field) continue;
    const targets = Object.values(field.values);
    const twice = targets.find((target, at) => targets.indexOf(target) !== at);
    if (twice !== undefined) {
      const path = `/fields/${index}/values`;
      faults.push(describeFault("TL_INT_MAPPING_VALUES", `\`${twice}\``, { file: name, path }));
    }
  }
  return faults.length > 0 ? { faults } : { mapping: value, faults: [] };
}

/** The part of JSON Schema that tells which members a record may have. */
interface MemberSchema {
  readonly properties?: Readonly<Record<string, object>>;
  readonly anyOf?: readonly object[];
}

function hasPath(schema: object, steps: readonly string[]): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return true;
  const { anyOf, properties } = schema as MemberSchema;
  if (anyOf !== undefined) return anyOf.some((branch) => hasPath(branch, steps));
  const member = properties?.[step];
  return member !== undefined && hasPath(member, rest);
}

function isTimezone(name: string): boolean {
  try {
    zoneOffsetMs(0, name);
    return true;
  } catch (error) {
    if (error instanceof ModelError) return false;
    throw error;
  }
}

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message: string;
  readonly params: object;
}

function tellErrors(
  errors: readonly SchemaError[],
  path: string,
  tell: (path: string, special: string) => void,
): void {
  for (const { keyword, instancePath, message, params } of errors) {
    if (keyword === "boolean") continue;
    const { additionalProperties } = params as { additionalProperties?: readonly string[] };
    const unknown = additionalProperties?.join(", ");
    tell(
      `${path}${instancePath}`,
      unknown === undefined ? message : `has unknown keys: ${unknown}`,
    );
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const columnsByMapping = new WeakMap<Mapping, readonly string[]>();

/** The columns that a mapping reads, in the order in which it writes them. */
export function columnsOf(mapping: Mapping): readonly string[] {
  let columns = columnsByMapping.get(mapping);
  if (columns === undefined) {
    const { time, sourceId } = mapping;
    const templated =
      "template" in sourceId
        ? [...sourceId.template.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "")
        : [];
    const timed = [time.from, time.until, time.precision].filter((column) => column !== undefined);
    const mentioned = [...templated, ...timed, ...mapping.fields.flatMap(fieldColumns)];
    const ordered = mapping.columns ?? [];
    columns = [...new Set([...ordered, ...mentioned])].filter(
      (column) => !(mapping.ignore ?? []).includes(column) || mentioned.includes(column),
    );
    columnsByMapping.set(mapping, columns);
  }
  return columns;
}

function fieldColumns(field: MappingField): readonly string[] {
  if ("column" in field) return [field.column];
  if ("position" in field) return field.position;
  if ("period" in field) return field.period;
  return "labelled" in field ? [field.labelled] : [];
}

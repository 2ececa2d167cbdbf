import type { DocumentFault } from "@truceline/model";
import { Compile } from "typebox/compile";
import { describeFault } from "../errors.ts";
import { type Mapping, type MappingField, MappingSchema } from "./mapping-schema.ts";

const validator = Compile(MappingSchema);

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
    const errors = validator.Errors(value).filter(({ keyword }) => keyword !== "boolean");
    // A field that fits no kind of field fails all of them: its own key tells which was meant.
    const useful = errors.filter(({ keyword }) => keyword !== "anyOf");
    for (const error of (useful.length > 0 ? useful : errors).slice(0, 50)) {
      const special = `${error.instancePath} ${error.message}`;
      faults.push(
        describeFault("TL_INT_MAPPING", special, { file: name, path: error.instancePath }),
      );
    }
    return { faults };
  }
  for (const [index, field] of value.fields.entries()) {
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

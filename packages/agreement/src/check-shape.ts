import { reportPosition, reportProbability, reportQuantity } from "./check-quantity.ts";
import type { Reporter } from "./faults.ts";
import { suggestName } from "./nearest-name.ts";
import { clip, isRecord, show } from "./show-value.ts";
import { pointerTo } from "./yaml-text.ts";

/** The part of JSON Schema that our document schemas use. */
interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  /** Ours: the branches of `anyOf` are told apart by which of these keys is there. */
  readonly oneKeyOf?: readonly string[];
  /** Only as a list of `required`: exactly one of the keys must be there. */
  readonly oneOf?: readonly { readonly required: readonly string[] }[];
  /** Only as a condition on keys: unless they are there, `else` says which must be. */
  readonly if?: { readonly required: readonly string[] };
  readonly else?: {
    readonly required: readonly string[];
    readonly anyOf: readonly { readonly required: readonly string[] }[];
  };
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: boolean | Shape;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly items?: Shape | boolean;
  readonly prefixItems?: readonly Shape[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  /** Ours: how a text is read. */
  readonly quantity?: string;
}

/**
 * Compares a document with its schema and reports every difference, each at its place and with a
 * hint. It reads the schema object itself, so there is no second description of the document.
 * Stricter than the schema where a quantity is concerned: `2015-02-30` fits the pattern only.
 */
export function checkShape(schema: object, value: unknown, reporter: Reporter): void {
  visit(schema as Shape, value, "", reporter);
}

function visit(shape: Shape, value: unknown, pointer: string, reporter: Reporter): void {
  if (shape.anyOf !== undefined) {
    visitUnion(shape, value, pointer, reporter);
    return;
  }
  if ("const" in shape && shape.const !== undefined) {
    if (value !== shape.const) {
      reporter.report("TL_AGR_VALUE", pointer, `${show(value)}, expected ${show(shape.const)}`, {
        hint: `Write ${show(shape.const)}.`,
      });
    }
    return;
  }
  if (shape.enum !== undefined) {
    if (!shape.enum.includes(value)) {
      const known = shape.enum.map(String);
      reporter.report("TL_AGR_VALUE", pointer, show(value), {
        hint:
          suggestName(typeof value === "string" ? value : show(value), known) ??
          `Known here: ${known.join(", ")}.`,
      });
    }
    return;
  }
  switch (shape.type) {
    case "object":
      visitObject(shape, value, pointer, reporter);
      return;
    case "array":
      visitArray(shape, value, pointer, reporter);
      return;
    case "string":
      visitString(shape, value, pointer, reporter);
      return;
    case "number":
    case "integer":
      visitNumber(shape, value, pointer, reporter);
      return;
    case "boolean":
      if (typeof value !== "boolean") mismatch("true or false", value, pointer, reporter);
      return;
    default:
      return;
  }
}

function visitUnion(shape: Shape, value: unknown, pointer: string, reporter: Reporter): void {
  const branches = shape.anyOf ?? [];
  const keys = shape.oneKeyOf;
  if (keys !== undefined) {
    if (!isRecord(value)) {
      mismatch("a mapping", value, pointer, reporter);
      return;
    }
    const given = keys.filter((key) => Object.hasOwn(value, key));
    const [key] = given;
    if (given.length !== 1 || key === undefined) {
      const misspelt = Object.keys(value)
        .map((name) => suggestName(name, keys))
        .find((hint) => hint?.startsWith("Did you mean"));
      reporter.report(
        "TL_AGR_RULE_KIND",
        pointer,
        given.length === 0 ? "none" : given.map((name) => `\`${name}\``).join(" and "),
        given.length === 0 && misspelt !== undefined ? { hint: misspelt } : {},
      );
      return;
    }
    const branch = branches.find((candidate) => candidate.properties?.[key] !== undefined);
    if (branch !== undefined) visit(branch, value, pointer, reporter);
    return;
  }
  const fitting = branches.filter((branch) => fitsType(branch, value));
  const [branch] = fitting;
  if (branch === undefined || fitting.length !== 1) {
    const names = branches.map((candidate) => typeName(candidate)).join(" or ");
    mismatch(names, value, pointer, reporter);
    return;
  }
  visit(branch, value, pointer, reporter);
}

function visitObject(shape: Shape, value: unknown, pointer: string, reporter: Reporter): void {
  if (!isRecord(value)) {
    const isText = typeof value === "string" && shape.patternProperties !== undefined;
    if (isText) {
      reporter.report("TL_AGR_LANGUAGE", pointer, "the text has no language", {
        hint: `Write { en: ${show(value)} }.`,
      });
      return;
    }
    mismatch("a mapping", value, pointer, reporter);
    return;
  }
  const properties = shape.properties ?? {};
  const known = Object.keys(properties);
  for (const [key, member] of Object.entries(value)) {
    const at = pointerTo(pointer, key);
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (property !== undefined) {
      visit(property, member, at, reporter);
      continue;
    }
    const byPattern = Object.entries(shape.patternProperties ?? {});
    const matching = byPattern.find(([pattern]) => new RegExp(pattern, "u").test(key));
    if (matching !== undefined) {
      visit(matching[1], member, at, reporter);
    } else if (byPattern.length > 0) {
      reporter.report("TL_AGR_LANGUAGE", at, `\`${clip(key)}\``, {
        at: "key",
        // In a flow mapping a comma ends the text; what follows it is read as a key.
        hint: key.includes(" ") ? "A text with a comma stands in quotes here." : undefined,
      });
    } else if (typeof shape.additionalProperties === "object") {
      visit(shape.additionalProperties, member, at, reporter);
    } else if (shape.additionalProperties === false) {
      const free = known.filter((name) => !Object.hasOwn(value, name));
      const hint = suggestName(key, free);
      reporter.report("TL_AGR_KEY_UNKNOWN", at, `\`${clip(key)}\``, { at: "key", hint });
    }
  }
  for (const key of [...(shape.required ?? []), ...requiredByElse(shape, value)]) {
    if (Object.hasOwn(value, key)) continue;
    reporter.report("TL_AGR_KEY_MISSING", pointer, `\`${key}\``, {
      hint: describeMissing(key, properties[key]),
    });
  }
  if (Object.keys(value).length < (shape.minProperties ?? 0)) {
    reporter.report("TL_AGR_LENGTH", pointer, "it is empty");
  }
  if (shape.oneOf !== undefined) {
    const keys = shape.oneOf.flatMap(({ required }) => required);
    const given = keys.filter((key) => Object.hasOwn(value, key));
    if (given.length !== 1) {
      const list = keys.map((key) => `\`${key}\``).join(" or ");
      reporter.report("TL_AGR_VARIANT", pointer, given.length === 0 ? "in no way" : "in several", {
        hint: `Give exactly one: ${list}.`,
      });
    }
  }
}

/** Keys that must be there because those of `if` are not; of alternatives, the first. */
function requiredByElse(shape: Shape, value: Readonly<Record<string, unknown>>): readonly string[] {
  const has = (key: string) => Object.hasOwn(value, key);
  if (shape.if === undefined || shape.else === undefined || shape.if.required.every(has)) return [];
  const { required, anyOf } = shape.else;
  const isGiven = anyOf.some((branch) => branch.required.every(has));
  return [...required, ...(isGiven ? [] : (anyOf[0]?.required ?? []))];
}

function visitArray(shape: Shape, value: unknown, pointer: string, reporter: Reporter): void {
  if (shape.quantity === "position") {
    reportPosition(value, pointer, reporter);
    return;
  }
  if (!Array.isArray(value)) {
    mismatch("a list", value, pointer, reporter);
    return;
  }
  const least = shape.minItems ?? 0;
  const most = shape.maxItems ?? Number.POSITIVE_INFINITY;
  if (value.length < least || value.length > most) {
    const allowed = least === most ? `${least}` : `${least} to ${most}`;
    reporter.report("TL_AGR_LENGTH", pointer, `${value.length} given, ${allowed} allowed`);
  }
  const { items } = shape;
  if (typeof items !== "object" && shape.prefixItems === undefined) return;
  for (const [index, item] of value.slice(0, most).entries()) {
    const itemShape = shape.prefixItems?.[index] ?? (typeof items === "object" ? items : undefined);
    if (itemShape !== undefined) visit(itemShape, item, pointerTo(pointer, index), reporter);
  }
}

function visitString(shape: Shape, value: unknown, pointer: string, reporter: Reporter): void {
  if (shape.quantity !== undefined && reportQuantity(shape.quantity, value, pointer, reporter)) {
    return;
  }
  if (typeof value !== "string") {
    const hint = typeof value === "number" ? `Write it in quotes: "${value}".` : undefined;
    mismatch("text", value, pointer, reporter, hint);
    return;
  }
  const { length } = value;
  if (length < (shape.minLength ?? 0) || length > (shape.maxLength ?? Number.POSITIVE_INFINITY)) {
    reporter.report("TL_AGR_LENGTH", pointer, `${length} characters`);
  } else if (
    shape.pattern !== undefined &&
    shape.quantity === undefined &&
    !new RegExp(shape.pattern, "u").test(value)
  ) {
    reporter.report("TL_AGR_VALUE", pointer, show(value), {
      hint: `It must match ${shape.pattern}.`,
    });
  }
}

function visitNumber(shape: Shape, value: unknown, pointer: string, reporter: Reporter): void {
  if (shape.quantity === "probability") {
    reportProbability(value, pointer, reporter);
    return;
  }
  const whole = shape.type === "integer";
  if (typeof value !== "number" || (whole && !Number.isInteger(value))) {
    const fits = typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value));
    mismatch(
      whole ? "a whole number" : "a number",
      value,
      pointer,
      reporter,
      fits ? `Write it without quotes: ${Number(value)}.` : undefined,
    );
    return;
  }
  const low = shape.minimum ?? shape.exclusiveMinimum ?? Number.NEGATIVE_INFINITY;
  const high = shape.maximum ?? shape.exclusiveMaximum ?? Number.POSITIVE_INFINITY;
  const inRange =
    value >= low &&
    value <= high &&
    (shape.exclusiveMinimum === undefined || value > shape.exclusiveMinimum) &&
    (shape.exclusiveMaximum === undefined || value < shape.exclusiveMaximum);
  if (!inRange) {
    reporter.report("TL_AGR_NUMBER_RANGE", pointer, `${value}`, {
      hint: `Allowed: ${shape.exclusiveMinimum !== undefined ? "above " : ""}${low} to ${high}${shape.exclusiveMaximum !== undefined ? ", the end excluded" : ""}.`,
    });
  }
}

function mismatch(
  expected: string,
  value: unknown,
  pointer: string,
  reporter: Reporter,
  hint?: string,
): void {
  reporter.report("TL_AGR_TYPE", pointer, `${clip(show(value))} where ${expected} is needed`, {
    hint: hint ?? `Give ${expected}.`,
  });
}

function describeMissing(key: string, shape: Shape | undefined): string {
  const { description } = (shape ?? {}) as { description?: string };
  return description === undefined ? `Add \`${key}\`.` : `Add \`${key}\`: ${description}`;
}

function fitsType(shape: Shape, value: unknown): boolean {
  if (shape.const !== undefined) return typeof value === typeof shape.const;
  if (shape.enum !== undefined) return typeof value === "string";
  if (shape.type === "array") return Array.isArray(value);
  if (shape.type === "object") return isRecord(value);
  return typeof value === (shape.type === "integer" ? "number" : shape.type);
}

function typeName(shape: Shape): string {
  if (shape.const !== undefined) return `\`${String(shape.const)}\``;
  if (shape.enum !== undefined || shape.type === "string") return "a word";
  return shape.type === "array" ? "a list" : shape.type === "object" ? "a mapping" : "a number";
}

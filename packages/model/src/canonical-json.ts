import { utf8ToBytes } from "@noble/hashes/utils.js";
import { ModelError } from "./errors.ts";

/**
 * The canonical JSON text of a value after RFC 8785 (JCS): keys sorted by UTF-16 code units, numbers
 * as ECMAScript writes them, no white space. Keys whose value is `undefined` are left out.
 *
 * @throws ModelError `TL_MODEL_CANONICAL` for NaN, infinities, lone surrogates and non-JSON values.
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      if (!Number.isFinite(value))
        throw new ModelError("TL_MODEL_CANONICAL", { value: String(value) });
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      break;
    default:
      throw new ModelError("TL_MODEL_CANONICAL", { type: typeof value });
  }
  if (value === null) return "null";
  if (Array.isArray(value)) {
    let text = "[";
    for (let index = 0; index < value.length; index++) {
      if (index > 0) text += ",";
      text += canonicalJson(value[index]);
    }
    return `${text}]`;
  }
  const record = value as Record<string, unknown>;
  let text = "{";
  for (const key of Object.keys(record).sort()) {
    const member = record[key];
    if (member === undefined) continue;
    if (text.length > 1) text += ",";
    text += `${quote(key)}:${canonicalJson(member)}`;
  }
  return `${text}}`;
}

function quote(text: string): string {
  if (!text.isWellFormed())
    throw new ModelError("TL_MODEL_CANONICAL", { reason: "lone surrogate" });
  return JSON.stringify(text);
}

/** UTF-8 bytes of `canonicalJson(value)`: what is hashed and stored. */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8ToBytes(canonicalJson(value));
}

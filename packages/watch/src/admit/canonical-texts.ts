import { canonicalJson } from "@truceline/model";

export interface CanonicalTexts {
  /** RFC 8785 text of the whole record. */
  readonly full: string;
  /** The same without `id`, `recordedAtMs` and `rawSha256`. */
  readonly content: string;
}

export interface ReceivedRecord {
  readonly id: string;
  readonly recordedAtMs: number;
  readonly rawSha256: string;
  readonly [key: string]: unknown;
}

/**
 * Canonical texts of a record that came from `JSON.parse` and fits a schema of named keys: both are
 * what `canonicalJson` gives, from one native pass. ECMAScript writes numbers and strings as RFC 8785
 * asks, and keeps keys in the order they were set (none of them is an integer), so sorting is all.
 *
 * @param mayHaveSurrogates true when the source text has an escape that could be half a character.
 * @throws ModelError `TL_MODEL_CANONICAL` for lone surrogates.
 */
export function canonicalTexts(record: ReceivedRecord, mayHaveSurrogates: boolean): CanonicalTexts {
  const full = mayHaveSurrogates ? canonicalJson(record) : JSON.stringify(withKeysSorted(record));
  // In a text of the sender every quote is escaped, so these match the members and nothing else.
  const content = full
    .replace(`"id":"${record.id}",`, "")
    .replace(`"rawSha256":"${record.rawSha256}",`, "")
    .replace(`"recordedAtMs":${record.recordedAtMs},`, "");
  return { full, content };
}

function withKeysSorted(value: object): object {
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      if (typeof item === "object" && item !== null) value[index] = withKeysSorted(item);
    }
    return value;
  }
  const record = value as Record<string, unknown>;
  const sorted: Record<string, unknown> = {};
  for (const key of sortedKeys(Object.keys(record))) {
    const member = record[key];
    sorted[key] = typeof member === "object" && member !== null ? withKeysSorted(member) : member;
  }
  return sorted;
}

/** Senders write their keys in one order each: what was sorted once need not be sorted again. */
const keyOrders = new Map<string, readonly string[]>();
const keyOrderCountMax = 500;

function sortedKeys(keys: string[]): readonly string[] {
  const name = keys.join();
  let sorted = keyOrders.get(name);
  if (sorted === undefined) {
    if (keyOrders.size >= keyOrderCountMax) keyOrders.clear();
    sorted = keys.sort();
    keyOrders.set(name, sorted);
  }
  return sorted;
}

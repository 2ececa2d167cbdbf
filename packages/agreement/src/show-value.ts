/** True for a mapping of the document. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a fault quotes it. */
export function show(value: unknown): string {
  if (isRecord(value)) return "a mapping";
  if (Array.isArray(value)) return "a list";
  return value === null ? "nothing" : JSON.stringify(value);
}

/** At most 80 characters of a text. */
export function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

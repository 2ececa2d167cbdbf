import type { Reporter } from "./faults.ts";

/**
 * Reports texts and keys with half a character (a lone surrogate, which YAML escapes can write): they
 * have no UTF-8 and so no hash. The value's depth is bounded by its reader.
 */
export function checkTexts(value: unknown, reporter: Reporter, pointer = ""): void {
  if (typeof value === "string") {
    if (!value.isWellFormed()) reporter.report("TL_AGR_TEXT_BROKEN", pointer);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const place = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (!key.isWellFormed())
      reporter.report("TL_AGR_TEXT_BROKEN", pointer, undefined, { at: "key" });
    checkTexts(member, reporter, place);
  }
}

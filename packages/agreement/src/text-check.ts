import type { Reporter } from "./faults.ts";

/**
 * The value with its texts whole. One with half a character (a lone surrogate, which a YAML escape can
 * write) has no UTF-8 and so no hash: it is reported, and replaced so that the rest can be looked at
 * in the same pass. The value's depth is bounded by its reader.
 */
export function withWholeTexts(value: unknown, reporter: Reporter, pointer = ""): unknown {
  if (typeof value === "string") {
    if (value.isWellFormed()) return value;
    reporter.report("TL_AGR_TEXT_BROKEN", pointer);
    return value.toWellFormed();
  }
  if (Array.isArray(value)) {
    return value.map((member, index) => withWholeTexts(member, reporter, `${pointer}/${index}`));
  }
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => {
    const place = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (!key.isWellFormed()) reporter.report("TL_AGR_TEXT_BROKEN", pointer);
    return [key.toWellFormed(), withWholeTexts(member, reporter, place)] as const;
  });
  return Object.fromEntries(members);
}

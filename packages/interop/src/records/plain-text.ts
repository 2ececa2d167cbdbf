const nameLengthMax = 200;
const textLengthMax = 4_000;

/** Somebody else's words as a name: one line, at most 200 characters; undefined where nothing is left. */
export function plainName(text: string | undefined): string | undefined {
  const line = text?.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return line === undefined || line === "" ? undefined : cut(line, nameLengthMax);
}

/** Somebody else's words as a text of at most 4,000 characters; undefined where there are none. */
export function plainText(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === "" ? undefined : cut(trimmed, textLengthMax);
}

/** Not in the middle of a character that takes two units; and never half of one that came so. */
function cut(text: string, lengthMax: number): string {
  const whole = text.toWellFormed();
  if (whole.length <= lengthMax) return whole;
  const end = /[\uD800-\uDBFF]/.test(whole[lengthMax - 1] ?? "") ? lengthMax - 1 : lengthMax;
  return whole.slice(0, end).trimEnd();
}

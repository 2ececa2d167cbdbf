/** Control characters, and those that turn the direction of text or hide in it. */
const unseen =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** Free text on one line, without control characters and marks that reverse what stands beside them. */
export function plainLine(text: string): string {
  return text.replaceAll(/[\t\n\r\u0085\u2028\u2029]+/g, " ").replaceAll(unseen, "");
}

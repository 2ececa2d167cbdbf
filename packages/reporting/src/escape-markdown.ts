/** Control characters, and those that turn the direction of text or hide in it. */
const unseen = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
/** What begins markup, HTML, an entity, a table cell, mathematics or a mention. */
const markup = /[\\`*_[\]<>|~&$#{}@!]/g;

/**
 * Free text as Markdown that means nothing but itself, on one line: markup, HTML, links and bare
 * addresses are escaped, control characters left out. For use after other text on a line, where it
 * cannot begin a heading or a list.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\t\n\r\u0085\u2028\u2029]+/g, " ")
    .replaceAll(unseen, "")
    .replaceAll(markup, (character) => `\\${character}`)
    .replaceAll(/:(?=\/\/)/g, "\\:")
    .replaceAll(/(www)\./gi, "$1\\.");
}

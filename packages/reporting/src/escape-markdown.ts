import { plainLine } from "./render/plain-line.ts";

/** What begins markup, HTML, an entity, a table cell, mathematics or a mention. */
const markup = /[\\`*_[\]<>|~&$#{}@!]/g;

/**
 * Free text as Markdown that means nothing but itself, on one line: markup, HTML, links and bare
 * addresses are escaped, control characters left out. For use after other text on a line, where it
 * cannot begin a heading or a list.
 */
export function escapeMarkdown(text: string): string {
  return plainLine(text)
    .replaceAll(markup, (character) => `\\${character}`)
    .replaceAll(/:(?=\/\/)/g, "\\:")
    .replaceAll(/(www)\./gi, "$1\\.");
}

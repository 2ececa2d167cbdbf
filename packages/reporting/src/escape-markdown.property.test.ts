import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeMarkdown } from "./escape-markdown.ts";

/** Text with much that means something in Markdown, HTML or to a terminal. */
const arbNasty = fc.string({
  unit: fc.constantFrom(
    ..."\\`*_{}[]()#+-.!|<>&~$=:/\"'@ ab1\n\r\t\u0000\u001b\u202e\u200b\u2028é",
    "http://",
    "www.",
    "<script>",
    "](x)",
    "&lt;",
  ),
});

test("[REP-013] no text keeps a character that begins markup, or a control character", () => {
  fc.assert(
    fc.property(arbNasty, (text) => {
      const escaped = escapeMarkdown(text);
      // Take out what is escaped: what is left means nothing.
      const bare = escaped.replaceAll(/\\[\\`*_[\]<>|~&$#{}@!:.]/g, "·");
      expect(bare).not.toMatch(/[\\`*_[\]<>|~&$#{}@!]|:\/\/|www\./i);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      expect(escaped).not.toMatch(/[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u200b-\u200f]/);
    }),
  );
});

test("[REP-013] what is escaped reads as it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme-ascii" }), (text) => {
      expect(escapeMarkdown(text).replaceAll(/\\(.)/g, "$1")).toBe(text);
    }),
  );
});

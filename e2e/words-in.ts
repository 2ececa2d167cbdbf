import { pdfParts } from "./pdf-parts.ts";

/** A word of which a report may not hold one byte, and where it was found. */
export interface WordFound {
  readonly word: string;
  readonly where: "bytes" | "packed" | "text";
}

/**
 * Which of the words a file holds, however it is packed: its bytes as they are, its streams inflated and
 * its pages as text where it is a PDF, its pictures where they are written into the page. Between the
 * letters of a page there may be spaces and ends of lines: a label of a map is drawn letter by letter.
 */
export function wordsIn(file: Uint8Array, words: readonly string[]): readonly WordFound[] {
  const buffer = Buffer.from(file);
  const plain = [buffer.toString("latin1"), buffer.toString("utf8")];
  const packed = [...(plain[0]?.matchAll(/;base64,([\w+/]{16,}={0,2})/g) ?? [])].map(
    ([, text = ""]) => Buffer.from(text, "base64").toString("utf8"),
  );
  const texts: string[] = [];
  if (buffer.subarray(0, 5).toString("latin1") === "%PDF-") {
    const parts = pdfParts(file);
    packed.push(...parts.streams);
    texts.push(...parts.texts.map(closedUp));
    // A file that was read to nothing was not searched.
    if (texts.join("").length < 500) throw new Error("the PDF's text was not read");
  }
  return words.flatMap((word): WordFound[] => {
    const forms = [word, Buffer.from(word, "utf8").toString("latin1")];
    const holds = (text: string) => forms.some((form) => text.includes(form));
    return [
      ...(plain.some(holds) ? [{ word, where: "bytes" as const }] : []),
      ...(packed.some(holds) ? [{ word, where: "packed" as const }] : []),
      ...(texts.some((text) => text.includes(closedUp(word)))
        ? [{ word, where: "text" as const }]
        : []),
    ];
  });
}

const closedUp = (text: string): string => text.replace(/[\s\u00ad]+/g, "");

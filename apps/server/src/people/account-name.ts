import { ServerError } from "../errors.ts";

const namePattern = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} ._'@+-]{0,59}$/u;

/** Letters that are drawn alike in these scripts; a word of two of them is a disguise. */
const scripts = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** What is equal here is one name: width, capitals and composition do not count. */
export function foldedName(name: string): string {
  // By way of capitals, so that ß and ss are one, as full case folding has it.
  return spaced(name.normalize("NFKC")).toUpperCase().toLowerCase().normalize("NFKC");
}

/**
 * A name as it is kept and shown.
 * @throws ServerError `TL_SERVER_NAME` for one that cannot be read aloud or looks like another.
 */
export function checkedName(name: string): string {
  const text = spaced(name.normalize("NFKC"));
  const isMixed = text
    .split(/[ ._'@+-]/)
    .some((word) => scripts.filter((script) => script.test(word)).length > 1);
  if (!namePattern.test(text) || isMixed) {
    const message = isMixed
      ? "It mixes letters of two alphabets in one word."
      : "It is 1 to 60 letters, digits, spaces and . _ ' @ + -, beginning with a letter or digit.";
    throw new ServerError("TL_SERVER_NAME", {
      faults: [{ code: "TL_SERVER_NAME", path: "/name", message }],
    });
  }
  return text;
}

const spaced = (text: string): string => text.trim().replaceAll(/\s+/g, " ");

import { Lexer } from "yaml";

export interface DocumentComment {
  /** With its `#`, without spaces at its end. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
}

/** What the lexer puts before the text of a scalar that is not quoted. */
const scalarMark = "\u001f";
/** Its marks; none of them is a character of the text. */
const marks: readonly string[] = ["\u0002", "\u0018", scalarMark];

/** Every comment of a YAML text, in its order, with its place. */
export function documentComments(text: string): readonly DocumentComment[] {
  const comments: DocumentComment[] = [];
  let line = 1;
  let column = 1;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith("#") && !isScalar) comments.push({ text: token.trimEnd(), line, column });
    isScalar = token === scalarMark;
    if (marks.includes(token)) continue;
    const breaks = token.split("\n");
    line += breaks.length - 1;
    column = (breaks.length > 1 ? 1 : column) + (breaks.at(-1)?.length ?? 0);
  }
  return comments;
}

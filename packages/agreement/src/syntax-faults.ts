import { LineCounter, parseDocument, type YAMLParseError } from "yaml";
import type { TextPlace } from "./faults.ts";

/** How text is parsed, wherever it is: YAML 1.2, keys once, no warnings on the console. */
export const parseOptions = {
  uniqueKeys: true,
  prettyErrors: false,
  stringKeys: false,
  logLevel: "error",
  version: "1.2",
  merge: false,
} as const;

const faultCountMax = 20;
const depthMax = 8;
/** Characters that are parsed a second time to find further faults; more takes too long. */
const reparsedMax = 400_000;

export interface SyntaxFault extends TextPlace {
  readonly sentence: string;
}

/** What the parser says, in words of people who write agreements; what is not here stays its own. */
const sentences: readonly (readonly [said: RegExp, sentence: string])[] = [
  [/^Flow map .* end with a }/, "a brace { before this place is not closed"],
  [/^Flow sequence .* end with a ]/, "a bracket [ before this place is not closed"],
  [/^Missing closing (.)quote/, "a quote $1 is not closed"],
  [/^Nested mappings are not allowed/, "a second colon in one entry, or a brace that is missing"],
  [/^Block collections are not allowed/, "a comma or a brace is missing inside braces or brackets"],
  [/^Tabs are not allowed/, "a tab; spaces indent"],
  [/^Plain value cannot start with .* (\S)$/, "a text that begins with $1 stands in quotes"],
  [/^All (mapping|sequence) items must start/, "a line is not indented like those it belongs to"],
  [/^Implicit (map )?keys need to be/, "a line without a colon after its key"],
  [/^Unexpected .*: "(.+)"$/, "$1 is not expected here"],
];

function plainSentence(message: string): string {
  const said = message.replace(/[.:]$/, "");
  const found = sentences.find(([pattern]) => pattern.test(said));
  return found === undefined ? said : said.replace(new RegExp(`${found[0].source}.*`), found[1]);
}

/** A run of whole lines of the document. */
interface Chunk {
  readonly lines: readonly string[];
  /** Lines of the document before it. */
  readonly before: number;
}

/**
 * Every place where the syntax of a text is broken, as far as they can be told apart. The parser gives
 * up at the first bracket left open and takes all that follows for nonsense; so each entry that is
 * indented alike is parsed alone, and those that are broken are taken apart in the same way. An entry
 * none of whose parts is broken alone is told at its first error.
 */
export function syntaxFaults(text: string): readonly SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  let reparsed = 0;
  const look = (chunk: Chunk, depth: number): number => {
    const first = firstSyntaxFault(chunk);
    if (first === undefined) return 0;
    const countBefore = faults.length;
    if (depth < depthMax && faults.length < faultCountMax) {
      for (const part of partsOf(chunk)) {
        reparsed += part.lines.reduce((sum, line) => sum + line.length + 1, 0);
        if (reparsed > reparsedMax) break;
        look(part, depth + 1);
      }
    }
    if (faults.length === countBefore && faults.length < faultCountMax) faults.push(first);
    return faults.length - countBefore;
  };
  look({ lines: text.split(/\r?\n/), before: 0 }, 0);
  return faults;
}

/** The first thing wrong with the syntax of these lines alone; keys given twice are not syntax. */
function firstSyntaxFault({ lines, before }: Chunk): SyntaxFault | undefined {
  const counter = new LineCounter();
  let error: Pick<YAMLParseError, "message" | "pos"> | undefined;
  try {
    const { errors } = parseDocument(lines.join("\n"), { ...parseOptions, lineCounter: counter });
    error = errors.find(({ code }) => code !== "DUPLICATE_KEY");
  } catch (thrown) {
    // The parser is recursive: only nesting makes it run out of stack, and that is told elsewhere.
    if (!(thrown instanceof RangeError)) throw thrown;
  }
  if (error === undefined) return undefined;
  const { line, col } = counter.linePos(error.pos[0]);
  return {
    line: before + Math.max(1, line),
    column: Math.max(1, col),
    sentence: plainSentence(error.message.split("\n")[0] ?? ""),
  };
}

/**
 * The entries of a chunk: from each line that is indented least to the next. Of a chunk that is one
 * entry, what stands below its first line; of one item of a list, the entries of the item.
 */
function partsOf({ lines, before }: Chunk): readonly Chunk[] {
  const indents = lines.map((line) => (/^\s*(#|$)/.test(line) ? undefined : line.search(/\S/)));
  const least = Math.min(...indents.filter((indent) => indent !== undefined));
  const starts = indents.flatMap((indent, index) => (indent === least ? [index] : []));
  const [first, second] = starts;
  if (first === undefined) return [];
  if (second !== undefined) {
    return starts.map((start, index) => ({
      lines: lines.slice(start, starts[index + 1]),
      before: before + start,
    }));
  }
  const opened = withoutDash(lines[first] ?? "");
  if (opened !== lines[first]) {
    return partsOf({ lines: lines.with(first, opened), before });
  }
  const body = lines.slice(first + 1);
  const isEmpty = body.every((line) => line.trim() === "");
  return isEmpty ? [] : [{ lines: body, before: before + first + 1 }];
}

/** A line with its first dash blanked out, so that its columns stay. */
function withoutDash(line: string): string {
  return line.replace(/^(\s*)-(?=\s)/, "$1 ");
}

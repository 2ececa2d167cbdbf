import {
  localDate,
  type Observation,
  type ObservationDraft,
  observationRecord,
} from "@truceline/model";
import type { LogErrorCode } from "./errors.ts";
import {
  type LineContext,
  type LineFault,
  type LineNote,
  type LineReading,
  type LineWord,
  lineLengthMax,
  observationCountMax,
  type Slot,
} from "./line-types.ts";
import { dayAfter } from "./observation-defaults.ts";
import type { Carried, ObservationFault, ObservationPart } from "./observation-part.ts";
import { type Item, readItems } from "./read-items.ts";
import { ObservationReader } from "./read-observation.ts";
import { suggestionFor } from "./suggestion.ts";

/**
 * Reads one line of the log, such as `2140-2155 heard 9 expl undet 3-5 NNE, >=4 bursts HMG 1-2 E`.
 *
 * Shape: text and context in; whole observations up to the first fault, what was read of the next,
 * the place of each word, the fault with one suggestion, and what follows it, unread but kept.
 * Units: places in UTF-16 units of the text as given. Never throws for a sound context; bounded by
 * `lineLengthMax` and `observationCountMax`. Reading the same text twice gives the same.
 * @example readLine("2140 heard 3 expl 2-4 NE", context).observations[0]?.kind // "explosion"
 */
export function readLine(text: string, context: LineContext): LineReading {
  if (text.length > lineLengthMax) return whole("TL_LOG_LINE_LONG", text, 0);
  const today = localDate(context.nowMs, context.timezone);
  const segments = segmentsOf(readItems(text, context, today));
  const words: LineWord[] = [];
  const carriedSlots: (readonly Slot[])[] = [];
  const notes: LineNote[] = [];
  const parts: ObservationPart[] = [];
  let carried: Carried = { dayLocal: context.dayLocal, span: undefined, means: context.means };
  let found: { fault: LineFault; part: ObservationPart } | undefined;

  for (const [index, { items, comma: begin }] of segments.entries()) {
    if (index >= observationCountMax)
      return limited(text, begin ?? items[0], parts, context, words);
    if (begin !== undefined) {
      words.push({ from: begin.from, to: begin.to, slot: "next", observation: index });
    }
    const part = new ObservationReader(items, index, carried, context).read();
    words.push(...part.words);
    notes.push(...part.notes);
    carriedSlots.push(part.carried);
    const fault = part.fault ?? partFault(part, parts, items);
    if (fault !== undefined) {
      // What lacks, lacks before the comma; at the end of the text it may still come.
      const comma = fault.item === undefined ? segments[index + 1]?.comma : undefined;
      const placed = comma === undefined ? fault : { ...fault, item: comma, unfinished: false };
      found = { fault: lineFault(placed, text, context), part };
      break;
    }
    parts.push(part);
    const { span, means } = part.draft;
    carried = {
      dayLocal: span === undefined ? carried.dayLocal : dayAfter(span, context.timezone),
      span: span ?? carried.span,
      // "Nothing heard or seen" says nothing of how the next thing was noticed.
      means: part.draft.kind === "nothing" ? carried.means : (means ?? carried.means),
    };
  }

  const { observations, refused } = finished(parts, context);
  const fault = found?.fault ?? refused;
  const unreadFrom = fault?.to ?? text.length;
  const hasUnread = fault !== undefined && text.slice(unreadFrom).trim() !== "";
  const last = observations.at(-1);
  return {
    observations,
    ...(found === undefined ? {} : { partial: found.part.draft }),
    words,
    carried: carriedSlots,
    notes,
    ...(fault === undefined ? {} : { fault }),
    ...(hasUnread ? { unread: { from: unreadFrom, to: text.length } } : {}),
    nothing: observations.some(({ kind }) => kind === "nothing"),
    ...(last === undefined
      ? {}
      : {
          carry: {
            dayLocal: dayAfter(last.span, context.timezone),
            means: carried.means ?? last.means,
            previousToMs: last.span.toMs,
          },
        }),
  };
}

interface Segment {
  readonly items: readonly Item[];
  /** The comma it begins with; none for the first. */
  readonly comma: Item | undefined;
}

/** The pieces between commas. An empty line has none; a comma at its end begins an empty piece. */
function segmentsOf(items: readonly Item[]): readonly Segment[] {
  if (items.length === 0) return [];
  const segments: { items: Item[]; comma: Item | undefined }[] = [{ items: [], comma: undefined }];
  for (const item of items) {
    if (item.is === "comma") segments.push({ items: [], comma: item });
    else segments.at(-1)?.items.push(item);
  }
  return segments;
}

/** A part that has no whole before it. */
function partFault(
  part: ObservationPart,
  before: readonly ObservationPart[],
  items: readonly Item[],
): ObservationFault | undefined {
  if (!part.isPart || before.some((one) => !isIncluded(one))) return undefined;
  const word = part.words.find(({ slot }) => slot === "part");
  const item = items.find(({ from }) => from === word?.from);
  return { code: "TL_LOG_PART_ALONE", item, expected: [], unfinished: false };
}

const isIncluded = (part: ObservationPart) => part.isPart || part.partOfNo !== undefined;

/** Gives the observations their place in the statement and checks them as records. */
function finished(
  parts: readonly ObservationPart[],
  context: LineContext,
): { observations: readonly ObservationDraft[]; refused?: LineFault } {
  const observations: ObservationDraft[] = [];
  const statements = statementsOf(parts, context);
  for (const [index, part] of parts.entries()) {
    const statement = statements[index];
    const draft = {
      ...part.draft,
      ...(statement === undefined ? {} : { statement }),
    } as ObservationDraft;
    const [fault] = draftFaults(draft);
    if (fault !== undefined) {
      const from = part.words[0]?.from ?? 0;
      const to = part.words.at(-1)?.to ?? from;
      return {
        observations,
        refused: {
          code: "TL_LOG_RECORD",
          from,
          to,
          word: fault,
          wordNo: 1,
          expected: [],
          unfinished: false,
        },
      };
    }
    observations.push(draft);
  }
  return { observations };
}

/** What a draft breaks of the schema of observations, as paths. */
export function draftFaults(draft: ObservationDraft): readonly string[] {
  const record: Observation = {
    ...draft,
    schema: "observation/1",
    id: "00000000-0000-7000-8000-000000000000",
    origin: "observed",
    recordedAtMs: 0,
    source: "line",
    sourceId: "1",
  };
  return observationRecord.faults(record).map(({ path, message }) => `${path ?? ""} ${message}`);
}

/**
 * The statement of each observation: from the context, or, where the line itself puts observations in
 * order or makes one a part of another, one named after post and time.
 */
function statementsOf(
  parts: readonly ObservationPart[],
  context: LineContext,
): readonly Observation["statement"][] {
  const needsOne = parts.some((part) => isIncluded(part) || part.inSequence !== undefined);
  const { statement } = context;
  if (statement === undefined && !needsOne) return parts.map(() => undefined);
  const { firstObservationNo, ...given } = statement ?? {
    reportId: statementName(parts, context),
    statementNo: 1,
    firstObservationNo: 1,
  };
  const noOf = (index: number) =>
    firstObservationNo === undefined ? undefined : firstObservationNo + index;
  let wholeNo: number | undefined;
  return parts.map((part, index) => {
    const observationNo = noOf(index);
    const partOfNo = part.partOfNo ?? (part.isPart ? wholeNo : undefined);
    if (!isIncluded(part)) wholeNo = observationNo;
    return {
      ...given,
      ...(observationNo === undefined ? {} : { observationNo }),
      ...(part.inSequence === undefined ? {} : { inSequence: part.inSequence }),
      ...(partOfNo === undefined ? {} : { partOfNo }),
    };
  });
}

/** `log/OP 9/2026-03-09T21:40`: one for each line of a post and time. */
export function statementName(
  parts: readonly { readonly draft: Partial<ObservationDraft> }[],
  { post, timezone }: LineContext,
): string {
  const span = parts[0]?.draft.span;
  const at = span === undefined ? "" : (span.stated?.from ?? localDate(span.fromMs, timezone));
  const name = post.position?.place ?? post.observer.id ?? post.observer.kind;
  return `log/${name}/${at}`.slice(0, 200);
}

function lineFault(fault: ObservationFault, text: string, context: LineContext): LineFault {
  const { item, code, expected } = fault;
  const from = item?.from ?? text.length;
  const to = item?.to ?? text.length;
  const word = item?.raw ?? "";
  const before = text
    .slice(0, from)
    .split(/[\s,;]+/u)
    .filter(Boolean).length;
  const isLast = item !== undefined && to === text.length;
  const found =
    fault.suggestion === undefined
      ? suggestionFor(code, word, expected, isLast, context)
      : { suggestion: fault.suggestion, isBegun: false };
  return {
    code,
    from,
    to,
    word,
    wordNo: before + 1,
    ...(found.suggestion === undefined ? {} : { suggestion: found.suggestion }),
    expected,
    unfinished: fault.unfinished || found.isBegun,
  };
}

function whole(code: LogErrorCode, text: string, from: number): LineReading {
  const fault: LineFault = {
    code,
    from,
    to: text.length,
    word: "",
    wordNo: 1,
    expected: [],
    unfinished: false,
  };
  return {
    observations: [],
    words: [],
    carried: [],
    notes: [],
    fault,
    unread: { from, to: text.length },
    nothing: false,
  };
}

function limited(
  text: string,
  item: Item | undefined,
  parts: readonly ObservationPart[],
  context: LineContext,
  words: readonly LineWord[],
): LineReading {
  const reading = whole("TL_LOG_OBSERVATION_LIMIT", text, item?.from ?? text.length);
  const { observations } = finished(parts, context);
  return { ...reading, observations, words };
}

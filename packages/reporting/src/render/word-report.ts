import type { Language } from "@truceline/model";
import type { Block, DailyReport, Part, Sentence } from "../daily/daily-report.ts";
import type { ReportValue } from "../daily/report-value.ts";
import { ReportWords } from "./report-words.ts";

/** How a clause stands, for the shape beside the word. */
export type StandingState = Extract<ReportValue, { is: "standing" }>["state"];

export interface WordedSentence {
  readonly key: string;
  readonly text: string;
  /** Number of the sentence in the annex of records; null where it rests on none. */
  readonly number: number | null;
  /** Set where a person wrote it: what is said beside it. */
  readonly person?: { readonly note: string };
}

export interface WordedCell {
  readonly text: string;
  readonly standing?: StandingState;
}

export interface WordedTable {
  readonly is: "table";
  readonly key: string;
  readonly columns: readonly {
    readonly text: string;
    readonly align: "left" | "right";
    readonly wide: boolean;
  }[];
  readonly rows: readonly {
    readonly key: string;
    readonly cells: readonly WordedCell[];
    readonly isTotal: boolean;
  }[];
}

export type WordedBlock =
  | {
      readonly is: "sentences";
      readonly as: "points" | "text" | "notes";
      readonly sentences: readonly WordedSentence[];
    }
  | WordedTable
  | { readonly is: "map" }
  | { readonly is: "bars"; readonly caption: string };

export interface WordedPart {
  readonly key: string;
  readonly heading: string;
  readonly blocks: readonly WordedBlock[];
}

export interface WordedSection extends WordedPart {
  readonly parts: readonly WordedPart[];
  readonly isAnnex: boolean;
}

/** A report in the words of one language: what every format lays out, and none words by itself. */
export interface WordedReport {
  readonly language: Language;
  readonly title: string;
  /** What it is about: the agreement and the days. */
  readonly subtitle: string;
  /** Set where nothing of it happened. */
  readonly mark: { readonly sign: string; readonly says: string } | null;
  readonly level: string;
  readonly knownAt: string;
  readonly head: readonly string[];
  readonly linesNote: string;
  readonly sections: readonly WordedSection[];
  readonly columns: { readonly sentence: string; readonly records: string };
  /** Sentence by number, with what it rests on. */
  readonly records: readonly {
    readonly number: number;
    readonly ids: readonly string[];
    readonly more: string;
  }[];
  readonly recordsHeading: string;
  readonly recordsNote: string;
  readonly withoutPlace: { readonly heading: string; readonly lines: readonly string[] } | null;
  readonly hiddenNote: string | null;
}

/** @param language of the reader; what a person wrote in another only is shown as it is, and said so */
export function wordReport(report: DailyReport, language: Language): WordedReport {
  const words = new ReportWords(report, language);
  const records: { number: number; ids: readonly string[]; more: string }[] = [];
  const numbers = new Map<string, number>();

  const numberOf = ({ recordIds, recordCount }: Sentence): number | null => {
    if (recordIds.length === 0) return null;
    // Sentences that rest on the same records share a number.
    const key =
      recordCount > recordIds.length ? `${recordIds.join()}+${recordCount}` : recordIds.join();
    const before = numbers.get(key);
    if (before !== undefined) return before;
    const number = numbers.size + 1;
    numbers.set(key, number);
    const moreCount = recordCount - recordIds.length;
    const more =
      moreCount === 0
        ? ""
        : words.sayPlain("report.annex.records-more", {
            n: moreCount,
            nText: words.wording.number(moreCount),
          });
    records.push({ number, ids: recordIds, more });
    return number;
  };

  const sentence = (one: Sentence): WordedSentence => {
    const { key, person } = one;
    if (person === undefined) {
      return { key, text: words.sentence(one), number: numberOf(one) };
    }
    const own = person.text[language];
    const text = own ?? Object.values(person.text).find((other) => other !== undefined) ?? "";
    const notes = [
      words.say(person.does === "add" ? "report.person.added" : "report.person.replaced"),
      person.generatedChanged ? words.say("report.person.changed") : "",
      own === undefined ? `(${words.say("report.person.untranslated")})` : "",
    ];
    return {
      key,
      text: words.text({ is: "quote", text }),
      number: numberOf(one),
      person: { note: notes.filter(Boolean).join(" ") },
    };
  };

  const block = (one: Block): WordedBlock => {
    switch (one.is) {
      case "sentences":
        return { is: "sentences", as: one.as, sentences: one.sentences.map(sentence) };
      case "map":
        return { is: "map" };
      case "bars": {
        const n = report.bars.length;
        const caption = words.say("report.heading.bars", { n });
        return { is: "bars", caption };
      }
      case "table":
        return {
          is: "table",
          key: one.key,
          columns: one.columns.map(({ messageKey, align, wide }) => ({
            text: words.say(messageKey),
            align,
            wide,
          })),
          rows: one.rows.map(({ key, cells, isTotal }) => ({
            key,
            isTotal,
            cells: cells.map((cell) => wordedCell(words, cell)),
          })),
        };
    }
  };

  const partOf = ({ key, headingKey, headingValues, blocks }: Part): WordedPart => ({
    key,
    heading: words.say(headingKey, headingValues),
    blocks: blocks.map(block),
  });

  const sections = report.sections.map((one) => ({
    ...partOf(one),
    parts: one.parts.map(partOf),
    isAnnex: one.isAnnex,
  }));
  return {
    language,
    title: titleOf(words),
    subtitle: `${words.local(report.agreement.title)}, ${words.wording.dateRange(report.periods.from, report.periods.to)}`,
    mark: markOf(words),
    level: words.say("report.head.level", {
      level: { is: "word", key: `report.level.${report.level}` },
    }),
    knownAt: words.say("report.head.known", { knownAt: { is: "instant", atMs: report.knownAtMs } }),
    head: headOf(words),
    linesNote: words.say("report.head.lines-note"),
    sections,
    columns: {
      sentence: words.say("report.column.sentence"),
      records: words.say("report.column.records"),
    },
    records,
    recordsHeading: words.say("report.heading.annex-records"),
    recordsNote: words.say("report.annex.records"),
    withoutPlace: withoutPlace(words),
    hiddenNote:
      report.hiddenKeys.length === 0
        ? null
        : words.say("report.person.hidden", { n: report.hiddenKeys.length }),
  };
}

function wordedCell(words: ReportWords, value: ReportValue): WordedCell {
  const text = words.text(value);
  if (typeof value === "object" && value.is === "standing") return { text, standing: value.state };
  return { text };
}

function titleOf(words: ReportWords): string {
  const { kind, number } = words.report;
  return number === undefined
    ? words.sayPlain(`report.title.draft-${kind}`)
    : words.sayPlain(`report.title.${kind}`, { number });
}

function markOf(words: ReportWords): WordedReport["mark"] {
  const { origin } = words.report;
  if (origin === "observed") return null;
  return {
    sign: words.say(`report.mark.${origin}`),
    says: words.say(`report.mark.${origin}-says`),
  };
}

function headOf(words: ReportWords): string[] {
  const { agreement, fromMs, toMs, knownAtMs } = words.report;
  const code = (text: string) => ({ is: "code", text }) as const;
  return [
    words.say("report.head.period", {
      from: { is: "instant", atMs: fromMs },
      to: { is: "instant", atMs: toMs },
      timezone: code(agreement.timezone),
    }),
    ...(knownAtMs < toMs
      ? [words.say("report.head.closes", { at: { is: "instant", atMs: toMs } })]
      : []),
    words.say("report.head.agreement", { id: code(agreement.id), hash: code(agreement.hash) }),
    ...(agreement.status === "proposal" ? [words.say("report.head.proposal")] : []),
    ...(agreement.status === "declared" ? [words.say("report.head.declared")] : []),
    words.say("report.head.language"),
  ];
}

function withoutPlace(words: ReportWords): WordedReport["withoutPlace"] {
  const { editsWithoutPlace } = words.report;
  if (editsWithoutPlace.length === 0) return null;
  return {
    heading: words.say("report.person.without-place"),
    lines: editsWithoutPlace.map(({ does, at, text }) => {
      const told = text?.[words.language] ?? Object.values(text ?? {})[0] ?? "";
      return words.say("report.person.without-place-one", {
        does,
        at: { is: "code", text: at },
        text: { is: "quote", text: told },
      });
    }),
  };
}

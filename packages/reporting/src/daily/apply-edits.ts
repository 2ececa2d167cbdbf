import { canonicalBytes, type ReportEdit, sha256Hex } from "@truceline/model";
import type { Block, DailyReport, Part, Section, Sentence } from "./daily-report.ts";
import type { ReportValue } from "./report-value.ts";

type SentencesBlock = Extract<Block, { is: "sentences" }>;

/** A generated sentence as a person saw it: its message and values, figures with their numbers. */
export function sentenceSha256(
  { figures }: Pick<DailyReport, "figures">,
  { messageKey, values }: Pick<Sentence, "messageKey" | "values">,
): string {
  const figureOf = new Map(figures.map((figure) => [figure.key, figure]));
  const seen = (value: ReportValue): unknown => {
    if (typeof value !== "object") return value;
    if (value.is === "list") return value.items.map(seen);
    if (value.is !== "figure" && value.is !== "count") return value;
    const key = value.is === "figure" ? value.key : value.figure;
    const figure = figureOf.get(key.split("@")[0] ?? "");
    return [value, figure];
  };
  const shown = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, seen(value)]),
  );
  return sha256Hex(canonicalBytes({ messageKey, shown }));
}

/** The sentence of a key, wherever in the report it stands. */
export function findSentence(
  { sections }: Pick<DailyReport, "sections">,
  key: string,
): Sentence | undefined {
  for (const section of sections) {
    for (const part of [section, ...section.parts]) {
      for (const block of part.blocks) {
        if (block.is !== "sentences") continue;
        const found = block.sentences.find((sentence) => sentence.key === key);
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

/**
 * Puts what people wrote into a freshly generated report. Edits name what they are about by its stable
 * key, so they find it again however often the report is generated. What a person wrote is marked; an
 * edit whose sentence or section is gone is kept in `editsWithoutPlace`; one whose generated sentence
 * has changed since is told so. Later edits win over earlier ones of the same sentence. Pure: the same
 * report and edits give the same result, and the report is not changed.
 */
export function applyEdits(report: DailyReport, edits: readonly ReportEdit[]): DailyReport {
  const book = new EditBook(report, edits);
  const sections = report.sections.map((section): Section => {
    const own = book.section(section);
    return { ...section, blocks: own.blocks, parts: section.parts.map((part) => book.part(part)) };
  });
  return {
    ...report,
    sections: book.inOrder(sections),
    editsWithoutPlace: book.withoutPlace(),
    hiddenKeys: book.hiddenKeys(),
  };
}

class EditBook {
  readonly #report: DailyReport;
  readonly #edits: readonly ReportEdit[];
  readonly #placed = new Set<ReportEdit>();
  readonly #hidden: string[] = [];

  constructor(report: DailyReport, edits: readonly ReportEdit[]) {
    this.#report = report;
    this.#edits = [...edits].sort(
      (a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    );
  }

  section(section: Section): Part {
    return this.part(section);
  }

  part(part: Part): Part {
    const blocks = part.blocks.flatMap((block): Block[] => {
      if (block.is === "table") return this.#isHidden(block.key) ? [] : [block];
      if (block.is !== "sentences") return [block];
      const sentences = block.sentences.flatMap((sentence) => this.#sentence(sentence));
      return sentences.length === 0 ? [] : [{ ...block, sentences }];
    });
    return { ...part, blocks: this.#ordered(part.key, this.#added(part.key, blocks)) };
  }

  /** Sections in the order a person gave the whole report, where one did: at `report`. */
  inOrder(sections: readonly Section[]): Section[] {
    const shown = sections.filter(({ key }) => !this.#isHidden(key));
    const edit = this.#last("report", "order");
    if (edit?.order === undefined) return shown;
    this.#placed.add(edit);
    return byOrder(shown, edit.order);
  }

  withoutPlace(): ReportEdit[] {
    // One that a later edit of the same sentence took over has its place.
    const taken = new Set([...this.#placed].map(({ at, does }) => `${does}/${at}`));
    return this.#edits.filter(
      (edit) => !this.#placed.has(edit) && !taken.has(`${edit.does}/${edit.at}`),
    );
  }

  hiddenKeys(): string[] {
    return [...new Set(this.#hidden)].sort();
  }

  #last(at: string, does: ReportEdit["does"]): ReportEdit | undefined {
    return this.#edits.findLast((edit) => edit.at === at && edit.does === does);
  }

  #isHidden(key: string): boolean {
    const edit = this.#last(key, "hide");
    if (edit === undefined) return false;
    this.#placed.add(edit);
    this.#hidden.push(key);
    return true;
  }

  #sentence(sentence: Sentence): Sentence[] {
    if (this.#isHidden(sentence.key)) return [];
    const edit = this.#last(sentence.key, "replace");
    const told = [edit === undefined ? sentence : this.#replaced(sentence, edit)];
    // What was added at a sentence stands right after it.
    return [...told, ...this.#addedAt(sentence.key)];
  }

  #replaced(sentence: Sentence, edit: ReportEdit): Sentence {
    this.#placed.add(edit);
    const now = sentenceSha256(this.#report, sentence);
    const generatedChanged = edit.againstSha256 !== undefined && edit.againstSha256 !== now;
    return { ...sentence, person: personOf(edit, "replace", generatedChanged) };
  }

  #addedAt(key: string): Sentence[] {
    return this.#edits
      .filter((edit) => edit.at === key && edit.does === "add")
      .filter((edit) => !this.#isHidden(`edit/${edit.id}`))
      .map((edit) => {
        this.#placed.add(edit);
        return {
          key: `edit/${edit.id}`,
          messageKey: "report.person.added",
          values: {},
          recordIds: [],
          recordCount: 0,
          person: personOf(edit, "add", false),
        };
      });
  }

  /** What was added at a section stands at its end. */
  #added(key: string, blocks: readonly Block[]): Block[] {
    const added = this.#addedAt(key);
    if (added.length === 0) return [...blocks];
    const last = blocks.at(-1);
    if (last?.is === "sentences" && last.as !== "notes") {
      return [...blocks.slice(0, -1), { ...last, sentences: [...last.sentences, ...added] }];
    }
    return [...blocks, { is: "sentences", as: "text", sentences: added }];
  }

  #ordered(key: string, blocks: readonly Block[]): Block[] {
    const edit = this.#last(key, "order");
    if (edit?.order === undefined) return [...blocks];
    this.#placed.add(edit);
    const { order } = edit;
    return blocks.map(
      (block): Block =>
        block.is === "sentences"
          ? ({ ...block, sentences: byOrder(block.sentences, order) } satisfies SentencesBlock)
          : block,
    );
  }
}

/** Those named first, in the order given; the others after them, as they were. */
function byOrder<Item extends { readonly key: string }>(
  items: readonly Item[],
  order: readonly string[],
): Item[] {
  const rank = new Map(order.map((key, index) => [key, index]));
  const rankOf = ({ key }: Item) => rank.get(key) ?? order.length;
  return items
    .map((item, index) => ({ item, index }))
    .sort((a, b) => rankOf(a.item) - rankOf(b.item) || a.index - b.index)
    .map(({ item }) => item);
}

function personOf(
  { id, text = {}, by, atMs }: ReportEdit,
  does: "add" | "replace",
  generatedChanged: boolean,
): NonNullable<Sentence["person"]> {
  return { editId: id, does, text, by, atMs, generatedChanged };
}

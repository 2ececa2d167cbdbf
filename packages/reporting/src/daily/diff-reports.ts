import { canonicalJson } from "@truceline/model";
import { sentenceSha256 } from "./apply-edits.ts";
import type { DailyReport, Figure, Part, Sentence } from "./daily-report.ts";

export interface SentenceChange {
  readonly key: string;
  /** The section or part it stands in, in the newer version where it has one. */
  readonly sectionKey: string;
  readonly is: "added" | "removed" | "changed" | "moved";
  readonly before: Sentence | null;
  readonly after: Sentence | null;
}

export interface FigureChange {
  readonly key: string;
  readonly rule: Figure["rule"];
  readonly before: Pick<Figure, "value" | "atLeast" | "about"> | null;
  readonly after: Pick<Figure, "value" | "atLeast" | "about"> | null;
}

/** What is different between two versions of a report, sentence by sentence and figure by figure. */
export interface ReportDifference {
  readonly sentences: readonly SentenceChange[];
  readonly figures: readonly FigureChange[];
  /** Tables and their rows whose cells say something else, by key. */
  readonly rows: readonly { readonly key: string; readonly is: "added" | "removed" | "changed" }[];
}

/**
 * Compares by stable keys. A sentence is changed where its words, its numbers or what a person wrote
 * instead are; moved where only its neighbour before it is another. Sorted as the newer report reads,
 * then what it no longer has. Diffing a report with itself gives nothing.
 */
export function diffReports(before: DailyReport, after: DailyReport): ReportDifference {
  return {
    sentences: sentenceChanges(before, after),
    figures: figureChanges(before, after),
    rows: rowChanges(before, after),
  };
}

interface Placed {
  readonly sentence: Sentence;
  readonly sectionKey: string;
}

function sentencesOf({ sections }: DailyReport): Map<string, Placed> {
  const found = new Map<string, Placed>();
  for (const part of partsOf(sections)) {
    for (const block of part.blocks) {
      if (block.is !== "sentences") continue;
      for (const sentence of block.sentences) {
        // A sentence may stand in a section and in an area of it: each place has a key of its own.
        found.set(sentence.key, { sentence, sectionKey: part.key });
      }
    }
  }
  return found;
}

function partsOf(sections: DailyReport["sections"]): Part[] {
  return sections.flatMap((section) => [section, ...section.parts]);
}

function sentenceChanges(before: DailyReport, after: DailyReport): SentenceChange[] {
  const old = sentencesOf(before);
  const now = sentencesOf(after);
  const textOf = (report: DailyReport, { sentence }: Placed) =>
    `${sentenceSha256(report, sentence)}${canonicalJson(sentence.person?.text ?? null)}`;
  const order = (of: ReadonlyMap<string, Placed>, among: ReadonlyMap<string, Placed>) => {
    const places = new Map<string, string>();
    let last = "";
    for (const [key, { sectionKey }] of of) {
      if (!among.has(key)) continue;
      places.set(key, `${sectionKey}<${last}`);
      last = key;
    }
    return places;
  };
  const oldPlaces = order(old, now);
  const newPlaces = order(now, old);
  const changes: SentenceChange[] = [];
  for (const [key, one] of now) {
    const was = old.get(key);
    const base = { key, sectionKey: one.sectionKey, after: one.sentence };
    if (was === undefined) changes.push({ ...base, is: "added", before: null });
    else if (textOf(before, was) !== textOf(after, one)) {
      changes.push({ ...base, is: "changed", before: was.sentence });
    } else if (oldPlaces.get(key) !== newPlaces.get(key)) {
      changes.push({ ...base, is: "moved", before: was.sentence });
    }
  }
  for (const [key, { sentence, sectionKey }] of old) {
    if (!now.has(key)) {
      changes.push({ key, sectionKey, is: "removed", before: sentence, after: null });
    }
  }
  return changes;
}

function figureChanges(before: DailyReport, after: DailyReport): FigureChange[] {
  const old = new Map(before.figures.map((figure) => [figure.key, figure]));
  const now = new Map(after.figures.map((figure) => [figure.key, figure]));
  const shown = (figure: Figure | undefined) =>
    figure === undefined
      ? null
      : { value: figure.value, atLeast: figure.atLeast, about: figure.about };
  const keys = [...now.keys(), ...[...old.keys()].filter((key) => !now.has(key))];
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const rule = is?.rule ?? was?.rule;
    if (rule === undefined || canonicalJson(shown(was)) === canonicalJson(shown(is))) return [];
    return [{ key, rule, before: shown(was), after: shown(is) }];
  });
}

function rowChanges(before: DailyReport, after: DailyReport): ReportDifference["rows"] {
  const rows = (report: DailyReport) => {
    const found = new Map<string, string>();
    for (const { blocks } of partsOf(report.sections)) {
      for (const block of blocks) {
        if (block.is !== "table") continue;
        for (const row of block.rows) {
          // Cells with figures change with these; what they show is in the list of figures.
          found.set(row.key, canonicalJson(row.cells));
        }
      }
    }
    return found;
  };
  const [old, now] = [rows(before), rows(after)];
  return [
    ...[...now]
      .filter(([key, cells]) => old.get(key) !== cells)
      .map(([key]) => ({ key, is: old.has(key) ? ("changed" as const) : ("added" as const) })),
    ...[...old.keys()]
      .filter((key) => !now.has(key))
      .map((key) => ({ key, is: "removed" as const })),
  ];
}

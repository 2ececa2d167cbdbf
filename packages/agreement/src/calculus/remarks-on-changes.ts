import { msToLocal } from "@truceline/model";
import type { DocumentPlace } from "../faults.ts";
import type { PreparedAgreement } from "../prepared-agreement.ts";
import { makeRemark, type Remark, type RemarkCode } from "../remark.ts";
import { type ChangeKind, compareAgreements, type MeaningChange } from "./compare-agreements.ts";

/** An agreement with the way to where its entries stand. */
export interface LocatedAgreement {
  readonly prepared: PreparedAgreement;
  /** The document's own file, for places that name none. */
  readonly file: string;
  readonly locate?: ((pointer: string) => DocumentPlace | undefined) | undefined;
}

const codes = {
  forbidden: "TL_AGR_REMARK_NOW_FORBIDDEN",
  permitted: "TL_AGR_REMARK_NOW_PERMITTED",
  wider: "TL_AGR_REMARK_WIDER",
  narrower: "TL_AGR_REMARK_NARROWER",
  earlier: "TL_AGR_REMARK_EARLIER",
  later: "TL_AGR_REMARK_LATER",
  longer: "TL_AGR_REMARK_LONGER",
  shorter: "TL_AGR_REMARK_SHORTER",
  standard: "TL_AGR_REMARK_STANDARD_CHANGED",
  undecided: "TL_AGR_REMARK_CHANGE_UNDECIDED",
} as const satisfies Record<ChangeKind, RemarkCode>;

/**
 * What changed in meaning from an old agreement to a new one, as remarks on the new: in the order of its
 * articles, then what is gone, placed in the old document. Each that an event shows comes with that
 * event, which breaches the one agreement and not the other.
 */
export function remarkOnChanges(
  before: LocatedAgreement,
  after: LocatedAgreement,
): readonly Remark[] {
  return compareAgreements(before.prepared, after.prepared)
    .toSorted((a, b) => rank(a) - rank(b) || a.index - b.index)
    .map((change) => {
      const located = change.document === "new" ? after : before;
      const path = `/articles/${change.index}`;
      const place = located.locate?.(path);
      return makeRemark(
        codes[change.kind],
        { file: place?.file ?? located.file, line: place?.line, column: place?.column, path },
        special(change),
        witnessOf(change, before, after),
      );
    });
}

function rank({ document }: MeaningChange): number {
  return document === "new" ? 0 : 1;
}

function special({ article, in: respect, document, kind }: MeaningChange): string {
  const name = `article \`${article}\``;
  if (kind === "undecided" && respect === "article") {
    return `${name}${document === "old" ? ", which is gone" : ""}, which stands in words or is not tested by events`;
  }
  if (respect === "article") return document === "old" ? `${name} is gone` : name;
  return `${name}, by ${respect}`;
}

function witnessOf(
  { article, in: respect, event, kind }: MeaningChange,
  before: LocatedAgreement,
  after: LocatedAgreement,
): Readonly<Record<string, unknown>> {
  const about = { article, in: respect };
  if (event !== null) {
    const { timezone } = after.prepared.compiled;
    return { ...about, event, at: msToLocal(event.atMs, timezone).slice(0, 16) };
  }
  if (kind !== "standard") return about;
  const standardIn = ({ prepared }: LocatedAgreement) =>
    prepared.compiled.articles.find(({ id }) => id === article)?.standard ?? null;
  return { ...about, standard: { old: standardIn(before), new: standardIn(after) } };
}

/** How sure an input is; the marks of the field's own tables. */
export type Mark = "confirmed" | "derived" | "unconfirmed" | "assumed";

/** A quantity known within a range: `low` ≤ `value` ≤ `high`, all of one unit. */
export interface Ranged {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** An input of a plan: what it is, how large, how sure, and who says so. */
export interface Assumption extends Ranged {
  /** `share-on-line`; stable, for files and for the tornado. */
  readonly id: string;
  readonly name: string;
  /** As it is written beside the figure: `people`, `km`, `h a day`, `USD a year`; empty for a ratio. */
  readonly unit: string;
  readonly mark: Mark;
  /** Where it was said, or why it is assumed. */
  readonly source: string;
}

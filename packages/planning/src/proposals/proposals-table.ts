import type { Assumption, Mark, Ranged } from "../assumption.ts";

/** Rows, in the order of the page. The last two appear only beside an agreement's own line. */
export const rowIds = [
  "line",
  "people-per-km",
  "at-work",
  "posts",
  "spacing",
  "watching",
  "masts",
  "pool",
  "army-share",
  "cost",
  "sites",
  "air-and-sea",
  "refused-by",
  "agreement-line",
  "agreement-spacing",
] as const;
export type RowId = (typeof rowIds)[number];

export const columnIds = ["15000", "30000", "64000", "100000", "200000"] as const;
export type ColumnId = (typeof columnIds)[number];

/** Everything that a figure of the table can rest on; what a reader may change. */
export type InputId =
  | "people"
  | "people-on-zone"
  | "line"
  | "share-on-line"
  | "availability"
  | "persons-per-post"
  | "on-watch"
  | "duty-hours"
  | "overhead"
  | "mast-range"
  | "mast-overlap"
  | "rotation-factor"
  | "cost-per-person"
  | "people-per-site"
  | "pool"
  | "agreement-line"
  | "donor-part"
  | "donor-army"
  | "donor-gdp"
  | "ramp-months"
  | "tour-months";

/** An input as a figure uses it. */
export interface CellInput extends Assumption {
  readonly id: InputId;
  /** Its letter in the formula. */
  readonly symbol: string;
  /** The reader's own value, not what the set says. */
  readonly isChanged: boolean;
}

/** One input moved through its range, all others at their middle: where the figure goes. */
export interface Move {
  readonly inputId: InputId;
  readonly low: number;
  readonly high: number;
}

/** A number with its range; `text` and `rangeText` are how it is shown. */
export interface FigureCell extends Ranged {
  readonly is: "figure";
  readonly unit: string;
  /** The worst mark of its inputs; `derived` where all are confirmed and a formula made it. */
  readonly mark: Mark;
  readonly text: string;
  /** `1.12 to 2.42`; empty where there is no range. */
  readonly rangeText: string;
  readonly formula: string;
  readonly inputs: readonly CellInput[];
  /** How many of the inputs rest on an assumption (assumed or unconfirmed). */
  readonly assumedCount: number;
  /** Widest first; inputs without a range do not move anything. */
  readonly moves: readonly Move[];
  /** What the figure does not say; empty where nothing needs to be said. */
  readonly note: string;
}

/** What was said in words. */
export interface SaidCell {
  readonly is: "said";
  readonly text: string;
  readonly mark: Mark;
  readonly source: string;
  readonly note: string;
}

/** Nothing was said that would give a figure. */
export interface MissingCell {
  readonly is: "missing";
  /** `share not stated`. */
  readonly missing: string;
  /** What was said instead, if anything. */
  readonly source: string;
  readonly note: string;
}

export type ProposalCell = FigureCell | SaidCell | MissingCell;

export interface ProposalColumn {
  readonly id: ColumnId;
  readonly size: number;
  /** `> 100 000`. */
  readonly sizeText: string;
  readonly who: string;
  readonly when: string;
  /** `null`: not published. No figure is to be shown without it. */
  readonly task: string | null;
  /** The line its authors spoke of; `null`: not stated. */
  readonly lineText: string | null;
  readonly source: string;
}

export interface ProposalRow {
  readonly id: RowId;
  readonly label: string;
  readonly unit: string;
}

/** What one state would bear of one proposal. */
export interface DonorRow {
  readonly column: ColumnId;
  readonly donor: string;
  readonly name: string;
  /** False where no state offered it and only sizes are compared. */
  readonly isOffer: boolean;
  readonly cells: Readonly<Record<DonorFigureId, ProposalCell>>;
}

export const donorFigureIds = [
  "part",
  "army-share",
  "army-in-rotation",
  "kept-up-months",
  "money-year-1",
  "money-year-2",
  "gdp-share",
] as const;
export type DonorFigureId = (typeof donorFigureIds)[number];

/** A mission that stood, for the eye: people a km of its line. */
export interface MissionDensity extends Ranged {
  readonly id: string;
  readonly name: string;
  readonly people: number;
  readonly lineKm: Ranged;
  readonly mark: Mark;
  readonly source: string;
}

/** An input a reader may change, with what it is now and what it can be at all. */
export interface ChangeableInput extends Assumption {
  readonly id: InputId;
  /** The one proposal it belongs to; `null`: all of them. */
  readonly column: ColumnId | null;
  readonly symbol: string;
  readonly least: number;
  readonly most: number;
}

/** Reported proposals side by side; serialisable. */
export interface ProposalsTable {
  readonly assumptions: "own" | "common" | "changed";
  /** The set that a changed one began from. */
  readonly base: "own" | "common";
  readonly name: string;
  /** One sentence above the table. */
  readonly about: string;
  readonly columns: readonly ProposalColumn[];
  readonly rows: readonly ProposalRow[];
  readonly cells: Readonly<Partial<Record<RowId, Readonly<Record<ColumnId, ProposalCell>>>>>;
  readonly donorRows: readonly {
    readonly id: DonorFigureId;
    readonly label: string;
    readonly unit: string;
  }[];
  readonly donors: readonly DonorRow[];
  readonly missions: readonly MissionDensity[];
  /** For the picture: how far a person is seen by day, and what the ground leaves of it. */
  readonly picture: {
    readonly lengthKm: number;
    readonly sightKm: Assumption;
    readonly terrainFactor: Assumption;
  };
  readonly changeable: readonly ChangeableInput[];
}

/** A reader's own value for an input: in one column, or in all. */
export interface AssumptionChange extends Ranged {
  readonly id: string;
  readonly column?: string;
}

/** A private third set: one of the two with inputs changed. */
export interface ForceAssumptions {
  readonly base: "own" | "common";
  /** As the reader calls it; empty: named by what was changed. */
  readonly name: string;
  readonly changes: readonly AssumptionChange[];
}

/** Whether a figure with this mark is to be drawn as resting on an assumption. */
export const restsOnAssumption = (mark: Mark) => mark === "assumed" || mark === "unconfirmed";

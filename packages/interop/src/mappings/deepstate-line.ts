/** How a daily area of the DeepState map becomes a dated line version. */
export interface LineMapping {
  readonly id: string;
  /** `drawnBy` of the version. No party accepted it. */
  readonly drawnBy: string;
  /** Property of the feature that holds the date, `YYYY-MM-DD`. */
  readonly dateProperty: string;
  /** Time of day, UTC, from which on the drawing holds. */
  readonly validFromUtc: string;
  readonly assumptions: readonly string[];
}

/** The daily areas as published at 03:00 UTC. */
export const deepstateLineMapping: LineMapping = {
  id: "deepstate-line",
  drawnBy: "deepstate",
  dateProperty: "date",
  validFromUtc: "03:00",
  assumptions: [
    "The date is the day of publication, 03:00 UTC; the ground may have changed a day or more before.",
    "The outline follows the state border and the coast as well as the line of contact.",
    "Contested ground is not shown as such.",
  ],
};

/** What a length is the length of. */
export type CountedObject = "contact" | "contact-and-estuary" | "contact-and-border" | "held-edge";

export interface LengthDefinition {
  readonly id: string;
  readonly counts: CountedObject;
  /** Tolerance of the simplification before measuring; 0 counts every place as drawn. */
  readonly detailM: number;
  readonly says: string;
}

/**
 * Every definition of length that `describe` knows: at most six, chosen before any was computed, from
 * what the reports may have meant (FIELD section 7: the active front; the front rounded; the front and
 * state borders). A report that none of them comes near is not helped by a seventh.
 */
export const lengthDefinitions: readonly LengthDefinition[] = [
  {
    id: "contact-drawn",
    counts: "contact",
    detailM: 0,
    says: "line of contact without coast and state border, every place as drawn",
  },
  {
    id: "contact-1km",
    counts: "contact",
    detailM: 1_000,
    says: "the same, bends below 1 km straightened",
  },
  {
    id: "contact-10km",
    counts: "contact",
    detailM: 10_000,
    says: "the same, bends below 10 km straightened",
  },
  {
    id: "contact-estuary",
    counts: "contact-and-estuary",
    detailM: 0,
    says: "line of contact and the held bank of the estuary, every place as drawn",
  },
  {
    id: "contact-border-1km",
    counts: "contact-and-border",
    detailM: 1_000,
    says: "line of contact and the state border beyond it along ground that is not held, bends below 1 km straightened",
  },
  {
    id: "held-edge",
    counts: "held-edge",
    detailM: 0,
    says: "whole edge of the held ground: line of contact, state border and coast, every place as drawn",
  },
];

/** A length within this share of a reported one comes near it. Declared before any was computed. */
export const NEAR_RATIO = 0.1;

/** Details at which a line of contact is plotted. */
export const plotDetailsM: readonly number[] = [
  0, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000,
];

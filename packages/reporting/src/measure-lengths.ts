import { type LengthAtDetail, lengthsAtDetail, type Position } from "@truceline/geo";
import {
  type CountedObject,
  type LengthDefinition,
  lengthDefinitions,
  NEAR_RATIO,
  plotDetailsM,
} from "./length-definitions.ts";

/** A line and what may be counted of it; a definition whose object is absent does not apply. */
export interface LineToMeasure {
  /** Unique among the lines measured together. */
  readonly line: string;
  readonly pieces: Readonly<Partial<Record<CountedObject, readonly (readonly Position[])[]>>>;
}

/** A length that somebody reported. */
export interface LengthClaim {
  readonly id: string;
  readonly claimM: number;
  /** As it was reported: "800 miles". */
  readonly reportedAs: string;
  readonly speaker: string;
}

/** One line under one definition against one claim; without claims, one row with none. */
export interface LengthRow {
  readonly line: string;
  readonly definition: string;
  readonly detailM: number;
  readonly lengthM: number;
  /** Id of the claim. */
  readonly claim: string | null;
  readonly claimM: number | null;
  /** lengthM / claimM - 1. */
  readonly deviationRatio: number | null;
}

export interface MeasuredLine {
  readonly line: string;
  readonly lengths: readonly { readonly definition: LengthDefinition; readonly lengthM: number }[];
  /** Length of the line of contact against detail. */
  readonly byDetail: readonly LengthAtDetail[];
}

export interface LengthTable {
  readonly lines: readonly MeasuredLine[];
  readonly rows: readonly LengthRow[];
  readonly claims: readonly LengthClaim[];
}

/** Metres to the centimetre, ratios to 1e-4: engines may differ beyond. */
const roundedM = (valueM: number) => Math.round(valueM * 100) / 100;
const roundedRatio = (value: number) => Math.round(value * 10_000) / 10_000;

/** Measures each line under each definition that applies to it, and sets the claims beside. */
export function measureLengths(
  lines: readonly LineToMeasure[],
  claims: readonly LengthClaim[],
): LengthTable {
  const measured = lines.map(({ line, pieces }): MeasuredLine => {
    const lengths = lengthDefinitions.flatMap((definition) => {
      const counted = pieces[definition.counts];
      const [row] = counted === undefined ? [] : lengthsAtDetail(counted, [definition.detailM]);
      return row === undefined ? [] : [{ definition, lengthM: roundedM(row.lengthM) }];
    });
    const byDetail = lengthsAtDetail(pieces.contact ?? [], plotDetailsM).map((row) => ({
      ...row,
      lengthM: roundedM(row.lengthM),
    }));
    return { line, lengths, byDetail };
  });
  const rows = measured.flatMap(({ line, lengths }) =>
    lengths.flatMap(({ definition: { id, detailM }, lengthM }): LengthRow[] => {
      const row = { line, definition: id, detailM, lengthM };
      if (claims.length === 0) {
        return [{ ...row, claim: null, claimM: null, deviationRatio: null }];
      }
      return claims.map((claim) => ({
        ...row,
        claim: claim.id,
        claimM: claim.claimM,
        deviationRatio: roundedRatio(lengthM / claim.claimM - 1),
      }));
    }),
  );
  return { lines: measured, rows, claims };
}

/** Whether a length comes near a reported one, by the threshold declared beforehand. */
export function isNear(deviationRatio: number): boolean {
  return Math.abs(deviationRatio) <= NEAR_RATIO;
}

/**
 * One sentence a claim: which definition comes near it, on which lines; or that none does, and how far
 * off the nearest is. A claim reached only by counting more than the line of contact is said to be so.
 */
export function claimSentences({ lines, rows, claims }: LengthTable): string[] {
  return claims.map(({ id, reportedAs, speaker }) => {
    const mine = rows.filter((row) => row.claim === id);
    const near = mine.filter((row) => isNear(row.deviationRatio ?? Number.POSITIVE_INFINITY));
    const about = `${id}, ${reportedAs} (${speaker})`;
    if (near.length === 0) {
      const [nearest] = [...mine].sort((a, b) => offBy(a) - offBy(b));
      const best =
        nearest === undefined
          ? ""
          : ` The nearest, ${nearest.definition} of ${nearest.line}, is ${offText(nearest.deviationRatio ?? 0)}.`;
      return `${about}: no declared definition reproduces it.${best}`;
    }
    const named = lengthDefinitions.flatMap(({ id: definition }) => {
      const rowsNear = near.filter((row) => row.definition === definition);
      if (rowsNear.length === 0) return [];
      const of = mine.filter((row) => row.definition === definition).length;
      const [only] = rowsNear;
      const where =
        lines.length === 1 || only === undefined
          ? percentText(only?.deviationRatio ?? 0)
          : rowsNear.length === 1
            ? `${only.line}, ${percentText(only.deviationRatio)}`
            : `on ${rowsNear.length} of ${of} lines`;
      return [`${definition} (${where})`];
    });
    const isContact = near.some(
      ({ definition }) =>
        lengthDefinitions.find((one) => one.id === definition)?.counts === "contact",
    );
    const limit = isContact
      ? ""
      : " By no definition of the line of contact alone: more than that line must be counted.";
    return `${about}: near by ${named.join(", ")}.${limit}`;
  });
}

const offBy = ({ deviationRatio }: LengthRow) =>
  Math.abs(deviationRatio ?? Number.POSITIVE_INFINITY);

/** "36.5 % shorter" */
function offText(ratio: number): string {
  return `${Math.abs(ratio * 100).toFixed(1)} % ${ratio < 0 ? "shorter" : "longer"}`;
}

/** "+3.4 %" */
export function percentText(ratio: number | null): string {
  if (ratio === null) return "";
  const percent = (ratio * 100).toFixed(1);
  return `${ratio >= 0 ? "+" : ""}${percent} %`.replace("-", "−");
}

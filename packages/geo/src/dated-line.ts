import { GeoError } from "./errors.ts";
import type { Position } from "./geometry.ts";

/** One drawing of a line: who drew it, who accepted it, since when it holds. */
export interface LineVersion {
  readonly validFromMs: number;
  readonly drawnBy: string;
  readonly acceptedBy: readonly string[];
  /** At least two different places, in the direction of digitising; edges are geodesics. */
  readonly coordinates: readonly Position[];
}

/** A line that was redrawn in time or that parties drew differently. */
export interface DatedLine {
  readonly id: string;
  readonly versions: readonly LineVersion[];
}

/**
 * The version in force at an instant: the one with the latest `validFromMs` that is not later
 * (an equal instant counts as in force; of equal ones the later in the list). Before the first
 * there is none.
 */
export function versionAt(line: DatedLine, atMs: number): LineVersion | undefined {
  return latest(line.versions, atMs);
}

/** Like `versionAt`, among the versions that the party accepted. */
export function versionAcceptedBy(
  line: DatedLine,
  atMs: number,
  party: string,
): LineVersion | undefined {
  return latest(
    line.versions.filter((version) => version.acceptedBy.includes(party)),
    atMs,
  );
}

/**
 * The versions that matter at an instant: for each party the latest it accepted; one entry where
 * parties agree. Where more than one comes back, what lies between them is assessed under each.
 */
export function versionsThatMatter(
  line: DatedLine,
  atMs: number,
  parties: readonly string[],
): LineVersion[] {
  const versions = parties.map((party) => versionAcceptedBy(line, atMs, party));
  return [...new Set(versions)].filter((version) => version !== undefined);
}

function latest(versions: readonly LineVersion[], atMs: number): LineVersion | undefined {
  let found: LineVersion | undefined;
  for (const version of versions) {
    if (version.validFromMs > atMs) continue;
    if (found === undefined || version.validFromMs >= found.validFromMs) found = version;
  }
  return found;
}

/**
 * The line's places without repeats.
 * @throws GeoError `TL_GEO_LINE_DEGENERATE` when fewer than two different places are left.
 */
export function distinctPositions(coordinates: readonly Position[]): Position[] {
  const kept: Position[] = [];
  for (const position of coordinates) {
    const last = kept.at(-1);
    if (last === undefined || last[0] !== position[0] || last[1] !== position[1]) {
      kept.push(position);
    }
  }
  if (kept.length < 2) throw new GeoError("TL_GEO_LINE_DEGENERATE", { count: kept.length });
  return kept;
}

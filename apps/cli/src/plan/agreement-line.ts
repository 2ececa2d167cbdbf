import { type CompiledAgreement, nearestNames } from "@truceline/agreement";
import type { Ranged } from "@truceline/planning";
import { measureLengths } from "@truceline/reporting";
import { linesOfAgreement } from "../describe/lines-to-measure.ts";
import { CliError } from "../errors.ts";

/** One version of the agreement's line, in km, as drawn and with its bends straightened. */
export interface VersionLength {
  readonly line: string;
  readonly drawnKm: number;
  readonly leastKm: number;
  readonly mostKm: number;
}

export interface AgreementLine {
  readonly id: string;
  readonly versions: readonly VersionLength[];
  /** The newest version as drawn; from the least to the most over versions and detail. */
  readonly lengthKm: Ranged;
}

/** Definitions of `truceline describe` that measure the line itself, without coast and border. */
const ofTheLine: readonly string[] = ["contact-drawn", "contact-1km", "contact-10km"];

/** An agreement whose line has no ground around it: lengths of the line alone. */
const noGround = { land: undefined, stateBorder: [], estuary: undefined };

/**
 * How long the agreement's own line is: its first line, or the one named. `undefined` where the agreement
 * has none and none was named.
 * @throws CliError `TL_CLI_USAGE` where it has no line of that name
 */
export function agreementLine(
  agreement: CompiledAgreement,
  name: string | undefined,
): AgreementLine | undefined {
  const ids = agreement.lines.map(({ id }) => id);
  const line = agreement.lines.find(({ id }) => name === undefined || id === name);
  if (line === undefined) {
    if (name === undefined) return undefined;
    const near = nearestNames(name, ids);
    const hint = near.length > 0 ? `nearest: ${near.join(", ")}` : `it has ${ids.join(", ")}`;
    const message = `the agreement has no line \`${name}\`; ${ids.length === 0 ? "it has none" : hint}`;
    throw new CliError("TL_CLI_USAGE", { faults: [{ code: "TL_CLI_USAGE", message }] });
  }
  const measured = measureLengths(linesOfAgreement({ ...agreement, lines: [line] }, noGround), []);
  const versions = measured.lines.map(({ line: label, lengths }): VersionLength => {
    const kmBy = new Map(
      lengths.map(({ definition, lengthM }) => [definition.id, lengthM / 1_000]),
    );
    const known = ofTheLine.flatMap((id) => kmBy.get(id) ?? []);
    return {
      line: label,
      drawnKm: kmBy.get("contact-drawn") ?? 0,
      leastKm: Math.min(...known),
      mostKm: Math.max(...known),
    };
  });
  const newest = line.versions.reduce(
    (latest, { validFromMs }, index) =>
      validFromMs >= (line.versions[latest]?.validFromMs ?? 0) ? index : latest,
    0,
  );
  return {
    id: line.id,
    versions,
    lengthKm: {
      value: versions[newest]?.drawnKm ?? 0,
      low: Math.min(...versions.map(({ leastKm }) => leastKm)),
      high: Math.max(...versions.map(({ mostKm }) => mostKm)),
    },
  };
}

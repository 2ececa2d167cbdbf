import { basename } from "node:path";
import type { CompiledAgreement } from "@truceline/agreement";
import { contactLine, isInsideZone, ringsOf, type ZoneGeometry } from "@truceline/geo";
import { localDate } from "@truceline/model";
import { borderBeyondLine, borderOutside, type LineToMeasure } from "@truceline/reporting";
import type { Ground } from "./ground.ts";

/**
 * Parts of the edge of held ground nearer than this to the state border are the border, and nearer
 * than this to the shore are the shore. The land is coarser than the border (bends of some hundred
 * metres), so its margin is wider. Declared before any length was computed.
 */
export const marginM = 1_000;
export const coastMarginM = 2_000;
/** Natural Earth's border lies up to some kilometres from the one that daily maps draw. */
const borderMarginM = 5_000;
/** A line whose end is farther from the state border than this does not meet it. */
const meetingReachM = 20_000;

/** Each version of each line of an agreement. */
export function linesOfAgreement(agreement: CompiledAgreement, ground: Ground): LineToMeasure[] {
  return agreement.lines.flatMap(({ id, versions }) =>
    versions.map(({ drawnBy, validFromMs, coordinates }) => {
      const border = borderBeyondLine(ground.stateBorder, coordinates, meetingReachM);
      return {
        line:
          versions.length === 1
            ? id
            : `${id}/${drawnBy}/${localDate(validFromMs, agreement.timezone)}`,
        pieces: {
          contact: [coordinates],
          ...(border.length === 0 ? {} : { "contact-and-border": [coordinates, ...border] }),
        },
      };
    }),
  );
}

/** The line of contact cut out of one day's held ground. */
export function lineOfHeldGround(
  path: string,
  held: ZoneGeometry,
  outline: readonly ZoneGeometry[],
  { land, stateBorder, estuary }: Ground,
): LineToMeasure {
  const options = { marginM, coastMarginM, ...(land === undefined ? {} : { land }) };
  const contact = contactLine(held, outline, options);
  const withEstuary =
    land === undefined || estuary === undefined
      ? undefined
      : contactLine(held, outline, {
          ...options,
          isShoreIgnored: (lonDeg, latDeg) => isInsideZone(estuary, lonDeg, latDeg),
        });
  const border = borderOutside(stateBorder, held, borderMarginM);
  return {
    line: basename(path).replace(/\.(geo)?json(\.gz)?$/, ""),
    pieces: {
      contact,
      ...(withEstuary === undefined ? {} : { "contact-and-estuary": withEstuary }),
      ...(border.length === 0 ? {} : { "contact-and-border": [...contact, ...border] }),
      "held-edge": ringsOf(held),
    },
  };
}

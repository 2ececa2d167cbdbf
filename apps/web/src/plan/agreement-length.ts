import type { Ranged } from "@truceline/planning";
import { measureLengths } from "@truceline/reporting";
import type { Ground } from "@truceline/watch";

/** Definitions of a length that measure the line itself, without coast and border. */
const ofTheLine: readonly string[] = ["contact-drawn", "contact-1km", "contact-10km"];

/**
 * How long the agreement's first line is, km: the newest drawing as drawn, from the least to the most over
 * drawings and detail, as `truceline plan --compare` measures it. Undefined where it has no line.
 */
export function agreementLengthKm({ lines }: Pick<Ground, "lines">): Ranged | undefined {
  const [first] = lines;
  if (first === undefined) return undefined;
  const drawings = lines.filter(({ id }) => id === first.id);
  const measured = measureLengths(
    drawings.map(({ coordinates }, index) => ({
      line: String(index),
      pieces: { contact: [coordinates] },
    })),
    [],
  );
  const byDrawing = measured.lines.map(({ lengths }) => {
    const kmBy = new Map(
      lengths.map(({ definition, lengthM }) => [definition.id, lengthM / 1_000]),
    );
    return {
      drawnKm: kmBy.get("contact-drawn") ?? 0,
      known: ofTheLine.flatMap((id) => kmBy.get(id) ?? []),
    };
  });
  const newest = drawings.reduce(
    (latest, { validFromMs }, index) =>
      validFromMs >= (drawings[latest]?.validFromMs ?? 0) ? index : latest,
    0,
  );
  const all = byDrawing.flatMap(({ known }) => known);
  return {
    value: byDrawing[newest]?.drawnKm ?? 0,
    low: Math.min(...all),
    high: Math.max(...all),
  };
}

import type { PreparedAgreement, PreparedLineVersion } from "@truceline/agreement";

/** The versions in force over a stretch of time in which none comes or goes. */
interface InForce {
  readonly fromMs: number;
  /** Exclusive. */
  readonly untilMs: number;
  readonly versions: readonly PreparedLineVersion[];
}

const known = new WeakMap<PreparedAgreement, Map<string, InForce>>();

/**
 * The versions of a line in force at any instant of a span, by the letter of who drew them, then by
 * age. The same list, not only an equal one, while nothing changes between two calls.
 */
export function linesInForce(
  prepared: PreparedAgreement,
  lineId: string,
  fromMs: number,
  toMs: number,
): readonly PreparedLineVersion[] {
  let byLine = known.get(prepared);
  if (byLine === undefined) {
    byLine = new Map();
    known.set(prepared, byLine);
  }
  const last = byLine.get(lineId);
  if (last !== undefined && fromMs >= last.fromMs && toMs < last.untilMs) return last.versions;
  const first = prepared.lineVersionsAt(lineId, fromMs);
  const changes = prepared.compiled.lines.find(({ id }) => id === lineId)?.versions ?? [];
  const starts = changes.map(({ validFromMs }) => validFromMs);
  const untilMs = Math.min(
    Number.POSITIVE_INFINITY,
    ...starts.filter((startMs) => startMs > fromMs),
  );
  if (toMs >= untilMs) {
    // One comes into force within the span: each that ever is counts. A list for this span alone.
    const all = new Set(first);
    for (const startMs of starts) {
      if (startMs <= fromMs || startMs > toMs) continue;
      for (const version of prepared.lineVersionsAt(lineId, startMs)) all.add(version);
    }
    return sorted([...all]);
  }
  const versions = sorted([...first]);
  const sinceMs = Math.max(
    Number.NEGATIVE_INFINITY,
    ...starts.filter((startMs) => startMs <= fromMs),
  );
  byLine.set(lineId, { fromMs: sinceMs, untilMs, versions });
  return versions;
}

function sorted(versions: PreparedLineVersion[]): PreparedLineVersion[] {
  return versions.sort(
    (one, other) =>
      (one.drawnBy < other.drawnBy ? -1 : one.drawnBy > other.drawnBy ? 1 : 0) ||
      one.validFromMs - other.validFromMs,
  );
}

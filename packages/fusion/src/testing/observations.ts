import { destination } from "@truceline/geo";
import { derivedId, lonLat, type Observation } from "@truceline/model";
import fc from "fast-check";

/** Mid-ocean; nothing is there. */
export const ocean = lonLat(-30, 0);
export const noonMs = Date.UTC(2026, 0, 10, 12);

/** One valid observation, with what the test is about put over it. */
export function observed(sourceId: string, change: Partial<Observation> = {}): Observation {
  return {
    schema: "observation/1",
    id: derivedId("test", change.source ?? "mission", sourceId),
    origin: "observed",
    recordedAtMs: noonMs + 60_000,
    source: "mission",
    sourceId,
    span: { fromMs: noonMs, toMs: noonMs, precision: "exact" },
    observer: { kind: "patrol", id: `patrol-${sourceId}` },
    observerPosition: { position: ocean, accuracyM: 0 },
    means: ["heard"],
    kind: "explosion",
    count: { qualifier: "exactly", min: 1, max: 1 },
    ...change,
  };
}

/** An observation with a circle of its own at so many metres east and north of the ocean's middle. */
export function seenAt(
  sourceId: string,
  eastM: number,
  northM: number,
  atMs: number,
  change: Partial<Observation> = {},
): Observation {
  const bearingDeg = (Math.atan2(eastM, northM) * 180) / Math.PI;
  const centre = destination(ocean, bearingDeg, Math.hypot(eastM, northM));
  return observed(sourceId, {
    span: { fromMs: atMs, toMs: atMs, precision: "exact" },
    area: { shape: "circle", centre, radiusM: 500 },
    ...change,
  });
}

/** Observations crowded into a few kilometres and minutes, with statements, parts and long spans. */
export const arbCrowd = fc
  .array(
    fc.record({
      eastM: fc.integer({ min: -5_000, max: 5_000 }),
      northM: fc.integer({ min: -5_000, max: 5_000 }),
      atS: fc.integer({ min: 0, max: 900 }),
      lastsS: fc.constantFrom(0, 0, 0, 60, 119, 7_200),
      kind: fc.constantFrom("explosion", "burst", "projectile-in-flight", "vehicle", "nothing"),
      statementNo: fc.constantFrom(undefined, undefined, undefined, 1, 2),
      partOfNo: fc.constantFrom(undefined, undefined, undefined, 1, 2, 3),
      source: fc.constantFrom("a-post", "b-post"),
    }),
    // Many, or nothing would touch anything.
    { minLength: 1, maxLength: 40, size: "max" },
  )
  .map((rows) =>
    rows.map(({ eastM, northM, atS, lastsS, kind, statementNo, partOfNo, source }, index) => {
      const fromMs = noonMs + atS * 1_000;
      const statement = {
        reportId: "r",
        observationNo: index + 1,
        ...(statementNo === undefined ? {} : { statementNo }),
        ...(partOfNo === undefined ? {} : { partOfNo }),
      };
      return seenAt(String(index), eastM, northM, fromMs, {
        source,
        kind: kind as Observation["kind"],
        span: { fromMs, toMs: fromMs + lastsS * 1_000, precision: "minute" },
        ...(statementNo === undefined && partOfNo === undefined ? {} : { statement }),
      });
    }),
  );

export const nearAndSoon = { distanceM: 3_000, timeMs: 120_000 };

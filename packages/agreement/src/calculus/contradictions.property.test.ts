import { type LonLat, lonLat, type ObservationKind, type WeaponClass } from "@truceline/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CompiledAgreement, CompiledArticle, CompiledZone } from "../compiled.ts";
import type { CompiledRule, RuleTime, WeaponSelector } from "../compiled-rule.ts";
import { prepareAgreement } from "../prepare-agreement.ts";
import { breachOf } from "./breach.ts";
import { type ConflictKind, contradictions } from "./contradictions.ts";
import type { CalculusEvent } from "./event.ts";
import { normsOf } from "./norms.ts";

// A small world: three by three squares of ground, half of it on each side of a line along the
// equator, three days in steps of six hours from a Monday on, two parties, few kinds and weapons.
const squareDeg = 0.25;
const westDeg = -30;
const southDeg = -0.25;
const sideCount = 3;
const startMs = Date.UTC(2026, 2, 2);
const hourMs = 3_600_000;
const stepMs = 6 * hourMs;
const stepCount = 12;
const parties = ["a", "b"] as const;
const kinds: readonly ObservationKind[] = ["shot", "weapon-present", "persons"];
const weapons: readonly (readonly [WeaponClass | null, number | null])[] = [
  [null, null],
  ["tank", 100],
  ["tank", 123],
  ["mortar", 100],
  ["mortar", 123],
];
// Any two ranges of calibre drawn below that have a value in common share 100 or 123.
// Just within one and two rows of squares from the line.
const rowsM = [27_600, 55_200] as const;

interface Square {
  readonly column: number;
  readonly row: number;
}
const squares: readonly Square[] = Array.from({ length: sideCount ** 2 }, (_, index) => ({
  column: index % sideCount,
  row: Math.floor(index / sideCount),
}));
const middleOf = ({ column, row }: Square): LonLat =>
  lonLat(westDeg + (column + 0.5) * squareDeg, southDeg + (row + 0.5) * squareDeg);
/** Rows from the line: the line runs between row 0 and row 1. */
const rowsFromLine = ({ row }: Square) => (row === 0 ? 1 : row);

// Zones: any set of squares, as its own polygons.
const zoneSquares = new Map<string, ReadonlySet<number>>();
function zoneOf(members: readonly number[]): CompiledZone {
  const id = `z${[...members].sort().join("")}`;
  zoneSquares.set(id, new Set(members));
  const polygons = members.map((index) => {
    const { column, row } = squares[index] as Square;
    const [w, s] = [westDeg + column * squareDeg, southDeg + row * squareDeg];
    const corners = [
      [w, s],
      [w + squareDeg, s],
      [w + squareDeg, s + squareDeg],
      [w, s + squareDeg],
      [w, s],
    ];
    return [corners.map(([lonDeg = 0, latDeg = 0]) => lonLat(lonDeg, latDeg))];
  });
  return { id, kind: "zone", name: { en: id }, build: { by: "geometry", polygons } };
}

const arbZone = fc
  .uniqueArray(fc.integer({ min: 0, max: 8 }), { minLength: 3, maxLength: 8 })
  .map(zoneOf);
const arbBy = fc.constantFrom(["a"], ["b"], ["a", "b"], ["a", "b"]);
const arbKinds = fc.subarray([...kinds], { minLength: 1 });
const arbSelector: fc.Arbitrary<WeaponSelector> = fc.record(
  {
    classes: fc.constantFrom<WeaponClass[]>(["tank"], ["mortar"], ["tank", "mortar"]),
    calibreMinMm: fc.constantFrom(80, 121),
    calibreMaxMm: fc.constantFrom(119, 125),
  },
  { requiredKeys: ["classes"] },
);
const arbStep = fc.integer({ min: 0, max: stepCount });
const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const clock = (step: number) => `${String((step % 4) * 6).padStart(2, "0")}:00`;
const arbTime: fc.Arbitrary<RuleTime> = fc
  .record({
    from: fc.integer({ min: 0, max: stepCount / 2 }),
    until: seldom(arbStep),
    daily: seldom(fc.tuple(arbStep, fc.integer({ min: 1, max: 3 }))),
    weekdays: seldom(fc.subarray([1, 2, 3], { minLength: 1 })),
    span: seldom(fc.tuple(arbStep, fc.integer({ min: 1, max: 6 }))),
  })
  .map(({ from, until, daily, weekdays, span }) => ({
    fromMs: startMs + from * stepMs,
    ...(until === undefined ? {} : { untilMs: startMs + until * stepMs }),
    ...(daily === undefined
      ? {}
      : { dailyWindow: [clock(daily[0]), clock(daily[0] + daily[1])] as const }),
    ...(weekdays === undefined ? {} : { weekdays }),
    ...(span === undefined
      ? {}
      : {
          spans: [
            { fromMs: startMs + span[0] * stepMs, toMs: startMs + (span[0] + span[1]) * stepMs },
          ],
        }),
  }));

type Drawn = { readonly rule: CompiledRule; readonly zone: CompiledZone };
const arbRule: fc.Arbitrary<Drawn> = fc
  .tuple(
    arbZone,
    arbBy,
    arbTime,
    arbKinds,
    seldom(arbSelector).map((selector) => selector ?? null),
    fc.constantFrom(0, 1, 2),
    arbSelector,
  )
  .chain(([zone, by, time, ruleKinds, selector, atMost, some]) =>
    fc
      .constantFrom<CompiledRule>(
        {
          kind: "prohibit",
          activity: "presence",
          kinds: ruleKinds,
          weapons: selector,
          by,
          tested: "present",
          zone: zone.id,
          time,
        },
        {
          kind: "permit",
          activity: "presence",
          kinds: ruleKinds,
          weapons: selector,
          by,
          zone: zone.id,
          time,
        },
        {
          kind: "limit",
          of: "weapons",
          kinds: ruleKinds,
          weapons: selector,
          atMost,
          by,
          tested: "present",
          zone: zone.id,
          time,
        },
        {
          kind: "withdraw",
          kinds: ["weapon-present"],
          weapons: some,
          by,
          tested: "present",
          beyondM: rowsM[atMost === 0 ? 0 : 1],
          line: "line",
          time,
        },
        { kind: "access", of: by[0] ?? "a", zone: zone.id, by: ["b"], time },
      )
      .map((rule) => ({ rule, zone })),
  );

const from = lonLat(-35, 0);
const to = lonLat(-25, 0);
function agreement(drawn: readonly Drawn[]): CompiledAgreement {
  const zones = new Map(drawn.map(({ zone }) => [zone.id, zone]));
  return {
    form: "compiled-agreement/1",
    id: "small",
    hash: "0".repeat(64),
    title: { en: "Small" },
    status: "exercise",
    timezone: "Etc/UTC",
    inForce: { fromMs: startMs, toMs: startMs + stepCount * stepMs },
    cutOff: "00:00",
    parties: parties.map((id) => ({ id, name: { en: id } })),
    lines: [
      {
        id: "line",
        name: { en: "Line" },
        sides: { left: "a", right: "b" },
        versions: [
          { validFromMs: 0, drawnBy: "mission", acceptedBy: [...parties], coordinates: [from, to] },
        ],
      },
    ],
    zones: [...zones.values()],
    sectors: [],
    sites: [],
    articles: drawn.map(
      ({ rule }, index): CompiledArticle => ({
        id: `${index + 1}`,
        text: { en: "" },
        rule,
        standard: { probability: 0.9, independentSources: 1 },
        coverageRatio: 0.8,
        persistence: { is: "impulse" },
        count: "incident",
      }),
    ),
    association: { distanceM: 1, timeMs: 1 },
    cellResolution: 6,
    release: { delayMs: 0, cellAreaM2: 0 },
  };
}

/** An event of the small world, with the square it is in. */
interface SmallEvent {
  readonly event: CalculusEvent;
  readonly square: number;
  readonly step: number;
}
const universe: readonly SmallEvent[] = kinds.flatMap((kind) =>
  weapons.flatMap(([weapon, calibreMm]) =>
    parties.flatMap((by) =>
      squares.flatMap((place, square) =>
        Array.from({ length: stepCount }, (_, step) => step).flatMap((step) =>
          [1, 2, 3].map((count) => ({
            square,
            step,
            event: {
              kind,
              weapon,
              calibreMm,
              count,
              by,
              firedFrom: null,
              landedAt: null,
              present: middleOf(place),
              altitudeM: null,
              atMs: startMs + step * stepMs,
              purpose: null,
            },
          })),
        ),
      ),
    ),
  ),
);

/** Do all conditions but the number hold? Told anew, by squares and steps, not by the calculus. */
function fits(rule: CompiledRule, { event, square, step }: SmallEvent): boolean {
  if (rule.kind === "narrative" || !("kinds" in rule)) return false;
  if (!rule.kinds.includes(event.kind) || !rule.by.includes(event.by)) return false;
  if ("weapons" in rule && rule.weapons !== null) {
    const { classes, calibreMinMm, calibreMaxMm } = rule.weapons;
    if (event.weapon === null || !classes.includes(event.weapon)) return false;
    if ((event.calibreMm ?? 0) < (calibreMinMm ?? 0)) return false;
    if ((event.calibreMm ?? 0) > (calibreMaxMm ?? 1_000)) return false;
  }
  const place = squares[square] as Square;
  const isThere =
    rule.kind === "withdraw"
      ? rowsFromLine(place) <= (rule.beyondM === rowsM[0] ? 1 : 2)
      : zoneSquares.get(rule.kind === "freeze" ? "" : (rule.zone ?? ""))?.has(square) === true;
  return isThere && holds(rule.time, step);
}

function holds(time: RuleTime, step: number): boolean {
  const atMs = startMs + step * stepMs;
  if (atMs < time.fromMs || atMs >= (time.untilMs ?? Number.POSITIVE_INFINITY)) return false;
  if (
    time.spans !== undefined &&
    !time.spans.some((span) => atMs >= span.fromMs && atMs < span.toMs)
  ) {
    return false;
  }
  const ofDay = step % 4;
  let day = Math.floor(step / 4);
  if (time.dailyWindow !== undefined) {
    const [start = 0, end = 0] = time.dailyWindow.map((text) => Number(text.slice(0, 2)) / 6);
    if (start < end ? ofDay < start || ofDay >= end : ofDay < start && ofDay >= end) return false;
    if (start > end && ofDay < end) day -= 1;
  }
  // The day before Monday is Sunday, the seventh.
  return time.weekdays === undefined || time.weekdays.includes(day < 0 ? 7 : day + 1);
}

const forbids = (rule: CompiledRule, small: SmallEvent): boolean =>
  (rule.kind === "prohibit" ||
    rule.kind === "withdraw" ||
    (rule.kind === "limit" && small.event.count > rule.atMost)) &&
  fits(rule, small);
const allows = (rule: CompiledRule, small: SmallEvent): boolean =>
  (rule.kind === "permit" || (rule.kind === "limit" && small.event.count <= rule.atMost)) &&
  fits(rule, small);
const isForbidding = ({ kind }: CompiledRule) => kind === "prohibit" || kind === "withdraw";

/** What the finite universe shows of two rules: the kinds of conflict for which some event stands. */
function shown(one: CompiledRule, other: CompiledRule): readonly ConflictKind[] {
  const some = (test: (small: SmallEvent) => boolean) => universe.some(test);
  const both = (a: CompiledRule, b: CompiledRule): readonly ConflictKind[] => {
    if (a.kind === "permit" && (isForbidding(b) || b.kind === "limit")) {
      return some((small) => allows(a, small) && forbids(b, small)) ? ["permit-forbidden"] : [];
    }
    if (a.kind === "access" && (isForbidding(b) || (b.kind === "limit" && b.atMost === 0))) {
      const use: CompiledRule = {
        kind: "permit",
        activity: "presence",
        kinds: ["persons", "vehicle"],
        weapons: null,
        by: [a.of],
        zone: a.zone,
        time: a.time,
      };
      return some((small) => allows(use, small) && forbids(b, small)) ? ["access-forbidden"] : [];
    }
    if (a.kind === "limit" && a.atMost > 0 && isForbidding(b)) {
      return some((small) => allows(a, small) && forbids(b, small)) ? ["limit-emptied"] : [];
    }
    return [];
  };
  if (one.kind === "limit" && other.kind === "limit") {
    if (one.atMost === other.atMost) return [];
    const [high, low] = one.atMost > other.atMost ? [one, other] : [other, one];
    if (!some((small) => allows(high, small) && forbids(low, small))) return [];
    const [highZone, lowZone] = [zoneSquares.get(high.zone), zoneSquares.get(low.zone)];
    if (highZone?.isSubsetOf(lowZone ?? new Set()) !== true) return [];
    return [highZone.size === lowZone?.size ? "limit-twice" : "limit-idle"];
  }
  if (one.kind === "withdraw" && other.kind === "withdraw") {
    if (one.beyondM === other.beyondM) return [];
    return some((small) => fits(one, small) && fits(other, small)) ? ["withdrawal-twice"] : [];
  }
  return [...both(one, other), ...both(other, one)];
}

const arbDrawn = fc.array(arbRule, { minLength: 2, maxLength: 4 });

describe("contradictions", () => {
  test("[AGR-031] are reported exactly where some event of a small world shows one", () => {
    let conflictCount = 0;
    let peaceCount = 0;
    fc.assert(
      fc.property(arbDrawn, (drawn) => {
        const { conflicts, open } = contradictions(normsOf(prepareAgreement(agreement(drawn))));
        expect(open).toEqual([]);
        for (const [number, later] of drawn.entries()) {
          for (const [index, earlier] of drawn.slice(0, number).entries()) {
            const told = conflicts
              .filter((one) => one.earlier.index === index && one.later.index === number)
              .map(({ kind }) => kind);
            const expected = shown(earlier.rule, later.rule);
            expect(told).toEqual(expected);
            if (expected.length > 0) conflictCount += 1;
            else peaceCount += 1;
          }
        }
      }),
      { numRuns: 150 },
    );
    // A test that never met one side would prove nothing.
    expect(conflictCount).toBeGreaterThan(10);
    expect(peaceCount).toBeGreaterThan(100);
  });

  test("[AGR-030] the calculus and a reading by hand agree on every event of a small world", () => {
    fc.assert(
      fc.property(arbRule, (drawn) => {
        const prepared = prepareAgreement(agreement([drawn]));
        const step = Math.max(1, Math.floor(universe.length / 700));
        for (let at = 0; at < universe.length; at += step) {
          const small = universe[at] as SmallEvent;
          const { breached, because } = breachOf(prepared, "1", small.event);
          expect(breached).toBe(forbids(drawn.rule, small));
          if (drawn.rule.kind === "permit") {
            expect(because === "permitted").toBe(allows(drawn.rule, small));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("[AGR-032] exchanging the parties exchanges the witnesses and nothing else", () => {
    const swap = (id: string) => (id === "a" ? "b" : id === "b" ? "a" : id);
    const swapped = ({ rule, zone }: Drawn): Drawn => ({
      zone,
      rule:
        rule.kind === "narrative"
          ? rule
          : ({
              ...rule,
              by: parties.filter((id) => rule.by.includes(swap(id))),
              ...(rule.kind === "access" ? { of: swap(rule.of) } : {}),
            } as CompiledRule),
    });
    const tell = (drawn: readonly Drawn[], name: (id: string) => string) =>
      contradictions(normsOf(prepareAgreement(agreement(drawn)))).conflicts.map(
        ({ kind, earlier, later, event }) => ({
          kind,
          pair: [earlier.index, later.index],
          // Where both are bound the first of them stands in the witness.
          event:
            earlier.rule.by.length + later.rule.by.length > 2
              ? { ...event, by: "" }
              : { ...event, by: name(event.by) },
        }),
      );
    fc.assert(
      fc.property(arbDrawn, (drawn) => {
        expect(tell(drawn.map(swapped), swap)).toEqual(tell(drawn, (id) => id));
      }),
      { numRuns: 100 },
    );
  });
});

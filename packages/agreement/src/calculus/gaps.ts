import type { CompiledZone } from "../compiled.ts";
import { isAssessed, type WeaponSelector } from "../compiled-rule.ts";
import { breachOf } from "./breach.ts";
import type { CalculusEvent } from "./event.ts";
import { findEvent, selectorOf } from "./find-event.ts";
import { findPlace } from "./find-place.ts";
import { type Norm, type Norms, zoneOf } from "./norms.ts";

/** Something between two articles that neither forbids, though both sides of it are forbidden. */
export interface Gap {
  readonly of: "calibre" | "time" | "distance";
  readonly earlier: Norm;
  readonly later: Norm;
  /** Ends of the gap: millimetres, instants or metres. */
  readonly from: number;
  readonly to: number;
  /** Lies in it, and breaches no article. */
  readonly event: CalculusEvent;
}

/**
 * Gaps between articles that forbid the same but for one measure: weapons of calibres between the two,
 * times between the two, distances from a line between the two. Calibres less than 1 mm apart are none.
 */
export function gapsBetween(norms: Norms): readonly Gap[] {
  const forbidding = norms.all.filter(({ rule }) => isAssessed(rule) && rule.kind !== "access");
  const gaps: Gap[] = [];
  for (const [number, later] of forbidding.entries()) {
    for (const earlier of forbidding.slice(0, number)) {
      if (earlier.rule.kind !== later.rule.kind || earlier.tested !== later.tested) continue;
      if (!sharesParty(earlier, later) || !sharesKind(earlier, later)) continue;
      const gap =
        calibreGap(norms, earlier, later) ??
        timeGap(norms, earlier, later) ??
        distanceGap(norms, earlier, later);
      if (gap === null || isForbidden(norms, gap.event)) continue;
      gaps.push({ ...gap, earlier, later });
    }
  }
  return gaps;
}

type Found = Pick<Gap, "of" | "from" | "to" | "event">;

function sharesParty(a: Norm, b: Norm): boolean {
  return a.rule.by.some((party) => b.rule.by.includes(party));
}

function sharesKind(a: Norm, b: Norm): boolean {
  const kinds = (norm: Norm) => ("kinds" in norm.rule ? norm.rule.kinds : []);
  return kinds(a).some((kind) => kinds(b).includes(kind));
}

function isForbidden({ prepared, all }: Norms, event: CalculusEvent): boolean {
  return all.some(({ article }) => breachOf(prepared, article.id, event).breached);
}

/** An event of one article with weapons of both, or null. */
function withSelector(norm: Norm, weapons: WeaponSelector): CalculusEvent | null {
  const found = findEvent({ all: [{ ...norm, rule: { ...norm.rule, weapons } as Norm["rule"] }] });
  return found.answer === "found" ? found.event : null;
}

function calibreGap(_norms: Norms, a: Norm, b: Norm): Found | null {
  const [first, second] = [selectorOf(a), selectorOf(b)];
  if (first === null || second === null) return null;
  const classes = first.classes.filter((name) => second.classes.includes(name));
  const isFirstLower =
    (first.calibreMaxMm ?? Number.POSITIVE_INFINITY) < (second.calibreMinMm ?? 0);
  const isSecondLower =
    (second.calibreMaxMm ?? Number.POSITIVE_INFINITY) < (first.calibreMinMm ?? 0);
  if (classes.length === 0 || isFirstLower === isSecondLower) return null;
  const [low, high] = isFirstLower ? [first, second] : [second, first];
  const [from, to] = [low.calibreMaxMm ?? 0, high.calibreMinMm ?? 0];
  if (to - from <= 1) return null;
  const middle = (from + to) / 2;
  const { calibreMinMm: _min, calibreMaxMm: _max, ...rest } = first;
  const event = withSelector(a, { ...rest, classes, calibreMinMm: middle, calibreMaxMm: middle });
  return event === null ? null : { of: "calibre", from, to, event };
}

/** Both are the same but for plain spans of time, one of which ends before the other begins. */
function timeGap(_norms: Norms, a: Norm, b: Norm): Found | null {
  if (!isSameButTime(a, b) || !a.times.isPlain || !b.times.isPlain) return null;
  const [before, after] = a.times.fromMs <= b.times.fromMs ? [a, b] : [b, a];
  const [from, to] = [before.times.untilMs, after.times.fromMs];
  if (!(to > from)) return null;
  const found = findEvent({ all: [before] });
  if (found.answer !== "found") return null;
  return { of: "time", from, to, event: { ...found.event, atMs: from } };
}

function isSameButTime(a: Norm, b: Norm): boolean {
  const meaning = (norm: Norm) => JSON.stringify({ ...norm.rule, time: null, by: null });
  return meaning(a) === meaning(b);
}

type BandBuild = Extract<CompiledZone["build"], { by: "band" }>;

/** Bands along one line, the one of which ends nearer to the line than the other begins. */
function distanceGap(norms: Norms, a: Norm, b: Norm): Found | null {
  const [first, second] = [bandOf(norms, a), bandOf(norms, b)];
  if (first === null || second === null || first.line !== second.line) return null;
  const sides = norms.prepared.compiled.lines.find(({ id }) => id === first.line)?.sides;
  if (sides === undefined) return null;
  for (const side of [sides.left, sides.right]) {
    for (const [inner, outer, norm] of [
      [first, second, a],
      [second, first, b],
    ] as const) {
      const from = inner.distanceM[side] ?? 0;
      const to = outer.fromM?.[side] ?? 0;
      if (from <= 0 || to <= from || norm.tested === null) continue;
      const found = findEvent({ all: [norm] });
      if (found.answer !== "found") continue;
      const reach = (widthM: number): readonly [number, number] =>
        side === sides.left ? [widthM, 0] : [0, widthM];
      const { atMs } = found.event;
      const [within, without] = [to, from].map((widthM) =>
        norms.grounds.band(first.line, ...reach(widthM), atMs),
      );
      if (within === undefined || without === undefined) continue;
      const place = findPlace([within], [without]);
      if (place.answer !== "found") continue;
      return { of: "distance", from, to, event: { ...found.event, [norm.tested]: place.at } };
    }
  }
  return null;
}

function bandOf({ prepared }: Norms, { rule }: Norm): BandBuild | null {
  const zoneId = zoneOf(rule);
  const build = prepared.compiled.zones.find(({ id }) => id === zoneId)?.build;
  return build?.by === "band" ? build : null;
}

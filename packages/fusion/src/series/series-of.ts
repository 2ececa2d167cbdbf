import { distanceM } from "@truceline/geo";
import type { Incident } from "@truceline/model";
import { areCompatible } from "../event-kind.ts";

// Mean gaps within a few kilometres: between shots of a salvo, between events of a series, and between
// events that have nothing to do with each other. Ours.
const SALVO_GAP_MS = 5_000;
const SERIES_GAP_MS = 300_000;
const CHANCE_GAP_MS = 6 * 3_600_000;
/** How far apart two events of a series may be fired from, or land, beside their errors. Ours. */
const SPREAD_M = 2_000;
/** An instant less sure than this tells no salvo. */
const INSTANT_MAX_MS = 10_000;

/**
 * Longest gap for which a process with the shorter mean gap is the likelier: where both exponential
 * densities are equal, t = ln(s/f) / (1/f − 1/s).
 */
function gapWhereEqual(fastMs: number, slowMs: number): number {
  return Math.log(slowMs / fastMs) / (1 / fastMs - 1 / slowMs);
}

/** 21 s and 22 min. */
const SALVO_GAP_MAX_MS = gapWhereEqual(SALVO_GAP_MS, SERIES_GAP_MS);
const SERIES_GAP_MAX_MS = gapWhereEqual(SERIES_GAP_MS, CHANCE_GAP_MS);

/** What of an incident decides which series it is of. */
export type SeriesEvent = Pick<Incident, "id" | "span" | "kinds" | "firedFrom" | "effect">;

/** Events that followed each other, in order of time; at least two. */
export interface EventSeries {
  /** `salvo`: all within a salvo's gaps; `series` else. */
  readonly kind: "salvo" | "series";
  readonly ids: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
  /** The salvos in it, each two events or more. */
  readonly salvos: readonly (readonly string[])[];
}

/**
 * Bursts and series among events: chains of events of kinds that go together, each near one before it
 * in place and so soon after it that one going on is likelier than chance.
 *
 * Likelihood ratio of exponential gaps: mean 5 s in a salvo, 5 min in a series, 6 h by chance; so gaps
 * up to 21 s and 22 min. Place: 2 km, and the semi-axes of both 95 % ellipses more.
 * Shape: a function of the set; each event in one series at most; by time. The sweep holds what began
 * within the longest gap.
 */
export function seriesOf(events: readonly SeriesEvent[]): EventSeries[] {
  const byTime = [...events].sort(
    (one, other) => one.span.fromMs - other.span.fromMs || (one.id < other.id ? -1 : 1),
  );
  const root = new Map<SeriesEvent, SeriesEvent>();
  const rootOf = (event: SeriesEvent): SeriesEvent => {
    let at = event;
    for (let up = root.get(at); up !== undefined && up !== at; up = root.get(at)) at = up;
    root.set(event, at);
    return at;
  };
  let open: SeriesEvent[] = [];
  for (const event of byTime) {
    root.set(event, event);
    open = open.filter((other) => gapMs(other, event) <= SERIES_GAP_MAX_MS);
    for (const other of open) {
      if (areNear(other, event)) root.set(rootOf(event), rootOf(other));
    }
    open.push(event);
  }
  const chains = new Map<SeriesEvent, SeriesEvent[]>();
  for (const event of byTime) {
    const chain = chains.get(rootOf(event));
    if (chain === undefined) chains.set(rootOf(event), [event]);
    else chain.push(event);
  }
  return [...chains.values()]
    .filter((chain) => chain.length > 1)
    .map(asSeries)
    .sort(
      (one, other) =>
        one.fromMs - other.fromMs || ((one.ids[0] ?? "") < (other.ids[0] ?? "") ? -1 : 1),
    );
}

function asSeries(chain: readonly SeriesEvent[]): EventSeries {
  const salvos: string[][] = [];
  let run: SeriesEvent[] = [];
  for (const event of chain) {
    const before = run.at(-1);
    if (before !== undefined && isSalvoGap(before, event)) run.push(event);
    else {
      if (run.length > 1) salvos.push(run.map(({ id }) => id));
      run = [event];
    }
  }
  if (run.length > 1) salvos.push(run.map(({ id }) => id));
  return {
    kind: salvos[0]?.length === chain.length ? "salvo" : "series",
    ids: chain.map(({ id }) => id),
    fromMs: Math.min(...chain.map(({ span }) => span.fromMs)),
    toMs: Math.max(...chain.map(({ span }) => span.toMs)),
    salvos,
  };
}

function gapMs(earlier: SeriesEvent, later: SeriesEvent): number {
  return Math.max(0, later.span.fromMs - earlier.span.toMs);
}

function isSalvoGap(earlier: SeriesEvent, later: SeriesEvent): boolean {
  const isSure = ({ span }: SeriesEvent) => span.toMs - span.fromMs <= INSTANT_MAX_MS;
  return isSure(earlier) && isSure(later) && gapMs(earlier, later) <= SALVO_GAP_MAX_MS;
}

/** Kinds that go together, and the same end of both near each other. */
function areNear(one: SeriesEvent, other: SeriesEvent): boolean {
  const [a] = one.kinds;
  const [b] = other.kinds;
  if (a === undefined || b === undefined || !areCompatible(a.kind, b.kind)) return false;
  return areEndsNear(one.firedFrom, other.firedFrom) || areEndsNear(one.effect, other.effect);
}

type End = Incident["firedFrom"];

function areEndsNear(one: End, other: End): boolean {
  if (one === null || other === null) return false;
  return distanceM(one.median, other.median) <= SPREAD_M + reachOf(one) + reachOf(other);
}

function reachOf({ ellipse95 }: NonNullable<End>): number {
  return ellipse95?.shape === "ellipse" ? ellipse95.semiMajorM : 0;
}
